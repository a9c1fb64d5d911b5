"""Reading the office's calendar; a year nobody has taken over yet is as foreseen by law."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from intranet.accounts.lacking import ALSO_LACKING, Lack
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.workdays.foreseen import foreseen_days
from intranet.workdays.models import OfficeDay, OfficeYear
from intranet.workdays.rules import FIRST_YEAR, LAST_YEAR, DayKind, SpecialDay, WorkCalendar, years_to_confirm

CACHE = "workdays"


def work_calendar() -> WorkCalendar:
    """The office's calendar; each year is read once in a transaction, however many days are asked about."""
    return WorkCalendar(days_of)


def days_of(year: int) -> Mapping[date, SpecialDay]:
    """The special days of a year by date, in their order."""
    read: dict[int, Mapping[date, SpecialDay]] = session.info.setdefault(CACHE, {})
    if year not in read:
        read[year] = _kept_days(year) if session.get(OfficeYear, year) else foreseen_days(year)
    return read[year]


def _kept_days(year: int) -> Mapping[date, SpecialDay]:
    kept = session.scalars(select(OfficeDay).where(OfficeDay.year_id == year).order_by(OfficeDay.day))
    return {row.day: SpecialDay(row.day, DayKind(row.kind), row.name, row.basis) for row in kept}


def forget_days() -> None:
    """What was read of the calendar holds no more: the next question reads again."""
    session.info.pop(CACHE, None)


@event.listens_for(Session, "after_transaction_end")
def _forget_with_the_transaction(ended: Session, transaction: Any) -> None:
    if transaction.parent is None:
        ended.info.pop(CACHE, None)


def get_year(year: int) -> OfficeYear:
    """The year, as a row not yet kept when nobody has taken it over; NotFound for years nobody plans for."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotFound(f"Lịch làm việc chỉ có cho các năm {FIRST_YEAR} đến {LAST_YEAR}.")
    return session.get(OfficeYear, year) or OfficeYear(id=year, basis="")


def confirmed_years() -> set[int]:
    """The years whose list the office has confirmed."""
    return set(session.scalars(select(OfficeYear.id).where(OfficeYear.confirmed_on.is_not(None))))


def lacks(day: date) -> list[Lack]:
    """What the calendar still needs on a day, one for each year."""
    return [
        Lack(
            f"Chưa xác nhận ngày nghỉ, ngày làm bù năm {year}: hạn theo ngày làm việc mới là tạm tính.",
            "workdays.days",
            {"year": year},
        )
        for year in years_to_confirm(day, confirmed_years())
    ]


ALSO_LACKING.append(lacks)
