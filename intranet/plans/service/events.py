"""Deadlines that wait for an event: once its day is known, so are they; a day that moves moves them."""

from datetime import date, timedelta

from sqlalchemy import select

from intranet.accounts.models import Person
from intranet.core import history, permissions
from intranet.core.db import session
from intranet.core.errors import Invalid, Refused
from intranet.docservice.vietnamese import fold
from intranet.plans.models import Plan, Task
from intranet.plans.rules import UNFINISHED
from intranet.plans.service.many import hold_tasks
from intranet.plans.service.telling import tell_moved
from intranet.workdays.queries import work_calendar


def set_event(plan: Plan, event: str, day: date, actor: Person) -> int:
    """Set the deadlines of the plan's open tasks that wait for this event; gives how many.

    Raises NotPermitted, Refused for a closed plan, Invalid for an event nothing waits for or a day by which a
    deadline would stand before the plan.
    """
    permissions.require(actor, "plan.set_event", plan)
    if not plan.is_open:
        raise Refused("Kế hoạch đã kết thúc nên không ghi ngày được.", "Hãy mở lại kế hoạch trước.")
    hold_tasks(select(Task.id).where(Task.plan_id == plan.id))
    waiting = [task for task in _waiting(plan) if fold(task.event) == fold(event)]
    if not waiting:
        raise Invalid("Không có nhiệm vụ nào chờ sự kiện này.", field="event")
    for task in waiting:
        due = day_of(task, day)
        if due < plan.issued_on:
            raise Invalid(f"Thời hạn {due:%d/%m/%Y} sẽ đứng trước ngày ban hành kế hoạch.", field="day")
        if due != task.deadline:
            earlier, task.deadline = task.deadline, due
            words = f"ghi ngày {task.event}: {day:%d/%m/%Y}, thời hạn {due:%d/%m/%Y}"
            history.record(task, actor, "set_event", words, earlier=earlier.isoformat() if earlier else "")
            tell_moved(task, earlier, actor)
    history.record(plan, actor, "set_event", f"ghi ngày {event}: {day:%d/%m/%Y}")
    return len(waiting)


def day_of(task: Task, event_day: date) -> date:
    """The deadline of a task that waits for an event of that day."""
    calendar = work_calendar()
    if not task.event_in_working_days:
        return event_day + timedelta(days=task.event_days)
    count = abs(task.event_days)
    if task.event_days < 0:
        return calendar.working_days_before(event_day, count)
    return calendar.working_days_after(event_day, count)


def _waiting(plan: Plan) -> list[Task]:
    query = select(Task).where(Task.plan_id == plan.id, Task.event != "", Task.state.in_(UNFINISHED))
    return list(session.scalars(query.order_by(Task.id)))
