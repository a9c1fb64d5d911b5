"""Moving a batch from hand to hand: approval, numbers for all its letters in one change, issuing."""

from dataclasses import replace
from datetime import date
from typing import Any

from intranet.batches.models import Batch, BatchLetter
from intranet.batches.queries import letters_of
from intranet.batches.rules import FLOW, Numbering, State, numberings_of
from intranet.batches.service.finding import note_words
from intranet.batches.service.making import ask_for_letters, require_same_template
from intranet.core.clock import today
from intranet.core.db import lock, session
from intranet.core.errors import Invalid
from intranet.core.flow import advance
from intranet.core.history import HistoryEntry
from intranet.documents.facts import recipients_text, unit_symbol
from intranet.lettertemplates.office_templates import get_template
from intranet.registers.models import RegisterNumber
from intranet.registers.rules import Entry, NumberState
from intranet.registers.service import correct_entry, entry_of, take_number


def approve(batch: Batch, actor: Any, note: str = "") -> HistoryEntry:
    """The named signer approves all letters of the batch (Điều 11, 13 NĐ 30/2020)."""
    return advance(batch, FLOW, "approve", actor, note, sheet=batch.sheet_sha256)


def record_approved(batch: Batch, actor: Any, note: str = "") -> HistoryEntry:
    """The clerk notes that the signer approved a printed letter of the batch."""
    return advance(batch, FLOW, "record_approved", actor, note, sheet=batch.sheet_sha256)


def take_back(batch: Batch, actor: Any, note: str = "") -> HistoryEntry:
    """An approved batch goes back to be changed; it must be approved anew."""
    return advance(batch, FLOW, "take_back", actor, note)


def cancel(batch: Batch, actor: Any, note: str = "") -> HistoryEntry:
    """Stop a batch that has no numbers yet."""
    return advance(batch, FLOW, "cancel", actor, note)


def number(batch: Batch, actor: Any, numbering: Numbering, day: date) -> HistoryEntry:
    """Give the letters their numbers, all in one change, and ask for their files (Điều 15 NĐ 30/2020).

    Either one number stands on all of them, or each has its own, one after the other in the order of the sheet.
    Raises Invalid (field "day") for a date the book cannot take, (field "numbering") for a way the type does not know.
    """
    if numbering not in numberings_of(batch.type_code):
        raise Invalid("Hãy chọn cách cấp số.", field="numbering")
    if day > today():
        raise Invalid("Ngày văn bản không được sau hôm nay.", field="day")
    session.flush()
    lock(batch)
    require_same_template(batch)
    if batch.state == State.APPROVED:  # the numbers stand before the state does; a refusal undoes both
        _take_numbers(batch, actor, numbering, day)
        batch.numbering, batch.issued_on = numbering, day
        note_words(batch)
    entry = advance(batch, FLOW, "number", actor, numbering=numbering)
    ask_for_letters(batch)
    return entry


def _take_numbers(batch: Batch, actor: Any, numbering: Numbering, day: date) -> None:
    letters = letters_of(batch)
    if numbering == Numbering.ONE:
        entry = replace(_entry(batch, letters[0]), copies=len(letters), recipients=_all_recipients(batch, letters))
        common = _take(batch, letters[0], entry, actor, day)
        for letter in letters:
            letter.number = common
    elif numbering == Numbering.EACH:
        for letter in letters:
            entry = replace(_entry(batch, letter), copies=1, recipients=letter.recipient)
            letter.number = _take(batch, letter, entry, actor, day)


def _take(batch: Batch, letter: BatchLetter, entry: Entry, actor: Any, day: date) -> RegisterNumber:
    symbol = unit_symbol(letter.facts, batch.department)
    return take_number(batch.issuer, batch.type_code, day, actor=actor, entry=entry, unit_symbol=symbol)


def _entry(batch: Batch, letter: BatchLetter) -> Entry:
    return Entry(
        subject=str(letter.facts.get("trich_yeu") or batch.subject),
        signer=batch.signer.name,
        archive_unit=f"VT, {batch.department.short_name}",
    )


def _all_recipients(batch: Batch, letters: Any) -> str:
    """Nơi nhận of one number for all: the list, and whom each letter names besides."""
    first = letters[0]
    named = recipients_text(get_template(batch.template_id), first.facts).split("; ")
    others = [name for name in named if name and name != first.recipient]
    return "; ".join([f"Theo danh sách {len(letters)} nơi nhận", *others])


def issue(batch: Batch, actor: Any, note: str = "") -> HistoryEntry:
    """Phát hành: the register notes the day all letters were sent (Điều 18 NĐ 30/2020)."""
    entry = advance(batch, FLOW, "issue", actor, note)
    numbers = {letter.number_id: letter.number for letter in letters_of(batch) if letter.number}
    for taken in numbers.values():
        if taken.state == NumberState.ISSUED:
            correct_entry(taken, replace(entry_of(taken), sent_on=today()), actor)
    return entry
