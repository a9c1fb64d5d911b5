"""Sao văn bản: making a copy under its own number, and its PDF."""

from io import BytesIO
from typing import Any

from flask import send_file, url_for
from flask_login import current_user

from intranet.accounts.queries import authorities, get_authority
from intranet.accounts.routes.form_page import Trail, form_page
from intranet.accounts.rules import holds_on
from intranet.core.clock import today
from intranet.documents import queries, service
from intranet.documents.forms.copies import CopyForm
from intranet.documents.models import Document
from intranet.documents.queries.copies import get_copy
from intranet.documents.routes.blueprint import bp
from intranet.documents.service.copying import Copying
from intranet.web.access import needs


@bp.route("/documents/<int:document_id>/copy_letter", methods=["GET", "POST"])
@needs("document.copy_letter", document=queries.get_document)
def copy_letter(document: Document) -> Any:
    form = CopyForm()
    form.offer(a for a in authorities(today()) if a.issuer_id == document.issuer_id and holds_on(a, today()))

    def save() -> str:
        copying = Copying(
            form=form.form.data,
            day=form.day.day,
            authority=get_authority(int(form.authority_id.data)),
            recipients=[line.strip() for line in form.recipients.data.splitlines() if line.strip()],
            copies=form.copies.data or 1,
            pages=form.pages.data,
        )
        service.copy_letter(document, current_user, copying)
        return url_for(".document", document_id=document.id)

    trail: Trail = [("Văn bản", url_for(".index")), (document.mark, url_for(".document", document_id=document.id))]
    lead = "Bản sao lấy số riêng của sổ bản sao; phần cuối theo Mẫu 3.1 in ngay dưới văn bản (Điều 25)."
    done = "Đã cấp số bản sao. Tệp PDF có sau ít phút."
    return form_page(form, save, title="Sao văn bản", trail=trail, lead=lead, button="Sao", done=done)


@bp.get("/documents/<int:document_id>/copies/<int:copy_id>.pdf")
@needs("document.view", noting=service.note_reading, document=queries.get_document)
def copy_pdf(document: Document, copy_id: int) -> Any:
    copy = get_copy(document, copy_id)
    pdf = BytesIO(service.copied_pdf(copy))
    return send_file(pdf, mimetype="application/pdf", download_name=f"{copy.number.full.replace('/', '-')}.pdf")
