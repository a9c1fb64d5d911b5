"""The table of what the signatures of letters that came are worth, one row a PDF."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.incoming.models import IncomingFile, IncomingLetter
from intranet.signatures.rules import FORGED, VERDICT_WORDS, Verdict


class ArrivalCheck(Base):
    """A PDF that came, as its signatures were last judged; the file itself is never changed (Điều 21.2 NĐ 30/2020)."""

    __tablename__ = "arrival_check"
    __table_args__ = (CheckConstraint(one_of("verdict", Verdict), name="verdict"),)

    # What turns out to be secret leaves this machine with everything read from it.
    file_id: Mapped[int] = mapped_column(ForeignKey("incoming_file.id", ondelete="CASCADE"), primary_key=True)
    verdict: Mapped[str] = mapped_column(String(10))
    problem: Mapped[str] = mapped_column(Text, default="")  # why the file could not be read
    signatures: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    checked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    @property
    def is_forged(self) -> bool:
        """Whether the clerk has to ask the sender before anything is done with it."""
        return self.verdict in FORGED

    @property
    def words(self) -> tuple[str, str]:
        """The verdict in words, and its tone."""
        return VERDICT_WORDS[Verdict(self.verdict)]

    def moment_of(self, signature: dict[str, Any], name: str) -> datetime | None:
        """A moment of a signature's report."""
        return datetime.fromisoformat(signature[name]) if signature.get(name) else None


# By name, because incoming letters stand below: their page shows what signatures are worth, their feature knows none.
IncomingFile.arrival_check = relationship(ArrivalCheck, uselist=False, viewonly=True)
IncomingLetter.has_forged_file = property(
    lambda letter: any(file.arrival_check is not None and file.arrival_check.is_forged for file in letter.files)
)
