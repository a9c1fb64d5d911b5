"""The table of appendices in files of their own, as the office signs them with the letter."""

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.rules import one_of
from intranet.core.db import Base
from intranet.documents.models import Attachment
from intranet.signatures.rules import AppendixState


class AppendixCopy(Base):
    """An appendix of one version of a letter: its PDF, and that PDF signed by the office (PL I, phần I, II.8b, III.1d).

    What cannot be signed (a sheet, a file somebody else signed) goes as it is: the log keeps its SHA-256.
    """

    __tablename__ = "appendix_copy"
    __table_args__ = (
        UniqueConstraint("attachment_id", "n"),
        CheckConstraint(one_of("state", AppendixState), name="state"),
        CheckConstraint("(state = 'ready') = (pdf_sha256 IS NOT NULL)", name="pdf"),
        CheckConstraint("sealed_sha256 IS NULL OR pdf_sha256 IS NOT NULL", name="sealed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("document_attachment.id"))
    n: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default=AppendixState.WAITING)
    reason: Mapped[str] = mapped_column(Text, default="")
    pdf_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    sealed_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    attachment: Mapped[Attachment] = relationship()

    @property
    def sha256(self) -> str:
        """The hash of what goes out with the letter."""
        return self.sealed_sha256 or self.attachment.file_sha256


# By name, because letters stand below: their page leads to the signed appendices, their feature knows none.
Attachment.copies = relationship(AppendixCopy, order_by=AppendixCopy.n, viewonly=True)
