"""Which days the office works: weekends, days off, swapped days; and counting in working days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from intranet.accounts.rules import PERMISSIONS as OFFICE
from intranet.core.permissions import Permission

FIRST_YEAR, LAST_YEAR = 2020, 2100
SATURDAY = 5
ONE_DAY = timedelta(days=1)
# The list of the next year is usually decided in autumn; from this month on its absence is a warning.
NEXT_YEAR_EXPECTED_IN = 11

# Both are the admin's alone, like the rest of the office's own facts.
PERMISSIONS: dict[str, Permission] = {"workdays.view": OFFICE["office.view"], "workdays.edit": OFFICE["office.edit"]}


class DayKind(StrEnum):
    """How a day differs from what its weekday says."""

    OFF = "off"
    WORKED = "worked"


KIND_LABELS = {DayKind.OFF: "Nghỉ", DayKind.WORKED: "Làm bù"}


@dataclass(frozen=True)
class SpecialDay:
    """One day that is not what its weekday says, with its name and the paper that says so."""

    day: date
    kind: DayKind
    name: str
    basis: str = ""


class WorkCalendar:
    """The office's calendar; `days_of(year)` gives the special days of a year by date."""

    def __init__(self, days_of: Callable[[int], Mapping[date, SpecialDay]]) -> None:
        self._days_of = days_of

    def special(self, day: date) -> SpecialDay | None:
        """What is special about a day; None for an ordinary one."""
        return self._days_of(day.year).get(day)

    def is_working_day(self, day: date) -> bool:
        """Whether the office works: Monday to Friday but for days off, and the weekend days worked in exchange."""
        special = self.special(day)
        return special.kind == DayKind.WORKED if special else day.weekday() < SATURDAY

    def next_working_day(self, day: date) -> date:
        """The day itself when the office works, else the first working day after it.

        A period whose last day is a day off ends with the next working day (Điều 148 khoản 5 Bộ luật Dân sự 2015).
        """
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def working_days_before(self, day: date, count: int) -> date:
        """The working day that lies `count` working days before a day, which itself is not counted."""
        return self._count(day, count, -ONE_DAY)

    def working_days_after(self, day: date, count: int) -> date:
        """The working day that lies `count` working days after a day, which itself is not counted."""
        return self._count(day, count, ONE_DAY)

    def _count(self, day: date, count: int, step: timedelta) -> date:
        while count > 0:
            day += step
            count -= self.is_working_day(day)
        return day


def years_to_confirm(day: date, confirmed: set[int]) -> list[int]:
    """The years that the office should have confirmed by a day and has not: this one and, late in it, the next."""
    wanted = [day.year, *([day.year + 1] if day.month >= NEXT_YEAR_EXPECTED_IN else [])]
    return [year for year in wanted if year not in confirmed]
