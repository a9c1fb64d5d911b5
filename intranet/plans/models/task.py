"""The task: what one department has to do, by when."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from intranet.accounts.models import Department, DepartmentGroup, Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.plans.models.plan import Plan
from intranet.plans.rules import (
    NEVER,
    PRIORITY_LABELS,
    TASK_ROLE_LABELS,
    TASK_STATE_LABELS,
    TASK_STATE_TONES,
    Due,
    Priority,
    TaskRole,
    TaskState,
    due_of,
    place_words,
    short_title,
)

if TYPE_CHECKING:
    from intranet.plans.models.work import ChecklistItem, Comment, Evidence, Extension

task_support = Table(
    "task_support",
    Base.metadata,
    Column("task_id", ForeignKey("task.id"), primary_key=True),
    Column("department_id", ForeignKey("department.id"), primary_key=True, index=True),
)


class Task(Base):
    """A source's words given to one department; what a group got is one row per member, sharing plan and position."""

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_plan", "plan_id", "state", "due_on", "lead_id"),
        Index("ix_task_lead", "lead_id", "state", "due_on", "id"),
        Index("ix_task_assignee", "assignee_id", "state", "due_on", "id"),
        Index("ix_task_due", "state", "due_on", "id"),
        CheckConstraint(one_of("state", TaskState), name="state"),
        CheckConstraint(one_of("priority", Priority), name="priority"),
        CheckConstraint(one_of("role", TaskRole), name="role"),
        CheckConstraint("(state = 'done') = (finished_at IS NOT NULL)", name="finished"),
        UniqueConstraint("series_id", "falls_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    position: Mapped[int]
    place: Mapped[str] = mapped_column(String(60), default="")  # where it stands in the plan: "III.1"
    words: Mapped[str] = mapped_column(Text)  # the plan's own
    lead_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    role: Mapped[str] = mapped_column(String(10), default=TaskRole.DO)  # the department's part, as the letter says it
    group_id: Mapped[int | None] = mapped_column(ForeignKey("department_group.id"), index=True)
    reading_id: Mapped[int | None] = mapped_column(ForeignKey("reading.id"), index=True)  # the letter it was read from
    passage: Mapped[str] = mapped_column(String(80), default="")  # where that letter says so: "trang 2, dòng 5"
    start_on: Mapped[date | None]
    due_on: Mapped[date] = mapped_column(default=NEVER)  # NEVER without a deadline, so that one index sorts all
    first_due_on: Mapped[date] = mapped_column(default=NEVER)  # the deadline it was given first, kept for ever
    deadline_words: Mapped[str] = mapped_column(String(300), default="")  # as the plan writes it
    # Work that comes again: the rule ("hằng quý: ngày 20 tháng cuối quý"), the first task of the series, its own day.
    recurrence: Mapped[str] = mapped_column(String(120), default="")
    series_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    falls_on: Mapped[date | None]
    # A deadline that waits for an event: so many days after it (before: negative), working days or all.
    event: Mapped[str] = mapped_column(String(200), default="")
    event_days: Mapped[int] = mapped_column(default=0)
    event_in_working_days: Mapped[bool] = mapped_column(default=False)
    priority: Mapped[str] = mapped_column(String(10), default=Priority.NORMAL)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    needs_evidence: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(10), default=TaskState.NEW)
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    search_text: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    plan: Mapped[Plan] = relationship(back_populates="tasks")
    lead: Mapped[Department] = relationship()
    group: Mapped[DepartmentGroup | None] = relationship()
    assignee: Mapped[Person | None] = relationship()
    supports: Mapped[list[Department]] = relationship(secondary=task_support, order_by=Department.position)
    items: Mapped[list["ChecklistItem"]] = relationship(
        back_populates="task", order_by="(ChecklistItem.position, ChecklistItem.id)", cascade="all, delete-orphan"
    )
    evidence: Mapped[list["Evidence"]] = relationship(back_populates="task", order_by="Evidence.id")
    comments: Mapped[list["Comment"]] = relationship(back_populates="task", order_by="Comment.id")
    extensions: Mapped[list["Extension"]] = relationship(back_populates="task", order_by="Extension.id")

    @validates("due_on")
    def _first_deadline_stays(self, key: str, day: date) -> date:
        if day != NEVER and self.first_due_on in (None, NEVER):
            self.first_due_on = day
        return day

    @validates("state")
    def _moments_follow(self, key: str, state: str) -> str:
        # The state and its moments are one fact, written together: a constraint ties them.
        self.finished_at = now() if state == TaskState.DONE else None
        if state == TaskState.REPORTED:
            self.reported_at = now()
        elif state != TaskState.DONE:
            self.reported_at = None
        return state

    @property
    def deadline(self) -> date | None:
        """The last day, or None for a task without deadline (thường xuyên)."""
        return None if self.due_on == NEVER else self.due_on

    @deadline.setter
    def deadline(self, day: date | None) -> None:
        self.due_on = day or NEVER

    @property
    def first_deadline(self) -> date | None:
        """The deadline it was given first, whatever was granted since."""
        return None if self.first_due_on == NEVER else self.first_due_on

    @property
    def is_extended(self) -> bool:
        """Whether it has more time than it was given first."""
        return self.deadline is not None and self.first_due_on < self.due_on

    @property
    def title(self) -> str:
        return short_title(self.words)

    @property
    def source(self) -> str:
        """Where it comes from: "KH 43, mục III.1", "VB đến 125 · bút phê"."""
        return self.plan.short_mark + place_words(self.plan.kind, self.place)

    @property
    def told_as(self) -> str:
        """What notices call it: KH 43, mục III.1: Tuyên truyền …"""
        return f"{self.source}: {self.title}"

    @property
    def support_ids(self) -> set[int]:
        return {department.id for department in self.supports}

    @property
    def state_label(self) -> str:
        return TASK_STATE_LABELS[TaskState(self.state)]

    @property
    def state_look(self) -> tuple[str, str]:
        """Tone and icon of the state."""
        return TASK_STATE_TONES[TaskState(self.state)]

    @property
    def role_label(self) -> str:
        return TASK_ROLE_LABELS[TaskRole(self.role)]

    @property
    def priority_label(self) -> str:
        return PRIORITY_LABELS[Priority(self.priority)]

    def due_at(self, today: date) -> Due:
        """How the deadline stands on a day."""
        return due_of(self.deadline, today)
