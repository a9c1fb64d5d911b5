"""What waits for one person today: tasks in his charge, items assigned to him, decisions only he can make."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, true, union
from sqlalchemy.orm import selectinload

from intranet.accounts.models import Person
from intranet.accounts.rules import departments_headed, departments_of, is_leader, is_of_office
from intranet.core.db import session
from intranet.plans.models import ChecklistItem, Extension, Plan, Task
from intranet.plans.queries.tasks import for_lists
from intranet.plans.rules import ACTIVE, NEVER, WORKABLE, ExtensionState, TaskState

SHOWN = 200
MOST_COUNTED = 99


@dataclass(frozen=True)
class WorkLine:
    """A task in the person's charge, or one item of it that is his; `due_on` is the item's own day when it has one."""

    task: Task
    item: ChecklistItem | None = None

    @property
    def due_on(self) -> date | None:
        return (self.item.due_on if self.item else None) or self.task.deadline

    @property
    def words(self) -> str:
        return self.item.words if self.item else self.task.title


@dataclass
class MyWork:
    """The person's work in the order of urgency; `week` is the rest of the next seven days."""

    late: list[WorkLine] = field(default_factory=list)
    today: list[WorkLine] = field(default_factory=list)
    week: list[WorkLine] = field(default_factory=list)
    later: list[WorkLine] = field(default_factory=list)
    no_deadline: list[WorkLine] = field(default_factory=list)
    to_accept: Sequence[Task] = ()
    to_assign: Sequence[Task] = ()
    to_confirm: Sequence[Task] = ()
    to_extend: Sequence[Task] = ()  # more time was asked for them
    to_settle: Sequence[Task] = ()

    @property
    def is_empty(self) -> bool:
        decisions = (self.to_accept, self.to_assign, self.to_confirm, self.to_extend, self.to_settle)
        return not any((self.late, self.today, self.week, self.later, self.no_deadline, *decisions))


def my_work(person: Person, today: date) -> MyWork:
    """Everything that waits for the person, in at most seven statements and what they load."""
    work = MyWork()
    lines = [WorkLine(task) for task in _tasks(_in_charge(person))]
    lines += [WorkLine(item.task, item) for item in _items(person)]
    for line in sorted(lines, key=lambda line: (line.due_on or NEVER, line.task.id)):
        _bucket(work, line.due_on, today).append(line)
    headed = departments_headed(person)
    if headed:
        work.to_accept = _tasks(and_(Task.lead_id.in_(headed), Task.state == TaskState.NEW))
        work.to_assign = _tasks(and_(Task.lead_id.in_(headed), Task.state.in_(WORKABLE), Task.assignee_id.is_(None)))
    answered_for = _answered_for(person)
    if answered_for is not None:
        work.to_confirm = _tasks(and_(answered_for, Task.state == TaskState.REPORTED))
        work.to_extend = _tasks(and_(answered_for, _asks_for_time()))
        work.to_settle = _tasks(and_(Task.state == TaskState.REFUSED, _issued_by(person)))
    return work


def waiting_for(person: Person) -> int:
    """How many tasks wait for the person, for the menu: one statement, each part of it read from an index.

    Each kind is counted up to MOST_COUNTED, so that a menu costs the same however much has piled up.
    """
    waits: list[ColumnElement[bool]] = [_in_charge(person)]
    headed = departments_headed(person)
    if headed:
        waits.append(and_(Task.lead_id.in_(headed), Task.state == TaskState.NEW))
    answered_for = _answered_for(person)
    if answered_for is not None:
        waits += [and_(answered_for, Task.state == TaskState.REPORTED), and_(answered_for, _asks_for_time())]
        waits += [and_(Task.state == TaskState.REFUSED, _issued_by(person))]
    parts = [select(Task.id).where(wait).limit(MOST_COUNTED).subquery() for wait in waits]
    found = union(*(select(part.c.id) for part in parts)).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def _bucket(work: MyWork, due_on: date | None, today: date) -> list[WorkLine]:
    if due_on is None:
        return work.no_deadline
    if due_on < today:
        return work.late
    if due_on == today:
        return work.today
    return work.week if due_on <= today + timedelta(days=7) else work.later


def _in_charge(person: Person) -> ColumnElement[bool]:
    return and_(Task.assignee_id == person.id, Task.state.in_(ACTIVE))


def _issued_by(person: Person) -> ColumnElement[bool]:
    if is_of_office(person) and not is_leader(person):
        return true()
    return Task.plan_id.in_(select(Plan.id).where(Plan.leader_id == person.id))


def _answered_for(person: Person) -> ColumnElement[bool] | None:
    """The tasks whose end and time this person decides on (rules.confirms as SQL, without the rare stand-in)."""
    if is_leader(person):
        own = departments_headed(person)
    elif is_of_office(person):
        own = departments_of(person)
    else:
        return None
    return and_(Task.lead_id.not_in(own), _issued_by(person))


def _asks_for_time() -> ColumnElement[bool]:
    asked = select(Extension.task_id).where(Extension.state == ExtensionState.ASKED)
    return and_(Task.state.in_(ACTIVE), Task.id.in_(asked))


def _tasks(condition: ColumnElement[bool]) -> Sequence[Task]:
    query = select(Task).where(condition).options(*for_lists())
    return session.scalars(query.order_by(Task.due_on, Task.id).limit(SHOWN)).all()


def _items(person: Person) -> Sequence[ChecklistItem]:
    """Open items assigned to the person in tasks that somebody else is in charge of."""
    query = (
        select(ChecklistItem)
        .join(Task)
        .where(
            ChecklistItem.assignee_id == person.id,
            ChecklistItem.done_at.is_(None),
            Task.state.in_(WORKABLE),
            or_(Task.assignee_id.is_(None), Task.assignee_id != person.id),
        )
        .options(selectinload(ChecklistItem.task).options(*for_lists()))
    )
    return session.scalars(query.order_by(Task.due_on, ChecklistItem.id).limit(SHOWN)).all()
