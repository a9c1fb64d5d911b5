"""The tables behind the page that checks a printed copy: codes of sealed letters, and codes that were wrong."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.signatures.models import ElectronicCopy


class LetterCode(Base):
    """The code printed on every copy of a sealed letter; it opens the letter's check page without signing in."""

    __tablename__ = "letter_code"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    copy_id: Mapped[int] = mapped_column(ForeignKey("electronic_copy.id"), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    copy: Mapped[ElectronicCopy] = relationship(lazy="joined", innerjoin=True)


class WrongCode(Base):
    """A code that no letter has, kept for a while to slow down guessing; shared by all processes."""

    __tablename__ = "wrong_code"
    __table_args__ = (Index("ix_wrong_code_address_at", "address", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
