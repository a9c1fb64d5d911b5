"""Occasions of awards: who is proposed, who sits in the council, and how each voted."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.documents.models import Document
from intranet.emulation.models.exemplars import Exemplar
from intranet.emulation.rules import OCCASION_STATE_LABELS, OCCASION_STATE_TONES, USUAL_SHARE, OccasionState


class AwardOccasion(Base):
    """One occasion (đợt): proposals gathered, voted on, sent up, decided; `papers` are the kinds each file needs."""

    __tablename__ = "award_occasion"
    __table_args__ = (
        CheckConstraint(one_of("state", OccasionState), name="state"),
        CheckConstraint("share BETWEEN 1 AND 100", name="share"),
        CheckConstraint("state <> 'decided' OR decided_on IS NOT NULL", name="decided"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    award: Mapped[str] = mapped_column(String(200))  # hình thức: "Bằng khen của Ủy ban nhân dân thành phố"
    addressees: Mapped[str] = mapped_column(Text)  # Kính gửi of the tờ trình, one a line
    closes_on: Mapped[date]
    papers: Mapped[list[str]] = mapped_column(JSON)
    share: Mapped[int] = mapped_column(default=USUAL_SHARE)
    state: Mapped[str] = mapped_column(String(10), default=OccasionState.GATHERING)
    round: Mapped[int] = mapped_column(default=0)  # which ballot; the votes of a broken-off one stay on record
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    decision_mark: Mapped[str] = mapped_column(String(60), default="")
    decision_agency: Mapped[str] = mapped_column(String(200), default="")
    decided_on: Mapped[date | None]
    decision_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    decision_name: Mapped[str] = mapped_column(String(200), default="")
    document: Mapped[Document | None] = relationship()
    by: Mapped[Person] = relationship()
    nominations: Mapped[list["Nomination"]] = relationship(back_populates="occasion", order_by="Nomination.id")
    seats: Mapped[list["CouncilSeat"]] = relationship(back_populates="occasion", order_by="CouncilSeat.id")

    @property
    def told_as(self) -> str:
        """What notices call it."""
        return f"Đợt khen thưởng {self.name}"

    @property
    def state_label(self) -> str:
        return OCCASION_STATE_LABELS[OccasionState(self.state)]

    @property
    def state_look(self) -> tuple[str, str]:
        """Tone and icon of the state."""
        return OCCASION_STATE_TONES[OccasionState(self.state)]

    @property
    def nominees(self) -> list["Nomination"]:
        """Those who stand in the list now."""
        return [nomination for nomination in self.nominations if nomination.removed_at is None]

    @property
    def council(self) -> list["CouncilSeat"]:
        """The seats of the present ballot."""
        return [seat for seat in self.seats if seat.round == self.round]


class Nomination(Base):
    """An exemplar proposed for an award in an occasion; taken out, never removed."""

    __tablename__ = "nomination"
    __table_args__ = (UniqueConstraint("occasion_id", "exemplar_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    occasion_id: Mapped[int] = mapped_column(ForeignKey("award_occasion.id"))
    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id"), index=True)
    award: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text)  # achievements as the list of the tờ trình says them
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    passed: Mapped[bool | None]  # by the council's votes, once the tờ trình is made
    awarded: Mapped[bool | None]  # by the decision
    result_note: Mapped[str] = mapped_column(String(500), default="")
    occasion: Mapped[AwardOccasion] = relationship(back_populates="nominations")
    exemplar: Mapped[Exemplar] = relationship()
    votes: Mapped[list["Vote"]] = relationship(back_populates="nomination")

    @property
    def agreed(self) -> int:
        """How many of the present ballot agree."""
        return sum(1 for vote in self.votes if vote.agrees and vote.seat.round == self.occasion.round)


class CouncilSeat(Base):
    """A member of the council in one ballot; `voted_by` is another when a paper ballot was put on record."""

    __tablename__ = "council_seat"
    __table_args__ = (
        UniqueConstraint("occasion_id", "round", "person_id"),
        CheckConstraint("(voted_at IS NULL) = (voted_by_id IS NULL)", name="voted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    occasion_id: Mapped[int] = mapped_column(ForeignKey("award_occasion.id"))
    round: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    voted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    voted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    occasion: Mapped[AwardOccasion] = relationship(back_populates="seats")
    person: Mapped[Person] = relationship(foreign_keys=[person_id])

    @property
    def is_cast_by_member(self) -> bool:
        """Whether the member voted himself, so that no paper ballot goes over it."""
        return self.voted_by_id == self.person_id


class Vote(Base):
    """How one seat voted on one nominee."""

    __tablename__ = "vote"
    __table_args__ = (UniqueConstraint("nomination_id", "seat_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("council_seat.id"), index=True)
    agrees: Mapped[bool]
    nomination: Mapped[Nomination] = relationship(back_populates="votes")
    seat: Mapped[CouncilSeat] = relationship()
