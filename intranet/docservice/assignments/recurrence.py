"""Rules that come again ("hằng quý: ngày 20 tháng cuối quý") and deadlines that wait for an event, as days."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from intranet.docservice.assignments.folding import fold_in_place

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_FRIDAY = 4
# The months in which a period ends, by the rule that names it.
_PERIODS = {
    "hằng tháng": tuple(range(1, 13)),
    "hằng quý": (3, 6, 9, 12),
    "3 tháng": (3, 6, 9, 12),
    "6 tháng": (6, 12),
    "9 tháng": (9,),
    "hằng năm": (12,),
}
_TIMES = re.compile(r"(\d{1,2}) lần/(năm|quý|tháng)")
_LAST = 31


def next_day(rule: str, after: date) -> date | None:
    """The first day after `after` on which the rule falls; a rule without a day falls on its period's last.

    None for what has no day of its own ("hằng ngày", "không nêu chu kỳ"). Rules are those of a Deadline's `form`,
    several parted by "; ".
    """
    days = [day for part in rule.split("; ") if (day := _next_of(part.strip(), after)) is not None]
    return min(days, default=None)


def _next_of(rule: str, after: date) -> date | None:
    period, _, day = rule.partition(": ")
    if period == "hằng tuần":
        weekday = _WEEKDAYS.index(day) if day in _WEEKDAYS else _FRIDAY
        return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)
    if found := re.fullmatch(r"ngày (\d{2})/(\d{2})", day):
        return _first_after(after, (int(found[2]),), int(found[1]))
    months = _PERIODS.get(period) or _months_of_times(rule)
    if months is None:
        return None
    wanted = re.search(r"ngày (\d{1,2})", day)
    return _first_after(after, months, int(wanted[1]) if wanted else _LAST)


def _months_of_times(rule: str) -> tuple[int, ...] | None:
    """ "2 lần/năm" → June and December."""
    found = _TIMES.fullmatch(rule)
    if found is None or not 1 <= int(found[1]) <= 12:
        return None
    if found[2] != "năm":
        return _PERIODS["hằng quý" if found[2] == "quý" else "hằng tháng"]
    step = 12 // int(found[1])
    return tuple(range(step, 13, step))


def _first_after(after: date, months: tuple[int, ...], day: int) -> date:
    """The first of these days after one; a month that is too short gives its last day."""
    candidates = (
        date(year, month, min(day, calendar.monthrange(year, month)[1]))
        for year in (after.year, after.year + 1)
        for month in months
    )
    return min(found for found in candidates if found > after)


@dataclass(frozen=True)
class Wait:
    """A deadline so many days before (negative) or after an event; working days or all; the event as written."""

    event: str
    days: int
    in_working_days: bool = False


_AMOUNT = r"(?P<count>\d{1,3})\s*(?:\([^)]*\)\s*)?(?P<unit>ngay lam viec|ngay|tuan)"
_WAITS = (
    re.compile(rf"(?P<side>truoc|sau)\s+{_AMOUNT}\s+(?P<event>.+)"),
    re.compile(rf"{_AMOUNT}\s*,?\s*(?P<side>truoc|sau|ke tu|tinh tu|tu)\s+(?P<event>.+)"),
    re.compile(rf"(?P<side>truoc|sau)\s+(?P<event>khi\s.+?)\s+{_AMOUNT}$"),
)
_LINKS = re.compile(r"(?:(?:khi|ke tu khi|ke tu ngay|so voi ngay|ngay|thoi diem|bat dau tu)\s+)+")


def wait_of(words: str) -> Wait | None:
    """What a relative deadline waits for: "trước 05 ngày tổ chức Hội nghị" → five days before "tổ chức Hội nghị"."""
    folded = fold_in_place(words)
    for pattern in _WAITS:
        if found := pattern.search(folded):
            start, end = found.span("event")
            link = _LINKS.match(folded, start, end)
            start = link.end() if link else start
            days = int(found["count"]) * (7 if found["unit"] == "tuan" else 1)
            sign = -1 if found["side"] == "truoc" else 1
            event = words[start:end].strip(" .,;:")
            return Wait(event, sign * days, found["unit"] == "ngay lam viec") if event else None
    return None
