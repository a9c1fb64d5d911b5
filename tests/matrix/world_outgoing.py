"""What lies around letters that went out: a legal basis, receivers, a filed copy in somebody's hands."""

from typing import Any

from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.delivery import service as deliveries
from intranet.delivery.queries import deliveries_of
from intranet.delivery.rules import Kind, Receiver
from intranet.documents import service as letters
from intranet.documents.models import Document
from intranet.documents.queries.access import waiting_change
from intranet.documents.service.copying import Copying
from intranet.laws import service as laws
from intranet.laws.service import LawFacts
from intranet.registers.service.uses import Use, lend_copy


def add_outgoing(world: Any) -> None:
    """Put them into the office; its letters and people are there."""
    clerk, ids = world.people.clerk, world.ids
    with transaction():
        number = session.get_one(Document, ids["document"]["issued"]).number
        assert number is not None
        known = laws.add_law(clerk, LawFacts("Nghị định về công tác văn thư", today()))
        lent = lend_copy(number, clerk, Use(today(), "Bà Ánh", "Chánh Văn phòng"))
        agency = deliveries.save_agency(None, clerk, name="Ủy ban nhân dân thành phố", way="post")
        session.flush()
        waiting = deliveries.add_delivery(number, clerk, receiver=Receiver(Kind.AGENCY, agency.id))
        inside = deliveries_of(number)  # the group "các Phòng" of its Nơi nhận
        ids["law"]["known"], ids["use"]["lent"], ids["agency"]["city"] = known.id, lent.id, agency.id
        ids["delivery"]["waiting"] = waiting.id
        ids["delivery"]["inside"] = next(d.id for d in inside if d.department_id == world.units.two.id)
    _copy(world)
    _ask_opinions(world)
    _restrict(world)


def _ask_opinions(world: Any) -> None:
    people, units, ids = world.people, world.units, world.ids
    with transaction():
        letter = session.get_one(Document, ids["document"]["checked"])
        given, asked = letters.ask_opinions(letter, people.staff, [units.two, units.three], today())
        letters.give_opinion(given, "Nhất trí", people.helper)
        ids["opinion"] |= {"given": given.id, "asked": asked.id}


def _restrict(world: Any) -> None:
    people, units, ids = world.people, world.units, world.ids
    letter = session.get_one(Document, ids["document"]["restricted"])
    with transaction():
        readers = [f"d:{units.two.id}"]
        letters.set_access(letter, people.clerk, is_restricted=True, readers=readers, reason="Nhân sự")
    with transaction():
        letters.set_access(letter, people.clerk, is_restricted=False, readers=[], reason="Cần phổ biến")
        change = waiting_change(letter)
        assert change is not None
        ids["change"]["wider"] = change.id


def _copy(world: Any) -> None:
    letter = session.get_one(Document, world.ids["document"]["issued"])
    with transaction():
        copying = Copying("SY", today(), world.signing, ["Sở Nội vụ"])
        made = letters.copy_letter(letter, world.people.clerk, copying)
        session.flush()
        world.ids["copy"]["issued"] = made.id
