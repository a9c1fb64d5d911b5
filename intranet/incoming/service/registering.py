"""Registering letters (Điều 22 NĐ 30/2020): the arrival number, what the register says, the same letter come before."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from intranet.accounts.models import Issuer
from intranet.core import history, permissions
from intranet.core.clock import today
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.core.flow import advance
from intranet.core.jobs import enqueue
from intranet.docservice.searching import search_key, search_text
from intranet.docservice.vietnamese import so
from intranet.incoming import queries
from intranet.incoming.models import IncomingLetter
from intranet.incoming.rules import FLOW, IN_THE_BOOK, State, Urgency
from intranet.registers.models import RegisterBook
from intranet.registers.rules import ARRIVALS
from intranet.registers.service import next_in_book

MOST_SEARCHED = 60_000
STAMP_JOB = "incoming.stamp"


@dataclass(frozen=True)
class LetterFacts:
    """What the clerk writes about a letter (PL IV.VI.2 and PL VI NĐ 30/2020)."""

    arrived_on: date
    agency: str
    subject: str
    type_name: str
    code: str = ""
    written_on: date | None = None
    urgency: Urgency = Urgency.NONE
    identifier: str = ""
    remark: str = ""
    record_symbol: str = ""


FACT_WORDS = {
    "arrived_on": "ngày đến",
    "agency": "tác giả",
    "subject": "trích yếu",
    "type_name": "tên loại",
    "code": "số, ký hiệu",
    "written_on": "ngày văn bản",
    "urgency": "độ khẩn",
    "identifier": "mã định danh",
    "remark": "ghi chú",
    "record_symbol": "số và ký hiệu hồ sơ",
}


def register(
    letter: IncomingLetter, issuer: Issuer, facts: LetterFacts, actor: Any, *, twin_reason: str = "", **detail: Any
) -> None:
    """Vào sổ: the next arrival number of the issuer's book of the year, in the same change as the state.

    Raises Invalid (fields of LetterFacts; "twin_reason" when the letter seems to have come before), Refused when it
    is not waiting for its number.
    """
    permissions.require(actor, "incoming.register", letter)
    _check(facts)
    session.flush()
    lock(letter)
    if letter.state == State.RECEIVED:
        _settle_twin(letter, facts, twin_reason)
        try:
            book_id, number = next_in_book(issuer, ARRIVALS, facts.arrived_on, actor)
        except Invalid as refusal:
            raise Invalid(refusal.sentence, field="arrived_on", advice=refusal.advice) from refusal
        with session.no_autoflush:  # number and state are one fact: a constraint ties them
            letter.book_id, letter.number = book_id, number
            _write(letter, facts)
    advance(letter, FLOW, "register", actor, number=so(letter.number or 0), **detail)
    session.expire(letter, ["book"])
    _index(letter)
    ask_for_stamp(letter)


def correct(letter: IncomingLetter, facts: LetterFacts, actor: Any) -> None:
    """Correct what the register says; what stood there stays in the history. The arrival day is the book's."""
    permissions.require(actor, "incoming.correct", letter)
    _check(facts)
    session.flush()
    lock(letter)
    if letter.state not in IN_THE_BOOK:
        raise Refused("Văn bản này không có trong sổ.", "Hãy vào sổ trước.")
    stood = {name: _plain(getattr(letter, name)) for name in FACT_WORDS}
    now = {name: _plain(value) for name, value in asdict(facts).items()} | {"arrived_on": stood["arrived_on"]}
    changed = {name: stood[name] for name in FACT_WORDS if stood[name] != now[name]}
    if not changed:
        return
    arrived_on = letter.arrived_on
    _write(letter, facts)
    letter.arrived_on = arrived_on
    words = ", ".join(FACT_WORDS[name] for name in changed)
    history.record(letter, actor, "correct", f"sửa {words}", stood=changed)
    _index(letter)
    ask_for_stamp(letter)


def cancel(letter: IncomingLetter, actor: Any, note: str) -> None:
    """The line of the register falls: the number stays, with who and why, and is never given again."""
    advance(letter, FLOW, "cancel", actor, note)
    letter.returned_note = note.strip()


def ask_for_stamp(letter: IncomingLetter) -> None:
    """Ask the worker for the copy with the stamp ĐẾN; it is made anew whenever what it says changes."""
    if letter.view_sha256:
        enqueue(STAMP_JOB, letter_id=letter.id)


def note_words(letter: IncomingLetter, words: str) -> None:
    """Keep the text of a letter's pages, so that a search finds it."""
    letter.words = words[:MOST_SEARCHED]
    _index(letter)


def missing_numbers(book: RegisterBook) -> list[int]:
    """Arrival numbers the book has given that have no line: always none, and looked for to prove it."""
    taken = {number for (number,) in session.query(IncomingLetter.number).filter_by(book_id=book.id)}
    return [number for number in range(book.first_number, book.last_number + 1) if number not in taken]


def _index(letter: IncomingLetter) -> None:
    head = (
        f"đến {letter.number_text} {letter.type_name} {letter.code} {letter.agency} {letter.subject} "
        f"{letter.identifier} {letter.remark}"
    )
    letter.search_text = search_text(head, letter.words, longest=MOST_SEARCHED)


def _check(facts: LetterFacts) -> None:
    for name in ("agency", "type_name", "subject"):
        if not getattr(facts, name).strip():
            raise Invalid(f"Hãy ghi {FACT_WORDS[name]}.", field=name)
    if facts.arrived_on > today():
        raise Invalid("Ngày đến không được sau hôm nay.", field="arrived_on")
    if facts.written_on and facts.written_on > facts.arrived_on:
        raise Invalid("Ngày văn bản không thể sau ngày đến.", field="written_on")


def _settle_twin(letter: IncomingLetter, facts: LetterFacts, reason: str) -> None:
    found = queries.twins(
        letter, code=facts.code, agency=facts.agency, identifier=facts.identifier, written_on=facts.written_on
    )
    if found and not reason.strip():
        first = found[0]
        raise Invalid(
            f"Có thể văn bản này đã đến: {first.letter.mark} ngày {first.letter.arrived_on:%d/%m/%Y} ({first.why}).",
            field="twin_reason",
            advice="Nếu vẫn vào sổ, hãy ghi lý do.",
        )
    if found:
        letter.twin_id, letter.twin_reason = found[0].letter.id, reason.strip()


def _write(letter: IncomingLetter, facts: LetterFacts) -> None:
    for name, value in asdict(facts).items():
        setattr(letter, name, value)
    letter.code_key, letter.agency_key = search_key(facts.code), search_key(facts.agency)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
