"""The buttons of a task: one POST for each move."""

from collections.abc import Callable
from typing import Any

from flask import request

from intranet.accounts import queries as accounts
from intranet.core.errors import Invalid
from intranet.plans import queries, service
from intranet.plans.models import Task
from intranet.plans.routes.blueprint import bp, me, to_task, typed
from intranet.web.access import needs
from intranet.web.forms import whole_number_or_none
from intranet.web.moves import add_moves

# Moves that take a word and no more, and what is said once they are made.
SAID: dict[Callable[..., Any], str] = {
    service.refuse: "Đã trả nhiệm vụ về nơi giao.",
    service.report: "Đã báo hoàn thành. Lãnh đạo hoặc Văn phòng sẽ xác nhận.",
    service.confirm: "Đã xác nhận hoàn thành.",
    service.redo: "Đã yêu cầu làm lại.",
    service.cancel: "Đã hủy nhiệm vụ.",
}


def _move(act: Callable[..., Any], task: Task) -> Any:
    act(task, me(), typed("note"))
    return to_task(task, SAID[act])


add_moves(bp, "/tasks", "task", SAID, _move, task=queries.get_task)


@bp.post("/tasks/<int:task_id>/accept")
@needs("task.accept", task=queries.get_task)
def accept(task: Task) -> Any:
    """The department takes the task on, with or without a person in charge."""
    service.accept(task, me(), _chosen("assignee", accounts.get_person))
    return to_task(task, "Đã nhận nhiệm vụ.")


@bp.post("/tasks/<int:task_id>/assign")
@needs("task.assign", task=queries.get_task)
def assign(task: Task) -> Any:
    """The head puts somebody in charge."""
    person = _chosen("assignee", accounts.get_person)
    if person is None:
        raise Invalid("Hãy chọn người phụ trách.", field="assignee")
    service.assign(task, person, me())
    return to_task(task, f"Đã giao {person.name} phụ trách.")


@bp.post("/tasks/<int:task_id>/start")
@needs("task.start", task=queries.get_task)
def start(task: Task) -> Any:
    """Work begins."""
    service.start(task, me())
    return to_task(task, "Đã ghi bắt đầu làm.")


@bp.post("/tasks/<int:task_id>/reassign")
@needs("task.reassign", task=queries.get_task)
def reassign(task: Task) -> Any:
    """Another department gets the task."""
    department = _chosen("department", accounts.get_department)
    if department is None:
        raise Invalid("Hãy chọn đơn vị nhận.", field="department")
    service.reassign(task, department, me(), typed("note"))
    return to_task(task, f"Đã giao lại cho {department.name}.")


def _chosen(name: str, load: Callable[[int], Any]) -> Any:
    number = whole_number_or_none(request.form.get(name))
    return load(number) if number else None
