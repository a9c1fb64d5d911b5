"""Deputies in the office of the matrix: an absence far ahead, so that nobody stands in today, and a right passed on."""

from datetime import date
from typing import Any

from intranet.absences.service import AbsenceFacts, enter_absence
from intranet.accounts.rules import Capacity
from intranet.accounts.service import PassedOn, pass_on
from intranet.core.clock import today
from intranet.core.db import transaction

FIRST, LAST = date(2036, 12, 1), date(2036, 12, 5)


def add_deputies(world: Any) -> None:
    """`staff` will be away and `mate` stand in; `head` signs by order and has passed some of it on to `deputy`."""
    people = world.people
    by_order = world.office.may_sign(people.head, Capacity.TL, "TL. CHỦ TỊCH\nTRƯỞNG PHÒNG", "CV GM")
    with transaction():
        absence = enter_absence(people.staff, people.head, AbsenceFacts(FIRST, LAST, people.mate, "Nghỉ phép"))
        passed = pass_on(by_order, people.head, PassedOn(people.deputy, "Phó Trưởng phòng", ("GM",), today(), LAST))
        world.ids["absence"]["coming"] = absence.id
        world.ids["authority"] |= {"by_order": by_order.id, "passed": passed.id}
