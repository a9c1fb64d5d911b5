"""The register's tables: how an issuer counts, its books, and a row for every number ever taken."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Issuer, Person
from intranet.accounts.rules import one_of
from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime
from intranet.docservice.vietnamese import so
from intranet.registers.rules import STATE_LABELS, NumberState, Scheme, book_label


class NumberingScheme(Base):
    """How an issuer counts from a year on: changing it inside a year would give the same số, ký hiệu twice."""

    __tablename__ = "numbering_scheme"
    __table_args__ = (
        UniqueConstraint("issuer_id", "from_year"),
        CheckConstraint(one_of("scheme", Scheme), name="scheme"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"))
    from_year: Mapped[int]
    scheme: Mapped[str] = mapped_column(String(20))


class KeepingRule(Base):
    """The office's own rule that lets numbers be kept back, and with `inserts` put between others (43a); without it
    none is (Điều 15.2: after signing, in order)."""

    __tablename__ = "keeping_rule"
    __table_args__ = (CheckConstraint("basis <> ''", name="basis"),)

    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"), primary_key=True)
    basis: Mapped[str] = mapped_column(String(300))
    inserts: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class RegisterBook(Base):
    """One series of one issuer in one year; it remembers the last number and date given."""

    __tablename__ = "register_book"
    __table_args__ = (
        UniqueConstraint("issuer_id", "series", "year"),
        CheckConstraint("first_number >= 1 AND last_number >= first_number - 1", name="numbers"),
        CheckConstraint("(last_number >= first_number) = (last_date IS NOT NULL)", name="last_date"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"))
    series: Mapped[str] = mapped_column(String(20))
    year: Mapped[int]
    first_number: Mapped[int] = mapped_column(default=1)
    last_number: Mapped[int] = mapped_column(default=0)
    last_date: Mapped[date | None]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    issuer: Mapped[Issuer] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_blank(self) -> bool:
        return self.last_date is None

    @property
    def label(self) -> str:
        """The name of the book; that of a council under the agency's seal says whose it is."""
        whose = f" ({self.issuer.symbol})" if self.issuer.seal_of_id else ""
        return f"{book_label(self.series, self.year)}{whose}"


class CopyUse(Base):
    """Somebody had a filed copy in hand: Sổ sử dụng bản lưu (PL IV.IV NĐ 30/2020)."""

    __tablename__ = "copy_use"
    __table_args__ = (CheckConstraint("returned_on IS NULL OR used_on <= returned_on", name="days"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number_id: Mapped[int] = mapped_column(ForeignKey("register_number.id"), index=True)
    used_on: Mapped[date]
    user_name: Mapped[str] = mapped_column(String(200))
    file_symbol: Mapped[str] = mapped_column(String(60), default="")  # số và ký hiệu hồ sơ
    allowed_by: Mapped[str] = mapped_column(String(200))
    returned_on: Mapped[date | None]
    remark: Mapped[str] = mapped_column(String(500), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    number: Mapped["RegisterNumber"] = relationship(lazy="joined", innerjoin=True)


class RegisterNumber(Base):
    """A number taken from a book, never removed: issued, kept for later, or cancelled with who and why."""

    __tablename__ = "register_number"
    __table_args__ = (
        UniqueConstraint("book_id", "number", "suffix"),
        CheckConstraint(one_of("state", NumberState), name="state"),
        CheckConstraint("state = 'issued' OR why <> ''", name="why"),
        CheckConstraint("(state = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled"),
        CheckConstraint("(withdrawn_on IS NULL) = (withdrawn_words = '')", name="withdrawn"),
        CheckConstraint("document_id IS NULL OR NOT made_outside", name="origin"),
        Index("ix_register_number_issued_on", "issued_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("register_book.id"))
    number: Mapped[int]
    suffix: Mapped[str] = mapped_column(String(5), default="")
    issued_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10), default=NumberState.ISSUED)
    symbol: Mapped[str] = mapped_column(String(60))
    type_code: Mapped[str] = mapped_column(String(10))
    type_name: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(Text, default="")
    signer: Mapped[str] = mapped_column(String(200), default="")
    recipients: Mapped[str] = mapped_column(Text, default="")
    archive_unit: Mapped[str] = mapped_column(String(200), default="")
    copies: Mapped[int | None]
    sent_on: Mapped[date | None]
    received_by: Mapped[str] = mapped_column(String(200), default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    withdrawn_on: Mapped[date | None]  # recalled or replaced after it was issued (Điều 18.3, 18.4)
    withdrawn_words: Mapped[str] = mapped_column(String(500), default="")
    # The letter made here, if it was; unique, so no letter ever has two numbers. Documents stand above this feature.
    document_id: Mapped[int | None] = mapped_column(unique=True)
    made_outside: Mapped[bool] = mapped_column(default=False)
    why: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    cancelled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    search_text: Mapped[str] = mapped_column(Text, default="")
    book: Mapped[RegisterBook] = relationship(lazy="joined", innerjoin=True)
    by: Mapped[Person] = relationship(foreign_keys=by_id)
    cancelled_by: Mapped[Person | None] = relationship(foreign_keys=cancelled_by_id)

    @property
    def number_text(self) -> str:
        """The number alone: "05", "43", "43a"."""
        return f"{so(self.number)}{self.suffix}"

    @property
    def full(self) -> str:
        """Số, ký hiệu as on the letter: "43/KH-LMHTX"."""
        return f"{self.number_text}/{self.symbol}"

    @property
    def state_label(self) -> str:
        return STATE_LABELS[NumberState(self.state)]

    @property
    def told_as(self) -> str:
        """What notices call it: 43/KH-LMHTX: Phát hiện …"""
        return f"{self.full}: {self.subject}"
