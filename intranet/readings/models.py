"""The tables of readings: the letter, its pages as they were read, and the tasks proposed from it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Department, DepartmentGroup, Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.docservice.reading import Block, Mark, block_from_plain
from intranet.plans.models import Plan
from intranet.plans.receivers import DEPARTMENT, GROUP
from intranet.plans.rules import TASK_ROLE_LABELS, TaskRole, short_title
from intranet.readings.rules import (
    CHANGE_LABELS,
    CHANGE_TONES,
    READING_STATE_LABELS,
    READING_STATE_TONES,
    Change,
    ProposalState,
    Purpose,
    ReadingState,
    is_unsure,
)


class Reading(Base):
    """One reading of one letter: the head as proposed or corrected, and how far the reading is.

    `typed` is the letter's text when it was pasted or corrected by hand; it then takes the place of the file.
    """

    __tablename__ = "reading"
    __table_args__ = (
        CheckConstraint(one_of("state", ReadingState), name="state"),
        CheckConstraint(one_of("purpose", Purpose), name="purpose"),
        CheckConstraint("file_sha256 IS NOT NULL OR typed <> ''", name="letter"),
        CheckConstraint("purpose = 'plan' OR plan_id IS NOT NULL", name="plan"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(10), default=ReadingState.READING, index=True)
    purpose: Mapped[str] = mapped_column(String(10), default=Purpose.PLAN)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), index=True)
    file_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    file_name: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[str] = mapped_column(String(10), default="")  # docx, pdf or txt
    typed: Mapped[str] = mapped_column(Text, default="", deferred=True)
    page_count: Mapped[int] = mapped_column(default=0)
    pages_read: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(Text, default="")
    warnings: Mapped[list[str]] = mapped_column(JSON, default=list)
    plain_blocks: Mapped[list[Any]] = mapped_column(JSON, default=list, deferred=True)
    number: Mapped[str] = mapped_column(String(20), default="")
    symbol: Mapped[str] = mapped_column(String(60), default="")
    issued_on: Mapped[date | None]
    subject: Mapped[str] = mapped_column(Text, default="")
    issuer_words: Mapped[str] = mapped_column(String(300), default="")
    legal_bases: Mapped[list[str]] = mapped_column(JSON, default=list)
    leader_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # Tasks on record that stay although an amended letter no longer names them.
    spared_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    plan: Mapped[Plan | None] = relationship(foreign_keys=[plan_id])
    made_by: Mapped[Person] = relationship(foreign_keys=[made_by_id])
    changed_by: Mapped[Person] = relationship(foreign_keys=[changed_by_id])
    proposals: Mapped[list["Proposal"]] = relationship(
        back_populates="reading", order_by="(Proposal.position, Proposal.id)"
    )

    @property
    def blocks(self) -> list[Block]:
        """The letter's paragraphs and tables."""
        return [block_from_plain(plain) for plain in self.plain_blocks]

    @property
    def title(self) -> str:
        """What a list calls it: the subject, else the file's name."""
        return short_title(self.subject) if self.subject else self.file_name or "Văn bản dán vào"

    @property
    def mark(self) -> str:
        """43/KH-LMHTX, or what is known of it."""
        return "/".join(filter(None, (self.number, self.symbol)))

    @property
    def has_pages(self) -> bool:
        """Whether the letter is looked at as pictures of its pages."""
        return self.kind == "pdf"

    @property
    def share(self) -> float | None:
        """How much of a letter of several pages has been read, 0 to 1; None where it is read at once."""
        return self.pages_read / self.page_count if self.page_count > 1 else None

    @property
    def is_ready(self) -> bool:
        return self.state == ReadingState.READY

    @property
    def state_label(self) -> str:
        return READING_STATE_LABELS[ReadingState(self.state)]

    @property
    def state_look(self) -> tuple[str, str]:
        """Tone and icon of the state."""
        return READING_STATE_TONES[ReadingState(self.state)]


