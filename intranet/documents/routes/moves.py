"""The plain moves of a letter: each one address, one permission, one function, and an optional word with it."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_login import current_user

from intranet.core.errors import Invalid
from intranet.documents import queries, service
from intranet.documents.forms.moves import AfterIssueForm
from intranet.documents.models import Document
from intranet.documents.routes.blueprint import bp
from intranet.documents.routes.view import letter_page, signer_form
from intranet.documents.rules import FLOW
from intranet.web.access import needs
from intranet.web.forms import blame, whole_number_or_none
from intranet.web.moves import add_moves, move_with_note

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


def _move(act: Callable[..., Any], document: Document) -> Any:
    return move_with_note(act, document, flow=FLOW, page=letter_page, back=_back)


add_moves(bp, "/documents", "document", PLAIN, _move, document=queries.get_document)


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
            return _back(document)
    return letter_page(document, "change_signer", form), 422


def _move_after_issue(act: Callable[..., Any], document: Document) -> Any:
    name, form = act.__name__, AfterIssueForm()
    if form.validate():
        try:
            act(document, current_user, form.note.data, form.by_mark.data)
        except Invalid as problem:
            blame(form, problem)
        else:
            told = "Nơi nhận trong cơ quan và qua thư điện tử đã được báo."
            flash(f"Đã ghi: {FLOW.move(name).label.lower()}. {told}", "success")
            return _back(document)
    return letter_page(document, name, form), 422


AFTER_ISSUE = (service.recall, service.replace, service.rectify)
add_moves(bp, "/documents", "document", AFTER_ISSUE, _move_after_issue, document=queries.get_document)


@bp.post("/documents/<int:document_id>/make_files_again")
@needs("document.view", document=queries.get_document)
def make_files_again(document: Document) -> Any:
    service.make_files_again(document, current_user)
    return _back(document)


def _back(document: Document) -> Any:
    return redirect(url_for(".document", document_id=document.id), 303)
