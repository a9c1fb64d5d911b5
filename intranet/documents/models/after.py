"""The table of what befell a letter after it went out: recalled, replaced, corrected (Điều 18.3, 18.4 NĐ 30/2020)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.documents.models import Document

KINDS = ("recall", "replace", "rectify")


class AfterIssue(Base):
    """One such act: the letter, the letter that does it (none where the leader's word was enough), why, who, when."""

    __tablename__ = "document_after_issue"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="kind"),
        CheckConstraint("kind = 'recall' OR by_letter_id IS NOT NULL", name="by_letter"),
        CheckConstraint("document_id <> by_letter_id", name="another"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    by_letter_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    document: Mapped[Document] = relationship(foreign_keys=document_id)
    by_letter: Mapped[Document | None] = relationship(foreign_keys=by_letter_id, lazy="joined")
    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
