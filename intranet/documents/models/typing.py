"""The table of who has a letter's form open: one row a person, dropped when he leaves, forgotten after a while."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime

FORGOTTEN_AFTER = timedelta(minutes=10)


class DraftWriter(Base):
    """Somebody writes a letter; `at` is the last sign of him: the form opened, a save, a minute gone by."""

    __tablename__ = "draft_writer"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def words(self) -> str:
        """Who and when: "chuyên viên Nguyễn Văn Anh (2 phút trước)"."""
        post, name = self.person.post, self.person.name
        called = name if not post or post in name else f"{post[:1].lower()}{post[1:]} {name}"
        minutes = int((now() - self.at).total_seconds() // 60)
        return f"{called} ({f'{minutes} phút trước' if minutes > 0 else 'vừa xong'})"
