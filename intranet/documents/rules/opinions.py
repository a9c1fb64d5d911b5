"""Góp ý: asking units for opinions on a version, giving one, and saying what was done with it (Phụ lục VI, III.5.a)."""

from enum import StrEnum
from typing import Any

from intranet.accounts.rules import Role, departments_of, heads_department
from intranet.core.permissions import HandedOver, Permission
from intranet.documents import rules
from intranet.documents.rules import WRITABLE, has_charge


class Outcome(StrEnum):
    """What was done with an opinion."""

    TAKEN = "taken"
    PARTLY = "partly"
    NOT_TAKEN = "not_taken"


OUTCOME_LABELS = {
    Outcome.TAKEN: "Tiếp thu",
    Outcome.PARTLY: "Tiếp thu một phần",
    Outcome.NOT_TAKEN: "Giữ nguyên, giải trình",
}
OUTCOME_TONES = {Outcome.TAKEN: "done", Outcome.PARTLY: "soon", Outcome.NOT_TAKEN: "none"}


def _asks(person: Any, document: Any) -> bool:
    return document.state in WRITABLE and bool(document.current_n) and has_charge(person, document)


def _gives(person: Any, opinion: Any) -> bool:
    """A unit speaks through anybody who belongs to it, as long as the letter is being written."""
    return opinion.department_id in departments_of(person) and opinion.document.state in WRITABLE


def _heads_unit_asked(person: Any, opinion: Any) -> bool:
    return heads_department(person, opinion.department_id)


def _is_head_of_unit_asked(person: Any, opinion: Any) -> bool:
    return any(held.role == Role.HEAD and held.department_id == opinion.department_id for held in person.roles)


def _drafts_or_is_kept_out(person: Any, opinion: Any) -> bool:
    """Those who draft a letter give no opinion on it for another unit; named readers stay alone with it."""
    return opinion.document.is_restricted or has_charge(person, opinion.document)


def _answers(person: Any, opinion: Any) -> bool:
    return bool(opinion.words) and has_charge(person, opinion.document)


# Among the letter's own permissions: they are asked under its name.
rules.PERMISSIONS.update(
    {
        "document.ask_opinions": Permission(
            _asks, "Chỉ người soạn và lãnh đạo đơn vị soạn lấy ý kiến, khi chưa trình ký."
        ),
        "document.give_opinion": Permission(
            _gives,
            "Chỉ đơn vị được hỏi góp ý, khi văn bản chưa trình ký.",
            HandedOver(of=_heads_unit_asked, unless=_drafts_or_is_kept_out, first=_is_head_of_unit_asked),
        ),
        "document.answer_opinion": Permission(_answers, "Chỉ người soạn và lãnh đạo đơn vị soạn trả lời góp ý."),
    }
)
