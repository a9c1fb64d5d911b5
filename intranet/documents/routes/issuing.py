"""The clerk's pages: number, scan, issue; on issuing a kế hoạch its tasks stand there to be corrected and confirmed."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from intranet.accounts.queries import groups, open_departments
from intranet.core.errors import DomainError, Invalid, Refused
from intranet.core.files import read
from intranet.delivery.queries import agencies_by_mail, reached_by
from intranet.delivery.service.mail import why_no_mail
from intranet.docservice.assignments import read_plan
from intranet.docservice.errors import DocError
from intranet.docservice.reading import read_file
from intranet.documents import queries, service
from intranet.documents.facts import assignments_of
from intranet.documents.forms.handing_out import PREFIX, TaskRow, checked, proposals_of, rows_from, rows_of, rows_read
from intranet.documents.forms.moves import ReasonForm, ScanForm
from intranet.documents.models import Document
from intranet.documents.routes.blueprint import bp
from intranet.documents.routes.files import page_urls
from intranet.documents.routes.view import letter_page, number_form
from intranet.documents.rules import PLAN_TYPE
from intranet.plans.queries import leaders, office_receivers
from intranet.registers.queries import get_number
from intranet.web.access import needs
from intranet.web.forms import blame, uploads, whole_number_or_none
from intranet.web.rows import rearranged, wanted_row


@bp.post("/documents/<int:document_id>/number")
@needs("document.number", document=queries.get_document)
def number(document: Document) -> Any:
    form = number_form(document, request.form)
    if form.validate() and form.day.data:
        kept = get_number(int(form.kept.data)) if form.kept and form.kept.data else None
        try:
            service.number(document, current_user, form.day.data, kept)
        except Invalid as problem:
            blame(form, problem)
        else:
            flash(f"Đã cấp số {document.mark}.", "success")
            return redirect(url_for(".document", document_id=document.id), 303)
    return letter_page(document, "number", form), 422


@bp.post("/documents/<int:document_id>/pass_line/<code>")
@needs("document.pass_line", document=queries.get_document)
def pass_line(document: Document, code: str) -> Any:
    form = ReasonForm()
    if not form.validate():
        return letter_page(document, f"pass_line.{code}", form), 422
    service.pass_line(document, code, form.reason.data, current_user)
    flash("Đã cho qua, lý do đã ghi vào lịch sử.", "success")
    return redirect(url_for(".document", document_id=document.id, _anchor="dieu-kien"), 303)


@bp.post("/documents/<int:document_id>/add_scan")
@needs("document.add_scan", document=queries.get_document)
def add_scan(document: Document) -> Any:
    form = ScanForm()
    try:
        service.add_scan(document, current_user, uploads(form.files.data))
    except Invalid as problem:
        blame(form, problem)
        return letter_page(document, "add_scan", form), problem.status
    flash("Đã nhận bản quét.", "success")
    return redirect(url_for(".document", document_id=document.id), 303)


@bp.route("/documents/<int:document_id>/issue", methods=["GET", "POST"])
@needs("document.issue", document=queries.get_document)
def issue(document: Document) -> Any:
    return _confirmed(document) if request.method == "POST" else _issue_page(document, _proposed(document))


def _confirmed(document: Document) -> Any:
    _require_scan(document)
    sent = rearranged(request.form)
    rows = rows_from(sent)
    if wanted_row(sent):
        return _issue_page(document, [*rows, *([TaskRow()] if "_add" in sent else [])])
    known = office_receivers()
    assert document.number is not None
    rows = checked(rows, known, document.number.issued_on)
    if any(row.errors for row in rows):
        return _issue_page(document, rows), 422
    leader = next((p for p in leaders() if p.id == whole_number_or_none(sent.get("leader_id"))), None)
    try:
        service.issue(document, current_user, proposals_of(rows, known), leader)
    except Invalid as problem:
        return _issue_page(document, rows, problem), problem.status
    flash(f"Đã phát hành {document.mark}.", "success")
    return redirect(url_for(".document", document_id=document.id), 303)


def _proposed(document: Document) -> list[TaskRow]:
    """The tasks of the letter's facts; those of a letter written in Word are read from its own words."""
    receivers, version = office_receivers(), document.current
    if version is None or document.type_code != PLAN_TYPE:
        return []
    if version.facts is None:
        try:
            text = read_file(read(version.docx_sha256), "ke-hoach.docx")
        except DocError:  # it was sound when it was taken: whatever it is, the clerk still types the tasks in
            return []
        return rows_read(read_plan(text, receivers.units).tasks, receivers)
    return rows_of(*assignments_of(version.facts), receivers)


def _require_scan(document: Document) -> None:
    if document.number is None or document.scan is None:
        raise Refused("Văn bản chưa có số và bản quét nên chưa phát hành được.", "Hãy cấp số và gửi bản quét trước.")


def _issue_page(document: Document, rows: list[TaskRow], problem: DomainError | None = None) -> str:
    _require_scan(document)
    assert document.number is not None
    hands_out = document.type_code == PLAN_TYPE
    units = [("", "– Chọn đơn vị –")]
    units += [(f"g:{group.id}", group.name) for group in groups()]
    units += [(f"d:{unit.id}", unit.name) for unit in open_departments()]
    return render_template(
        "documents/issue.html",
        document=document,
        hands_out=hands_out,
        numbered_rows=list(enumerate(rows)) if hands_out else [],
        blank=TaskRow(),
        prefix=PREFIX,
        units=units,
        leaders=[(str(person.id), person.name) for person in leaders()],
        problem=problem,
        wrong=[{"id": f"{PREFIX}-{n}-{cell}", "label": f"Nhiệm vụ {n + 1}", "message": words}
               for n, row in enumerate(rows) for cell, words in (row.errors or {}).items()],
        pages=page_urls(document),
        reached=reached_by(document.number),
        mailed=agencies_by_mail(document.number),
        no_mail=why_no_mail(document.number, before_issue=True),
    )  # fmt: skip
