"""What somebody was told: a row for each person, never changed but for having been read."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime


class Notice(Base):
    """One thing told to one person; `subject` is what happened to, `about` what it is shown under, often the same."""

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_unread", "person_id", "read_at", "about_type", "about_id"),
        Index("ix_notice_person", "person_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: the program itself
    kind: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(Text)
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    subject_words: Mapped[str] = mapped_column(String(300))
    about_type: Mapped[str] = mapped_column(String(40))
    about_id: Mapped[int]
    about_words: Mapped[str] = mapped_column(String(300))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    actor: Mapped[Person | None] = relationship(foreign_keys=[actor_id])
