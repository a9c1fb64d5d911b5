"""The moves of plans and tasks, and what stands in their way."""

from collections.abc import Iterable
from typing import Any

from intranet.core.flow import Flow, Move
from intranet.plans.rules.states import ACTIVE, UNFINISHED, WORKABLE, PlanState, TaskState

# What stands in the way of a move.


def open_items(task: Any) -> str | None:
    """A task with open items cannot be reported done."""
    count = sum(1 for item in task.items if item.done_at is None)
    return f"Còn {count} đầu việc chưa xong. Hãy đánh dấu xong hoặc bỏ đầu việc không cần." if count else None


def missing_evidence(task: Any) -> str | None:
    """A task that asks for evidence cannot be reported done without any."""
    has_none = not any(evidence.withdrawn_at is None for evidence in task.evidence)
    return (
        "Nhiệm vụ này cần minh chứng. Hãy thêm tệp, liên kết hoặc ghi chú."
        if task.needs_evidence and has_none
        else None
    )


def closed_plan(task: Any) -> str | None:
    """Nothing moves in a closed plan."""
    return (
        "Kế hoạch đã kết thúc. Cần làm tiếp thì mở lại kế hoạch trước." if task.plan.state == PlanState.CLOSED else None
    )


def open_deadlines(plan: Any) -> str | None:
    """A plan is closed when nothing with a deadline is open; what has none is closed with it."""
    count = sum(1 for task in plan.tasks if task.state in UNFINISHED and task.deadline is not None)
    return f"Còn {count} nhiệm vụ có thời hạn chưa xong. Hãy xác nhận hoặc hủy từng nhiệm vụ trước." if count else None


def _task_move(
    name: str, label: str, sources: Iterable[TaskState], target: TaskState | None, done: str, **more: Any
) -> Move:
    more.setdefault("blockers", (closed_plan,))
    return Move(name, label, frozenset(sources), target, done, **more)


_HANDED_OUT = {TaskState.NEW, TaskState.ACCEPTED, TaskState.DOING, TaskState.REDO, TaskState.REFUSED}

TASK_FLOW = Flow(
    "task",
    (
        _task_move("accept", "Nhận nhiệm vụ", {TaskState.NEW}, TaskState.ACCEPTED, "nhận nhiệm vụ", kind="primary"),
        _task_move(
            "report",
            "Báo hoàn thành",
            WORKABLE,
            TaskState.REPORTED,
            "báo hoàn thành",
            kind="primary",
            blockers=(closed_plan, open_items, missing_evidence),
        ),
        _task_move(
            "confirm",
            "Xác nhận hoàn thành",
            {TaskState.REPORTED},
            TaskState.DONE,
            "xác nhận hoàn thành",
            kind="primary",
        ),
        _task_move(
            "redo",
            "Yêu cầu làm lại",
            {TaskState.REPORTED, TaskState.DONE},
            TaskState.REDO,
            "yêu cầu làm lại",
            needs_note=True,
        ),
        _task_move(
            "start", "Bắt đầu làm", {TaskState.ACCEPTED, TaskState.REDO}, TaskState.DOING, "bắt đầu làm", offered=False
        ),
        _task_move("assign", "Giao người phụ trách", ACTIVE, None, "giao người phụ trách", offered=False),
        _task_move(
            "refuse",
            "Từ chối nhận",
            {TaskState.NEW, TaskState.ACCEPTED},
            TaskState.REFUSED,
            "từ chối nhận",
            needs_note=True,
        ),
        _task_move(
            "reassign", "Giao đơn vị khác", _HANDED_OUT, TaskState.NEW, "giao lại cho đơn vị khác", offered=False
        ),
        _task_move(
            "cancel", "Hủy nhiệm vụ", UNFINISHED, TaskState.CANCELLED, "hủy nhiệm vụ", needs_note=True, kind="danger"
        ),
        # These two go with the plan: nobody presses them on a task.
        _task_move(
            "close", "Kết thúc", UNFINISHED, TaskState.CLOSED, "kết thúc cùng kế hoạch", offered=False, blockers=()
        ),
        _task_move(
            "resume",
            "Làm tiếp",
            {TaskState.CLOSED},
            TaskState.ACCEPTED,
            "mở lại cùng kế hoạch",
            offered=False,
            blockers=(),
        ),
    ),
)

PLAN_FLOW = Flow(
    "plan",
    (
        Move(
            "close",
            "Kết thúc kế hoạch",
            frozenset({PlanState.OPEN}),
            PlanState.CLOSED,
            "kết thúc kế hoạch",
            blockers=(open_deadlines,),
        ),
        Move(
            "reopen",
            "Mở lại kế hoạch",
            frozenset({PlanState.CLOSED}),
            PlanState.OPEN,
            "mở lại kế hoạch",
            needs_note=True,
        ),
    ),
)
