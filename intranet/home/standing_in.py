"""Xử lý thay: what waits for those whom a person stands in for today, beside his own work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from intranet.absences.models import Absence
from intranet.absences.rules import covers
from intranet.accounts.models import Person
from intranet.core.permissions import can
from intranet.documents import queries as documents
from intranet.documents.rules.absence import HANDED_OVER
from intranet.incoming import queries as incoming
from intranet.plans import queries as plans
from intranet.plans.models import Task

TASKS = {
    "to_accept": "Chờ tiếp nhận",
    "to_assign": "Chờ phân công người phụ trách",
    "to_confirm": "Chờ xác nhận hoàn thành",
}
DUE = ("late", "today", "week")  # of what is in his charge: what cannot wait for him
ARRIVED = ("direct", "see")
CHECKS = {"check_content", "check_format"}


@dataclass(frozen=True)
class StandIn:
    """What waits for one absent person."""

    absence: Absence
    letters: Sequence[documents.Waiting]
    arrived: Sequence[incoming.Waiting]
    tasks: Sequence[tuple[str, list[Task]]]

    @property
    def is_empty(self) -> bool:
        return not (self.letters or self.arrived or self.tasks)


def stand_ins(person: Person, own_letters: Iterable[Any], own_arrived: Iterable[Any], day: date) -> list[StandIn]:
    """For each absent person what is open to his deputy; what waits for the deputy himself stands there already."""
    held: Sequence[Absence] = person.deputising  # type: ignore[attr-defined]
    covering = [absence for absence in held if covers(absence, day) and absence.person.is_active]
    if not covering:
        return []
    mine = {letter.id for waiting in own_letters for letter in waiting.documents}
    came = {letter.id for waiting in own_arrived for letter in waiting.letters}
    own = {task.id for _, tasks in _tasks(plans.my_work(person, day)) for task in tasks}
    return [
        StandIn(
            absence,
            _letters(person, absence.person, mine),
            _arrived(absence.person, came),
            _others(person, absence.person, own, day),
        )
        for absence in covering
    ]


def _letters(person: Person, absent: Person, mine: set[int]) -> list[documents.Waiting]:
    found = []
    for waiting in documents.waiting_for(absent):
        if waiting.reason not in HANDED_OVER:
            continue
        right = f"document.{waiting.reason}" if waiting.reason in CHECKS else "document.view_work"
        left = tuple(one for one in waiting.documents if one.id not in mine and can(person, right, one))
        if left:
            found.append(replace(waiting, documents=left))
    return found


def _arrived(absent: Person, came: set[int]) -> list[incoming.Waiting]:
    found = []
    for waiting in incoming.waiting_for(absent):
        left = [letter for letter in waiting.letters if letter.id not in came]
        if waiting.reason in ARRIVED and left:
            found.append(replace(waiting, letters=left))
    return found


def _others(person: Person, absent: Person, own: set[int], day: date) -> list[tuple[str, list[Task]]]:
    found = []
    for label, tasks in _tasks(plans.my_work(absent, day)):
        left = [task for task in tasks if task.id not in own and can(person, "task.view", task)]
        if left:
            found.append((label, left))
    return found


def _tasks(work: plans.MyWork) -> list[tuple[str, Sequence[Task]]]:
    due = list({line.task.id: line.task for name in DUE for line in getattr(work, name)}.values())
    decisions = ((label, getattr(work, name)) for name, label in TASKS.items())
    return [("Đang phụ trách, quá hạn hoặc đến hạn trong 7 ngày", due), *decisions]
