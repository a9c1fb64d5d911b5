"""Noting what people have read."""

from sqlalchemy import update

from intranet.accounts.models import Person
from intranet.core.clock import now
from intranet.core.db import session
from intranet.notices.models import Notice
from intranet.notices.rules import Tellable


def seen(subject: Tellable, person: Person) -> None:
    """Whoever acts on a thing has read what he was told of it."""
    _mark_read(person, Notice.subject_type == subject.__tablename__, Notice.subject_id == subject.id)


def read(notice: Notice, actor: Person) -> None:
    """The person opens what a notice is about: everything he was told of that thing counts as read."""
    _mark_read(actor, Notice.about_type == notice.about_type, Notice.about_id == notice.about_id)


def read_all(actor: Person, up_to: int) -> None:
    """Everything up to the notice of that id, the newest he had on his page, counts as read."""
    _mark_read(actor, Notice.id <= up_to)


def _mark_read(person: Person, *which: object) -> None:
    unread = (Notice.person_id == person.id, Notice.read_at.is_(None))
    session.execute(update(Notice).where(*unread, *which).values(read_at=now()))  # type: ignore[arg-type]
