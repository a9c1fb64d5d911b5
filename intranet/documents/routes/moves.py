"""The plain moves of a letter: each one address, one permission, one function, and an optional word with it."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_login import current_user

from intranet.core.errors import Invalid
from intranet.documents import queries, service
from intranet.documents.forms.moves import AfterIssueForm, NoteForm
from intranet.documents.models import Document
from intranet.documents.routes.blueprint import bp
from intranet.documents.routes.view import letter_page, signer_form
from intranet.documents.routes.word import blame
from intranet.documents.rules import FLOW
from intranet.web.access import needs
from intranet.web.forms import whole_number_or_none

PLAIN: tuple[Callable[..., Any], ...] = (
    service.submit_for_check,
    service.check_content,
    service.check_format,
    service.present,
    service.sign,
    service.record_signed,
    service.send_back,
    service.withdraw,
    service.cancel,
    service.issue_unnumbered,
)


def _add_view(act: Callable[..., Any]) -> None:
    name = act.__name__
    label = FLOW.move(name).label

    @needs(f"document.{name}", document=queries.get_document)
    def make_move(document: Document) -> Any:
        form = NoteForm()
        try:
            if not form.validate():
                return letter_page(document, name, form), 422
            act(document, current_user, form.note.data or "")
        except Invalid as problem:
            blame(form, problem)
            return letter_page(document, name, form), problem.status
        flash(f"Đã ghi: {label.lower()}.", "success")
        return redirect(url_for(".document", document_id=document.id), 303)

    bp.add_url_rule(f"/documents/<int:document_id>/{name}", name, make_move, methods=["POST"])


for _act in PLAIN:
    _add_view(_act)


@bp.post("/documents/<int:document_id>/change_signer")
@needs("document.change_signer", document=queries.get_document)
def change_signer(document: Document) -> Any:
    form = signer_form(document, request.form)
    if form.validate():
        try:
            chosen = whole_number_or_none(form.signer_authority_id.data)
            service.change_signer(document, chosen, current_user, form.note.data or "")
        except Invalid as problem:
            blame(form, problem)
        else:
            flash("Đã đổi người ký. Văn bản trở lại bước kiểm tra.", "success")
            return redirect(url_for(".document", document_id=document.id), 303)
    return letter_page(document, "change_signer", form), 422


def _add_after_issue(act: Callable[..., Any]) -> None:
    name = act.__name__

    @needs(f"document.{name}", document=queries.get_document)
    def make_move(document: Document) -> Any:
        form = AfterIssueForm()
        if form.validate():
            try:
                act(document, current_user, form.note.data, form.by_mark.data)
            except Invalid as problem:
                blame(form, problem)
            else:
                told = "Nơi nhận trong cơ quan và qua thư điện tử đã được báo."
                flash(f"Đã ghi: {FLOW.move(name).label.lower()}. {told}", "success")
                return redirect(url_for(".document", document_id=document.id), 303)
        return letter_page(document, name, form), 422

    bp.add_url_rule(f"/documents/<int:document_id>/{name}", name, make_move, methods=["POST"])


for _act in (service.recall, service.replace, service.rectify):
    _add_after_issue(_act)


@bp.post("/documents/<int:document_id>/make_files_again")
@needs("document.view", document=queries.get_document)
def make_files_again(document: Document) -> Any:
    service.make_files_again(document, current_user)
    return redirect(url_for(".document", document_id=document.id), 303)
