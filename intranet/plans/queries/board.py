"""A department's board: its tasks by state, the earliest due first, a handful a column."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import literal, select, union_all

from intranet.core.db import session
from intranet.plans.models import Task
from intranet.plans.queries.lists import TaskFacets
from intranet.plans.queries.tasks import for_lists
from intranet.plans.rules import TASK_STATE_LABELS, TASK_STATE_TONES, TaskState

COLUMNS = (TaskState.NEW, TaskState.ACCEPTED, TaskState.DOING, TaskState.REDO, TaskState.REPORTED)
SHOWN = 12


@dataclass(frozen=True)
class BoardColumn:
    """One state: the first tasks of it, and how many there are."""

    state: TaskState
    tasks: Sequence[Task]
    count: int

    @property
    def label(self) -> str:
        return TASK_STATE_LABELS[self.state]

    @property
    def look(self) -> tuple[str, str]:
        return TASK_STATE_TONES[self.state]


def board(department_id: int, counts: TaskFacets) -> list[BoardColumn]:
    """The columns of a department's board; each is read from the index, however many tasks there are."""
    firsts = [
        select(literal(state.value).label("state"), Task.id.label("id"))
        .where(Task.lead_id == department_id, Task.state == state)
        .order_by(Task.due_on, Task.id)
        .limit(SHOWN)
        .subquery()
        for state in COLUMNS
        if counts.states[state]
    ]
    shown: dict[TaskState, list[Task]] = defaultdict(list)
    if firsts:
        ids = union_all(*(select(first.c.id) for first in firsts)).subquery()
        query = select(Task).where(Task.id.in_(select(ids.c.id))).options(*for_lists())
        for task in session.scalars(query.order_by(Task.due_on, Task.id)):
            shown[TaskState(task.state)].append(task)
    return [BoardColumn(state, shown[state], counts.states[state]) for state in COLUMNS]
