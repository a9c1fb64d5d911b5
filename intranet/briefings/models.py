"""The table of briefings: what is typed, what the page counted when it was concluded, and the letter it became."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from intranet.accounts.models import Person
from intranet.accounts.rules import one_of
from intranet.briefings.rules import STATE_LABELS, STATE_TONES, Conclusion, State, Typed
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.documents.models import Document


class Briefing(Base):
    """One meeting; `lines` hold what is typed, right or wrong, `revision` tells a save that came too late."""

    __tablename__ = "briefing"
    __table_args__ = (
        CheckConstraint(one_of("state", State), name="state"),
        CheckConstraint("(state = 'concluded') = (confirmed_at IS NOT NULL)", name="confirmed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    held_on: Mapped[date] = mapped_column(unique=True)
    leader_id: Mapped[int] = mapped_column(ForeignKey("person.id"))  # who chairs it and whose word it is
    state: Mapped[str] = mapped_column(String(10), default=State.OPEN)
    opening: Mapped[str] = mapped_column(Text, default="")  # where, who was there
    remarks: Mapped[str] = mapped_column(Text, default="")  # what is said and hands out no work
    unread: Mapped[str] = mapped_column(Text, default="")  # lines pasted and not put into the table yet
    lines: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    revision: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    returned_note: Mapped[str] = mapped_column(Text, default="")
    sheet: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # the page as it was concluded
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    leader: Mapped[Person] = relationship(foreign_keys=[leader_id])
    saved_by: Mapped[Person] = relationship(foreign_keys=[saved_by_id])
    made_by: Mapped[Person] = relationship(foreign_keys=[made_by_id])
    document: Mapped[Document | None] = relationship()

    @validates("state")
    def _moment_follows(self, key: str, state: str) -> str:
        # The state and its moment are one fact: a constraint ties them.
        self.confirmed_at = now() if state == State.CONCLUDED else None
        return state

    @property
    def called(self) -> str:
        """Giao ban ngày 30/11/2026."""
        return f"Giao ban ngày {self.held_on:%d/%m/%Y}"

    @property
    def told_as(self) -> str:
        """What notices call it."""
        return self.called

    @property
    def state_label(self) -> str:
        return STATE_LABELS[State(self.state)]

    @property
    def state_tone(self) -> str:
        return STATE_TONES[State(self.state)]

    @property
    def is_concluded(self) -> bool:
        return self.state == State.CONCLUDED

    @property
    def conclusions(self) -> tuple[Conclusion, ...]:
        """The lines that are typed."""
        return tuple(Conclusion(**line) for line in self.lines)

    @property
    def typed(self) -> Typed:
        """Everything that is typed."""
        return Typed(self.opening, self.remarks, self.unread, self.conclusions)
