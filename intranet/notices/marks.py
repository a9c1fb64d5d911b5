"""On which days a deadline is spoken of: 7 days, 3 days, 1 working day before, on the day, weekly while late."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from intranet.workdays.rules import WorkCalendar


class Mark(StrEnum):
    """How a day lies to a deadline."""

    WEEK = "week"
    THREE_DAYS = "three_days"
    WORKING_DAY = "working_day"
    DAY = "day"
    LATE = "late"


MARK_LABELS = {
    Mark.WEEK: "Trước 7 ngày",
    Mark.THREE_DAYS: "Trước 3 ngày",
    Mark.WORKING_DAY: "Trước 1 ngày làm việc",
    Mark.DAY: "Đúng ngày đến hạn",
    Mark.LATE: "Mỗi tuần một lần khi quá hạn",
}
ALL_MARKS = frozenset(Mark)
A_WEEK = timedelta(days=7)
# A long holiday before a deadline puts its last working day more than a week before it.
FARTHEST = timedelta(days=31)


@dataclass(frozen=True)
class Reached:
    """The last day on which a deadline was to be spoken of, and what that day is to it; two marks may fall on one."""

    on: date
    marks: Set[Mark]


def reached(deadline: date, since: date, day: date, calendar: WorkCalendar) -> Reached | None:
    """The last of a deadline's days up to `day`; None when there was none since the work was given.

    After the machine was off only the last one counts: nobody is told three times of one deadline on one morning.
    """
    days = {
        Mark.WEEK: deadline - A_WEEK,
        Mark.THREE_DAYS: deadline - timedelta(days=3),
        Mark.WORKING_DAY: calendar.working_days_before(deadline, 1),
        Mark.DAY: deadline,
    }
    weeks_late = (day - deadline) // A_WEEK
    if weeks_late > 0:
        days[Mark.LATE] = deadline + weeks_late * A_WEEK
    past = [on for on in days.values() if since <= on <= day]
    if not past:
        return None
    last = max(past)
    return Reached(last, frozenset(mark for mark, on in days.items() if on == last))


def words_on(deadline: date, day: date) -> str:
    """What is said of a deadline on a day: "còn 3 ngày, hạn 29/11/2026"."""
    left = (deadline - day).days
    how = "hôm nay là hạn" if left == 0 else f"còn {left} ngày" if left > 0 else f"quá hạn {-left} ngày"
    return f"{how}, hạn {deadline:%d/%m/%Y}" if left else how
