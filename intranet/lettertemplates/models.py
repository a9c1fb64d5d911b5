"""The tables of templates: each version that was ever used, and the changes being tried out."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.docservice.clinic.faults import Fault
from intranet.lettertemplates.rules import DraftState
from intranet.printing.models import MadeFiles
from intranet.printing.rules import FilesState


class TemplateVersion(Base):
    """One version of a template, never changed; nobody made those that came with the program (`made_by` None)."""

    __tablename__ = "template_version"
    __table_args__ = (UniqueConstraint("template_id", "n"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    template_id: Mapped[str] = mapped_column(String(60))
    n: Mapped[int]
    revision: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(300))
    file_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    toml: Mapped[str] = mapped_column(Text)
    example: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    made_by: Mapped[Person | None] = relationship()


class TemplateDraft(MadeFiles, Base):
    """A change of a template on its way: its three files, what the clinic said, and the example as it prints."""

    __tablename__ = "template_draft"
    __table_args__ = (
        CheckConstraint(one_of("state", DraftState), name="state"),
        CheckConstraint(one_of("files_state", FilesState), name="files_state"),
        CheckConstraint("(state = 'saved') = (saved_as_id IS NOT NULL)", name="saved_as"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    template_id: Mapped[str] = mapped_column(String(60))
    base_revision: Mapped[str] = mapped_column(String(12), default="")  # of the version it replaces; none for a new one
    like_id: Mapped[str] = mapped_column(String(60), default="")  # the template it was copied from
    file_name: Mapped[str] = mapped_column(String(300), default="")
    file_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    toml: Mapped[str] = mapped_column(Text)
    example: Mapped[str] = mapped_column(Text)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # Fault.as_json
    docx_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))  # type: ignore[assignment]
    state: Mapped[str] = mapped_column(String(10), default=DraftState.OPEN)
    saved_as_id: Mapped[int | None] = mapped_column(ForeignKey("template_version.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    by: Mapped[Person] = relationship()
    saved_as: Mapped[TemplateVersion | None] = relationship()

    @property
    def told(self) -> list[Fault]:
        """What the clinic said, what must be mended first."""
        faults = [Fault.from_json(one) for one in self.faults]
        return sorted(faults, key=lambda fault: fault.weight != "must")

    @property
    def is_sound(self) -> bool:
        """Nothing must be mended."""
        return not any(fault.weight == "must" for fault in self.told)
