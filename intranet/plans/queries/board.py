"""A department's board: its tasks by state, the earliest due first, a handful a column."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, union_all

from intranet.core.db import session
from intranet.plans.models import Task, TaskTally
from intranet.plans.queries.lists import TaskFacets
from intranet.plans.queries.overview import by_due
from intranet.plans.queries.tasks import for_lists
from intranet.plans.rules import TASK_STATE_LABELS, TASK_STATE_TONES, Due, Standing, TaskState

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


def counts_of_department(department_id: int, today: date) -> TaskFacets:
    """What `facets` gives for a whole department, read from an index and the tally: the board opens all day long."""
    states = select(Task.state, func.count()).where(Task.lead_id == department_id).group_by(Task.state)
    dues = select(*by_due(TaskTally.due_on, TaskTally.count, today)).where(
        TaskTally.department_id == department_id, TaskTally.standing == Standing.ACTIVE
    )
    late, soon, in_time, none = session.execute(dues).one()
    return TaskFacets(
        Counter({TaskState(state): count for state, count in session.execute(states)}),
        Counter({Due.LATE: late or 0, Due.SOON: soon or 0, Due.IN_TIME: in_time or 0, Due.NONE: none or 0}),
    )


def board(department_id: int, counts: TaskFacets) -> list[BoardColumn]:
    """The columns of a department's board; each is read from the index, however many tasks there are."""
    firsts = [
        select(Task.id)
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
