"""Reading what people were told."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from intranet.accounts.models import Person
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.notices.models import Notice

PAGE_SIZE = 200
MOST_COUNTED = 99


def get_notice(notice_id: int) -> Notice:
    """The notice, or NotFound."""
    notice = session.get(Notice, notice_id)
    if notice is None:
        raise NotFound("Không tìm thấy thông báo này.")
    return notice


def unread_things(person: Person) -> int:
    """Of how many things a person has unread news, counted up to MOST_COUNTED: the number on the bell."""
    about = select(Notice.about_type, Notice.about_id).where(Notice.person_id == person.id, Notice.read_at.is_(None))
    found = about.distinct().limit(MOST_COUNTED).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def notices_of(person: Person, *, unread: bool, page: int = 1) -> Sequence[Notice]:
    """One page of what a person was told, the newest first; one more than PAGE_SIZE when there is a next page."""
    query = select(Notice).where(Notice.person_id == person.id).options(joinedload(Notice.actor))
    if unread:
        query = query.where(Notice.read_at.is_(None))
    query = query.order_by(Notice.id.desc()).limit(PAGE_SIZE + 1).offset((page - 1) * PAGE_SIZE)
    return session.scalars(query).all()
