"""The plan: what hands out work, be it a plan, a direction on an incoming letter or the conclusions of a briefing."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.plans.rules import (
    PLAN_STATE_LABELS,
    SOURCE_LABELS,
    PlanState,
    SourceKind,
    short_title,
    source_mark,
    source_short_mark,
)

if TYPE_CHECKING:
    from intranet.plans.models.task import Task


class Plan(Base):
    """A source of tasks: its number, its letter and the leader who confirms its tasks.

    The leader issued a plan of our own, and follows another authority's. A direction has the arrival number
    of its letter as number, the book's issuer and year as symbol; conclusions have what tells two briefings of one day
    apart. `origin_id` is that letter or briefing.
    """

    __tablename__ = "plan"
    __table_args__ = (
        UniqueConstraint("kind", "number", "symbol", "issued_on"),
        UniqueConstraint("kind", "origin_id"),
        CheckConstraint(one_of("kind", SourceKind), name="kind"),
        CheckConstraint("(kind = 'plan') = (origin_id IS NULL)", name="origin"),
        CheckConstraint(one_of("state", PlanState), name="state"),
        CheckConstraint("period_until IS NULL OR period_from IS NULL OR period_from <= period_until", name="period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), default=SourceKind.PLAN)
    origin_id: Mapped[int | None]
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
        return source_mark(self.kind, self.number, self.symbol, self.issued_on)

    @property
    def short_mark(self) -> str:
        """KH 43, as people say it."""
        return source_short_mark(self.kind, self.number, self.symbol, self.issued_on)

    @property
    def called(self) -> str:
        """Kế hoạch số 43/KH-LMHTX; other sources are called by their mark."""
        return f"Kế hoạch số {self.mark}" if self.is_plan else self.mark

    @property
    def told_as(self) -> str:
        """What notices call it: KH 43: Phát hiện, bồi dưỡng …"""
        return f"{self.short_mark}: {short_title(self.subject)}"

    @property
    def is_plan(self) -> bool:
        return self.kind == SourceKind.PLAN

    @property
    def kind_label(self) -> str:
        return SOURCE_LABELS[SourceKind(self.kind)]

    @property
    def is_open(self) -> bool:
        return self.state == PlanState.OPEN

    @property
    def state_label(self) -> str:
        return PLAN_STATE_LABELS[PlanState(self.state)]
