"""The table of previews: the pages of what is being typed, drawn anew after saves and thrown away."""

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from intranet.accounts.rules import one_of
from intranet.core.db import Base
from intranet.printing.rules import FilesState


class DraftPreview(Base):
    """How far the pages of a letter's draft are; the pictures themselves lie in a folder that need not be kept."""

    __tablename__ = "draft_preview"
    __table_args__ = (CheckConstraint(one_of("state", FilesState), name="state"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    wanted: Mapped[int]  # the draft's revision that was asked for last
    drawn: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(10), default=FilesState.WAITING)
    reason: Mapped[str] = mapped_column(Text, default="")
    pages: Mapped[list[str]] = mapped_column(JSON, default=list)  # the names of the pictures, in the order of the pages
