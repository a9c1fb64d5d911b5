"""The table of certified copies of letters (sao y, sao lục, trích sao; Điều 25–27 NĐ 30/2020)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person, SigningAuthority
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.documents.models import Document, Scan
from intranet.printing.models import MadeFiles
from intranet.printing.rules import FilesState
from intranet.registers.models import RegisterNumber
from intranet.registers.rules import COPY_CODES


class CertifiedCopy(MadeFiles, Base):
    """One act of copying: its own number, who signs it, and the file of its last part (Mẫu 3.1)."""

    __tablename__ = "certified_copy"
    __table_args__ = (
        CheckConstraint(one_of("form", COPY_CODES), name="form"),
        CheckConstraint(one_of("files_state", FilesState), name="files_state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    scan_id: Mapped[int] = mapped_column(ForeignKey("document_scan.id"))
    number_id: Mapped[int] = mapped_column(ForeignKey("register_number.id"), unique=True)
    form: Mapped[str] = mapped_column(String(10))
    pages: Mapped[str] = mapped_column(Text, default="")  # of an extract, "1 3"
    authority_id: Mapped[int] = mapped_column(ForeignKey("signing_authority.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    document: Mapped[Document] = relationship()
    scan: Mapped[Scan] = relationship()
    number: Mapped[RegisterNumber] = relationship(lazy="joined", innerjoin=True)
    authority: Mapped[SigningAuthority] = relationship()
    by: Mapped[Person] = relationship()
