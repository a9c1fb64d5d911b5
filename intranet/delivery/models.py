"""The tables of delivery: agencies outside, and one row for every receiver of a letter."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Department, Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.delivery.rules import OUTSIDE_WAYS, STANDINGS, WAY_LABELS, Way, standing_of
from intranet.registers.models import RegisterNumber


class Agency(Base):
    """Somebody outside who gets the office's letters."""

    __tablename__ = "agency"
    __table_args__ = (CheckConstraint(one_of("way", OUTSIDE_WAYS), name="way"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300), unique=True)
    spellings: Mapped[str] = mapped_column(Text, default="")  # other ways letters write it, one a line
    address: Mapped[str] = mapped_column(String(300), default="")
    email: Mapped[str] = mapped_column(String(120), default="")
    way: Mapped[str] = mapped_column(String(10), default=Way.POST)
    closed_on: Mapped[date | None]


class Delivery(Base):
    """One receiver of a numbered letter: when and how it was sent, and that it was received."""

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint(one_of("way", Way), name="way"),
        CheckConstraint("copies >= 0 AND (envelopes IS NULL OR envelopes >= 1)", name="amounts"),
        CheckConstraint(
            "(way = 'inside') = (person_id IS NOT NULL OR department_id IS NOT NULL) "
            "AND NOT (person_id IS NOT NULL AND department_id IS NOT NULL)",
            name="receiver",
        ),
        CheckConstraint("(seen_at IS NULL) = (seen_by_id IS NULL)", name="seen"),
        Index("ix_delivery_sent_on", "sent_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number_id: Mapped[int] = mapped_column(ForeignKey("register_number.id"), index=True)
    words: Mapped[str] = mapped_column(String(500), default="")  # the line of Nơi nhận it comes from
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    outside_name: Mapped[str] = mapped_column(String(300), default="")  # a receiver who is on no list
    way: Mapped[str] = mapped_column(String(10))
    copies: Mapped[int] = mapped_column(default=1)
    sent_on: Mapped[date | None]
    envelopes: Mapped[int | None]
    received_by: Mapped[str] = mapped_column(String(200), default="")  # who signed, or the post's own number
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    returned_on: Mapped[date | None]
    dropped_why: Mapped[str] = mapped_column(String(500), default="")
    remark: Mapped[str] = mapped_column(String(500), default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    number: Mapped[RegisterNumber] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)
    department: Mapped[Department | None] = relationship()
    agency: Mapped[Agency | None] = relationship()
    seen_by: Mapped[Person | None] = relationship(foreign_keys=seen_by_id)

    @property
    def receiver_name(self) -> str:
        """Whom it goes to, as lists call him."""
        receiver = self.person or self.department or self.agency
        return receiver.name if receiver else self.outside_name

    @property
    def standing(self) -> str:
        return standing_of(self)

    @property
    def standing_label(self) -> str:
        if self.standing == "received" and self.way == Way.INSIDE:
            return "Đã xem"
        return STANDINGS[self.standing][0]

    @property
    def standing_tone(self) -> str:
        return STANDINGS[self.standing][1]

    @property
    def way_label(self) -> str:
        return WAY_LABELS[Way(self.way)]
