"""The same form sent twice (a double click, a lost line) is done once: each form carries a token of its own."""

import secrets
from datetime import datetime

from flask import request
from sqlalchemy import String, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime, insert_at_once, session

FIELD = "_once"


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


def claim(token: str) -> str | None:
    """Where the form led if it was done already; otherwise None, and the token is taken within the transaction."""
    if not token:
        return None
    earlier = session.scalar(select(Submission.location).where(Submission.token == token[:64]))
    if earlier is not None:
        return earlier or request.referrer or "/"
    try:
        insert_at_once(Submission(token=token[:64]))
    except IntegrityError as error:
        raise SentTwice from error
    return None


def done(token: str, location: str) -> None:
    """Note where the form led."""
    if token:
        session.execute(update(Submission).where(Submission.token == token[:64]).values(location=location[:2000]))


def forget_before(moment: datetime) -> None:
    """Drop tokens nobody can still send."""
    session.execute(delete(Submission).where(Submission.at < moment))
