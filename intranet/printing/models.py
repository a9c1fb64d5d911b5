"""The columns every table shares whose rows are a Word file and the PDF a job makes of it."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from intranet.printing.rules import FilesState


class MadeFiles:
    """A Word file and the PDF a job makes of it; what failed says why, in words for a person."""

    __tablename__: str
    id: Mapped[int]
    docx_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    pdf_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    page_count: Mapped[int | None]
    files_state: Mapped[str] = mapped_column(String(10), default=FilesState.WAITING)
    files_reason: Mapped[str] = mapped_column(Text, default="")

    @property
    def page_numbers(self) -> range:
        """1 … n, nothing before the PDF is ready."""
        return range(1, (self.page_count or 0) + 1)
