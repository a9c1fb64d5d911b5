"""States, moves and permissions of readings, and what keeps one from being confirmed; pure, read them first."""

from enum import StrEnum
from typing import Any

from intranet.core.flow import Flow, Move
from intranet.core.permissions import Permission
from intranet.plans.rules import manages_plans

LOW = 0.7  # below this a person has to look at a proposed task before anything is made of it
SITTING_SECONDS = 15  # so long a scan is read before other work of the office has its turn


class ReadingState(StrEnum):
    READING = "reading"
    READY = "ready"
    FAILED = "failed"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"


READING_STATE_LABELS = {
    ReadingState.READING: "Đang đọc",
    ReadingState.READY: "Chờ xác nhận",
    ReadingState.FAILED: "Chưa đọc được",
    ReadingState.CONFIRMED: "Đã xác nhận",
    ReadingState.DROPPED: "Đã bỏ",
}
READING_STATE_TONES = {
    ReadingState.READING: ("doing", "arrow-repeat"),
    ReadingState.READY: ("waiting", "hourglass-split"),
    ReadingState.FAILED: ("late", "exclamation-octagon"),
    ReadingState.CONFIRMED: ("done", "check-circle"),
    ReadingState.DROPPED: ("none", "x-circle"),
}
OPEN_STATES = frozenset({ReadingState.READING, ReadingState.READY, ReadingState.FAILED})


class Purpose(StrEnum):
    """What becomes of the tasks: a new plan, more tasks of a plan on record, or that plan amended."""

    PLAN = "plan"
    ADD = "add"
    AMEND = "amend"


class ProposalState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DROPPED = "dropped"


class Change(StrEnum):
    """What an amended plan does to a task of the plan on record."""

    NEW = "new"
    KEPT = "kept"
    CHANGED = "changed"


CHANGE_LABELS = {Change.NEW: "thêm mới", Change.KEPT: "giữ nguyên", Change.CHANGED: "thay đổi"}
CHANGE_TONES = {
    Change.NEW: ("doing", "plus-lg"), Change.KEPT: ("none", "check2-square"), Change.CHANGED: ("soon", "pencil"),
}  # fmt: skip


def is_unsure(proposal: Any) -> bool:
    """Whether the machine was not sure of a task and nobody has looked at it yet."""
    return proposal.state == ProposalState.PROPOSED and proposal.confidence < LOW


def _is_made(proposal: Any) -> bool:
    return proposal.state != ProposalState.DROPPED and proposal.change != Change.KEPT


def has_no_receiver(proposal: Any) -> bool:
    """Whether it is not known who gets a task that will be made."""
    return _is_made(proposal) and proposal.department_id is None and proposal.group_id is None


def lacks_support(proposal: Any) -> bool:
    """Whether a task that will be made names supporting units that are not known: it goes without them."""
    return _is_made(proposal) and bool(proposal.support_words)


# What stands in the way of a confirmation.


def no_tasks(reading: Any) -> str | None:
    """A reading without tasks makes nothing."""
    if any(proposal.state != ProposalState.DROPPED for proposal in reading.proposals) or reading.purpose == "amend":
        return None
    return "Chưa có nhiệm vụ nào để giao. Hãy thêm nhiệm vụ."


def tasks_without_receiver(reading: Any) -> str | None:
    """Every task has somebody who gets it, or was taken out."""
    count = sum(map(has_no_receiver, reading.proposals))
    return f"Còn {count} nhiệm vụ chưa rõ đơn vị nhận. Hãy chọn đơn vị, hoặc bỏ nhiệm vụ." if count else None


def unsure_tasks(reading: Any) -> str | None:
    """What the machine was not sure of is looked at by a person."""
    count = sum(map(is_unsure, reading.proposals))
    return (
        f"Còn {count} nhiệm vụ máy đọc chưa chắc. Hãy xem từng nhiệm vụ rồi bấm «Đúng», sửa hoặc bỏ." if count else None
    )


def _among(*states: ReadingState) -> frozenset[ReadingState]:
    return frozenset(states)


FLOW = Flow(
    "reading",
    (
        Move(
            "confirm",
            "Xác nhận",
            _among(ReadingState.READY),
            ReadingState.CONFIRMED,
            "xác nhận bản đọc",
            kind="primary",
            blockers=(no_tasks, tasks_without_receiver, unsure_tasks),
        ),
        Move(
            "read_again",
            "Đọc lại",
            _among(ReadingState.READY, ReadingState.FAILED),
            ReadingState.READING,
            "đọc lại văn bản",
            offered=False,
        ),
        Move("drop", "Bỏ bản đọc", OPEN_STATES, ReadingState.DROPPED, "bỏ bản đọc", kind="danger"),
    ),
)


def _sees(person: Any, reading: Any) -> bool:
    return manages_plans(person) or reading.state == ReadingState.CONFIRMED


_MANAGERS = "Đọc văn bản để giao nhiệm vụ là việc của lãnh đạo, văn thư hoặc Văn phòng."

PERMISSIONS: dict[str, Permission] = {
    "reading.list": Permission(manages_plans, _MANAGERS),
    "reading.begin": Permission(manages_plans, _MANAGERS),
    "reading.view": Permission(_sees, "Văn bản này chưa được xác nhận nên bạn chưa xem được."),
    "reading.edit": Permission(manages_plans, _MANAGERS),
    "reading.confirm": Permission(manages_plans, _MANAGERS),
    "reading.read_again": Permission(manages_plans, _MANAGERS),
    "reading.drop": Permission(manages_plans, _MANAGERS),
}
