"""Who is told what happened to a task: a table for the moves, a function for the rest."""

from collections.abc import Iterable, Sequence
from datetime import date

from intranet.absences.models import Absence
from intranet.accounts.models import Person
from intranet.accounts.queries import heads_of_office, holders_of
from intranet.accounts.rules import HEADS
from intranet.core.db import session
from intranet.notices.service import Told, tell, tell_of_moves
from intranet.plans.models import Plan, Task
from intranet.plans.queries import absences_over
from intranet.plans.rules import TASK_FLOW, confirms

People = list[Person | None]


def _doers(task: Task) -> People:
    """Whoever is in charge and the heads of the lead department."""
    return [task.assignee, *holders_of(HEADS, {task.lead_id})]


def _givers(task: Task) -> People:
    """The leader who gave the work and whoever put it on record for him."""
    return [task.plan.leader, session.get(Person, task.plan.made_by_id)]


def _confirmers(task: Task) -> People:
    return [person for person in (*_givers(task), *heads_of_office()) if person and confirms(person, task)]


def _plan(task: Task) -> Plan:
    return task.plan


TOLD = {
    "accept": (Told("task_answered", "nhận nhiệm vụ", _givers),),
    "refuse": (Told("task_answered", "từ chối nhận nhiệm vụ", _givers),),
    "report": (Told("task_reported", "báo hoàn thành, chờ xác nhận", _confirmers),),
    "confirm": (Told("task_judged", "xác nhận hoàn thành", _doers),),
    "redo": (Told("task_judged", "yêu cầu làm lại", _doers),),
    "cancel": (Told("task_taken_back", "hủy nhiệm vụ", _doers, about=_plan),),
}
tell_of_moves(TASK_FLOW, TOLD)


def tell_given(tasks: Sequence[Task], actor: Person) -> None:
    """New tasks are told to the heads of the departments that lead or support them."""
    session.flush()  # a new task gets its id here, a reassigned one its department's
    heads: dict[int, Sequence[Person]] = {}
    for task in tasks:
        for unit_id, words in (
            (task.lead_id, "giao nhiệm vụ"),
            *((unit, "giao phối hợp") for unit in task.support_ids),
        ):
            if unit_id not in heads:
                heads[unit_id] = holders_of(HEADS, {unit_id})
            tell(heads[unit_id], "task_given", words, subject=task, about=task.plan, actor=actor)
        tell_of_absence(task, heads[task.lead_id])


def tell_assigned(task: Task, actor: Person) -> None:
    """Whoever is put in charge hears of it."""
    tell([task.assignee], "task_assigned", "giao bạn phụ trách", subject=task, actor=actor)
    tell_of_absence(task)


def tell_item_assigned(task: Task, assignee: Person, words: str, actor: Person) -> None:
    """Whoever gets an item of the checklist hears of it."""
    tell([assignee], "task_assigned", f"giao bạn đầu việc «{words}»", subject=task, actor=actor)


def tell_moved(task: Task, earlier: date | None, actor: Person) -> None:
    """A deadline that moved is told to those who do the work, the supporting departments too."""
    before, after = (f"{day:%d/%m/%Y}" if day else "không thời hạn" for day in (earlier, task.deadline))
    people: Iterable[Person | None] = (*_doers(task), *holders_of(HEADS, task.support_ids))
    words = f"đổi thời hạn từ {before} thành {after}"
    tell(people, "deadline_moved", words, subject=task, about=task.plan, actor=actor)
    tell_of_absence(task)


def tell_extension_asked(task: Task, words: str, actor: Person) -> None:
    """More time is asked for of those who confirm the work."""
    tell(_confirmers(task), "extension_asked", words, subject=task, actor=actor)


def tell_extension_decided(task: Task, words: str, actor: Person) -> None:
    """A refusal of more time is told to those who do the work; a grant is told as a deadline that moved."""
    tell(_doers(task), "task_judged", words, subject=task, actor=actor)


def tell_commented(task: Task, words: str, actor: Person) -> None:
    """What is said about a task is told to those who give it, do it or spoke before."""
    speakers = [comment.by for comment in task.comments]
    people = (*_doers(task), *_givers(task), *speakers)
    tell(people, "task_commented", f"nói: «{words}»", subject=task, actor=actor)


def tell_of_absence(task: Task, heads: Sequence[Person] | None = None) -> None:
    """Leader and heads hear at once that a deadline falls into the absence of everybody in charge of the task."""
    away = absences_over(task, heads)
    if not away:
        return
    names = ", ".join(f"{absence.person.name} (vắng {absence.days_in_words})" for absence in away)
    words = f"Hạn {task.deadline:%d/%m/%Y} rơi vào ngày vắng của {names}{_meanwhile(away)}"
    people = [*_givers(task), *holders_of(HEADS, {task.lead_id})]
    tell(people, "deadline_in_absence", words, subject=task, about=task.plan, actor=None)


def _meanwhile(away: Sequence[Absence]) -> str:
    named = {absence.deputy.title for absence in away if absence.deputy}
    return f"; xử lý thay: {', '.join(sorted(named))}" if named else "; chưa có người xử lý thay"
