"""Reading góp ý."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.documents.models import Document
from intranet.documents.models.opinions import Opinion


def get_opinion(opinion_id: int) -> Opinion:
    """The opinion asked for, or NotFound."""
    found = session.get(Opinion, opinion_id)
    if found is None:
        raise NotFound("Không tìm thấy góp ý này.")
    return found


def opinions_of(document: Document) -> Sequence[Opinion]:
    """Every opinion asked for, version by version, in the order of asking."""
    query = select(Opinion).where(Opinion.document_id == document.id).order_by(Opinion.n.desc(), Opinion.id)
    people = (Opinion.asked_by, Opinion.given_by, Opinion.answered_by)
    return session.scalars(query.options(*(selectinload(person) for person in people))).all()
