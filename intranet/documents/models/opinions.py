"""The tables of góp ý: a version sent to units with a deadline, and what each said and was answered."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Department, Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.documents.models import Document
from intranet.documents.rules.opinions import OUTCOME_LABELS, OUTCOME_TONES, Outcome


class Opinion(Base):
    """One unit asked about one version; its words may be given anew until they are answered."""

    __tablename__ = "document_opinion"
    __table_args__ = (
        ForeignKeyConstraint(["document_id", "n"], ["document_version.document_id", "document_version.n"]),
        UniqueConstraint("document_id", "n", "department_id"),
        CheckConstraint(f"outcome = '' OR {one_of('outcome', Outcome)}", name="outcome"),
        CheckConstraint("(words = '') = (given_at IS NULL)", name="given"),
        CheckConstraint("(outcome = '') = (answered_at IS NULL)", name="answered"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    n: Mapped[int]
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    due_on: Mapped[date]
    question: Mapped[str] = mapped_column(Text, default="")
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    words: Mapped[str] = mapped_column(Text, default="")
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str] = mapped_column(String(10), default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    document: Mapped[Document] = relationship()
    department: Mapped[Department] = relationship(lazy="joined", innerjoin=True)
    asked_by: Mapped[Person] = relationship(foreign_keys=asked_by_id)
    given_by: Mapped[Person | None] = relationship(foreign_keys=given_by_id)
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)

    @property
    def outcome_label(self) -> str:
        return OUTCOME_LABELS[Outcome(self.outcome)] if self.outcome else "Chưa trả lời"

    @property
    def outcome_tone(self) -> str:
        return OUTCOME_TONES[Outcome(self.outcome)] if self.outcome else "soon"
