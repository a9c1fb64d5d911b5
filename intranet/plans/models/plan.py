"""The plan: a letter that hands out work."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.plans.rules import PLAN_STATE_LABELS, PlanState

if TYPE_CHECKING:
    from intranet.plans.models.task import Task


class Plan(Base):
    """A plan with its number, its letter and the leader who issued it and confirms its tasks."""

    __tablename__ = "plan"
    __table_args__ = (
        UniqueConstraint("number", "symbol", "issued_on"),
        CheckConstraint(one_of("state", PlanState), name="state"),
        CheckConstraint("period_until IS NULL OR period_from IS NULL OR period_from <= period_until", name="period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    symbol: Mapped[str] = mapped_column(String(60))
    issued_on: Mapped[date] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(Text)
    legal_bases: Mapped[list[str]] = mapped_column(JSON, default=list)
    issuer_words: Mapped[str] = mapped_column(String(300), default="")  # who issued it, as the letter's head says
    leader_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    period_from: Mapped[date | None]
    period_until: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(10), default=PlanState.OPEN)
    file_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    file_name: Mapped[str] = mapped_column(String(200), default="")
    document_id: Mapped[int | None] = mapped_column(unique=True)  # the letter, when it was made here
    search_text: Mapped[str] = mapped_column(Text, default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    leader: Mapped[Person] = relationship(foreign_keys=[leader_id])
    tasks: Mapped[list["Task"]] = relationship(back_populates="plan", order_by="(Task.position, Task.id)")

    @property
    def mark(self) -> str:
        """43/KH-LMHTX."""
        return f"{self.number}/{self.symbol}"

    @property
    def short_mark(self) -> str:
        """KH 43, as people say it."""
        return f"{self.symbol.split('-')[0]} {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state == PlanState.OPEN

    @property
    def state_label(self) -> str:
        return PLAN_STATE_LABELS[PlanState(self.state)]
