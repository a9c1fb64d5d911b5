"""What a line of the register says, and how it is corrected, cancelled or withdrawn; no line is ever removed."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from intranet.core import history
from intranet.core.clock import now, today
from intranet.core.db import lock
from intranet.core.errors import Invalid, Refused
from intranet.docservice.searching import search_text
from intranet.docservice.vietnamese import short_date
from intranet.registers.models import RegisterNumber
from intranet.registers.rules import Entry, NumberState


def entry_of(number: RegisterNumber) -> Entry:
    """What the register says about the letter now."""
    return Entry(**{name: getattr(number, name) for name in Entry.__dataclass_fields__})


def correct_entry(number: RegisterNumber, entry: Entry, actor: Any) -> None:
    """Fill in or correct columns 3 to 10 of the register; what stood there stays in the history.

    Subject, signer and recipients of a letter made here are the letter's own and do not change (Điều 16.1).
    """
    lock(number)
    before = entry_of(number)
    if number.document_id is not None:
        entry = replace(entry, subject=before.subject, signer=before.signer, recipients=before.recipients)
    if entry == before:
        return
    write(number, entry)
    old, new = _plain(before), _plain(entry)
    changed = {name: old[name] for name in old if old[name] != new[name]}
    history.record(number, actor, "correct", f"Sửa dòng sổ {number.full}", stood=changed)


def cancel_number(number: RegisterNumber, reason: str, actor: Any, *, with_its_letter: bool = False) -> None:
    """Cancel a number: its row stays, with who and why, and the number is never given again (Điều 15.1).

    The number of a letter made here falls only together with the letter: its feature passes `with_its_letter`.
    """
    if not reason.strip():
        raise Invalid("Hãy ghi rõ lý do hủy số.", field="reason")
    lock(number)
    if number.state == NumberState.CANCELLED:
        raise Refused(f"Số {number.full} đã được hủy trước đó.")
    if number.document_id is not None and not with_its_letter:
        raise Refused(
            f"Số {number.full} thuộc một văn bản soạn trong hệ thống.",
            "Hãy hủy văn bản đó; số của nó sẽ được ghi hủy theo.",
        )
    canceller = actor.id  # read first: reading could flush a row that is half cancelled
    number.state, number.why = NumberState.CANCELLED, reason.strip()
    number.cancelled_by_id, number.cancelled_at = canceller, now()
    history.record(number, actor, "cancel", f"Hủy số {number.full}", note=reason.strip())


def withdraw_number(number: RegisterNumber, words: str, actor: Any) -> None:
    """Note that a letter was recalled or replaced today: "Thu hồi theo 45/TB-LMHTX" (Điều 18.3, 18.4)."""
    lock(number)
    number.withdrawn_on, number.withdrawn_words = today(), words[:500]
    history.record(number, actor, "withdraw", f"{words[:500]} ngày {short_date(today())}")


def write(number: RegisterNumber, entry: Entry) -> None:
    """Put columns 3 to 10 of the register into a row, and what it is found by."""
    for name in Entry.__dataclass_fields__:
        setattr(number, name, getattr(entry, name))
    number.search_text = search_text(number.full, number.type_name, entry.subject, entry.recipients)


def _plain(entry: Entry) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(entry).items()}
