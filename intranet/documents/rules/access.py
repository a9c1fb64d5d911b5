"""Who may see a letter that is out: everyone, or named units and people; a widening needs a second hand."""

from collections.abc import Collection
from typing import Any

from intranet.accounts.rules import is_clerk, is_leader
from intranet.core.permissions import Permission
from intranet.documents import rules
from intranet.documents.rules import has_charge, is_signer


def widens(was_restricted: bool, had: Collection[str], is_restricted: bool, has: Collection[str]) -> bool:
    """Whether a change lets anybody see the letter who could not before."""
    if not was_restricted:
        return False
    return not is_restricted or bool(set(has) - set(had))


def _sets(person: Any, document: Any) -> bool:
    return has_charge(person, document) or is_clerk(person)


def _judges(person: Any, change: Any) -> bool:
    """The signer or a leader, and never whoever asked for it."""
    return (is_leader(person) or is_signer(person, change.document)) and person.id != change.asked_by_id


_JUDGES = "Chỉ người ký hoặc lãnh đạo, không phải người đề nghị, xác nhận việc mở rộng quyền xem."
# Among the letter's own permissions: they are asked under its name.
rules.PERMISSIONS.update(
    {
        "document.set_access": Permission(_sets, "Chỉ người soạn, lãnh đạo đơn vị soạn và văn thư đổi quyền xem."),
        "document.confirm_access": Permission(_judges, _JUDGES),
        "document.refuse_access": Permission(_judges, _JUDGES),
    }
)
