"""A batch's page: what is wrong with its sheet, its letters, where it is and the one next step; and a letter's page."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from intranet.accounts.routes.form_page import history_lines
from intranet.batches import queries, service
from intranet.batches.forms import NumberBatchForm, SheetForm
from intranet.batches.models import Batch
from intranet.batches.routes.blueprint import bp
from intranet.batches.rules import FLOW, NUMBERING_LABELS, Numbering, State, numberings_of
from intranet.batches.steps import steps_of
from intranet.core import permissions
from intranet.core.clock import today
from intranet.core.errors import DomainError
from intranet.core.flow import Move
from intranet.core.history import history_of
from intranet.docservice.errors import DocError
from intranet.docservice.merge.checked import CheckedSheet
from intranet.printing.rules import FilesState
from intranet.registers.queries import next_number
from intranet.web.access import needs
from intranet.web.forms import Form, whole_number_or_none
from intranet.web.moves import NoteForm

MOST_FAULTS_SHOWN = 100
MOST_NOTES_SHOWN = 10


@dataclass(frozen=True)
class Act:
    """A move this person may make now: where it goes, what stands in its way, the form it needs."""

    move: Move
    url: str
    reasons: tuple[str, ...]
    form: Form
    is_open: bool


@bp.get("/batches/<int:batch_id>")
@needs("batch.view", batch=queries.get_batch)
def batch(batch: Batch) -> Any:
    return batch_page(batch)


def batch_page(batch: Batch, opened: str = "", form: Form | None = None) -> str:
    """The page; after a form that could not be taken, with that form open and what is wrong in it."""
    page = max(1, whole_number_or_none(request.args.get("page")) or 1)
    acts = [_act(batch, move, opened, form) for move in FLOW.open_to(current_user, batch) if move.name != "send_sheet"]
    open_acts = [act for act in acts if not act.reasons]
    first = next((act for act in open_acts if act.move.kind == "primary"), None)
    checked, trouble = _checked(batch)
    words, pdfs = queries.made_counts(batch)
    entries = history_of(batch)
    return render_template(
        "batches/batch.html",
        batch=batch,
        first=first,
        others=[act for act in open_acts if act is not first],
        blocked=[] if first else [act for act in acts if act.reasons],
        faults=checked.faults[:MOST_FAULTS_SHOWN] if checked else (),
        notes=checked.notes[:MOST_NOTES_SHOWN] if checked else (),
        more_notes=max(0, len(checked.notes) - MOST_NOTES_SHOWN) if checked else 0,
        trouble=trouble,
        may_send=batch.state == State.PREPARING and permissions.can(current_user, "batch.send_sheet", batch),
        sheet_form=form if opened == "send_sheet" else SheetForm(formdata=None),
        letters=queries.letters_of(batch, page),
        page=page,
        pages=-(-batch.letter_count // queries.PAGE_SIZE),
        made=(words, pdfs),
        progress_words=progress_words(batch, words, pdfs),
        numbering=NUMBERING_LABELS[Numbering(batch.numbering)] if batch.numbering else "",
        steps=steps_of(batch, entries),
        lines=history_lines(entries),
        problems=form.form_errors if form is not None else (),
    )


def _checked(batch: Batch) -> tuple[CheckedSheet | None, str]:
    """What is to be said about the sheet while it can still be changed; or why it cannot be checked any more."""
    if batch.state not in (State.PREPARING, State.APPROVED):
        return None, ""
    try:
        return service.checked_again(batch)[1], ""
    except (DocError, DomainError) as error:
        return None, error.sentence


def _act(batch: Batch, move: Move, opened: str, form: Form | None) -> Act:
    is_open = form is not None and move.name == opened
    fresh = number_form(batch) if move.name == "number" else NoteForm(formdata=None, prefix="")
    url = url_for(f".{move.name}", batch_id=batch.id)
    reasons = tuple(FLOW.reasons_against(move.name, batch))
    return Act(move, url, reasons, form if is_open and form is not None else fresh, is_open)


def number_form(batch: Batch, sent: Any = None) -> NumberBatchForm:
    """The form of "Cấp số": today, the ways the type knows, and which number would come."""
    form = NumberBatchForm(formdata=sent, data={"day": today()})
    ways = numberings_of(batch.type_code)
    form.offer(ways)
    if batch.state == State.APPROVED and Numbering.EACH in ways:
        coming = next_number(batch.issuer, batch.type_code, today(), batch.department.short_name)
        form.day.description = f"Số tiếp theo dự kiến: {coming.text}; mỗi bản một số thì lấy {batch.letter_count} số."
    return form


@bp.get("/batches/<int:batch_id>/letters/<int:position>")
@needs("batch.view", batch=queries.get_batch)
def letter(batch: Batch, position: int) -> Any:
    found = queries.get_letter(batch, position)
    preview = queries.preview_of(found)
    shown = found if found.pdf_sha256 else preview
    mark = (shown.pdf_sha256 or "")[:8] if shown else ""
    numbers = range(1, (shown.page_count or 0) + 1) if shown else ()
    pages = [url_for(".letter_page", batch_id=batch.id, position=position, page=n, v=mark) for n in numbers]
    return render_template("batches/letter.html", batch=batch, letter=found, preview=preview, pages=pages)


@bp.post("/batches/<int:batch_id>/letters/<int:position>/preview")
@needs("batch.view", batch=queries.get_batch)
def ask_for_preview(batch: Batch, position: int) -> Any:
    service.ask_for_preview(batch, queries.get_letter(batch, position))
    return redirect(url_for(".letter", batch_id=batch.id, position=position), 303)


@bp.get("/batches/<int:batch_id>/letters/<int:position>/files")
@needs("batch.view", batch=queries.get_batch)
def letter_files(batch: Batch, position: int) -> Any:
    """How far the preview is, for the page that waits for it."""
    found = queries.get_letter(batch, position)
    preview = queries.preview_of(found)
    if preview is not None and preview.files_state == FilesState.WAITING:
        return {"state": "working", "text": "Đang tạo bản xem trước…"}
    if preview is not None and preview.files_state == FilesState.FAILED:
        return {"state": "failed", "text": preview.files_reason}
    return {"state": "done", "text": "Đã có.", "url": url_for(".letter", batch_id=batch.id, position=position)}


@bp.get("/batches/<int:batch_id>/progress")
@needs("batch.view", batch=queries.get_batch)
def progress(batch: Batch) -> Any:
    """How many letters are made, for the page that waits for them."""
    if batch.state != State.MAKING or batch.stopped_why:
        return {"state": "done", "text": "Đã xong.", "url": url_for(".batch", batch_id=batch.id)}
    words, pdfs = queries.made_counts(batch)
    return {
        "state": "working",
        "text": progress_words(batch, words, pdfs),
        "share": (words + pdfs) / (2 * batch.letter_count),
    }


def progress_words(batch: Batch, words: int, pdfs: int) -> str:
    """How far it is, in words."""
    return f"Đã làm {words}/{batch.letter_count} bản Word, {pdfs}/{batch.letter_count} bản PDF."
