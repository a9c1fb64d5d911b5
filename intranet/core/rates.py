"""How much somebody may ask for in a minute: counted in the database, so that it holds for all processes together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import String
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core.clock import now
from intranet.core.db import Base, UtcDateTime, insert_at_once, session, transaction

MINUTE = timedelta(minutes=1)
NOTHING = 1e-6  # what arithmetic with fractions leaves over


class RateSpent(Base):
    """What somebody spent in the minute that began then, and in the minute before."""

    __tablename__ = "rate_spent"

    whose: Mapped[str] = mapped_column(String(40), primary_key=True)  # "api 12"
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    spent: Mapped[int] = mapped_column(default=0)
    spent_before: Mapped[int] = mapped_column(default=0)


@dataclass(frozen=True)
class Spent:
    """The same without a database: the minute's beginning, what was spent in it, and in the minute before."""

    began_at: datetime
    spent: int = 0
    before: int = 0


def take(whose: str, units: int, most: int) -> int:
    """Take units for a request, in a short transaction of its own: 0 when there are enough, else the seconds to wait.

    `whose` names the kind and the one who asks ("api 12"); `most` is what a minute holds, at least `units`.
    """
    moment = now()
    with transaction():
        row = _row(whose, moment)
        found, wait = taken(Spent(row.began_at, row.spent, row.spent_before), units, most, moment)
        row.began_at, row.spent, row.spent_before = found.began_at, found.spent, found.before
    return wait


def taken(known: Spent, units: int, most: int, moment: datetime) -> tuple[Spent, int]:
    """What is spent after such a request, and 0; or as before it, and the seconds to wait.

    The minute slides: of the minute before counts the part that still lies within sixty seconds.
    """
    minutes = (moment - known.began_at) // MINUTE
    if minutes == 1:
        known = Spent(known.began_at + MINUTE, 0, known.spent)
    elif minutes > 1:
        known = Spent(moment)
    share = max(0.0, (moment - known.began_at) / MINUTE)
    if known.spent + units + known.before * (1 - share) <= most + NOTHING:
        return Spent(known.began_at, known.spent + units, known.before), 0
    if known.spent + units <= most:  # when enough of the minute before has passed
        until = 1 - (most - units - known.spent) / known.before
    else:  # in the next minute, when enough of this one has passed
        until = 2 - (most - units) / known.spent
    return known, max(1, ceil((until - share) * MINUTE.total_seconds() - NOTHING))


def _row(whose: str, moment: datetime) -> RateSpent:
    """The row, held until the transaction ends: requests of one and the same queue up here."""
    row = session.get(RateSpent, whose, with_for_update=True)
    if row is None:
        row = RateSpent(whose=whose, began_at=moment)
        try:
            with session.begin_nested():
                insert_at_once(row)
        except IntegrityError:  # the first two requests came together
            return session.get_one(RateSpent, whose, with_for_update=True)
    return row
