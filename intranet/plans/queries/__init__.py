"""Reading plans and tasks."""

from intranet.plans.queries.absence import absences_over
from intranet.plans.queries.board import BoardColumn, board, counts_of_department
from intranet.plans.queries.lists import TaskFacets, TaskFilter, TaskPage, all_of, facets, list_tasks, progress
from intranet.plans.queries.my_work import MyWork, WorkLine, my_work, waiting_for
from intranet.plans.queries.overview import TONES, DepartmentCounts, overview, totals
from intranet.plans.queries.plans import (
    PlanCounts,
    PlanFilter,
    PlanPage,
    find_plan,
    get_plan,
    kept_from,
    list_plans,
    outside_issuer,
    plan_counts,
    plan_of_document,
    search_plans,
    source_of,
    tasks_of_plan,
    waiting_events,
)
from intranet.plans.queries.receivers import office_receivers
from intranet.plans.queries.tasks import (
    get_evidence,
    get_extension,
    get_item,
    get_task,
    leaders,
    open_tasks_of,
    search_tasks,
    visible_tasks,
)

__all__ = [
    "TONES",
    "BoardColumn",
    "DepartmentCounts",
    "MyWork",
    "PlanCounts",
    "PlanFilter",
    "PlanPage",
    "TaskFacets",
    "TaskFilter",
    "TaskPage",
    "WorkLine",
    "absences_over",
    "all_of",
    "board",
    "counts_of_department",
    "facets",
    "find_plan",
    "get_evidence",
    "get_extension",
    "get_item",
    "get_plan",
    "get_task",
    "kept_from",
    "leaders",
    "list_plans",
    "list_tasks",
    "my_work",
    "office_receivers",
    "open_tasks_of",
    "outside_issuer",
    "overview",
    "plan_counts",
    "plan_of_document",
    "progress",
    "search_plans",
    "search_tasks",
    "source_of",
    "tasks_of_plan",
    "totals",
    "visible_tasks",
    "waiting_events",
    "waiting_for",
]
