"""Reading absences: who is away, who stands in, and what was done for whom."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, select

from intranet.absences.models import Absence
from intranet.absences.rules import enters
from intranet.accounts.models import Person
from intranet.accounts.queries import active_people
from intranet.core.clock import OFFICE_ZONE
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.core.history import ACTING_FOR, HistoryEntry


def get_absence(absence_id: int) -> Absence:
    """The absence, or NotFound."""
    absence = session.get(Absence, absence_id)
    if absence is None:
        raise NotFound("Không tìm thấy đợt vắng mặt này.")
    return absence


def absences(day: date, *, ended: bool = False) -> Sequence[Absence]:
    """Those that last on a day or later, the nearest first; with `ended`, those before, the latest first."""
    query = select(Absence).where(Absence.cancelled_at.is_(None))
    if ended:
        query = query.where(Absence.last_on < day).order_by(Absence.last_on.desc(), Absence.id.desc()).limit(200)
    else:
        query = query.where(Absence.last_on >= day).order_by(Absence.first_on, Absence.id)
    return session.scalars(query).all()


def absences_between(first: date, last: date) -> Sequence[Absence]:
    """Every absence of which a day lies in the period, the earliest first."""
    query = select(Absence).where(Absence.cancelled_at.is_(None), Absence.first_on <= last, Absence.last_on >= first)
    return session.scalars(query.order_by(Absence.first_on, Absence.id)).all()


def deputies_of(people: Collection[Person], day: date) -> dict[int, tuple[Person, Person]]:
    """By the deputy's id: who stands in on a day, and for which of these people; one statement for all of them."""
    query = select(Absence).where(
        Absence.cancelled_at.is_(None),
        Absence.first_on <= day,
        Absence.last_on >= day,
        Absence.person_id.in_(sorted(person.id for person in people)),
        Absence.deputy_id.is_not(None),
    )
    found = session.scalars(query.order_by(Absence.id))
    return {a.deputy.id: (a.deputy, a.person) for a in found if a.deputy is not None and a.deputy.is_active}


def clashes(person: Person, first: date, last: date, but: Absence | None = None) -> Sequence[Absence]:
    """The absences of these days in which the person is away himself or stands in for somebody."""
    query = select(Absence).where(
        Absence.cancelled_at.is_(None),
        Absence.first_on <= last,
        Absence.last_on >= first,
        or_(Absence.person_id == person.id, Absence.deputy_id == person.id),
    )
    found = session.scalars(query.order_by(Absence.first_on, Absence.id))
    return [absence for absence in found if but is None or absence.id != but.id]


def people_to_enter_for(actor: Person) -> list[Person]:
    """For whom somebody may enter an absence."""
    return [person for person in active_people() if enters(actor, person)]


def acts_for_others(first: date, last: date) -> Sequence[HistoryEntry]:
    """Every act of the period that somebody did for an absent person, the oldest first, from the log itself."""
    query = select(HistoryEntry).where(
        HistoryEntry.at >= _midnight(first),
        HistoryEntry.at < _midnight(last + timedelta(days=1)),
        HistoryEntry.detail[(ACTING_FOR, "id")].as_integer().is_not(None),
    )
    return session.scalars(query.order_by(HistoryEntry.id)).all()


def acts_in(absence: Absence) -> Sequence[HistoryEntry]:
    """What was done for the absent person in one absence."""
    found = acts_for_others(absence.first_on, absence.last_on)
    return [entry for entry in found if entry.detail[ACTING_FOR]["id"] == absence.person_id]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OFFICE_ZONE)
