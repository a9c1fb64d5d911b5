"""Extensions: asked by the department with a reason, decided by whoever confirms its work; the first deadline stays."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from intranet.core.clock import office_time
from intranet.core.flow import Flow, Move
from intranet.plans.rules.moves import closed_plan
from intranet.plans.rules.states import ACTIVE, NEVER, TaskState


class ExtensionState(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


EXTENSION_STATE_LABELS = {
    ExtensionState.ASKED: "Chờ quyết định",
    ExtensionState.GRANTED: "Đồng ý",
    ExtensionState.DECLINED: "Không đồng ý",
    ExtensionState.WITHDRAWN: "Đã rút",
}
EXTENSION_STATE_TONES = {
    ExtensionState.ASKED: ("waiting", "hourglass-split"),
    ExtensionState.GRANTED: ("done", "check-circle"),
    ExtensionState.DECLINED: ("late", "x-circle"),
    ExtensionState.WITHDRAWN: ("none", "arrow-return-left"),
}


def plan_of_task_is_closed(extension: Any) -> str | None:
    """Nothing is decided in a closed plan."""
    return closed_plan(extension.task)


def task_is_over(extension: Any) -> str | None:
    """Only work that is still to be done gets more time."""
    if extension.task.state in ACTIVE:
        return None
    return f"Nhiệm vụ đang ở trạng thái «{extension.task.state_label}» nên không gia hạn được."


_ASKED = frozenset({ExtensionState.ASKED})

EXTENSION_FLOW = Flow(
    "extension",
    (
        Move(
            "grant",
            "Đồng ý gia hạn",
            _ASKED,
            ExtensionState.GRANTED,
            "đồng ý gia hạn",
            kind="primary",
            blockers=(plan_of_task_is_closed, task_is_over),
        ),
        Move("decline", "Không đồng ý", _ASKED, ExtensionState.DECLINED, "không đồng ý gia hạn", needs_note=True),
        Move("withdraw", "Rút đề nghị", _ASKED, ExtensionState.WITHDRAWN, "rút đề nghị gia hạn"),
    ),
)


class Timeliness(StrEnum):
    """How a task stood to its deadlines when its department was done with it."""

    FIRST = "first"
    EXTENDED = "extended"
    LATE = "late"


TIMELINESS_LABELS = {
    Timeliness.FIRST: "đúng hạn gốc",
    Timeliness.EXTENDED: "đúng hạn sau gia hạn",
    Timeliness.LATE: "quá hạn",
}


class Kept(StrEnum):
    """The same for figures: what is late is divided into what is done and what is not, and what is open has a name."""

    FIRST = "first"
    EXTENDED = "extended"
    DONE_LATE = "done_late"
    LATE = "late"
    OPEN = "open"


KEPT_LABELS = {
    Kept.FIRST: "Đúng hạn gốc",
    Kept.EXTENDED: "Đúng hạn sau gia hạn",
    Kept.DONE_LATE: "Xong sau hạn",
    Kept.LATE: "Quá hạn, chưa xong",
    Kept.OPEN: "Chưa đến hạn",
}


def timeliness_of(task: Any, today: date) -> Timeliness | None:
    """How a task stands to the deadline it was given first and to the one it has; None while it is open in time.

    A department is done on the day it reported, however long the confirmation took. A task without deadline, called
    off or closed with its plan counts nowhere.
    """
    if task.deadline is None or task.state in (TaskState.CANCELLED, TaskState.CLOSED):
        return None
    done_on = office_time(task.reported_at).date() if task.reported_at else None
    if done_on is None:
        return Timeliness.LATE if task.deadline < today else None
    if done_on <= (task.first_due_on if task.first_due_on != NEVER else task.deadline):
        return Timeliness.FIRST
    return Timeliness.EXTENDED if done_on <= task.deadline else Timeliness.LATE


def timeliness_counts(tasks: Iterable[Any], today: date) -> dict[Timeliness, int]:
    """How many of the tasks were in time, in time after an extension, or late."""
    found = [timeliness_of(task, today) for task in tasks]
    return {kind: found.count(kind) for kind in Timeliness}
