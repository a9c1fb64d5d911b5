"""Asking for more time and deciding on it; the day of an event that deadlines wait for."""

from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for

from intranet.core.errors import Invalid
from intranet.plans import queries, service
from intranet.plans.models import Plan, Task
from intranet.plans.routes.blueprint import bp, me, to_task, typed
from intranet.web.access import needs
from intranet.web.forms import Day, read_day

PLACE = "gia-han"


@bp.post("/tasks/<int:task_id>/extensions")
@needs("task.ask_extension", task=queries.get_task)
def ask_extension(task: Task) -> Any:
    """The department asks for more time."""
    service.ask_extension(task, _day("until"), typed("reason"), me(), typed("letter_mark", 100))
    return to_task(task, "Đã gửi đề nghị gia hạn. Thời hạn chưa đổi cho đến khi được đồng ý.", PLACE)


@bp.post("/tasks/<int:task_id>/extensions/<int:extension_id>/grant")
@needs("task.view", task=queries.get_task)
def grant_extension(task: Task, extension_id: int) -> Any:
    """More time is given."""
    extension = queries.get_extension(task, extension_id)
    until = _day("until") if request.form.get("until", "").strip() else None
    service.grant_extension(extension, me(), until, typed("note"))
    return to_task(task, f"Đã gia hạn đến {extension.granted_until:%d/%m/%Y}.", PLACE)


@bp.post("/tasks/<int:task_id>/extensions/<int:extension_id>/decline")
@needs("task.view", task=queries.get_task)
def decline_extension(task: Task, extension_id: int) -> Any:
    """The deadline stays."""
    service.decline_extension(queries.get_extension(task, extension_id), me(), typed("note"))
    return to_task(task, "Đã trả lời: giữ nguyên thời hạn.", PLACE)


@bp.post("/tasks/<int:task_id>/extensions/<int:extension_id>/withdraw")
@needs("task.view", task=queries.get_task)
def withdraw_extension(task: Task, extension_id: int) -> Any:
    """The department takes its request back."""
    service.withdraw_extension(queries.get_extension(task, extension_id), me())
    return to_task(task, "Đã rút đề nghị gia hạn.", PLACE)


@bp.post("/plans/<int:plan_id>/event")
@needs("plan.set_event", plan=queries.get_plan)
def set_event(plan: Plan) -> Any:
    """The day of an event is known: what waits for it gets its deadline."""
    count = service.set_event(plan, typed("event", 200), _day("day"), me())
    flash(f"Đã ghi thời hạn cho {count} nhiệm vụ.", "success")
    return redirect(url_for("plans.plan", plan_id=plan.id), 303)


def _day(name: str) -> date:
    day = read_day(request.form.get(name, ""))
    if day is None:
        raise Invalid(Day.WRONG, field=name)
    return day
