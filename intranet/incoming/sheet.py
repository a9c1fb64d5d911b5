"""The lines of the two registers of incoming letters, for screen, Excel and paper alike (PL IV.VI, VIII NĐ 30/2020)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from intranet.core.clock import office_time
from intranet.incoming.models import IncomingLetter
from intranet.incoming.rules import PART_LABELS, Part, State
from intranet.plans.rules import TaskState
from intranet.web.excel import Column

BOOK = (
    Column("Ngày đến", 16),
    Column("Số đến", 9),
    Column("Tác giả", 25),
    Column("Số, ký hiệu văn bản", 23),
    Column("Ngày tháng văn bản", 16),
    Column("Tên loại và trích yếu nội dung văn bản", 45),
    Column("Đơn vị hoặc người nhận", 26),
    Column("Ngày chuyển", 16),
    Column("Ký nhận", 19),
    Column("Ghi chú", 17),
)
FOLLOW_UP = (
    Column("Số đến", 8),
    Column("Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản", 50),
    Column("Đơn vị hoặc người nhận", 28),
    Column("Thời hạn giải quyết", 13),
    Column("Tiến độ giải quyết", 24),
    Column("Số, ký hiệu văn bản trả lời", 18),
    Column("Ghi chú", 20),
)


def book_rows(letters: Iterable[IncomingLetter]) -> Iterator[list[Any]]:
    """Sổ đăng ký văn bản đến: the ten cells of each letter."""
    for letter in letters:
        yield [
            letter.arrived_on,
            letter.number_text,
            letter.agency,
            letter.code,
            letter.written_on,
            f"{letter.type_name}: {letter.subject}",
            receivers(letter),
            sent_on(letter),
            signed_for(letter),
            remark(letter),
        ]


def follow_up_rows(letters: Iterable[IncomingLetter]) -> Iterator[list[Any]]:
    """Sổ theo dõi giải quyết văn bản đến: the seven cells of each letter."""
    for letter in letters:
        yield [
            letter.number_text,
            described(letter),
            receivers(letter),
            first_deadline(letter),
            progress(letter),
            "; ".join(answer.mark for answer in letter.answers if answer.mark),
            remark(letter),
        ]


def described(letter: IncomingLetter) -> str:
    """ "Công văn số 125/UBND-KT ngày 05/03/2026 của Ủy ban nhân dân thành phố"."""
    day = f"ngày {letter.written_on:%d/%m/%Y}" if letter.written_on else ""
    code = f"số {letter.code}" if letter.code else ""
    return " ".join(part for part in (letter.type_name, code, day, f"của {letter.agency}") if part)


def receivers(letter: IncomingLetter) -> str:
    """The units and people it lies with, who handles it first; the others with their part."""
    order = list(PART_LABELS)
    ranked = sorted(letter.forwardings, key=lambda one: order.index(Part(one.part)))
    return "; ".join(
        one.receiver_name + ("" if one.part == Part.LEAD else f" ({one.part_label.lower()})") for one in ranked
    )


def sent_on(letter: IncomingLetter) -> date | None:
    """The day it was first sent on to a unit."""
    return min((office_time(one.sent_at).date() for one in letter.forwardings), default=None)


def signed_for(letter: IncomingLetter) -> str:
    """Who saw it for his unit, and when: the signature of an electronic register."""
    seen = ((one.seen_by, one.seen_at) for one in letter.forwardings)
    return "; ".join(f"{who.name}, {office_time(when):%d/%m/%Y}" for who, when in seen if who and when)


def first_deadline(letter: IncomingLetter) -> date | None:
    """The earliest of the units' deadlines, kept when the work is done."""
    days = [one.due_on for one in letter.forwardings if one.due_on]
    return min([*days, *([letter.limit_on] if letter.limit_on else [])], default=None)


def progress(letter: IncomingLetter) -> str:
    """How far it is: its state at a glance, and how many of its tasks are done."""
    counted = [task for task in letter.tasks if task.state != TaskState.CANCELLED]
    done = sum(1 for task in counted if task.state == TaskState.DONE)
    tasks = f"{done}/{len(counted)} nhiệm vụ hoàn thành" if counted else ""
    return ", ".join(part for part in (letter.status[0], tasks) if part)


def remark(letter: IncomingLetter) -> str:
    """The last column: a line that fell explains itself there, so that no number is without a reason."""
    fell = f"Đã hủy: {letter.returned_note}" if letter.state == State.CANCELLED else ""
    twin = f"Đến lần nữa ({letter.twin.mark}): {letter.twin_reason}" if letter.twin else ""
    words = (fell, letter.urgency_label, letter.remark, twin)
    return ". ".join(part.rstrip(".") for part in words if part)
