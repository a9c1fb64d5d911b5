"""Reading the appendices that go with a letter."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.documents.models import Attachment, Document
from intranet.signatures.models.appendices import AppendixCopy


def appendices_of(document: Document) -> Sequence[AppendixCopy]:
    """Those of the letter's present version, in their order."""
    query = (
        select(AppendixCopy)
        .join(AppendixCopy.attachment)
        .where(Attachment.document_id == document.id, Attachment.removed_at.is_(None))
        .where(AppendixCopy.n == document.current_n)
        .options(joinedload(AppendixCopy.attachment))
    )
    return session.scalars(query.order_by(Attachment.position)).all()


def get_sealed_appendix(document: Document, appendix_id: int) -> AppendixCopy:
    """A signed appendix of this letter, or NotFound."""
    copy = session.get(AppendixCopy, appendix_id)
    if copy is None or copy.attachment.document_id != document.id or copy.sealed_sha256 is None:
        raise NotFound("Không tìm thấy phụ lục đã ký số này.")
    return copy
