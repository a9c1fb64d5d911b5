"""The tables of the API: personal tokens, of which only a fingerprint is kept, and letters whose PDF was asked for."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person
from intranet.accounts.rules import one_of
from intranet.api.rules import SCOPE_LABELS, Scope
from intranet.core.clock import now, today
from intranet.core.db import Base, UtcDateTime
from intranet.printing.models import MadeFiles
from intranet.printing.rules import FilesState


class ApiToken(Base):
    """A person's token: a name he gave it, what it allows and until when; revoked or run out it stays as a row."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    beginning: Mapped[str] = mapped_column(String(12))  # to tell it from others; too little to guess the rest
    scopes: Mapped[str] = mapped_column(String(100))
    expires_on: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def scope_list(self) -> list[Scope]:
        return [Scope(word) for word in self.scopes.split()]

    @property
    def scopes_in_words(self) -> list[str]:
        return [SCOPE_LABELS[scope] for scope in self.scope_list]

    @property
    def is_valid(self) -> bool:
        """Not revoked, not run out; the last day counts."""
        return self.revoked_at is None and self.expires_on >= today()

    @property
    def state(self) -> tuple[str, str]:
        """In words and tone."""
        if self.revoked_at is not None:
            return "Đã thu hồi", "none"
        return ("Đang dùng được", "done") if self.is_valid else ("Hết hạn", "late")


class ApiRendering(MadeFiles, Base):
    """A letter rendered for a program that asked for its PDF."""

    __tablename__ = "api_rendering"
    __table_args__ = (CheckConstraint(one_of("files_state", FilesState), name="files_state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    template_id: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
