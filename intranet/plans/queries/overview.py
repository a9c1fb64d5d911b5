"""The leader's overview: for each department how many tasks stand how, from the tally, cheap at any number of tasks."""

from collections import Counter, defaultdict
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
_DUES = ("late", "soon", "in_time", "no_deadline")
_OTHERS: dict[str, str] = {Standing.REPORTED: "reported", Standing.REFUSED: "refused", Standing.DONE: "done"}
_FIELDS = (*_DUES, *_OTHERS.values())


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
        return sum(getattr(self, field) for field in _FIELDS)

    @property
    def unfinished(self) -> int:
        return self.total - self.done


def overview(today: date, *, plan_id: int | None = None, leader_id: int | None = None) -> list[DepartmentCounts]:
    """The counts of every working department, and of closed ones that still have tasks, in the office's order.

    Without a filter they come from the tally: three statements, whose cost follows the number of different
    deadlines and not the number of tasks. A plan or an issuing leader narrows it to their tasks.
    """
    counting = _from_tally(today) if plan_id is None and leader_id is None else _from_tasks(today, plan_id, leader_id)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for department_id, standing, count, *dues in session.execute(counting):
        if standing == Standing.ACTIVE:
            found[department_id].update(dict(zip(_DUES, dues, strict=True)))
        else:
            found[department_id][_OTHERS[standing]] += count
    departments = sorted(departments_by_id().values(), key=lambda department: (department.position, department.id))
    return [
        DepartmentCounts(department, **found[department.id])
        for department in departments
        if department.is_open or any(found[department.id].values())
    ]


def totals(rows: Iterable[DepartmentCounts]) -> DepartmentCounts:
    """The sum of all rows."""
    rows = list(rows)
    return DepartmentCounts(None, **{field: sum(getattr(row, field) for row in rows) for field in _FIELDS})


def by_due(column: Any, weight: Any, today: date) -> list[Any]:
    """How many weigh in as late, soon, in time and without deadline: four sums."""
    ranges = (
        column < today,
        column.between(today, today + SOON),
        (column > today + SOON) & (column < NEVER),
        column == NEVER,
    )
    return [func.sum(case((within, weight), else_=0)) for within in ranges]


def _from_tally(today: date) -> Select[Any]:
    sums = by_due(TaskTally.due_on, TaskTally.count, today)
    return (
        select(TaskTally.department_id, TaskTally.standing, func.sum(TaskTally.count), *sums)
        .where(TaskTally.standing != Standing.OUT)
        .group_by(TaskTally.department_id, TaskTally.standing)
    )


def _from_tasks(today: date, plan_id: int | None, leader_id: int | None) -> Select[Any]:
    standing = case((Task.state.in_(ACTIVE), Standing.ACTIVE.value), else_=Task.state).label("standing")
    out = [state for state, how in STANDINGS.items() if how is Standing.OUT]
    query = select(Task.lead_id, standing, func.count(), *by_due(Task.due_on, 1, today)).where(Task.state.not_in(out))
    if plan_id is not None:
        query = query.where(Task.plan_id == plan_id)
    if leader_id is not None:
        query = query.join(Plan, Plan.id == Task.plan_id).where(Plan.leader_id == leader_id)
    return query.group_by(Task.lead_id, standing)
