"""The tables of letters: the letter, what is being typed, its versions, checks, attachments and signed sheets."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from intranet.accounts.models import Department, Issuer, Person, SigningAuthority
from intranet.accounts.rules import one_of
from intranet.checking.models import FormatReport
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.core.files import StoredFile
from intranet.documents.rules import (
    HAS_NUMBER,
    IS_DATED,
    STATE_LABELS,
    STATE_TONES,
    TYPE_NAMES,
    CheckKind,
    Mode,
    State,
    is_signed_with_a_key,
)
from intranet.plans.models import Plan
from intranet.printing.models import MadeFiles
from intranet.printing.rules import FilesState
from intranet.registers.models import RegisterNumber

if TYPE_CHECKING:
    from intranet.documents.models.access import Reader
    from intranet.documents.models.opinions import Opinion


class Document(Base):
    """A letter, from its first words to its issue; its text is a row of versions, the last one counts."""

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint(one_of("state", State), name="state"),
        CheckConstraint(one_of("mode", Mode), name="mode"),
        CheckConstraint(f"NOT ({one_of('state', sorted(HAS_NUMBER))}) OR number_id IS NOT NULL", name="number"),
        CheckConstraint("state NOT IN ('issued', 'sent') OR issued_at IS NOT NULL", name="issued_at"),
        Index("ix_document_state_department_id", "state", "department_id"),
        Index("ix_document_changed_at", "changed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    template_id: Mapped[str] = mapped_column(String(60))
    type_code: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str] = mapped_column(String(500), default="")  # trích yếu
    field: Mapped[str] = mapped_column(String(200), default="")  # lĩnh vực: decides which deputy may sign
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    drafter_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[str] = mapped_column(String(20), default=State.DRAFT)
    mode: Mapped[str] = mapped_column(String(10), default=Mode.FORM)
    current_n: Mapped[int] = mapped_column(default=0)
    signer_authority_id: Mapped[int | None] = mapped_column(ForeignKey("signing_authority.id"))
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    returned_note: Mapped[str] = mapped_column(Text, default="")
    recipients: Mapped[str] = mapped_column(Text, default="")
    number_id: Mapped[int | None] = mapped_column(ForeignKey("register_number.id"), unique=True)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), index=True)  # whose tasks it handed out
    is_restricted: Mapped[bool] = mapped_column(default=False)  # once out, only its named readers see it
    search_text: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, onupdate=now)

    issuer: Mapped[Issuer] = relationship()
    department: Mapped[Department] = relationship()
    drafter: Mapped[Person] = relationship(foreign_keys=drafter_id)
    signer: Mapped[Person | None] = relationship(foreign_keys=signer_id)
    signer_authority: Mapped[SigningAuthority | None] = relationship()
    number: Mapped[RegisterNumber | None] = relationship()
    plan: Mapped[Plan | None] = relationship()
    draft: Mapped["DocumentDraft | None"] = relationship(back_populates="document", cascade="all, delete-orphan")
    versions: Mapped[list["DocumentVersion"]] = relationship(
        back_populates="document", order_by="DocumentVersion.n.desc()"
    )
    checks: Mapped[list["Check"]] = relationship(order_by="Check.id", back_populates="document")
    attachments: Mapped[list["Attachment"]] = relationship(
        primaryjoin=lambda: (Document.id == foreign(Attachment.document_id)) & Attachment.removed_at.is_(None),
        order_by="Attachment.position",
        viewonly=True,
    )
    opinions: Mapped[list["Opinion"]] = relationship(order_by="Opinion.id", viewonly=True)
    readers: Mapped[list["Reader"]] = relationship(order_by="Reader.id", lazy="selectin", viewonly=True)
    scans: Mapped[list["Scan"]] = relationship(order_by="Scan.id.desc()", back_populates="document")
    overrulings: Mapped[list["Overruling"]] = relationship(order_by="Overruling.id")
    current: Mapped["DocumentVersion | None"] = relationship(
        primaryjoin=lambda: (
            (Document.id == foreign(DocumentVersion.document_id)) & (Document.current_n == DocumentVersion.n)
        ),
        uselist=False,
        viewonly=True,
    )
    numbered: Mapped["NumberedCopy | None"] = relationship(
        primaryjoin=lambda: (Document.id == foreign(NumberedCopy.document_id)) & (Document.current_n == NumberedCopy.n),
        uselist=False,
        viewonly=True,
    )

    @property
    def state_label(self) -> str:
        if self.state == State.DRAFT and self.returned_note:
            return "Bị trả lại"
        if self.state == State.NUMBERED and is_signed_with_a_key(self):
            return "Chờ ký số của cơ quan"
        return STATE_LABELS[State(self.state)]

    @property
    def state_tone(self) -> str:
        return "late" if self.state == State.DRAFT and self.returned_note else STATE_TONES[State(self.state)]

    @property
    def type_name(self) -> str:
        return TYPE_NAMES[self.type_code]

    @property
    def reads_are_noted(self) -> bool:
        """Whether opening it leaves a line in its history."""
        return self.is_restricted

    @property
    def mark(self) -> str:
        """Số, ký hiệu, once it has them: "43/KH-LMHTX"."""
        return self.number.full if self.number else ""

    @property
    def title(self) -> str:
        """What lists call it, before it has a number and afterwards; a công văn's subject begins in small letters."""
        return self.subject[:1].upper() + self.subject[1:] or f"{self.type_name} chưa có trích yếu"

    @property
    def told_as(self) -> str:
        """What notices call it: 43/KH-LMHTX: Phát hiện …; before it has a number, its type."""
        return f"{self.mark or self.type_name}: {self.title}" if self.subject else self.title

    @property
    def scan(self) -> "Scan | None":
        """The signed sheet that counts: the last one sent."""
        return self.scans[0] if self.scans else None

    @property
    def short_scan(self) -> tuple[int, int] | None:
        """Pages of the signed sheet and of the letter, when the sheet has fewer: one was left on the scanner."""
        made = len(self.numbered.page_numbers) if self.numbered else 0
        there = self.scan.page_count if self.scan and self.scan.n == self.current_n else made
        return (there, made) if there < made else None

    @property
    def report(self) -> FormatReport | None:
        """What the checker says of the last version."""
        return self.current.report if self.current else None

    @property
    def overruled(self) -> dict[str, "Overruling"]:
        """What was let pass in the last version, by the finding's key."""
        return {one.key: one for one in self.overrulings if one.n == self.current_n}

    @property
    def files(self) -> "MadeFiles | None":
        """The files that show the letter as it stands: with number and date once it has them."""
        return self.numbered if self.state in IS_DATED and self.numbered else self.current


