"""The phiếu giải quyết of one letter: what leader, heads and handlers have said so far (PL IV.VII NĐ 30/2020)."""

from intranet.core.clock import office_time, today
from intranet.docservice.incoming.slip import Slip
from intranet.docservice.vietnamese import letter_date
from intranet.incoming.models import Advice, Direction, IncomingLetter
from intranet.incoming.rules import Part
from intranet.incoming.service import citation_of

GIVEN_TO = {Part.LEAD: "Giao chủ trì", Part.SUPPORT: "Phối hợp", Part.INFORM: "Để biết"}


def slip_of(letter: IncomingLetter, seal: str = "") -> Slip:
    """The slip with everything said until now; `seal` is the day's hash of the log, printed at its foot."""
    office = letter.book.issuer.name_on(today()) if letter.book else None
    return Slip(
        agency=" ".join(office.lines.split()) if office else "",
        place_and_day=f"{office.place}, {letter_date(today())}" if office else letter_date(today()),
        letter=f"{citation_of(letter)}. Số đến {letter.number_text} ngày {letter.arrived_on:%d/%m/%Y}",
        leader=[line for direction in letter.directions for line in _directed(direction)],
        head=[_said(one) for one in letter.advice if one.of_head],
        handler=[_said(one) for one in letter.advice if not one.of_head],
        seal=seal,
    )


def _directed(direction: Direction) -> list[str]:
    lines = [direction.words]
    for one in direction.forwardings:
        due = f"; thời hạn {one.due_on:%d/%m/%Y}" if one.due_on else ""
        lines.append(f"- {GIVEN_TO[Part(one.part)]}: {one.receiver_name}{due}.")
    return [*lines, f"{direction.leader.name}, ngày {direction.given_on:%d/%m/%Y}."]


def _said(said: Advice) -> str:
    return f"{said.department.name}: {said.words} ({said.by.name}, ngày {office_time(said.at):%d/%m/%Y})"
