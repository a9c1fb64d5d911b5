"""Reading who may see a letter, and the change that waits."""

from typing import Any

from sqlalchemy import Select, select

from intranet.accounts.rules import is_clerk, is_leader
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.documents.models import Document
from intranet.documents.models.access import AccessChange
from intranet.documents.models.copies import CertifiedCopy
from intranet.documents.queries import sees_condition
from intranet.plans.queries import plans as plan_queries
from intranet.registers.queries import KEPT_FROM


def get_change(change_id: int) -> AccessChange:
    """The change asked for, or NotFound."""
    found = session.get(AccessChange, change_id)
    if found is None:
        raise NotFound("Không tìm thấy đề nghị này.")
    return found


def waiting_change(document: Document) -> AccessChange | None:
    """The widening that waits for its confirmation, if there is one."""
    query = select(AccessChange).where(AccessChange.document_id == document.id, AccessChange.state == "waiting")
    return session.scalars(query.limit(1)).one_or_none()


def numbers_kept_from(person: Any) -> list[Select[Any]]:
    """The numbers of restricted letters, and of their copies, that a person may not read."""
    numbers = []
    for kept in letters_kept_from(person):
        numbers.append(select(Document.number_id).where(Document.id.in_(kept), Document.number_id.is_not(None)))
        numbers.append(select(CertifiedCopy.number_id).where(CertifiedCopy.document_id.in_(kept)))
    return numbers


def letters_kept_from(person: Any) -> list[Select[Any]]:
    """The restricted letters that a person may not read, as a select of their ids; none for clerks and leaders.

    Those he may read are taken away by their ids: a condition with an empty column in it (no signer yet) is neither
    true nor false, and would let him read.
    """
    if is_clerk(person) or is_leader(person):
        return []
    readable = select(Document.id).where(sees_condition(person)).correlate(None)
    return [select(Document.id).where(Document.is_restricted, Document.id.not_in(readable)).correlate(None)]


KEPT_FROM.append(numbers_kept_from)
plan_queries.KEPT_FROM.append(letters_kept_from)
