"""Reading the certified copies of a letter."""

from collections.abc import Sequence

from sqlalchemy import select

from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.documents.models import Document
from intranet.documents.models.copies import CertifiedCopy


def copies_of(document: Document) -> Sequence[CertifiedCopy]:
    """The copies made of a letter, the newest first."""
    query = select(CertifiedCopy).where(CertifiedCopy.document_id == document.id).order_by(CertifiedCopy.id.desc())
    return session.scalars(query).all()


def get_copy(document: Document, copy_id: int) -> CertifiedCopy:
    """A copy of this letter, or NotFound."""
    found = session.get(CertifiedCopy, copy_id)
    if found is None or found.document_id != document.id:
        raise NotFound("Không tìm thấy bản sao này.")
    return found
