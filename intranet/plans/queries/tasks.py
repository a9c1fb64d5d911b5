"""Reading single tasks, and which tasks a person may see at all."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import lazyload, load_only, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from intranet.accounts.models import Person, PersonRole
from intranet.accounts.rules import Role, departments_of, sees_everything
from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.core.search import holds_all
from intranet.docservice.searching import search_terms
from intranet.plans.models import ChecklistItem, Evidence, Extension, Plan, Task, task_support
from intranet.plans.rules import UNFINISHED, SourceKind

FOUND_AT_MOST = 50


def just_the_name(relation: Any) -> _AbstractLoad:
    """Load a related person without department and roles: a list shows the name alone."""
    return selectinload(relation).options(
        load_only(Person.name, Person.post), lazyload(Person.department), lazyload(Person.roles)
    )


def for_lists() -> tuple[_AbstractLoad, ...]:
    """What a line of a list shows of a task, in a number of statements that does not grow with the lines."""
    return (selectinload(Task.lead), selectinload(Task.plan), just_the_name(Task.assignee))


def get_task(task_id: int) -> Task:
    """The task with what its page shows, or NotFound."""
    task = session.scalars(
        select(Task).where(Task.id == task_id).options(selectinload(Task.supports), selectinload(Task.lead))
    ).one_or_none()
    if task is None:
        raise NotFound("Không tìm thấy nhiệm vụ này.")
    return task


def get_item(task: Task, item_id: int) -> ChecklistItem:
    """An item of this very task, or NotFound."""
    item = session.get(ChecklistItem, item_id)
    if item is None or item.task_id != task.id:
        raise NotFound("Không tìm thấy đầu việc này.", "Có thể đầu việc vừa được bỏ. Hãy tải lại trang nhiệm vụ.")
    return item


def get_evidence(task: Task, evidence_id: int) -> Evidence:
    """A piece of evidence of this very task, or NotFound."""
    evidence = session.get(Evidence, evidence_id)
    if evidence is None or evidence.task_id != task.id:
        raise NotFound("Không tìm thấy minh chứng này.")
    return evidence


def get_extension(task: Task, extension_id: int) -> Extension:
    """A request for more time of this very task, or NotFound."""
    extension = session.get(Extension, extension_id)
    if extension is None or extension.task_id != task.id:
        raise NotFound("Không tìm thấy đề nghị gia hạn này.")
    return extension


def part_of(departments: Collection[int]) -> ColumnElement[bool]:
    """The tasks that one of the departments leads or supports."""
    supported = select(task_support.c.task_id).where(task_support.c.department_id.in_(departments))
    return or_(Task.lead_id.in_(departments), Task.id.in_(supported))


def visible_to(person: Person) -> list[ColumnElement[bool]]:
    """The conditions under which a person sees a task; none for those who see everything."""
    return [] if sees_everything(person) else [part_of(departments_of(person))]


def visible_tasks(person: Person) -> Select[Task]:
    """The tasks the person may see."""
    return select(Task).where(*visible_to(person))


def contains(words: str) -> ColumnElement[bool]:
    """The tasks whose words contain these, with or without accents."""
    return holds_all(Task.search_text, search_terms(words))


def search_tasks(person: Person, words: str, limit: int = FOUND_AT_MOST) -> Sequence[Task]:
    """The visible tasks whose words contain these, the unfinished and earliest due first."""
    if not search_terms(words):
        return []
    query = visible_tasks(person).where(contains(words)).options(*for_lists())
    return session.scalars(query.order_by(Task.state.in_(UNFINISHED).desc(), Task.due_on, Task.id).limit(limit)).all()


def open_tasks_of(department_id: int) -> Sequence[Task]:
    """The unfinished tasks that a department leads, in the order of their ids."""
    return session.scalars(
        select(Task).where(Task.lead_id == department_id, Task.state.in_(UNFINISHED)).order_by(Task.id)
    ).all()


def supported_by(department_id: int) -> Sequence[Task]:
    """The unfinished tasks that a department supports, in the order of their ids."""
    return session.scalars(
        select(Task)
        .join(task_support, task_support.c.task_id == Task.id)
        .where(task_support.c.department_id == department_id, Task.state.in_(UNFINISHED))
        .order_by(Task.id)
    ).all()


def leaders() -> Sequence[Person]:
    """The leaders of today, of whom one issues a plan."""
    return session.scalars(
        select(Person)
        .join(PersonRole)
        .where(PersonRole.role == Role.LEADER, or_(Person.left_on.is_(None), Person.left_on > today()))
        .order_by(Person.id)
    ).all()


def plan_choices(person: Person) -> Sequence[Plan]:
    """The plans a list can be narrowed to, the newest first."""
    of_plans = select(Plan).where(Plan.kind == SourceKind.PLAN)
    return session.scalars(of_plans.order_by(Plan.issued_on.desc(), Plan.id.desc()).limit(100)).all()
