"""The work on a task: checklist items, evidence, comments."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from intranet.accounts.models import Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.core.files import StoredFile
from intranet.plans.models.task import Task
from intranet.plans.rules import EXTENSION_STATE_LABELS, EXTENSION_STATE_TONES, EvidenceKind, ExtensionState


class ChecklistItem(Base):
    """One thing to tick; who ticked it and when is kept."""

    __tablename__ = "checklist_item"
    __table_args__ = (CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name="done"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    position: Mapped[int]
    words: Mapped[str] = mapped_column(String(500))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    task: Mapped[Task] = relationship(back_populates="items")
    assignee: Mapped[Person | None] = relationship(foreign_keys=[assignee_id])
    done_by: Mapped[Person | None] = relationship(foreign_keys=[done_by_id])


class Evidence(Base):
    """What proves the work: a file, a link or a note; withdrawn, never removed."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint(one_of("kind", EvidenceKind), name="kind"),
        CheckConstraint("(kind = 'file') = (file_sha256 IS NOT NULL)", name="file"),
        CheckConstraint("(kind = 'link') = (url <> '')", name="link"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("checklist_item.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    file_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    name: Mapped[str] = mapped_column(String(200), default="")
    url: Mapped[str] = mapped_column(String(2000), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    task: Mapped[Task] = relationship(back_populates="evidence")
    item: Mapped[ChecklistItem | None] = relationship()
    by: Mapped[Person] = relationship()
    file: Mapped[StoredFile | None] = relationship()


class Extension(Base):
    """More time for a task: asked with a reason, decided as an official act; `due_on` is the deadline it is about."""

    __tablename__ = "extension"
    __table_args__ = (
        CheckConstraint(one_of("state", ExtensionState), name="state"),
        CheckConstraint("due_on < asked_until", name="later"),
        CheckConstraint("(state = 'granted') = (granted_until IS NOT NULL)", name="granted"),
        CheckConstraint("(decided_at IS NULL) = (state IN ('asked', 'withdrawn'))", name="decided"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), default=ExtensionState.ASKED)
    due_on: Mapped[date]
    asked_until: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    letter_mark: Mapped[str] = mapped_column(String(100), default="")  # the công văn it was asked with, if any
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    granted_until: Mapped[date | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision: Mapped[str] = mapped_column(Text, default="")
    task: Mapped[Task] = relationship(back_populates="extensions")
    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])

    @validates("state")
    def _decision_follows(self, key: str, state: str) -> str:
        # The state, its moment and what was granted are one fact: constraints tie them.
        self.decided_at = now() if state in (ExtensionState.GRANTED, ExtensionState.DECLINED) else None
        self.granted_until = self.asked_until if state == ExtensionState.GRANTED else None
        return state

    @property
    def state_label(self) -> str:
        return EXTENSION_STATE_LABELS[ExtensionState(self.state)]

    @property
    def state_look(self) -> tuple[str, str]:
        """Tone and icon of the state."""
        return EXTENSION_STATE_TONES[ExtensionState(self.state)]


class Comment(Base):
    """A word on the task; `period` names what a report of a standing task is about ("Tháng 11/2026")."""

    __tablename__ = "task_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    period: Mapped[str] = mapped_column(String(60), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    task: Mapped[Task] = relationship(back_populates="comments")
    by: Mapped[Person] = relationship()
