"""Reminding of a letter's own limit of answering, which no task holds: on the same days as of tasks."""

from datetime import date

from intranet.absences.rules import deputy_on, is_here
from intranet.accounts.models import Person
from intranet.accounts.queries import holders_of
from intranet.accounts.rules import HEADS, Role
from intranet.core.db import session
from intranet.incoming.models import IncomingLetter
from intranet.incoming.rules import State
from intranet.notices import service as notices
from intranet.notices.marks import Reached

THING = "incoming_letter"


def remind_of_limit(letter_id: int, limit: date, mark: Reached, day: date) -> None:
    """Tell who handles the letter and the clerks how its limit stands, unless it was moved, answered or said before."""
    letter = session.get(IncomingLetter, letter_id)
    if letter is None or letter.state != State.HANDLING or letter.limit_on != limit or letter.is_answered:
        return
    if notices.remember(THING, letter_id, limit, mark.on):
        people = (one if is_here(one, day) else deputy_on(one, day) for one in _people(letter))
        notices.remind([one for one in people if one is not None], letter, limit, mark, day)


def _people(letter: IncomingLetter) -> list[Person]:
    """Whoever is charged with it, the heads of the units that handle it, and the clerks who follow it (Điều 24.1)."""
    charged = [one.person for one in letter.forwardings if one.person and one.department_id in letter.lead_ids]
    return [*charged, *holders_of(HEADS, letter.lead_ids), *holders_of({Role.CLERK})]
