"""The states of plans and tasks, their words and looks, and how a task stands to its deadline."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

NEVER = date(9999, 12, 31)  # how "no deadline" is kept, so that one index sorts everything
SOON = timedelta(days=7)


class PlanState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


PLAN_STATE_LABELS = {PlanState.OPEN: "Đang thực hiện", PlanState.CLOSED: "Đã kết thúc"}


class TaskState(StrEnum):
    NEW = "new"
    ACCEPTED = "accepted"
    DOING = "doing"
    REDO = "redo"
    REPORTED = "reported"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    CLOSED = "closed"


TASK_STATE_LABELS = {
    TaskState.NEW: "Chưa nhận",
    TaskState.ACCEPTED: "Đã nhận",
    TaskState.DOING: "Đang làm",
    TaskState.REDO: "Yêu cầu làm lại",
    TaskState.REPORTED: "Chờ xác nhận",
    TaskState.DONE: "Hoàn thành",
    TaskState.REFUSED: "Từ chối nhận",
    TaskState.CANCELLED: "Đã hủy",
    TaskState.CLOSED: "Kết thúc cùng kế hoạch",
}
# How a state looks: the tones of the design system, each with its icon.
TASK_STATE_TONES = {
    TaskState.NEW: ("none", "inbox"),
    TaskState.ACCEPTED: ("doing", "check2-square"),
    TaskState.DOING: ("doing", "arrow-repeat"),
    TaskState.REDO: ("soon", "arrow-counterclockwise"),
    TaskState.REPORTED: ("waiting", "hourglass-split"),
    TaskState.DONE: ("done", "check-circle"),
    TaskState.REFUSED: ("late", "arrow-return-left"),
    TaskState.CANCELLED: ("none", "x-circle"),
    TaskState.CLOSED: ("none", "lock"),
}

WORKABLE = frozenset({TaskState.ACCEPTED, TaskState.DOING, TaskState.REDO})  # the checklist may be worked on
ACTIVE = WORKABLE | {TaskState.NEW}  # the department has to do something; only these can be late
UNFINISHED = ACTIVE | {TaskState.REPORTED, TaskState.REFUSED}


class Standing(StrEnum):
    """What a task is to the overview, whatever the day; an active one is divided further by its deadline."""

    ACTIVE = "active"
    REPORTED = "reported"
    REFUSED = "refused"
    DONE = "done"
    OUT = "out"


STANDINGS: Mapping[TaskState, Standing] = {
    **dict.fromkeys(ACTIVE, Standing.ACTIVE),
    TaskState.REPORTED: Standing.REPORTED,
    TaskState.REFUSED: Standing.REFUSED,
    TaskState.DONE: Standing.DONE,
    TaskState.CANCELLED: Standing.OUT,
    TaskState.CLOSED: Standing.OUT,
}


class Due(StrEnum):
    """How an active task stands to its deadline on a day."""

    IN_TIME = "in-time"
    SOON = "soon"
    LATE = "late"
    NONE = "none"


DUE_LABELS = {
    Due.IN_TIME: "Trong hạn",
    Due.SOON: "Đến hạn trong 7 ngày",
    Due.LATE: "Quá hạn",
    Due.NONE: "Không hạn",
}


class Priority(StrEnum):
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


PRIORITY_LABELS = {Priority.NORMAL: "Bình thường", Priority.HIGH: "Ưu tiên", Priority.URGENT: "Khẩn"}


class TaskRole(StrEnum):
    """What the letter says of the department's part: it leads, it helps, or neither is said."""

    LEAD = "lead"
    SUPPORT = "support"
    DO = "do"


TASK_ROLE_LABELS = {TaskRole.LEAD: "chủ trì", TaskRole.SUPPORT: "phối hợp", TaskRole.DO: "thực hiện"}


class EvidenceKind(StrEnum):
    FILE = "file"
    LINK = "link"
    NOTE = "note"


def due_of(deadline: date | None, today: date) -> Due:
    """How a deadline stands on a day; late is computed, never stored."""
    if deadline is None:
        return Due.NONE
    if deadline < today:
        return Due.LATE
    return Due.SOON if deadline <= today + SOON else Due.IN_TIME


def short_title(words: str, most: int = 110) -> str:
    """The first words of a task, for lists: the first sentence or clause, cut between words."""
    line = " ".join(words.split())
    for end in (". ", "; "):
        head = line.split(end, 1)[0]
        if 25 <= len(head) <= most:
            return head.rstrip(".;")
    if len(line) <= most:
        return line.rstrip(".;")
    return line[:most].rsplit(" ", 1)[0].rstrip(" ,;.-–") + "…"
