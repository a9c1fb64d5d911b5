"""The tables of checked files: what was dropped together, each file, and what the checker said of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person
from intranet.accounts.rules import one_of
from intranet.checking.rules import ReportState
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.printing.models import MadeFiles
from intranet.printing.rules import FilesState


class FormatProfile(Base):
    """One version of what the office chose within the decree's ranges; the newest counts, none is ever changed."""

    __tablename__ = "format_profile"

    id: Mapped[int] = mapped_column(primary_key=True)  # FormatReport.profile_n
    sizes: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)  # group → key of SIZE_CHOICES
    margins: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)  # side → mm
    indent: Mapped[str] = mapped_column(String(4), default="")  # cm, "" is either
    departures: Mapped[list[str]] = mapped_column(JSON, default=list)  # codes that are notes (Điều 2.2)
    departures_why: Mapped[str] = mapped_column(Text, default="")
    names: Mapped[str] = mapped_column(Text, default="")  # a line each
    slips: Mapped[str] = mapped_column(Text, default="")  # "sai = đúng", a line each
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    by: Mapped[Person] = relationship()


class FormatReport(Base):
    """What the checker said of one file under one version of the office's choices (0: the decree as it is)."""

    __tablename__ = "format_report"
    __table_args__ = (
        UniqueConstraint("docx_sha256", "profile_n"),
        CheckConstraint(one_of("state", ReportState), name="state"),
        CheckConstraint("state <> 'ready' OR verdict <> ''", name="verdict"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    docx_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    profile_n: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(10), default=ReportState.WAITING)
    reason: Mapped[str] = mapped_column(Text, default="")  # what was not judged or not seen, or why it failed
    verdict: Mapped[str] = mapped_column(String(20), default="")
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # Finding.as_json with "spots"
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    def count(self, weight: str) -> int:
        """How many findings have this weight."""
        return sum(finding["weight"] == weight for finding in self.findings)

    @property
    def mendable_count(self) -> int:
        return sum(bool(finding["mendable"]) for finding in self.findings)


class CheckBatch(Base):
    """Files somebody dropped together."""

    __tablename__ = "check_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    by: Mapped[Person] = relationship()
    files: Mapped[list["CheckedFile"]] = relationship(back_populates="batch", order_by="CheckedFile.id")


class CheckedFile(MadeFiles, Base):
    """One Word file to check, dropped here or mended here; a refused one is only a name with the reason."""

    __tablename__ = "checked_file"
    __table_args__ = (
        CheckConstraint(one_of("files_state", FilesState), name="files_state"),
        CheckConstraint("(docx_sha256 IS NULL) = (report_id IS NULL)", name="report"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("check_batch.id"), index=True)
    name: Mapped[str] = mapped_column(String(300))
    docx_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))  # type: ignore[assignment]
    report_id: Mapped[int | None] = mapped_column(ForeignKey("format_report.id"))
    mended_from_id: Mapped[int | None] = mapped_column(ForeignKey("checked_file.id"), unique=True)
    repaired: Mapped[list[str]] = mapped_column(JSON, default=list)  # what the mender did, a line each
    batch: Mapped[CheckBatch] = relationship(back_populates="files")
    report: Mapped[FormatReport | None] = relationship()
    mended_from: Mapped["CheckedFile | None"] = relationship(remote_side=id, back_populates="mended")
    mended: Mapped["CheckedFile | None"] = relationship(back_populates="mended_from", uselist=False)

    @property
    def by_id(self) -> int:
        return self.batch.by_id
