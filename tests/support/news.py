"""Looking at what somebody was told."""

from sqlalchemy import delete, select

from intranet.accounts.models import Person
from intranet.core.db import session, transaction
from intranet.notices.models import Notice


def news(person: Person) -> list[str]:
    """What a person was told, the oldest first, each with who did it."""
    session.rollback()
    told = session.scalars(select(Notice).where(Notice.person_id == person.id).order_by(Notice.id))
    return [f"{notice.actor.name if notice.actor else ''} {notice.words}".strip() for notice in told]


def forget_all() -> None:
    """As if nobody had been told anything yet."""
    with transaction():
        session.execute(delete(Notice))
