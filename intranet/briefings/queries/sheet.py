"""The page of a briefing in plain values: how each department stands; the same on screen, in Word and on record."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, select, union_all

from intranet.accounts.queries import departments_by_id
from intranet.briefings.models import Briefing
from intranet.briefings.queries import briefing_before, concluded_before, looks_back_to, source_of_briefing
from intranet.briefings.rules import MOST_LISTED, PARTS, WEEK
from intranet.core.clock import now, office_time
from intranet.core.db import session
from intranet.documents.models import Document
from intranet.documents.queries import sees_condition
from intranet.documents.rules import State as LetterState
from intranet.plans.models import Task
from intranet.plans.queries.tasks import for_lists, just_the_name
from intranet.plans.rules import ACTIVE, TaskState

MOST_LETTERS = 500


@dataclass
class _Found:
    """A department's numbers and the first things of each."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in PARTS})


def count_briefing(briefing: Briefing) -> dict[str, Any]:
    """Every department with its numbers and lists as of the briefing's day; a fixed number of statements."""
    before = briefing_before(briefing)
    since = looks_back_to(briefing, before)
    found: dict[int, _Found] = defaultdict(_Found)
    _count_tasks(found, _conditions(briefing, before, since), briefing.held_on)
    _count_letters(found)
    units = [unit for unit in departments_by_id().values() if unit.is_open or unit.id in found]
    return {
        "counted_at": now().isoformat(),
        "since": office_time(since).date().isoformat(),
        "until": briefing.held_on.isoformat(),
        "before": [
            task_line(task, briefing.held_on) | {"concluded_on": task.plan.issued_on.isoformat()}
            for task in concluded_before(briefing, before)
        ],
        "units": [
            {"id": unit.id, "name": unit.name, "counts": found[unit.id].counts, "lists": found[unit.id].lists}
            for unit in sorted(units, key=lambda unit: (unit.position, unit.id))
        ],
    }


def sheet_of(briefing: Briefing) -> dict[str, Any]:
    """The page as it was concluded; until then as it stands now."""
    return briefing.sheet if briefing.sheet is not None else count_briefing(briefing)


def visible_letters(sheet: Mapping[str, Any], person: Any) -> set[int]:
    """Which of the letters named on the page a person may see; the others only count."""
    named = [line["id"] for unit in sheet["units"] for line in unit["lists"]["waiting"]]
    if not named:
        return set()
    return set(session.scalars(select(Document.id).where(Document.id.in_(named), sees_condition(person))))


def task_line(task: Task, day: date) -> dict[str, Any]:
    """A task as the page names it; `late` on a day."""
    return {
        "id": task.id,
        "words": task.title,
        "source": task.source,
        "unit": task.lead_id,
        "unit_name": task.lead.name,
        "who": task.assignee.name if task.assignee else "",
        "due": task.deadline.isoformat() if task.deadline else None,
        "state": task.state_label,
        "late": task.state in ACTIVE and task.due_on < day,
        "done": task.state in (TaskState.DONE, TaskState.CLOSED),
    }


def _conditions(briefing: Briefing, before: Briefing | None, since: Any) -> dict[str, ColumnElement[bool]]:
    source = source_of_briefing(before) if before else None
    handed_out_there = Task.plan_id == source.id if source else literal(False)
    active, day = Task.state.in_(ACTIVE), briefing.held_on
    return {
        "late": and_(active, Task.due_on < day),
        "due": and_(active, Task.due_on >= day, Task.due_on < day + WEEK),
        "new": and_(Task.made_at > since, Task.state != TaskState.CANCELLED, ~handed_out_there),
        "finished": and_(Task.state == TaskState.DONE, Task.finished_at > since),
    }


def _count_tasks(found: dict[int, _Found], conditions: dict[str, ColumnElement[bool]], day: date) -> None:
    parts = [
        select(
            literal(name).label("part"),
            Task.id.label("id"),
            Task.lead_id.label("unit"),
            func.row_number().over(partition_by=Task.lead_id, order_by=(Task.due_on, Task.id)).label("place"),
            func.count().over(partition_by=Task.lead_id).label("total"),
        ).where(condition)
        for name, condition in conditions.items()
    ]
    firsts = union_all(*parts).subquery()
    rows = session.execute(select(firsts).where(firsts.c.place <= MOST_LISTED)).all()
    query = select(Task).where(Task.id.in_({row.id for row in rows})).options(*for_lists())
    tasks = {task.id: task_line(task, day) for task in session.scalars(query)}
    for row in sorted(rows, key=lambda row: row.place):
        found[row.unit].counts[row.part] = row.total
        found[row.unit].lists[row.part].append(tasks[row.id])


def _count_letters(found: dict[int, _Found]) -> None:
    query = (
        select(Document)
        .where(Document.state == LetterState.PRESENTED)
        .options(just_the_name(Document.signer))
        .order_by(Document.changed_at, Document.id)
    )
    for letter in session.scalars(query.limit(MOST_LETTERS)):
        unit = found[letter.department_id]
        unit.counts["waiting"] += 1
        if len(unit.lists["waiting"]) < MOST_LISTED:
            unit.lists["waiting"].append(_letter_line(letter))


def _letter_line(letter: Document) -> dict[str, Any]:
    return {
        "id": letter.id,
        "words": letter.title,
        "source": letter.type_name,
        "who": f"chờ {letter.signer.name} ký" if letter.signer else "",
        "due": None,
        "state": "",
        "late": False,
        "done": False,
    }


def numbers_of(units: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """The sum of all departments."""
    return {name: sum(unit["counts"][name] for unit in units) for name in PARTS}
