"""What the page of figures counts, over which period, and how its bars look; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from intranet.documents.rules import State as LetterState
from intranet.plans.rules import KEPT_LABELS, Kept, TaskState

# How a bar is divided: key, words, tone; the texture belongs to the tone, so that colour is never the only sign.
KEPT_LOOKS: Mapping[str, tuple[str, str]] = {
    Kept.FIRST: (KEPT_LABELS[Kept.FIRST], "done"),
    Kept.EXTENDED: (KEPT_LABELS[Kept.EXTENDED], "doing"),
    Kept.DONE_LATE: (KEPT_LABELS[Kept.DONE_LATE], "soon"),
    Kept.LATE: (KEPT_LABELS[Kept.LATE], "late"),
    Kept.OPEN: (KEPT_LABELS[Kept.OPEN], "none"),
}
DONE = (Kept.FIRST, Kept.EXTENDED, Kept.DONE_LATE)
# How long something waited: up to so many days, words, tone; the last has no end.
SPANS: tuple[tuple[str, float, str, str], ...] = (
    ("day", 1, "Trong 1 ngày", "done"),
    ("three", 3, "Trên 1 đến 3 ngày", "doing"),
    ("week", 7, "Trên 3 đến 7 ngày", "soon"),
    ("longer", float("inf"), "Trên 7 ngày", "late"),
)
# States in which something waits for somebody: words, and who has to act.
TASK_WAITS: Mapping[str, tuple[str, str]] = {
    TaskState.NEW: ("Chưa nhận", "trưởng đơn vị"),
    TaskState.REPORTED: ("Chờ xác nhận", "lãnh đạo, Văn phòng"),
    TaskState.REFUSED: ("Từ chối, chờ giao lại", "nơi giao"),
}
LETTER_WAITS: Mapping[str, tuple[str, str]] = {
    LetterState.CHECKING: ("Kiểm tra", "người kiểm tra nội dung, thể thức"),
    LetterState.PRESENTED: ("Trình ký", "người ký"),
    LetterState.SIGNED: ("Chờ cấp số", "văn thư"),
    LetterState.NUMBERED: ("Chờ đóng dấu, quét", "văn thư"),
    LetterState.SCANNED: ("Chờ phát hành", "văn thư"),
}
LONGEST_PERIOD = timedelta(days=5 * 366)


@dataclass(frozen=True)
class Period:
    """From a day to a day, and one department or all."""

    since: date
    until: date
    department: int | None = None


def quarter_of(day: date) -> tuple[date, date]:
    """The first and last day of the quarter a day is in."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    after = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return first, after - timedelta(days=1)


def usual_periods(day: date) -> list[tuple[str, date, date]]:
    """The periods people ask for: this quarter, the one before, this year, the year before."""
    this = quarter_of(day)
    before = quarter_of(this[0] - timedelta(days=1))
    year, last = day.year, day.year - 1
    return [
        ("Quý này", *this),
        ("Quý trước", *before),
        (f"Năm {year}", date(year, 1, 1), date(year, 12, 31)),
        (f"Năm {last}", date(last, 1, 1), date(last, 12, 31)),
    ]


def share_done(counts: Mapping[str, int]) -> int:
    """How many in a hundred are done, in time or not."""
    total = sum(counts.values())
    return round(100 * sum(counts.get(kind, 0) for kind in DONE) / total) if total else 0
