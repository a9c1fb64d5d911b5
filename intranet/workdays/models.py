"""The years the office has looked at, and their special days."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.accounts.models import Person
from intranet.accounts.rules import one_of
from intranet.core.db import Base
from intranet.workdays.rules import DayKind


class OfficeYear(Base):
    """A year whose list the office has taken over; until it has a row, the foreseen days count."""

    __tablename__ = "office_year"
    __table_args__ = (CheckConstraint("(confirmed_on IS NULL) = (confirmed_by_id IS NULL)", name="confirmed"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # the year itself
    confirmed_on: Mapped[date | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    basis: Mapped[str] = mapped_column(String(300), default="")
    confirmed_by: Mapped[Person | None] = relationship()


class OfficeDay(Base):
    """One special day of a year that has been taken over."""

    __tablename__ = "office_day"
    __table_args__ = (CheckConstraint(one_of("kind", DayKind), name="kind"),)

    day: Mapped[date] = mapped_column(primary_key=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("office_year.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))
    basis: Mapped[str] = mapped_column(String(300), default="")