class DocumentDraft(Base):
    """What is being typed, complete or not; `revision` tells a save that came too late."""

    __tablename__ = "document_draft"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    signer_authority_id: Mapped[int | None] = mapped_column(ForeignKey("signing_authority.id"))
    field: Mapped[str] = mapped_column(String(200), default="")
    revision: Mapped[int] = mapped_column(default=1)
    saved_as: Mapped[int | None]  # the version that holds exactly these words, if one does
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    document: Mapped[Document] = relationship(back_populates="draft")
    saved_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class KeptDraft(Base):
    """Words that lost when two people typed at once; kept so that nothing is lost."""

    __tablename__ = "kept_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    signer_authority_id: Mapped[int | None] = mapped_column(ForeignKey("signing_authority.id"))
    field: Mapped[str] = mapped_column(String(200), default="")
    typed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    typed_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class DocumentVersion(MadeFiles, Base):
    """One saved text of a letter; only what the job makes of it (PDF, pages) is filled in later."""

    __tablename__ = "document_version"
    __table_args__ = (
        UniqueConstraint("document_id", "n"),
        CheckConstraint(one_of("files_state", FilesState), name="files_state"),
        CheckConstraint("source <> 'form' OR facts IS NOT NULL", name="facts"),
        CheckConstraint(one_of("source", Mode), name="source"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    n: Mapped[int]
    source: Mapped[str] = mapped_column(String(10))
    facts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    template_id: Mapped[str] = mapped_column(String(60))
    template_revision: Mapped[str] = mapped_column(String(12), default="")
    subject: Mapped[str] = mapped_column(String(500))
    notes: Mapped[list[str]] = mapped_column(JSON, default=list)  # what a Word file still holds: open changes, comments
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    document: Mapped[Document] = relationship(back_populates="versions")
    made_by: Mapped[Person] = relationship()
    reports: Mapped[list["VersionReport"]] = relationship(order_by="VersionReport.id.desc()")

    @property
    def report(self) -> FormatReport | None:
        """What the checker says of it: the last report that was asked for."""
        return self.reports[0].report if self.reports else None


class VersionReport(Base):
    """The checker's report on a version; asked for anew when the office changed its choices, the last one counts."""

    __tablename__ = "version_report"
    __table_args__ = (UniqueConstraint("version_id", "report_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"))
    report_id: Mapped[int] = mapped_column(ForeignKey("format_report.id"))
    report: Mapped[FormatReport] = relationship(lazy="joined", innerjoin=True)


class Overruling(Base):
    """A finding of weight must that somebody charged with the format lets pass, for one version and with his reason."""

    __tablename__ = "format_overruling"
    __table_args__ = (
        UniqueConstraint("document_id", "n", "key"),
        ForeignKeyConstraint(["document_id", "n"], ["document_version.document_id", "document_version.n"]),
        CheckConstraint("reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    n: Mapped[int]
    key: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class NumberedCopy(MadeFiles, Base):
    """The files of a version with number and date filled in; the version itself never changes."""

    __tablename__ = "numbered_copy"
    __table_args__ = (
        UniqueConstraint("document_id", "n"),
        ForeignKeyConstraint(["document_id", "n"], ["document_version.document_id", "document_version.n"]),
        CheckConstraint(one_of("files_state", FilesState), name="files_state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int]
    n: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class Check(Base):
    """Somebody answers for the content or the format of one version (Điều 12 NĐ 30/2020)."""

    __tablename__ = "document_check"
    __table_args__ = (
        ForeignKeyConstraint(["document_id", "n"], ["document_version.document_id", "document_version.n"]),
        CheckConstraint(one_of("kind", CheckKind), name="kind"),
        Index(
            "uq_document_check_standing",
            "document_id",
            "n",
            "kind",
            unique=True,
            sqlite_where=text("dropped_at IS NULL"),
            postgresql_where=text("dropped_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    n: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    note: Mapped[str] = mapped_column(Text, default="")
    dropped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # sent back, signer or attachments changed
    document: Mapped[Document] = relationship(back_populates="checks")
    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class Attachment(Base):
    """An appendix that travels with the letter (phụ lục): any file the office takes."""

    __tablename__ = "document_attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    file_name: Mapped[str] = mapped_column(String(300))
    file_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)

    def goes_as(self, n: int) -> tuple[str, str]:
        """File name and SHA-256 of what goes out with version `n`: signed by the office where it was sealed with it.

        The signed ones hang on `copies`, by name: keys stand above letters.
        """
        copies: Sequence[Any] = getattr(self, "copies", ())
        sealed = next((copy.sealed_sha256 for copy in copies if copy.n == n and copy.sealed_sha256), None)
        return (f"{PurePath(self.file_name).stem}-ky-so.pdf", sealed) if sealed else (self.file_name, self.file_sha256)


class Scan(Base):
    """The signed and sealed sheet, scanned or photographed, as one PDF."""

    __tablename__ = "document_scan"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    n: Mapped[int]
    file_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    page_count: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    document: Mapped[Document] = relationship(back_populates="scans")
    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class FormatDuty(Base):
    """Somebody the office charged with checking the format besides clerks and the head of Văn phòng."""

    __tablename__ = "format_duty"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


# By name, because accounts stand below: the person knows of the duty, the accounts feature does not.
Person.format_duty = relationship(FormatDuty, uselist=False, viewonly=True)
# Likewise the register: a number leads to the letter made here.
RegisterNumber.letter = relationship(
    Document, primaryjoin=lambda: foreign(RegisterNumber.document_id) == Document.id, uselist=False, viewonly=True
)
