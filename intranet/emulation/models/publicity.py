"""What was published where, about whom, and which task it proves."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Department, Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.core.files import StoredFile
from intranet.emulation.models.exemplars import Exemplar
from intranet.emulation.rules import TOPIC_LABELS, Topic
from intranet.plans.models import Evidence, Task

publication_exemplar = Table(
    "publication_exemplar",
    Base.metadata,
    Column("publication_id", ForeignKey("publication.id"), primary_key=True),
    Column("exemplar_id", ForeignKey("exemplar.id"), primary_key=True, index=True),
)


class Channel(Base):
    """Where the office publishes: its pages, the bulletin, a newspaper, a broadcaster."""

    __tablename__ = "channel"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    position: Mapped[int]
    closed_on: Mapped[date | None]


class Publication(Base):
    """One piece that was published; withdrawn with a reason, it no longer counts."""

    __tablename__ = "publication"
    __table_args__ = (
        CheckConstraint(one_of("topic", Topic), name="topic"),
        CheckConstraint("url <> '' OR picture_sha256 IS NOT NULL", name="proof"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_why = '')", name="withdrawn"),
        Index("ix_publication_published_on", "published_on", "channel_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel_id: Mapped[int] = mapped_column(ForeignKey("channel.id"), index=True)
    topic: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(300))
    published_on: Mapped[date]
    url: Mapped[str] = mapped_column(String(2000), default="")
    picture_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    picture_name: Mapped[str] = mapped_column(String(200), default="")
    about_words: Mapped[str] = mapped_column(String(300), default="")  # whom it is about, beside the register
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"), unique=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_why: Mapped[str] = mapped_column(String(500), default="")
    search_text: Mapped[str] = mapped_column(Text, default="")
    channel: Mapped[Channel] = relationship()
    department: Mapped[Department] = relationship()
    by: Mapped[Person] = relationship()
    picture: Mapped[StoredFile | None] = relationship()
    task: Mapped[Task | None] = relationship()
    evidence: Mapped[Evidence | None] = relationship()
    about: Mapped[list[Exemplar]] = relationship(secondary=publication_exemplar, order_by=Exemplar.name_key)

    @property
    def topic_label(self) -> str:
        return TOPIC_LABELS[Topic(self.topic)]

    @property
    def about_line(self) -> str:
        """Whom it is about, in one line."""
        return ", ".join(filter(None, (*(exemplar.name for exemplar in self.about), self.about_words)))
