"""The tables of delivery: agencies outside, and one row for every receiver of a letter."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Department, Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.delivery.rules import MAILED, OUTSIDE_WAYS, STANDINGS, WAY_LABELS, Way, standing_of
from intranet.notices.models import Mail
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
    email: Mapped[str] = mapped_column(String(120), default="")  # where this letter goes; the agency's may change
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
    mails: Mapped[list["DeliveryMail"]] = relationship(order_by="DeliveryMail.id", back_populates="delivery")

    @property
    def mail(self) -> Mail | None:
        """The mail that carries the letter itself, the last one if it was sent anew."""
        return next((sent.mail for sent in reversed(self.mails) if sent.kind == "letter"), None)

    @property
    def mail_state(self) -> str:
        return self.mail.state if self.mail else ""

    @property
    def mail_address(self) -> str:
        """Where a mail would go."""
        return self.email or (self.agency.email if self.agency else "")

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


class DeliveryMail(Base):
    """A mail to a receiver outside: the letter itself, or that it was recalled, replaced, corrected (Điều 18)."""

    __tablename__ = "delivery_mail"
    __table_args__ = (CheckConstraint(one_of("kind", MAILED), name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("delivery.id"), index=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    delivery: Mapped[Delivery] = relationship(back_populates="mails")
    mail: Mapped[Mail] = relationship()

    @property
    def words(self) -> str:
        """What the page says of it: "Báo thu hồi: đã gửi"."""
        return f"{MAILED[self.kind]}: {self.mail.state_label.lower()}"
