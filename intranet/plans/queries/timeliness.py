"""How tasks stand to their deadlines, as SQL: what rules.timeliness_of says of one, said of all at once."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case

from intranet.core.sql_days import office_day
from intranet.plans.models import Task
from intranet.plans.rules import NEVER, Kept, TaskState

_OUT = (TaskState.CANCELLED, TaskState.CLOSED)


def kept_of(today: date) -> ColumnElement[str]:
    """Which of Kept a task with a deadline is on a day; ask `is_measured` beside it."""
    done_on: Any = office_day(Task.reported_at)
    first = case((Task.first_due_on == NEVER, Task.due_on), else_=Task.first_due_on)
    still_open = case((Task.due_on < today, Kept.LATE.value), else_=Kept.OPEN.value)
    return case(
        (Task.reported_at.is_(None), still_open),
        (done_on <= first, Kept.FIRST.value),
        (done_on <= Task.due_on, Kept.EXTENDED.value),
        else_=Kept.DONE_LATE.value,
    )


def is_measured() -> ColumnElement[bool]:
    """A task without deadline, called off or closed with its plan counts nowhere."""
    return (Task.due_on < NEVER) & Task.state.not_in(_OUT)
