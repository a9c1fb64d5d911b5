"""Reading the list of legal bases."""

from collections.abc import Sequence

from sqlalchemy import select

from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.core.search import holds_all
from intranet.docservice.searching import search_terms
from intranet.laws.models import Law


def get_law(law_id: int) -> Law:
    """The entry of the list, or NotFound."""
    law = session.get(Law, law_id)
    if law is None:
        raise NotFound("Không tìm thấy căn cứ này.")
    return law


def laws(words: str = "") -> Sequence[Law]:
    """The list by name, the latest of a name first; with words, those that hold all of them."""
    query = select(Law).where(holds_all(Law.search_text, search_terms(words)))
    return session.scalars(query.order_by(Law.name, Law.in_force_from.desc(), Law.id)).all()
