"""Work that comes again: when one occurrence's day has passed, the next stands, with the same checklist."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from intranet.core import history
from intranet.core.db import session
from intranet.docservice.assignments.recurrence import next_day
from intranet.plans.models import ChecklistItem, Plan, Task
from intranet.plans.rules import PlanState, TaskState
from intranet.plans.service.many import hold_tasks

MOST_AT_ONCE = 12  # after a long standstill no more than so many occurrences of one series are made up for
_NOT_TAKEN_ON = frozenset({TaskState.NEW, TaskState.REFUSED})


def make_occurrences(today: date) -> list[Task]:
    """The next occurrence of every series whose last day has passed, up to the first that is still to come.

    Doing it twice is doing it once: an occurrence's day is unique within its series. Nothing is made in a closed
    plan, after the plan's period, or of a series whose last occurrence was called off.
    """
    made: list[Task] = []
    for last in _last_occurrences(today):
        for _ in range(MOST_AT_ONCE):
            following = next_day(last.recurrence, last.falls_on) if last.falls_on and last.falls_on < today else None
            if following is None or (last.plan.period_until is not None and following > last.plan.period_until):
                break
            last = _make_next(last, following)
            made.append(last)
    return made


def _last_occurrences(today: date) -> Sequence[Task]:
    """The newest task of each series in an open plan, when its day has passed."""
    series = func.coalesce(Task.series_id, Task.id)
    last = (
        select(series.label("series"), func.max(Task.falls_on).label("day"))
        .where(Task.recurrence != "", Task.falls_on.is_not(None))
        .group_by(series)
        .subquery()
    )
    query = (
        select(Task)
        .join(last, (series == last.c.series) & (Task.falls_on == last.c.day))
        .join(Plan, Plan.id == Task.plan_id)
        .where(Plan.state == PlanState.OPEN, last.c.day < today, Task.state != TaskState.CANCELLED)
        .order_by(Task.id)
    )
    hold_tasks()
    return session.scalars(query).all()


def _make_next(last: Task, day: date) -> Task:
    taken_on = last.state not in _NOT_TAKEN_ON
    task = Task(
        plan=last.plan,
        position=last.position,
        place=last.place,
        words=last.words,
        lead=last.lead,
        role=last.role,
        group_id=last.group_id,
        reading_id=last.reading_id,
        passage=last.passage,
        deadline=day,
        deadline_words=last.deadline_words,
        recurrence=last.recurrence,
        series_id=last.series_id or last.id,
        falls_on=day,
        priority=last.priority,
        needs_evidence=last.needs_evidence,
        search_text=last.search_text,
        state=TaskState.ACCEPTED if taken_on else TaskState.NEW,
        assignee=last.assignee if taken_on and last.assignee and last.assignee.is_active else None,
        supports=list(last.supports),
        items=[ChecklistItem(words=item.words, position=item.position) for item in last.items],
    )
    session.add(task)
    history.record(task, None, "make", f"đến kỳ mới ({last.recurrence}), giao nhiệm vụ cho {last.lead.name}")
    return task
