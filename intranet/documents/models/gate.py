"""The table of the gate: a "should" that the clerk passed, with his reason."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime


class GatePass(Base):
    """One line of the gate passed for one version of a letter."""

    __tablename__ = "gate_pass"
    __table_args__ = (
        ForeignKeyConstraint(["document_id", "n"], ["document_version.document_id", "document_version.n"]),
        UniqueConstraint("document_id", "n", "code"),
        CheckConstraint("reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int]
    n: Mapped[int]
    code: Mapped[str] = mapped_column(String(30))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
