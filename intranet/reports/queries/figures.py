"""Counting for the page of figures: each statement sums in the database, so their number and answers stay small."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from intranet.core.clock import OFFICE_ZONE
from intranet.core.db import session
from intranet.core.history import HistoryEntry
from intranet.core.sql_days import days_between, month_of
from intranet.documents.models import Document
from intranet.plans.models import Plan, Task
from intranet.plans.queries.timeliness import is_measured, kept_of
from intranet.plans.rules import SourceKind
from intranet.reports.rules.figures import LETTER_WAITS, SPANS, TASK_WAITS, Period

Counted = dict[Any, Counter[str]]
BEGINNINGS = ("make", "begin")


@dataclass(frozen=True)
class Wait:
    """How long things stayed in one state: how many by span, the mean and the longest in days; and who waits now."""

    state: str
    spans: Counter[str]
    mean: float = 0.0
    longest: float = 0.0
    now: int = 0

    @property
    def count(self) -> int:
        return self.spans.total()


@dataclass(frozen=True)
class Source:
    """What handed out tasks: a plan, or all directions, or all conclusions together (`plan_id` None)."""

    kind: str
    plan_id: int | None
    mark: str
    subject: str


def by_month(period: Period, today: date) -> Counted:
    """How the tasks due in each month stand: "2026-11" → counts by Kept."""
    return _counted(month_of(Task.due_on), period, today)


def by_department(period: Period, today: date) -> Counted:
    """How the tasks of each department that are due in the period stand."""
    return _counted(Task.lead_id, period, today)


def by_source(period: Period, today: date) -> dict[Source, Counter[str]]:
    """How the tasks of each plan stand; directions and conclusions are one line each."""
    is_plan = Plan.kind == SourceKind.PLAN
    plan_id = case((is_plan, Task.plan_id))
    kept = kept_of(today)
    query = (
        select(Plan.kind, plan_id, kept, func.count())
        .join(Plan, Task.plan_id == Plan.id)
        .where(*_due_in(period))
        .group_by(Plan.kind, plan_id, kept)
    )
    found: dict[tuple[str, int | None], Counter[str]] = defaultdict(Counter)
    for kind, number, name, count in session.execute(query):
        found[kind, number][name] += count
    plans = _plans([number for _, number in found if number is not None])
    named = {(kind, number): _source(kind, number, plans) for kind, number in found}
    ordered = sorted(found, key=lambda key: (key[1] is None, key[0], -found[key].total(), key[1] or 0))
    return {named[key]: found[key] for key in ordered}


def task_waits(period: Period) -> list[Wait]:
    """How long tasks lay in each waiting state that they left in the period."""
    of_department = Task.lead_id == period.department if period.department else None
    return _waits("task", Task, TASK_WAITS, period, of_department)


def letter_waits(period: Period) -> list[Wait]:
    """How long letters lay in each waiting state that they left in the period."""
    of_department = Document.department_id == period.department if period.department else None
    return _waits("document", Document, LETTER_WAITS, period, of_department)


def _due_in(period: Period) -> list[ColumnElement[bool]]:
    conditions = [is_measured(), Task.due_on.between(period.since, period.until)]
    return [*conditions, *([Task.lead_id == period.department] if period.department else [])]


def _counted(key: Any, period: Period, today: date) -> Counted:
    kept = kept_of(today)
    query = select(key, kept, func.count()).where(*_due_in(period)).group_by(key, kept)
    found: Counted = defaultdict(Counter)
    for name, kind, count in session.execute(query):
        found[name][kind] += count
    return found


def _plans(ids: Sequence[int]) -> dict[int, Plan]:
    return {plan.id: plan for plan in session.scalars(select(Plan).where(Plan.id.in_(ids)))} if ids else {}


def _source(kind: str, plan_id: int | None, plans: dict[int, Plan]) -> Source:
    plan = plans.get(plan_id) if plan_id is not None else None
    return Source(kind, plan_id, plan.mark if plan else "", plan.subject if plan else "")


def _waits(
    subject: str, table: Any, states: Any, period: Period, of_department: ColumnElement[bool] | None
) -> list[Wait]:
    """A stay in a state ends with the line that leaves it and began with the last line that entered it."""
    left, entered = HistoryEntry, aliased(HistoryEntry)
    begun = (
        select(func.max(entered.at))
        .where(
            entered.subject_type == subject,
            entered.subject_id == left.subject_id,
            entered.id < left.id,
            or_(
                and_(entered.after == left.before, entered.before != entered.after),
                entered.act.in_(BEGINNINGS),
            ),
        )
        .correlate(left)
        .scalar_subquery()
    )
    stays = (
        select(left.before.label("state"), days_between(begun, left.at).label("days"))
        .where(
            left.subject_type == subject,
            left.before.in_(list(states)),
            left.before != left.after,
            left.at >= _midnight(period.since),
            left.at < _midnight(period.until + timedelta(days=1)),
        )
        .join(table, table.id == left.subject_id)
    )
    waiting = select(table.state, func.count()).where(table.state.in_(list(states))).group_by(table.state)
    if of_department is not None:
        stays, waiting = stays.where(of_department), waiting.where(of_department)
    inner = stays.where(begun.is_not(None)).subquery()
    span = case(*((inner.c.days <= most, name) for name, most, *_ in SPANS[:-1]), else_=SPANS[-1][0])
    summed = select(
        inner.c.state, span, func.count(), func.sum(inner.c.days), func.max(inner.c.days)
    ).group_by(inner.c.state, span)  # fmt: skip
    return _summed(states, session.execute(summed).all(), Counter({row[0]: row[1] for row in session.execute(waiting)}))


def _summed(states: Any, rows: Sequence[Any], now: Counter[str]) -> list[Wait]:
    spans: dict[str, Counter[str]] = defaultdict(Counter)
    days: Counter[str] = Counter()
    longest: dict[str, float] = defaultdict(float)
    for state, span, count, total, most in rows:
        spans[state][span] += count
        days[state] += total or 0
        longest[state] = max(longest[state], most or 0)
    return [
        Wait(
            state,
            spans[state],
            days[state] / spans[state].total() if spans[state] else 0.0,
            longest[state],
            now[state],
        )
        for state in states
    ]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OFFICE_ZONE)
