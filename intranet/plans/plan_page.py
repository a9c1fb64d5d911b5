"""One plan with all its departments side by side, as far as a person may see them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from intranet.accounts.models import Department, Person
from intranet.accounts.rules import departments_of
from intranet.plans.models import Plan, Task
from intranet.plans.rules import ACTIVE, Due, TaskState, sees_all_departments, sees_task

# The parts of a department's bar: name, words and tone, in the order of urgency.
PARTS: tuple[tuple[str, str, str], ...] = (
    (Due.LATE, "quá hạn", "late"),
    (Due.SOON, "đến hạn trong 7 ngày", "soon"),
    (Due.IN_TIME, "trong hạn", "doing"),
    (Due.NONE, "không hạn", "none"),
    (TaskState.REPORTED, "chờ xác nhận", "waiting"),
    (TaskState.REFUSED, "từ chối nhận", "late"),
    (TaskState.DONE, "hoàn thành", "done"),
)


@dataclass(frozen=True)
class UnitOnPlan:
    """One department: its tasks as far as the person sees them, and its counts."""

    department: Department
    tasks: Sequence[Task]
    open_ids: frozenset[int]
    counts: Counter[str]
    is_mine: bool

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def parts(self) -> list[dict[str, str | int]]:
        """What the bar shows."""
        return parts_of(self.counts)


@dataclass(frozen=True)
class PlanOnPage:
    """A plan's departments, the person's own first."""

    units: Sequence[UnitOnPlan]
    counts: Counter[str]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def parts(self) -> list[dict[str, str | int]]:
        """What the whole plan's bar shows."""
        return parts_of(self.counts)


def parts_of(counts: Counter[str]) -> list[dict[str, str | int]]:
    """What a bar shows."""
    return [{"label": words, "value": counts[name], "tone": tone} for name, words, tone in PARTS]


def part_of(task: Task, today: date) -> str | None:
    """The part of the bar a task belongs to; cancelled ones belong to none."""
    if task.state in ACTIVE:
        return task.due_at(today)
    if task.state == TaskState.CANCELLED:
        return None
    return TaskState.DONE if task.state == TaskState.CLOSED else task.state


def plan_page(plan: Plan, person: Person, tasks: Sequence[Task], today: date) -> PlanOnPage:
    """Group a plan's tasks by department: heads and those above see every line, staff their own and the counts."""
    own, sees_all = departments_of(person), sees_all_departments(person)
    grouped: dict[int, list[Task]] = defaultdict(list)
    for task in tasks:
        grouped[task.lead_id].append(task)
    units = []
    for lead_id, given in grouped.items():
        counts = Counter(part for task in given if (part := part_of(task, today)))
        visible = [task for task in given if sees_all or sees_task(person, task)]
        open_ids = frozenset(task.id for task in visible if sees_task(person, task))
        units.append(UnitOnPlan(given[0].lead, visible, open_ids, counts, lead_id in own))
    units.sort(
        key=lambda unit: (not unit.is_mine, unit.tasks[0].position if unit.tasks else 10**6, unit.department.position)
    )
    return PlanOnPage(units, sum((unit.counts for unit in units), Counter()))
