"""The moves of a task: accept, refuse, assign, start, report, confirm, redo, reassign, cancel."""

from intranet.accounts.models import Department, Person
from intranet.core import history
from intranet.core.errors import Invalid
from intranet.core.flow import advance
from intranet.plans.models import Task
from intranet.plans.rules import TASK_FLOW
from intranet.plans.service.telling import tell_assigned, tell_given


def accept(task: Task, actor: Person, assignee: Person | None = None) -> None:
    """The department takes the task on; the head may name the person in charge at once."""
    if assignee is not None:
        _check_member(task, assignee)
    advance(task, TASK_FLOW, "accept", actor)
    if assignee is not None:
        assign(task, assignee, actor)


def refuse(task: Task, actor: Person, note: str) -> None:
    """The department gives the task back to the issuer, saying why."""
    advance(task, TASK_FLOW, "refuse", actor, note)
    task.assignee = None


def assign(task: Task, assignee: Person, actor: Person) -> None:
    """The head puts a person of the lead department in charge."""
    _check_member(task, assignee)
    words = f"giao {assignee.name} phụ trách"
    earlier = task.assignee.name if task.assignee else ""
    advance(task, TASK_FLOW, "assign", actor, words=words, earlier=earlier)
    task.assignee = assignee
    tell_assigned(task, actor)


def charge(task: Task, person: Person, actor: Person) -> None:
    """Whoever gives the task names who does it in the lead department, which still has to take it on; its head may
    change that. Raises Invalid for somebody of another department."""
    _check_member(task, person)
    task.assignee = person
    history.record(task, actor, "charge", f"giao đích danh {person.name}")
    tell_assigned(task, actor)


def start(task: Task, actor: Person) -> None:
    """Work begins; ticking an item or adding evidence does it too."""
    advance(task, TASK_FLOW, "start", actor)


def report(task: Task, actor: Person, note: str = "") -> None:
    """The head says that the task is done; raises Refused while items are open or evidence is missing."""
    advance(task, TASK_FLOW, "report", actor, note)


def confirm(task: Task, actor: Person, note: str = "") -> None:
    """The issuing leader, or Văn phòng for him, confirms that it is done."""
    advance(task, TASK_FLOW, "confirm", actor, note)


def redo(task: Task, actor: Person, note: str) -> None:
    """The work is sent back with what is missing."""
    advance(task, TASK_FLOW, "redo", actor, note)


def reassign(task: Task, department: Department, actor: Person, note: str = "") -> None:
    """The issuer gives the task to another department, which has to accept it anew; the checklist stays."""
    if department.id == task.lead_id:
        raise Invalid(f"Nhiệm vụ đang ở {department.name}. Hãy chọn đơn vị khác.", field="department")
    if not department.is_open:
        raise Invalid(f"{department.name} không còn hoạt động. Hãy chọn đơn vị khác.", field="department")
    words = f"giao lại từ {task.lead.name} cho {department.name}"
    advance(task, TASK_FLOW, "reassign", actor, note, words=words, earlier=task.lead_id)
    task.lead, task.assignee = department, None
    task.supports = [unit for unit in task.supports if unit.id != department.id]
    tell_given([task], actor)


def cancel(task: Task, actor: Person, note: str) -> None:
    """The issuer takes the task back, saying why."""
    advance(task, TASK_FLOW, "cancel", actor, note)


def _check_member(task: Task, person: Person) -> None:
    if person.department_id != task.lead_id or not person.is_active:
        raise Invalid(f"{person.name} không thuộc {task.lead.name}. Hãy chọn người của đơn vị.", field="assignee")
