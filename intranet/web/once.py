"""The same form sent twice (a double click, a lost line) is done once: each form carries a token of its own."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import IO

from flask import request
from sqlalchemy import String, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime, insert_at_once, session, transaction
from intranet.core.jobs import every_hour

FIELD = "_once"
KEPT = timedelta(days=30)
# What is typed to open something: never shown again, sent on or noted, not even as a digest, which would be guessed.
SECRET_FIELDS = frozenset({"password", "new_password", "again", "current_password", "passphrase"})


class Submission(Base):
    """A form that was sent and done, and where it led."""

    __tablename__ = "submission"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    location: Mapped[str] = mapped_column(String(2000), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)


class SentTwice(Exception):
    """The same form is being done by another request at this very moment."""

    @property
    def location(self) -> str:
        return request.referrer or request.path


def new_token() -> str:
    """A fresh token for one form on one page."""
    return secrets.token_urlsafe(18)


def mark_of_request() -> str:
    """What tells this sending from others: its token and all that was typed but secrets; "" for a form without a token.

    A form that was sent, reached again by the browser's back button and changed is another sending.
    """
    token = request.form.get(FIELD, "")
    if not token:
        return ""
    left_out = SECRET_FIELDS | {"csrf_token"}
    typed = sorted((name, value) for name, value in request.form.items(multi=True) if name not in left_out)
    files = sorted((name, file.filename or "", _size(file.stream)) for name, file in request.files.items(multi=True))
    digest = hashlib.sha256(repr((request.path, typed, files)).encode()).hexdigest()
    return f"{token[:24]}:{digest[:32]}"


def _size(stream: IO[bytes]) -> int:
    here = stream.tell()
    size = stream.seek(0, 2)
    stream.seek(here)
    return size


def claim(mark: str) -> str | None:
    """Where the form led if it was done already; otherwise None, and the mark is taken within the transaction."""
    if not mark:
        return None
    earlier = earlier_location(mark)
    if earlier is not None:
        return earlier or request.referrer or "/"
    try:
        insert_at_once(Submission(token=mark))
    except IntegrityError as error:
        raise SentTwice from error
    return None


def earlier_location(mark: str) -> str | None:
    """Where the same sending led before; None when there was none."""
    return session.scalar(select(Submission.location).where(Submission.token == mark))


def done(mark: str, location: str) -> None:
    """Note where the form led."""
    if mark:
        session.execute(update(Submission).where(Submission.token == mark).values(location=location[:2000]))


@every_hour("web.forget_sent_forms")
def forget_sent_forms() -> None:
    """Drop the marks of forms that nobody still sends again."""
    with transaction():
        session.execute(delete(Submission).where(Submission.at < now() - KEPT))
