"""What the admin does with the office's calendar: say what a day is, confirm a year."""

from dataclasses import dataclass
from datetime import date, timedelta

from intranet.accounts.models import Person
from intranet.core import history
from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.errors import Invalid, Refused
from intranet.workdays.foreseen import foreseen_days
from intranet.workdays.models import OfficeDay, OfficeYear
from intranet.workdays.queries import forget_days, get_year
from intranet.workdays.rules import KIND_LABELS, ONE_DAY, SATURDAY, DayKind

LONGEST_HOLIDAY = timedelta(days=31)


@dataclass(frozen=True)
class DaysFacts:
    """What the days from `first` to `last` are; `kind` None makes them ordinary days again."""

    first: date
    last: date
    kind: DayKind | None
    name: str = ""
    basis: str = ""


def set_days(facts: DaysFacts, actor: Person) -> None:
    """Say what some days are; a year touched for the first time is taken over as foreseen, then changed.

    Raises Invalid when the days run backwards or go on too long, have no name, or a swapped day is a weekday.
    """
    _check(facts)
    words = KIND_LABELS[facts.kind].lower() if facts.kind else "ngày bình thường"
    day = facts.first
    while day <= facts.last:
        year = _take_over(day.year)
        row = session.get(OfficeDay, day)
        before = f"{KIND_LABELS[DayKind(row.kind)].lower()}: {row.name}" if row else "ngày bình thường"
        if facts.kind is not None:
            session.merge(OfficeDay(day=day, year_id=year.id, kind=facts.kind, name=facts.name, basis=facts.basis))
        elif row is not None:
            session.delete(row)
        history.record(year, actor, "set_days", f"đã ghi {day:%d/%m/%Y} là {words}", note=facts.name, earlier=before)
        day += ONE_DAY
    forget_days()


def confirm_year(year: OfficeYear, actor: Person, basis: str) -> None:
    """The office vouches for a year's list by the paper that decided it. Raises Refused when that was done."""
    kept = _take_over(year.id)
    if kept.confirmed_on is not None:
        raise Refused(f"Lịch năm {kept.id} đã được xác nhận ngày {kept.confirmed_on:%d/%m/%Y}.")
    kept.confirmed_on, kept.confirmed_by_id, kept.basis = today(), actor.id, basis
    history.record(kept, actor, "confirm_year", f"đã xác nhận lịch năm {kept.id}", note=basis)
    forget_days()


def _take_over(year: int) -> OfficeYear:
    """The year's row; at the first touch it is made, with the foreseen days as the office's own."""
    found = get_year(year)
    if found not in session:
        session.add(found)
        session.flush()
        for special in foreseen_days(year).values():
            session.add(OfficeDay(year_id=year, **vars(special)))
        session.flush()
    return found


def _check(facts: DaysFacts) -> None:
    if facts.last < facts.first:
        raise Invalid("Ngày cuối đứng trước ngày đầu.", field="last")
    if facts.last - facts.first > LONGEST_HOLIDAY:
        raise Invalid("Mỗi lần ghi tối đa 31 ngày.", field="last")
    if facts.kind is not None and not facts.name.strip():
        raise Invalid("Hãy ghi tên ngày, ví dụ Tết Nguyên đán.", field="name")
    if facts.kind == DayKind.WORKED and (facts.first != facts.last or facts.first.weekday() < SATURDAY):
        raise Invalid("Ngày làm bù là một ngày thứ Bảy hoặc Chủ nhật.", field="first")
