"""The tables of batches: the batch, a row for each of its letters, and the pictures of a letter before it is made."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Department, Issuer, Person, SigningAuthority
from intranet.accounts.rules import one_of
from intranet.batches.rules import NUMBERED, STATE_LABELS, STATE_TONES, Numbering, State
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.documents.rules import TYPE_NAMES
from intranet.printing.models import MadeFiles
from intranet.printing.rules import FilesState
from intranet.registers.models import RegisterNumber


class Batch(Base):
    """Letters made from one template and one sheet, approved and numbered together."""

    __tablename__ = "batch"
    __table_args__ = (
        CheckConstraint(one_of("state", State), name="state"),
        CheckConstraint(f"numbering = '' OR {one_of('numbering', Numbering)}", name="numbering"),
        CheckConstraint(
            f"NOT ({one_of('state', sorted(NUMBERED))}) OR (numbering <> '' AND issued_on IS NOT NULL)", name="numbered"
        ),
        Index("ix_batch_state_department_id", "state", "department_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    template_id: Mapped[str] = mapped_column(String(60))
    template_title: Mapped[str] = mapped_column(String(200))
    template_revision: Mapped[str] = mapped_column(String(12))
    type_code: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str] = mapped_column(String(500), default="")
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    drafter_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    signer_authority_id: Mapped[int] = mapped_column(ForeignKey("signing_authority.id"))
    signer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[str] = mapped_column(String(20), default=State.PREPARING)
    sheet_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    sheet_name: Mapped[str] = mapped_column(String(300))
    fault_count: Mapped[int] = mapped_column(default=0)
    letter_count: Mapped[int] = mapped_column(default=0)
    numbering: Mapped[str] = mapped_column(String(10), default="")
    issued_on: Mapped[date | None]
    stopped_why: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    search_text: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, onupdate=now)

    issuer: Mapped[Issuer] = relationship()
    department: Mapped[Department] = relationship()
    drafter: Mapped[Person] = relationship(foreign_keys=drafter_id)
    signer: Mapped[Person] = relationship(foreign_keys=signer_id)
    signer_authority: Mapped[SigningAuthority] = relationship()

    @property
    def state_label(self) -> str:
        return STATE_LABELS[State(self.state)]

    @property
    def state_tone(self) -> str:
        return STATE_TONES[State(self.state)]

    @property
    def type_name(self) -> str:
        return TYPE_NAMES[self.type_code]

    @property
    def title(self) -> str:
        """What lists call it: "Giấy mời: Dự Hội nghị tổng kết"."""
        return f"{self.template_title}: {self.subject}" if self.subject else self.template_title

    @property
    def told_as(self) -> str:
        """What notices call it."""
        return f"{self.title} ({self.letter_count} bản)"


class BatchLetter(Base):
    """One letter of a batch: its row in the sheet, its facts, its number, and its files once they are made."""

    __tablename__ = "batch_letter"
    __table_args__ = (UniqueConstraint("batch_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    position: Mapped[int]
    row: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    recipient: Mapped[str] = mapped_column(String(500), default="")
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    number_id: Mapped[int | None] = mapped_column(ForeignKey("register_number.id"), index=True)
    docx_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    pdf_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    page_count: Mapped[int | None]
    number: Mapped[RegisterNumber | None] = relationship()


class BatchPreview(MadeFiles, Base):
    """A letter of a batch as it will look, made before there is a number."""

    __tablename__ = "batch_preview"
    __table_args__ = (CheckConstraint(one_of("files_state", FilesState), name="files_state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("batch_letter.id"), unique=True)
