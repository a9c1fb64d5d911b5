"""Reading who may see a letter, and the change that waits."""

from sqlalchemy import select

from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.documents.models import Document
from intranet.documents.models_access import AccessChange


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