class ReadingPage(Base):
    """One page of a PDF as it was read: kept at once, so that a worker that ends in between loses one page at most."""

    __tablename__ = "reading_page"

    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    plain: Mapped[dict[str, Any]] = mapped_column(JSON)


proposal_support = Table(
    "reading_proposal_support",
    Base.metadata,
    Column("proposal_id", ForeignKey("reading_proposal.id"), primary_key=True),
    Column("department_id", ForeignKey("department.id"), primary_key=True, index=True),
)


class Proposal(Base):
    """A task as it was read, until a person has confirmed, corrected or taken it out.

    `unit_words` and `support_words` are the names as the letter writes them, where the office does not know them;
    `passages` the places in the letter, `marks` their boxes on its pages. `old_ids` are the tasks of the plan on
    record that an amended plan keeps or changes by this one.
    """

    __tablename__ = "reading_proposal"
    __table_args__ = (
        CheckConstraint(one_of("state", ProposalState), name="state"),
        CheckConstraint(one_of("role", TaskRole), name="role"),
        CheckConstraint(one_of("change", Change), name="change"),
        CheckConstraint("department_id IS NULL OR group_id IS NULL", name="receiver"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id"), index=True)
    position: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default=ProposalState.PROPOSED)
    place: Mapped[str] = mapped_column(String(60), default="")
    words: Mapped[str] = mapped_column(Text)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("department_group.id"))
    unit_words: Mapped[str] = mapped_column(Text, default="")
    role: Mapped[str] = mapped_column(String(10), default=TaskRole.DO)
    support_words: Mapped[list[str]] = mapped_column(JSON, default=list)
    start_on: Mapped[date | None]
    deadline: Mapped[date | None]
    deadline_words: Mapped[str] = mapped_column(String(300), default="")
    deadline_kind: Mapped[str] = mapped_column(String(20), default="")
    deadline_rule: Mapped[str] = mapped_column(String(200), default="")
    needs_evidence: Mapped[bool] = mapped_column(default=False)
    is_asked: Mapped[bool] = mapped_column(default=False)
    confidence: Mapped[float] = mapped_column(default=1.0)
    passages: Mapped[list[str]] = mapped_column(JSON, default=list)
    marks: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    change: Mapped[str] = mapped_column(String(10), default=Change.NEW)
    old_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    reading: Mapped[Reading] = relationship(back_populates="proposals")
    department: Mapped[Department | None] = relationship()
    group: Mapped[DepartmentGroup | None] = relationship()
    supports: Mapped[list[Department]] = relationship(secondary=proposal_support, order_by=Department.position)

    @property
    def receiver(self) -> str:
        """ "d:3" or "g:1", as a select says it; "" when nobody is chosen."""
        if self.department_id is not None:
            return f"{DEPARTMENT}:{self.department_id}"
        return f"{GROUP}:{self.group_id}" if self.group_id is not None else ""

    @property
    def unit_name(self) -> str:
        """Who gets it, by the office's name or, unknown, by the letter's."""
        unit = self.department or self.group
        return unit.name if unit else self.unit_words

    @property
    def role_label(self) -> str:
        return TASK_ROLE_LABELS[TaskRole(self.role)]

    @property
    def change_label(self) -> str:
        return CHANGE_LABELS[Change(self.change)]

    @property
    def change_look(self) -> tuple[str, str]:
        """Tone and icon of the change."""
        return CHANGE_TONES[Change(self.change)]

    @property
    def boxes(self) -> list[tuple[str, Mark]]:
        """The boxes of its passages on the letter's pages, each with its place."""
        return [(mark["place"], Mark(**{key: mark[key] for key in mark if key != "place"})) for mark in self.marks]

    @property
    def is_unsure(self) -> bool:
        return is_unsure(self)

    @property
    def is_dropped(self) -> bool:
        return self.state == ProposalState.DROPPED
