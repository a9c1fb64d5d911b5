"""After the issue: recall, replacement, correction; every receiver is told, the register shows it (Điều 18.3, 18.4)."""

from dataclasses import replace as changed
from typing import Any

from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.errors import Invalid
from intranet.core.flow import advance
from intranet.core.history import HistoryEntry
from intranet.delivery.service import hold_back
from intranet.delivery.service.mail import mail_news
from intranet.docservice.vietnamese import short_date
from intranet.documents.models import Document
from intranet.documents.models.after import AfterIssue
from intranet.documents.queries.after import issued_letter
from intranet.documents.rules import FLOW, LETTER_WITHOUT_TYPE
from intranet.documents.service.telling import tell_receivers
from intranet.registers.service import correct_entry, entry_of, withdraw_number


def recall(document: Document, actor: Any, note: str, by_mark: str = "") -> HistoryEntry:
    """Thu hồi (Điều 18.4): the letter holds no more, what was not sent stays here; `by_mark` names the letter that
    says so, if there is one. Raises Invalid for a letter that is not there."""
    return _withdraw(document, "recall", "Thu hồi", actor, note, by_mark)


def replace(document: Document, actor: Any, note: str, by_mark: str) -> HistoryEntry:
    """Thay thế (Điều 18.3): another issued letter of the same type takes its place. Raises Invalid otherwise."""
    by_letter = _named(by_mark, document)
    if by_letter is None or by_letter.type_code != document.type_code:
        raise Invalid(f"Văn bản thay thế phải là {document.type_name} đã phát hành (Điều 18.3).", field="by_mark")
    return _withdraw(document, "replace", "Thay thế", actor, note, by_mark)


def rectify(document: Document, actor: Any, note: str, by_mark: str) -> HistoryEntry:
    """Đính chính (Điều 18.3): an issued công văn corrects form or procedure; the letter itself goes on holding."""
    by_letter = _named(by_mark, document)
    if by_letter is None or by_letter.type_code != LETTER_WITHOUT_TYPE:
        raise Invalid("Đính chính phải bằng một công văn đã phát hành (Điều 18.3).", field="by_mark")
    entry = advance(document, FLOW, "rectify", actor, note, by_letter=by_letter.mark)
    assert document.number is not None
    words = f"Đính chính bằng {by_letter.mark} ngày {short_date(today())}"
    stands = entry_of(document.number)
    remark = f"{stands.remark}. {words}" if stands.remark else words
    correct_entry(document.number, changed(stands, remark=remark), actor)
    _note(document, "rectify", by_letter, note, actor)
    return entry


def _withdraw(document: Document, kind: str, label: str, actor: Any, note: str, by_mark: str) -> HistoryEntry:
    by_letter = _named(by_mark, document)
    entry = advance(document, FLOW, kind, actor, note, by_letter=by_letter.mark if by_letter else "")
    assert document.number is not None
    joint = "theo" if kind == "recall" else "bằng"
    source = f" {joint} {by_letter.mark}" if by_letter else ""
    withdraw_number(document.number, f"{label}{source}: {note.strip()}", actor)
    hold_back(document.number, f"Văn bản đã {label.lower()}", actor)
    _note(document, kind, by_letter, note, actor)
    return entry


def _named(by_mark: str, document: Document) -> Document | None:
    if not by_mark.strip():
        return None
    found = issued_letter(by_mark)
    if found is None or found.id == document.id:
        raise Invalid("Không tìm thấy văn bản đã phát hành mang số, ký hiệu này.", field="by_mark")
    return found


def _note(document: Document, kind: str, by_letter: Document | None, note: str, actor: Any) -> None:
    row = AfterIssue(
        document_id=document.id,
        kind=kind,
        by_letter_id=by_letter.id if by_letter else None,
        reason=note.strip(),
        by_id=actor.id,
    )
    session.add(row)
    words = {"recall": "thu hồi văn bản", "replace": "thay thế văn bản", "rectify": "đính chính văn bản"}[kind]
    tell_receivers(document, "letter_withdrawn", f"{words}: {note.strip()}", actor)
    assert document.number is not None
    mail_news(document.number, kind, note, actor, by_letter.number if by_letter else None)
