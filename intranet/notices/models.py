"""What somebody was told, how he wants to hear of it, and the outbox of letters."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.core.files import StoredFile
from intranet.notices.rules import DIGEST_HOUR, MAIL_STATE_LABELS, MailState, Wish


class Notice(Base):
    """One thing told to one person; `subject` is what happened to, `about` what it is shown under, often the same."""

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_unread", "person_id", "read_at", "about_type", "about_id"),
        Index("ix_notice_person", "person_id", "id"),
        CheckConstraint(one_of("wish", Wish), name="wish"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: the program itself
    kind: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(Text)
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    subject_words: Mapped[str] = mapped_column(String(300))
    about_type: Mapped[str] = mapped_column(String(40))
    about_id: Mapped[int]
    about_words: Mapped[str] = mapped_column(String(300))
    wish: Mapped[str] = mapped_column(String(10))
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    actor: Mapped[Person | None] = relationship(foreign_keys=[actor_id])


class MailRhythm(Base):
    """When a person's digest comes, and for which day it came last; no row: at the office's hour."""

    __tablename__ = "mail_rhythm"
    __table_args__ = (CheckConstraint("digest_hour BETWEEN 0 AND 23", name="digest_hour"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    digest_hour: Mapped[int | None] = mapped_column(default=DIGEST_HOUR)  # None: no digest
    digest_on: Mapped[date | None]


class MailChoice(Base):
    """How one kind of notice shall reach a person, when that is not what the office does."""

    __tablename__ = "mail_choice"
    __table_args__ = (CheckConstraint(one_of("wish", Wish), name="wish"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    wish: Mapped[str] = mapped_column(String(10))


class Reminder(Base):
    """A deadline was spoken of on one of its days; the unique key keeps it from being spoken of twice."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("thing_type", "thing_id", "deadline", "mark_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thing_type: Mapped[str] = mapped_column(String(40))
    thing_id: Mapped[int]
    deadline: Mapped[date] = mapped_column(index=True)
    mark_on: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class ReminderMarks(Base):
    """On which days before and after a deadline somebody wants to hear of it; without a person: the office's own."""

    __tablename__ = "reminder_marks"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), unique=True)
    marks: Mapped[list[str]] = mapped_column(JSON)


class Mail(Base):
    """A letter in the outbox, complete as it goes out; its Message-ID stays the same however often it is tried.

    To a person of the office it goes to the address he has then; to somebody outside, to the address it was made for.
    """

    __tablename__ = "mail"
    __table_args__ = (
        Index("ix_mail_state", "state", "id"),
        CheckConstraint(one_of("state", MailState), name="state"),
        CheckConstraint("(person_id IS NULL) = (to_address <> '')", name="receiver"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    to_name: Mapped[str] = mapped_column(String(300), default="")
    to_address: Mapped[str] = mapped_column(String(120), default="")
    reply_to: Mapped[str] = mapped_column(String(120), default="")
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)  # "" when the plain text is all
    state: Mapped[str] = mapped_column(String(10), default=MailState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)  # in vain
    reason: Mapped[str] = mapped_column(Text, default="")
    stopped_why: Mapped[str] = mapped_column(String(300), default="")  # not tried any more, whoever asks
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    person: Mapped[Person | None] = relationship()
    files: Mapped[list["MailFile"]] = relationship(order_by="MailFile.position")

    @property
    def receiver_name(self) -> str:
        return self.person.name if self.person else self.to_name

    @property
    def address(self) -> str:
        """Where it goes; "" when the person has left or has no address."""
        if self.person is None:
            return self.to_address
        return self.person.email if self.person.is_active else ""

    @property
    def state_label(self) -> str:
        return MAIL_STATE_LABELS[MailState(self.state)]


class MailFile(Base):
    """A file that goes with a letter."""

    __tablename__ = "mail_file"
    __table_args__ = (UniqueConstraint("mail_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    file_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)
