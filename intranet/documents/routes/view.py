"""A letter's page: its pages in the middle; where it is, the checks and the one next step at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask_login import current_user

from intranet.absences.models import Absence
from intranet.absences.rules import absence_on
from intranet.checking.queries import marks_on_pages
from intranet.checking.rules import ReportState
from intranet.core import permissions
from intranet.core.clock import today
from intranet.core.flow import Move
from intranet.core.history import history_of
from intranet.delivery.models import Delivery
from intranet.delivery.queries import deliveries_of, unresolved_lines, unseen_by
from intranet.documents import queries, service
from intranet.documents.forms.moves import (
    AfterIssueForm,
    AttachmentForm,
    NumberForm,
    ReasonForm,
    ScanForm,
    SignerForm,
)
from intranet.documents.models import Document
from intranet.documents.queries.access import waiting_change
from intranet.documents.queries.after import after_issue_of
from intranet.documents.queries.copies import copies_of
from intranet.documents.queries.gate import gate_of
from intranet.documents.queries.typing import writers_in_words
from intranet.documents.routes.blueprint import bp
from intranet.documents.routes.files import page_urls
from intranet.documents.rules import FLOW, PLACES, PLAN_TYPE, Mode, State
from intranet.documents.rules.gate import Judged
from intranet.documents.steps import steps_of
from intranet.lettertemplates.queries import version_of_revision
from intranet.printing.rules import FilesState
from intranet.registers.queries import next_number
from intranet.web.access import needs
from intranet.web.filters import moment
from intranet.web.forms import Form
from intranet.web.moves import NoteForm

AFTER_ISSUE = frozenset({"recall", "replace", "rectify"})
RARE = frozenset({"change_signer", "cancel", *AFTER_ISSUE})
CHECKS = frozenset({"check_content", "check_format"})
# Moves whose page belongs to a feature above, by name.
ELSEWHERE = {"seal": "signatures.seal"}
# While a letter is on its way to its number, everybody who works on it sees how it stands before the gate.
BEFORE_NUMBER = frozenset({State.CHECKING, State.PRESENTED, State.SIGNED})


@dataclass(frozen=True)
class Act:
    """A move this person may make now: where it goes, what stands in its way, the form it needs."""

    move: Move
    url: str
    reasons: tuple[str, ...]
    form: Form | None = None
    is_open: bool = False


@bp.get("/documents/<int:document_id>", endpoint="document")
@needs("document.view", noting=service.note_reading, document=queries.get_document)
def view(document: Document) -> Any:
    return letter_page(document)


def letter_page(document: Document, opened: str = "", form: Form | None = None) -> str:
    """The page; after a form that could not be taken, with that form open and what is wrong in it."""
    entries = history_of(document)
    gate = gate_of(document) if document.state in BEFORE_NUMBER else []
    acts = [_act(document, move, opened, form, gate) for move in FLOW.open_to(current_user, document)]
    open_acts = [act for act in acts if not act.reasons]
    deliveries = deliveries_of(document.number) if document.number and document.issued_at else ()
    first = next((act for act in open_acts if act.move.kind == "primary"), None)
    return render_template(
        "documents/view.html",
        document=document,
        first=first,
        others=[act for act in open_acts if act is not first and act.move.name not in RARE],
        rare=[act for act in open_acts if act.move.name in RARE],
        blocked=[] if first else [act for act in acts if act.reasons and act.move.name not in CHECKS],
        steps=steps_of(document, entries),
        lines=[_line(entry) for entry in entries],
        pages=page_urls(document),
        files=document.files,
        is_waiting=document.files is not None and document.files.files_state == FilesState.WAITING,
        has_failed=document.files is not None and document.files.files_state == FilesState.FAILED,
        may_edit=permissions.can(current_user, "document.edit", document),
        is_typing=_is_typing(document),
        writers=_writers(document),
        standing_in=FLOW.acting_for(current_user, document),
        signer_away=_absence_of_signer(document),
        gate=gate,
        copies=copies_of(document) if document.issued_at else (),
        access_change=waiting_change(document),
        after_issue=after_issue_of(document),
        deliveries=deliveries,
        unreached=_unreached(document, deliveries),
        unseen=unseen_by(current_user, document.number.id) if document.number else None,
        passing_form=form if opened.startswith("pass_line.") else ReasonForm(formdata=None),
        passing=opened.removeprefix("pass_line."),
        attachment_form=form if opened == "add_attachment" else AttachmentForm(formdata=None),
        attachment_open=opened == "add_attachment",
        report=document.report,
        overruled=document.overruled,
        overruling=form if opened == "overrule_finding" else None,
        hands_out=document.type_code == PLAN_TYPE,
        problems=form.form_errors if form is not None else (),
    )


def _act(document: Document, move: Move, opened: str, form: Form | None, gate: list[Judged]) -> Act:
    is_open = move.name == opened
    reasons = FLOW.reasons_against(move.name, document)
    if move.name == "number" and not is_open and not all(one.holds for one in gate):
        reasons.append("Còn điều kiện chưa đạt, xem «Điều kiện cấp số».")
    return Act(
        move,
        url_for(ELSEWHERE.get(move.name, f".{move.name}"), document_id=document.id),
        tuple(reasons),
        form if is_open else _fresh_form(document, move),
        is_open,
    )


def _fresh_form(document: Document, move: Move) -> Form | None:
    if move.name == "number":
        return number_form(document)
    if move.name in AFTER_ISSUE:
        return AfterIssueForm(formdata=None)
    if move.name == "add_scan":
        return ScanForm(formdata=None)
    if move.name == "change_signer":
        return signer_form(document)
    return NoteForm(formdata=None, prefix="") if move.offered else None


def number_form(document: Document, sent: Any = None) -> NumberForm:
    """The form of "Cấp số": today, and numbers kept for letters to come."""
    form = NumberForm(formdata=sent, data={"day": today()})
    form.offer(queries.kept_numbers(document))
    if document.number is None and document.state == State.SIGNED and "so" in PLACES[document.type_code]:
        coming = next_number(document.issuer, document.type_code, today(), document.department.short_name)
        form.day.description = f"Số tiếp theo dự kiến: {coming.text}."
    return form


def signer_form(document: Document, sent: Any = None) -> SignerForm:
    """The form of "Đổi người ký": who else may sign today."""
    form = SignerForm(formdata=sent)
    form.offer(
        a
        for a in queries.authorities(document)
        if a.id != document.signer_authority_id and a.issuer_id == document.issuer_id
    )
    return form


def _writers(document: Document) -> str:
    may_know = permissions.can(current_user, "document.view_work", document)
    return writers_in_words(document, current_user) if may_know else ""


def _absence_of_signer(document: Document) -> Absence | None:
    """Signing does not pass to whoever stands in: another signer has to be named, or the letter waits."""
    waits = document.state in (State.DRAFT, State.CHECKING, State.PRESENTED) and document.signer is not None
    return absence_on(document.signer, today()) if waits else None


def _is_typing(document: Document) -> bool:
    draft = document.draft
    return document.mode == Mode.FORM and draft is not None and draft.saved_as != document.current_n


def _line(entry: Any) -> dict[str, Any]:
    words = entry.words[0].lower() + entry.words[1:]
    return {"when": moment(entry.at), "who": entry.who, "what": words, "note": entry.note}


@bp.get("/documents/<int:document_id>/versions/<int:n>")
@needs("document.view_work", document=queries.get_document)
def version(document: Document, n: int) -> Any:
    found = queries.get_version(document, n)
    pages = [url_for(".version_page", document_id=document.id, n=n, page=i) for i in found.page_numbers]
    report = found.report
    is_checked = report is not None and report.state == ReportState.READY
    marked = marks_on_pages(report, found.pdf_sha256) if report and is_checked and found.pdf_sha256 else []
    return render_template(
        "documents/version.html",
        document=document,
        version=found,
        pages=pages,
        report=report,
        marked=marked,
        seen={mark.finding for page in marked for mark in page.marks},
        made_with=version_of_revision(found.template_id, found.template_revision),
    )


def _unreached(document: Document, deliveries: Sequence[Delivery]) -> list[str]:
    """The lines of Nơi nhận of an issued letter that reach nobody yet, for those who may choose whom they mean."""
    number = document.number
    is_out = number is not None and document.issued_at and not number.withdrawn_on
    if number is None or not is_out or not permissions.can(current_user, "delivery.add", number):
        return []
    return unresolved_lines(number, deliveries)
