"""Reading who has a letter's form open besides oneself."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from intranet.core.clock import now
from intranet.core.db import session
from intranet.documents.models import Document
from intranet.documents.models.typing import FORGOTTEN_AFTER, DraftWriter
from intranet.documents.rules import WRITABLE


def others_writing(document: Document, person: Any) -> Sequence[DraftWriter]:
    """Those who write this letter now, the last sign first; nobody once it is presented for signing."""
    if document.state not in WRITABLE:
        return []
    query = (
        select(DraftWriter)
        .where(DraftWriter.document_id == document.id, DraftWriter.person_id != person.id)
        .where(DraftWriter.at > now() - FORGOTTEN_AFTER)
    )
    return session.scalars(query.order_by(DraftWriter.at.desc())).all()


def writers_in_words(document: Document, person: Any) -> str:
    """The same as one line: "chuyên viên Nguyễn Văn Anh (2 phút trước); …"; "" when nobody does."""
    return "; ".join(writer.words for writer in others_writing(document, person))
