"""States, moves and permissions of a batch of letters made from one sheet: read this first."""

from enum import StrEnum
from typing import Any

from intranet.accounts.rules import heads_department, is_clerk
from intranet.core.clock import today
from intranet.core.flow import Flow, Move
from intranet.core.permissions import Permission
from intranet.documents.rules import PLACES, authority_problem, is_drafter, is_signer, sees_work


class State(StrEnum):
    PREPARING = "preparing"
    APPROVED = "approved"
    MAKING = "making"
    MADE = "made"
    ISSUED = "issued"
    CANCELLED = "cancelled"


STATE_LABELS = {
    State.PREPARING: "Đang chuẩn bị",
    State.APPROVED: "Chờ cấp số",
    State.MAKING: "Đang làm",
    State.MADE: "Chờ phát hành",
    State.ISSUED: "Đã phát hành",
    State.CANCELLED: "Đã hủy",
}
STATE_TONES = {
    State.PREPARING: "none",
    State.APPROVED: "soon",
    State.MAKING: "doing",
    State.MADE: "soon",
    State.ISSUED: "done",
    State.CANCELLED: "none",
}
NUMBERED = frozenset({State.MAKING, State.MADE, State.ISSUED})
# Their numbers are taken in one change, and nobody else takes one meanwhile.
MOST_LETTERS = 500


class Numbering(StrEnum):
    """How the letters of a batch are numbered; a type that bears no number has only the last."""

    ONE = "one"
    EACH = "each"
    NONE = "none"


NUMBERING_LABELS = {
    Numbering.ONE: "Một số cho tất cả",
    Numbering.EACH: "Mỗi bản một số",
    Numbering.NONE: "Không có số",
}


def numberings_of(type_code: str) -> tuple[Numbering, ...]:
    """The ways to number letters of a type (PL III NĐ 30/2020: a thư công bears no number)."""
    return (Numbering.ONE, Numbering.EACH) if "so" in PLACES[type_code] else (Numbering.NONE,)


# What stands in a move's way: a sentence, or None.


def _still_faulty(batch: Any) -> str | None:
    return f"Bảng còn {batch.fault_count} chỗ cần sửa." if batch.fault_count else None


def _too_many(batch: Any) -> str | None:
    return f"Mỗi đợt tối đa {MOST_LETTERS} bản. Hãy chia bảng." if batch.letter_count > MOST_LETTERS else None


def _cannot_sign(batch: Any) -> str | None:
    return authority_problem(batch.signer_authority, batch.type_code, "", today())


P, A, K, M = State.PREPARING, State.APPROVED, State.MAKING, State.MADE
_APPROVABLE = (_still_faulty, _too_many, _cannot_sign)

FLOW = Flow(
    "batch",
    (
        Move("approve", "Duyệt", frozenset({P}), A, "duyệt cả đợt", kind="primary", blockers=_APPROVABLE),
        Move("record_approved", "Lãnh đạo đã duyệt bản giấy", frozenset({P}), A,
             "ghi nhận người ký đã duyệt trên giấy", kind="primary", blockers=_APPROVABLE),
        Move("number", "Cấp số và làm văn bản", frozenset({A}), K, "cấp số", kind="primary",
             blockers=(_cannot_sign,), offered=False),
        Move("issue", "Phát hành", frozenset({M}), State.ISSUED, "phát hành", kind="primary"),
        Move("send_sheet", "Gửi bảng khác", frozenset({P}), None, "gửi bảng", offered=False),
        Move("take_back", "Sửa lại bảng", frozenset({A}), P, "đưa về chuẩn bị"),
        Move("cancel", "Hủy đợt", frozenset({P, A}), State.CANCELLED, "hủy đợt", needs_note=True, kind="danger"),
    ),
)  # fmt: skip


def prepares(person: Any, batch: Any) -> bool:
    """Whoever began it, the heads of his unit, and the clerk."""
    return is_drafter(person, batch) or heads_department(person, batch.department_id) or is_clerk(person)


def _clerk(person: Any, batch: Any) -> bool:
    return is_clerk(person)


_PREPARERS = "Chỉ người lập đợt, lãnh đạo đơn vị và văn thư được làm việc này."
_CLERKS = "Chỉ văn thư được làm việc này."

PERMISSIONS = {
    "batch.list": Permission(lambda person, _: True),
    "batch.make": Permission(lambda person, _: True),
    "batch.view": Permission(sees_work, "Đợt văn bản này dành cho đơn vị soạn và những người xử lý."),
    "batch.send_sheet": Permission(prepares, _PREPARERS),
    "batch.take_back": Permission(prepares, _PREPARERS),
    "batch.cancel": Permission(prepares, _PREPARERS),
    "batch.approve": Permission(is_signer, "Chỉ người ký được duyệt đợt văn bản."),
    "batch.record_approved": Permission(_clerk, _CLERKS),
    "batch.number": Permission(_clerk, _CLERKS),
    "batch.issue": Permission(_clerk, _CLERKS),
}
