"""The tables of who may see a letter that is out: its named readers, and changes that wait for a confirmation."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Department, Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.documents.models import Document

STATES = ("waiting", "confirmed", "refused")


class Reader(Base):
    """A unit or a person who may see a restricted letter."""

    __tablename__ = "document_reader"
    __table_args__ = (CheckConstraint("(department_id IS NULL) <> (person_id IS NULL)", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    department: Mapped[Department | None] = relationship()
    person: Mapped[Person | None] = relationship()

    @property
    def key(self) -> str:
        """As the form names it: "d:3", "p:5"."""
        return f"p:{self.person_id}" if self.person_id else f"d:{self.department_id}"

    @property
    def name(self) -> str:
        known = self.person or self.department
        return known.name if known else ""


class AccessChange(Base):
    """A widening that somebody asked for: it holds once an authorised person has confirmed it (PL VI, III.3.c)."""

    __tablename__ = "document_access_change"
    __table_args__ = (
        CheckConstraint(one_of("state", STATES), name="state"),
        CheckConstraint("(state = 'waiting') = (judged_at IS NULL)", name="judged"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    is_restricted: Mapped[bool]
    readers: Mapped[list[str]] = mapped_column(JSON, default=list)
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    judged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    document: Mapped[Document] = relationship()
    asked_by: Mapped[Person] = relationship(foreign_keys=asked_by_id, lazy="joined")
    judged_by: Mapped[Person | None] = relationship(foreign_keys=judged_by_id)
