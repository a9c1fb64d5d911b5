"""Lists of tasks behind every number: filtered, counted, in pages, in a fixed number of statements."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, case, func, select

from intranet.accounts.models import Person
from intranet.core.db import session
from intranet.plans.models import ChecklistItem, Plan, Task, task_support
from intranet.plans.queries.tasks import contains, for_lists, visible_tasks, visible_to
from intranet.plans.queries.timeliness import is_measured, kept_of
from intranet.plans.rules import ACTIVE, NEVER, SOON, UNFINISHED, Due, TaskState

PAGE = 50
SHEET_AT_MOST = 20_000
ALL = "all"


@dataclass(frozen=True)
class TaskFilter:
    """What a list's address asks for; `source` a SourceKind, `state` a TaskState, "all", or "" for the unfinished.

    `due_from` and `due_until` are the days between which the deadline lies, `kept` is one of Kept.
    """

    department: int | None = None
    support: int | None = None
    plan: int | None = None
    person: int | None = None
    source: str = ""
    state: str = ""
    due: str = ""
    q: str = ""
    due_from: date | None = None
    due_until: date | None = None
    kept: str = ""

    def conditions(self, today: date) -> list[ColumnElement[bool]]:
        """The filter as SQL."""
        found = [*self._places(), *self._deadlines(today)]
        if self.due:
            found += [Task.state.in_(ACTIVE), due_is(Due(self.due), today)]
        elif self.state == "":
            found.append(Task.state.in_(UNFINISHED))
        if self.state not in ("", ALL):
            found.append(Task.state == self.state)
        return found

    def _places(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.department:
            found.append(Task.lead_id == self.department)
        if self.support:
            supported = select(task_support.c.task_id).where(task_support.c.department_id == self.support)
            found.append(Task.id.in_(supported))
        if self.plan:
            found.append(Task.plan_id == self.plan)
        if self.source:
            found.append(Task.plan_id.in_(select(Plan.id).where(Plan.kind == self.source)))
        if self.person:
            found.append(Task.assignee_id == self.person)
        if self.q:
            found.append(contains(self.q))
        return found

    def _deadlines(self, today: date) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.due_from:
            found.append(Task.due_on >= self.due_from)
        if self.due_until:
            found.append(Task.due_on <= self.due_until)
        if self.kept:
            found += [is_measured(), kept_of(today) == self.kept]
        return found


@dataclass(frozen=True)
class TaskPage:
    """One page of a list and how many there are in all."""

    tasks: Sequence[Task]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class TaskFacets:
    """How many tasks stand in each state, and how the active ones stand to their deadline."""

    states: Counter[TaskState]
    dues: Counter[Due]

    @property
    def unfinished(self) -> int:
        return sum(count for state, count in self.states.items() if state in UNFINISHED)

    @property
    def all(self) -> int:
        return sum(self.states.values())


def due_is(due: Due, today: date) -> ColumnElement[bool]:
    """The SQL of a deadline's standing on a day; ask for active tasks beside it."""
    ranges = {
        Due.LATE: Task.due_on < today,
        Due.SOON: Task.due_on.between(today, today + SOON),
        Due.IN_TIME: (Task.due_on > today + SOON) & (Task.due_on < NEVER),
        Due.NONE: Task.due_on == NEVER,
    }
    return ranges[due]


def list_tasks(person: Person, wanted: TaskFilter, today: date, page: int = 1, total: int | None = None) -> TaskPage:
    """A page of the visible tasks, the earliest due first; give `total` when it is known."""
    if total is None:
        counting = select(func.count(Task.id)).where(*visible_to(person), *wanted.conditions(today))
        total = session.scalar(counting) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    query = visible_tasks(person).where(*wanted.conditions(today)).options(*for_lists())
    tasks = session.scalars(query.order_by(Task.due_on, Task.id).limit(PAGE).offset((page - 1) * PAGE)).all()
    return TaskPage(tasks, total, page, pages)


def all_of(person: Person, wanted: TaskFilter, today: date) -> Sequence[Task]:
    """Every line of the list, for Excel."""
    query = visible_tasks(person).where(*wanted.conditions(today)).options(*for_lists())
    return session.scalars(query.order_by(Task.due_on, Task.id).limit(SHEET_AT_MOST)).all()


def facets(person: Person, wanted: TaskFilter, today: date) -> TaskFacets:
    """The counts beside the filters, in one statement: of all states and dues, with the other filters kept."""
    others = replace(wanted, state=ALL, due="").conditions(today)
    sums = [func.sum(case((due_is(due, today), 1), else_=0)) for due in Due]
    counted = select(Task.state, func.count(), *sums).where(*visible_to(person), *others).group_by(Task.state)
    states: Counter[TaskState] = Counter()
    dues: Counter[Due] = Counter()
    for state, count, *by_due in session.execute(counted):
        states[TaskState(state)] = count
        if state in ACTIVE:
            dues.update(dict(zip(Due, by_due, strict=True)))
    return TaskFacets(states, dues)


def total_of(wanted: TaskFilter, counts: TaskFacets) -> int | None:
    """How long the list is, when the facets already know it."""
    if wanted.due:
        return counts.dues[Due(wanted.due)] if wanted.state in ("", ALL) else None
    if wanted.state == ALL:
        return counts.all
    return counts.states[TaskState(wanted.state)] if wanted.state else counts.unfinished


def progress(task_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Done and all checklist items of each task that has any, in one statement."""
    if not task_ids:
        return {}
    counted = (
        select(ChecklistItem.task_id, func.count(ChecklistItem.done_at), func.count())
        .where(ChecklistItem.task_id.in_(task_ids))
        .group_by(ChecklistItem.task_id)
    )
    return {task_id: (done, all_) for task_id, done, all_ in session.execute(counted)}
