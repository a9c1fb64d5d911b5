"""The leader's overview: for each department how many tasks stand how, from the tally, cheap at any number of tasks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select

from intranet.accounts.models import Department
from intranet.accounts.queries import departments_by_id
from intranet.core.db import session
from intranet.plans.models import Plan, Task, TaskTally
from intranet.plans.rules import ACTIVE, NEVER, SOON, STANDINGS, Due, Standing, TaskState

# The columns of the overview in their order: field, words, tone, and the filter of the list behind the number.
TONES: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("late", "Quá hạn", "late", {"due": Due.LATE.value}),
    ("soon", "Đến hạn trong 7 ngày", "soon", {"due": Due.SOON.value}),
    ("in_time", "Trong hạn", "doing", {"due": Due.IN_TIME.value}),
    ("no_deadline", "Không hạn", "none", {"due": Due.NONE.value}),
    ("reported", "Chờ xác nhận", "waiting", {"state": TaskState.REPORTED.value}),
    ("refused", "Từ chối nhận", "late", {"state": TaskState.REFUSED.value}),
    ("done", "Hoàn thành", "done", {"state": TaskState.DONE.value}),
)
_FIELDS: dict[str, str] = {
    Due.IN_TIME: "in_time",
    Due.SOON: "soon",
    Due.LATE: "late",
    Due.NONE: "no_deadline",
    Standing.REPORTED: "reported",
    Standing.REFUSED: "refused",
    Standing.DONE: "done",
}


@dataclass(frozen=True)
class DepartmentCounts:
    """How a department's tasks stand; each task is in one number, cancelled and closed ones in none."""

    department: Department | None
    in_time: int = 0
    soon: int = 0
    late: int = 0
    no_deadline: int = 0
    reported: int = 0
    refused: int = 0
    done: int = 0

    @property
    def total(self) -> int:
        return sum(getattr(self, field) for field in _FIELDS.values())

    @property
    def unfinished(self) -> int:
        return self.total - self.done


def overview(today: date, *, plan_id: int | None = None, leader_id: int | None = None) -> list[DepartmentCounts]:
    """The counts of every working department, and of closed ones that still have tasks, in the office's order.

    Without a filter they come from the tally: three statements, whose cost follows the number of different
    deadlines and not the number of tasks. A plan or an issuing leader narrows it to their tasks.
    """
    counting = _from_tally(today) if plan_id is None and leader_id is None else _from_tasks(today, plan_id, leader_id)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for department_id, standing, count in session.execute(counting):
        if count:
            found[department_id][_FIELDS[standing]] = count
    departments = sorted(departments_by_id().values(), key=lambda department: (department.position, department.id))
    return [
        DepartmentCounts(department, **found[department.id])
        for department in departments
        if department.is_open or found[department.id]
    ]


def totals(rows: Iterable[DepartmentCounts]) -> DepartmentCounts:
    """The sum of all rows."""
    rows = list(rows)
    return DepartmentCounts(None, **{field: sum(getattr(row, field) for row in rows) for field in _FIELDS.values()})


def _due(column: Any, today: date) -> Any:
    return case(
        (column < today, Due.LATE.value),
        (column <= today + SOON, Due.SOON.value),
        (column < NEVER, Due.IN_TIME.value),
        else_=Due.NONE.value,
    )


def _from_tally(today: date) -> Select[int, str, int]:
    standing = case(
        (TaskTally.standing == Standing.ACTIVE, _due(TaskTally.due_on, today)), else_=TaskTally.standing
    ).label("how")
    return (
        select(TaskTally.department_id, standing, func.sum(TaskTally.count))
        .where(TaskTally.standing != Standing.OUT)
        .group_by(TaskTally.department_id, standing)
    )


def _from_tasks(today: date, plan_id: int | None, leader_id: int | None) -> Select[int, str, int]:
    standing = case((Task.state.in_(ACTIVE), _due(Task.due_on, today)), else_=Task.state).label("how")
    out = [state for state, how in STANDINGS.items() if how is Standing.OUT]
    query = select(Task.lead_id, standing, func.count()).where(Task.state.not_in(out))
    if plan_id is not None:
        query = query.where(Task.plan_id == plan_id)
    if leader_id is not None:
        query = query.join(Plan, Plan.id == Task.plan_id).where(Plan.leader_id == leader_id)
    return query.group_by(Task.lead_id, standing)
