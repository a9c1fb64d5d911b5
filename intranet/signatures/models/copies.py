"""The table of electronic copies made of paper (sao y, sao lục, trích sao sang bản điện tử; Điều 25.1c NĐ 30/2020)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Issuer, Person, SigningAuthority
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.registers.models import RegisterNumber
from intranet.registers.rules import COPY_CODES


class DigitisedCopy(Base):
    """A scan of paper, signed by the office: its number among the copies, of what, who decided, the two files."""

    __tablename__ = "digitised_copy"
    __table_args__ = (CheckConstraint(one_of("form", COPY_CODES), name="form"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"))
    number_id: Mapped[int] = mapped_column(ForeignKey("register_number.id"), unique=True)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("incoming_letter.id"), index=True)
    form: Mapped[str] = mapped_column(String(10))
    original: Mapped[str] = mapped_column(Text)
    page_count: Mapped[int]
    dpi: Mapped[int]  # of its coarsest page
    authority_id: Mapped[int] = mapped_column(ForeignKey("signing_authority.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    scan_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    sealed_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    broken: Mapped[str] = mapped_column(Text, default="")  # why the sealed file no longer verifies
    issuer: Mapped[Issuer] = relationship()
    number: Mapped[RegisterNumber] = relationship(lazy="joined", innerjoin=True)
    authority: Mapped[SigningAuthority] = relationship()
    by: Mapped[Person] = relationship()

    @property
    def form_name(self) -> str:
        """ "Sao y", "Sao lục", "Trích sao"."""
        return COPY_CODES[self.form].name
