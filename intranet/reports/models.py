"""The tables of reports: what was counted and frozen, and what each department wrote."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Department, Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.documents.models import Document
from intranet.plans.models import Plan
from intranet.reports.rules import ReportState


class Report(Base):
    """A report on a plan for a period; `snapshot` holds every figure and line as counted at `made_at`, for ever."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("plan_id", "n"),
        CheckConstraint(one_of("state", ReportState), name="state"),
        CheckConstraint("period_from <= period_until", name="period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    n: Mapped[int]  # the snapshot's number within the plan
    period_from: Mapped[date]
    period_until: Mapped[date]
    answer_by: Mapped[date]
    state: Mapped[str] = mapped_column(String(10), default=ReportState.ASKED)
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    plan: Mapped[Plan] = relationship()
    made_by: Mapped[Person] = relationship()
    document: Mapped[Document | None] = relationship()
    parts: Mapped[list["ReportPart"]] = relationship(back_populates="report", order_by="ReportPart.position")

    @property
    def mark(self) -> str:
        """Which snapshot it is: "KH 43 · số liệu 2"."""
        return f"{self.plan.short_mark} · số liệu {self.n}"

    @property
    def told_as(self) -> str:
        """What notices call it."""
        return f"Báo cáo {self.plan.short_mark}"

    @property
    def is_open(self) -> bool:
        return self.state == ReportState.ASKED

    @property
    def waiting(self) -> list["ReportPart"]:
        """The departments that have not answered."""
        return [part for part in self.parts if part.answered_at is None]


class ReportPart(Base):
    """What one department writes: its results (first built from its tasks), difficulties and proposals."""

    __tablename__ = "report_part"
    __table_args__ = (UniqueConstraint("report_id", "department_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    position: Mapped[int]
    results: Mapped[str] = mapped_column(Text)
    difficulties: Mapped[str] = mapped_column(Text, default="")
    proposals: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    report: Mapped[Report] = relationship(back_populates="parts")
    department: Mapped[Department] = relationship()
    answered_by: Mapped[Person | None] = relationship()
