"""What of a letter passes to whoever stands in for somebody absent: reading and checking, never signing or numbers."""

from dataclasses import replace
from typing import Any

from intranet.accounts.rules import Role
from intranet.core.permissions import HandedOver
from intranet.documents import rules
from intranet.documents.rules import State, is_drafter

# Of what waits for a person (queries.WAITING_LABELS), what waits for his deputy too.
HANDED_OVER = ("opinion", "check_content", "check_format")


def is_head_of_drafters(person: Any, document: Any) -> bool:
    """The head himself, not a deputy head, of the drafting unit."""
    return any(held.role == Role.HEAD and held.department_id == document.department_id for held in person.roles)


def is_restricted(person: Any, document: Any) -> bool:
    """Named readers stay alone with their letter, absent or not."""
    return bool(document.is_restricted)


def is_kept_from_checking(person: Any, document: Any) -> bool:
    """Who drafted a letter does not check it, whomever he stands in for (Điều 12 NĐ 30/2020)."""
    return is_restricted(person, document) or is_drafter(person, document)


def is_kept_from_sending_back(person: Any, document: Any) -> bool:
    """Sending back passes only as the other end of a check; what a signer decides does not."""
    return document.state != State.CHECKING or is_kept_from_checking(person, document)


_READING = HandedOver(unless=is_restricted)
_CHECKING = HandedOver(unless=is_kept_from_checking)

for _name, _handed_over in {
    "document.view": _READING,
    "document.view_work": _READING,
    "document.check_content": HandedOver(unless=is_kept_from_checking, first=is_head_of_drafters),
    "document.check_format": _CHECKING,
    "document.overrule_finding": _CHECKING,
    "document.send_back": HandedOver(unless=is_kept_from_sending_back, first=is_head_of_drafters),
}.items():
    rules.PERMISSIONS[_name] = replace(rules.PERMISSIONS[_name], handed_over=_handed_over)
