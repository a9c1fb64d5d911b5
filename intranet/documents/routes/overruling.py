"""Letting a finding of the checker pass, from the letter's page."""

from typing import Any

from flask import flash, redirect, url_for
from flask_login import current_user

from intranet.core.errors import Invalid
from intranet.documents import queries, service
from intranet.documents.forms.moves import OverrulingForm
from intranet.documents.models import Document
from intranet.documents.routes.blueprint import bp
from intranet.documents.routes.view import letter_page
from intranet.web.access import needs
from intranet.web.forms import blame


@bp.post("/documents/<int:document_id>/overrule_finding")
@needs("document.overrule_finding", document=queries.get_document)
def overrule_finding(document: Document) -> Any:
    form = OverrulingForm()
    if form.validate():
        try:
            service.overrule_finding(document, form.n.data or 0, form.finding.data, form.reason.data, current_user)
        except Invalid as problem:
            blame(form, problem)
        else:
            flash("Đã cho qua một lỗi thể thức; lý do nằm trong lịch sử văn bản.", "success")
            return redirect(url_for(".document", document_id=document.id, _anchor="the-thuc"), 303)
    return letter_page(document, "overrule_finding", form), 422
