"""Deadlines near enough, or past, to be spoken of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from intranet.core.clock import office_time
from intranet.core.db import session
from intranet.notices.marks import FARTHEST
from intranet.notices.queries import remembered
from intranet.plans.models import ChecklistItem, Task
from intranet.plans.rules import ACTIVE, WORKABLE


@dataclass(frozen=True)
class Deadline:
    """A task's deadline, or that of one of its items, and since when the work is known."""

    thing_type: str
    thing_id: int
    due_on: date
    since: date


def deadlines_near(day: date) -> list[Deadline]:
    """The deadlines of tasks and items that are still open, up to a month ahead; the earliest first."""
    until = day + FARTHEST
    tasks = select(Task.id, Task.due_on, Task.made_at).where(Task.state.in_(ACTIVE), Task.due_on <= until)
    items = (
        select(ChecklistItem.id, ChecklistItem.due_on, Task.made_at)
        .join(Task)
        .where(ChecklistItem.done_at.is_(None), ChecklistItem.due_on <= until, Task.state.in_(WORKABLE))
    )
    found = [
        Deadline(thing_type, number, due_on, office_time(made_at).date())
        for thing_type, query in (("task", tasks), ("checklist_item", items))
        for number, due_on, made_at in session.execute(query)
        if due_on is not None
    ]
    return sorted(found, key=lambda deadline: (deadline.due_on, deadline.thing_id))


def spoken_of(deadlines: Sequence[Deadline]) -> set[tuple[str, int, date, date]]:
    """On which of their days these deadlines were spoken of already."""
    return remembered({deadline.due_on for deadline in deadlines})
