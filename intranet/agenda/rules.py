"""Which days a view of the calendar shows, whose deadlines, and how each looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from intranet.accounts.rules import departments_headed, departments_of, heads_department, sees_everything
from intranet.core.permissions import Permission
from intranet.plans.rules import ACTIVE, SOON, TaskState

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(days=7)
AGENDA_DAYS = 30
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)  # all deadlines: a task without one is due in 9999


class View(StrEnum):
    """How much of the calendar is seen at once."""

    MONTH = "month"
    WEEK = "week"
    AGENDA = "agenda"


VIEW_LABELS = {View.MONTH: "Tháng", View.WEEK: "Tuần", View.AGENDA: "Danh sách"}


@dataclass(frozen=True)
class Span:
    """The days a view shows, whole weeks from Monday on but for the agenda, and the days its arrows lead to."""

    first: date
    last: date
    earlier: date
    later: date

    @property
    def weeks(self) -> list[list[date]]:
        """The days, a week a row."""
        days = [self.first + n * ONE_DAY for n in range((self.last - self.first).days + 1)]
        return [days[n : n + 7] for n in range(0, len(days), 7)]


def span_of(view: View, day: date) -> Span:
    """What a view shows around a day: its month, its week, or the thirty days from it on."""
    if view == View.AGENDA:
        reach = AGENDA_DAYS * ONE_DAY
        return Span(day, day + reach - ONE_DAY, day - reach, day + reach)
    if view == View.WEEK:
        monday = day - day.weekday() * ONE_DAY
        return Span(monday, monday + ONE_WEEK - ONE_DAY, monday - ONE_WEEK, monday + ONE_WEEK)
    first = day.replace(day=1)
    following = (first + 31 * ONE_DAY).replace(day=1)
    last = following - ONE_DAY
    monday = first - first.weekday() * ONE_DAY
    return Span(monday, last + (6 - last.weekday()) * ONE_DAY, (first - ONE_DAY).replace(day=1), following)


@dataclass(frozen=True)
class Entry:
    """One deadline: of a task, of an item of its checklist, or of an incoming letter."""

    day: date
    words: str
    source: str
    department: str
    who: str
    tone: str
    state: str
    thing_type: str
    thing_id: int
    page: str
    made_on: date


def tone_of(state: str, deadline: date, today: date) -> str:
    """How a task's deadline looks on a day: the tones of the design system."""
    if state == TaskState.DONE:
        return "done"
    if state not in ACTIVE:
        return "waiting"
    if deadline < today:
        return "late"
    return "soon" if deadline <= today + SOON else "doing"


def by_day(entries: Iterable[Entry]) -> dict[date, list[Entry]]:
    """The entries of each day, in their order."""
    days: dict[date, list[Entry]] = {}
    for entry in entries:
        days.setdefault(entry.day, []).append(entry)
    return days


@dataclass(frozen=True)
class Scope:
    """Whose deadlines: one person's, some departments', or with neither everything the person looking may see."""

    person_id: int | None = None
    department_ids: frozenset[int] = frozenset()


def own_scope(person: Any) -> Scope:
    """What is the person's own: what is in his charge, and all of the departments he heads."""
    return Scope(person.id, frozenset(departments_headed(person)))


def looks_at_department(person: Any, department: Any) -> bool:
    """Leaders, Văn phòng and clerks look at every department's calendar, the others at their own's."""
    return sees_everything(person) or department.id in departments_of(person)


def looks_at_person(person: Any, other: Any) -> bool:
    """One's own calendar, one's people's, and for those who see everything anybody's."""
    return person.id == other.id or sees_everything(person) or heads_department(person, other.department_id)


def _everybody(person: Any, thing: Any) -> bool:
    return True


def gets_a_slip(person: Any, thing: Any) -> bool:
    """Leaders, those who print for them, and heads of department."""
    return sees_everything(person) or bool(departments_headed(person))


_OTHERS = "Bạn chỉ xem được lịch của mình và của đơn vị mình."
PERMISSIONS: dict[str, Permission] = {
    "agenda.view": Permission(_everybody),
    "agenda.department": Permission(looks_at_department, _OTHERS),
    "agenda.person": Permission(looks_at_person, _OTHERS),
    "agenda.slip": Permission(
        gets_a_slip, "Phiếu nhắc việc dành cho lãnh đạo, Văn phòng, văn thư và trưởng các đơn vị."
    ),
    "feed.view": Permission(_everybody),
    "feed.renew": Permission(_everybody),
    "feed.revoke": Permission(_everybody),
}
