"""Appendices of a letter: adding, taking away, putting in order."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_login import current_user

from intranet.core.errors import Invalid
from intranet.documents import queries, service
from intranet.documents.forms.moves import AttachmentForm
from intranet.documents.models import Document
from intranet.documents.routes.blueprint import bp
from intranet.documents.routes.view import letter_page
from intranet.web.access import needs
from intranet.web.forms import blame, upload


@bp.post("/documents/<int:document_id>/attachments")
@needs("document.edit", document=queries.get_document)
def add_attachment(document: Document) -> Any:
    form = AttachmentForm()
    if form.validate():
        file, name = upload(form.file.data)
        try:
            added = service.add_attachment(
                document, current_user, title=form.title.data or "", file=file, file_name=name
            )
        except Invalid as problem:
            blame(form, problem)
        else:
            flash(f"Đã thêm phụ lục «{added.title}».", "success")
            return _back(document)
    return letter_page(document, "add_attachment", form), 422


@bp.post("/documents/<int:document_id>/attachments/<int:attachment_id>/remove")
@needs("document.edit", document=queries.get_document)
def remove_attachment(document: Document, attachment_id: int) -> Any:
    attachment = queries.get_attachment(document, attachment_id)
    service.remove_attachment(document, attachment, current_user)
    flash(f"Đã bỏ phụ lục «{attachment.title}».", "success")
    return _back(document)


@bp.post("/documents/<int:document_id>/attachments/<int:attachment_id>/move")
@needs("document.edit", document=queries.get_document)
def move_attachment(document: Document, attachment_id: int) -> Any:
    attachment = queries.get_attachment(document, attachment_id)
    service.move_attachment(document, attachment, request.form.get("up") == "1", current_user)
    return _back(document)


def _back(document: Document) -> Any:
    return redirect(url_for(".document", document_id=document.id, _anchor="phu-luc"), 303)
