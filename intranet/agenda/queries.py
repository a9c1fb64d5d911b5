"""Reading deadlines between two days, of one person, of departments, or all that somebody may see."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import selectinload

from intranet.accounts.models import Person
from intranet.agenda.models import CalendarFeed
from intranet.agenda.rules import Entry, Scope, tone_of
from intranet.core.clock import office_time, today
from intranet.core.db import session
from intranet.incoming import queries as incoming
from intranet.incoming.models import Forwarding, IncomingLetter
from intranet.incoming.rules import Part, State
from intranet.plans.models import ChecklistItem, Task
from intranet.plans.queries.tasks import for_lists, just_the_name, part_of, visible_to
from intranet.plans.rules import ACTIVE, TaskState, short_title

MOST = 1000
SHOWN = (*ACTIVE, TaskState.REPORTED, TaskState.DONE)
UNSETTLED = (*ACTIVE, TaskState.REPORTED)


def entries(viewer: Person, scope: Scope, first: date, last: date, *, settled: bool = True) -> list[Entry]:
    """The deadlines between two days, by day; `settled` ones too, or only what is still to be done."""
    states = SHOWN if settled else UNSETTLED
    found = [*_tasks(viewer, scope, first, last, states), *_items(viewer, scope, first, last)]
    found += _letters(viewer, scope, first, last)
    return sorted(found, key=lambda entry: (entry.day, entry.thing_type, entry.thing_id))


def feed_of(person: Person) -> CalendarFeed | None:
    """The person's feed, if he ever had one."""
    return feed_of_person(person.id)


def feed_of_person(person_id: int) -> CalendarFeed | None:
    """The feed of the person of that id, if he ever had one."""
    return session.get(CalendarFeed, person_id)


def _tasks(viewer: Person, scope: Scope, first: date, last: date, states: Sequence[TaskState]) -> list[Entry]:
    query = select(Task).where(*visible_to(viewer), _of_scope(scope, Task.assignee_id == scope.person_id))
    query = query.where(Task.state.in_(states), Task.due_on.between(first, last)).options(*for_lists())
    return [_entry(task) for task in session.scalars(query.order_by(Task.due_on, Task.id).limit(MOST))]


def _items(viewer: Person, scope: Scope, first: date, last: date) -> list[Entry]:
    """Open items with a day of their own."""
    mine = or_(
        ChecklistItem.assignee_id == scope.person_id,
        and_(ChecklistItem.assignee_id.is_(None), Task.assignee_id == scope.person_id),
    )
    query = select(ChecklistItem).join(Task).where(*visible_to(viewer), _of_scope(scope, mine))
    query = query.where(
        ChecklistItem.done_at.is_(None), ChecklistItem.due_on.between(first, last), Task.state.in_(ACTIVE)
    )
    loaded = query.options(
        selectinload(ChecklistItem.task).options(*for_lists()), just_the_name(ChecklistItem.assignee)
    )
    return [_item(item) for item in session.scalars(loaded.order_by(ChecklistItem.due_on).limit(MOST))]


def _of_scope(scope: Scope, of_person: ColumnElement[bool]) -> ColumnElement[bool]:
    ways = []
    if scope.person_id is not None:
        ways.append(of_person)
    if scope.department_ids:
        ways.append(part_of(scope.department_ids))
    return or_(*ways) if ways else true()


def _letters(viewer: Person, scope: Scope, first: date, last: date) -> list[Entry]:
    """Incoming letters that are being handled and have a deadline no task holds."""
    query: Select[IncomingLetter] = select(IncomingLetter).where(*incoming.visible_to(viewer))
    query = query.where(IncomingLetter.state == State.HANDLING, IncomingLetter.limit_on.between(first, last))
    ways: list[ColumnElement[bool]] = []
    if scope.department_ids:
        ways.append(Forwarding.department_id.in_(scope.department_ids))
    if scope.person_id is not None:  # charged by name in the unit that handles it
        ways.append(and_(Forwarding.person_id == scope.person_id, Forwarding.part == Part.LEAD))
    if ways:
        lies_with = select(Forwarding.letter_id).where(or_(*ways), Forwarding.revoked_at.is_(None))
        query = query.where(IncomingLetter.id.in_(lies_with))
    return [_letter(letter) for letter in session.scalars(query.order_by(IncomingLetter.limit_on).limit(MOST))]


def _entry(task: Task) -> Entry:
    return Entry(
        day=task.due_on,
        words=task.title,
        source=task.source,
        department=task.lead.short_name,
        who=task.assignee.name if task.assignee else "",
        tone=tone_of(task.state, task.due_on, today()),
        state=task.state_label,
        thing_type="task",
        thing_id=task.id,
        page=f"/tasks/{task.id}",
        made_on=office_time(task.made_at).date(),
    )


def _item(item: ChecklistItem) -> Entry:
    task, assignee = item.task, item.assignee or item.task.assignee
    assert item.due_on is not None
    return Entry(
        day=item.due_on,
        words=item.words,
        source=f"đầu việc của {task.source}",
        department=task.lead.short_name,
        who=assignee.name if assignee else "",
        tone=tone_of(task.state, item.due_on, today()),
        state="Chưa xong",
        thing_type="item",
        thing_id=item.id,
        page=f"/tasks/{task.id}#viec-{item.id}",
        made_on=office_time(task.made_at).date(),
    )


def _letter(letter: IncomingLetter) -> Entry:
    assert letter.limit_on is not None
    return Entry(
        day=letter.limit_on,
        words=short_title(letter.title),
        source=letter.mark,
        department="",
        who="",
        tone=tone_of(TaskState.DOING, letter.limit_on, today()),
        state=letter.state_label,
        thing_type="letter",
        thing_id=letter.id,
        page=f"/incoming/{letter.id}",
        made_on=letter.arrived_on,
    )
