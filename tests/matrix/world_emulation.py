"""Members, exemplars, occasions of awards and publications in the office of the matrix."""

import io
from types import SimpleNamespace
from typing import Any

from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.emulation import member_sheet
from intranet.emulation.rules import CRITERIA, USUAL_PAPERS, Duty, PaperKind
from intranet.emulation.service import awards, duties, exemplars, members, proposals, publicity
from tests.documents.conftest import one_page_pdf
from tests.support.office_files import picture


def add_emulation(world: Any) -> None:
    """Department two keeps the awards, three the publicity; a thing in every state somebody's button needs."""
    people, units, ids = world.people, world.units, world.ids
    keeper = people.helper
    with transaction():
        duties.set_duty(Duty.AWARDS, [units.two.id], people.admin)
        duties.set_duty(Duty.PUBLICITY, [units.three.id], people.admin)
        member = members.add_member(keeper, members.MemberFacts("HTX Rau", tax_code="0201000022"))
        sent = members.begin_import(io.BytesIO(member_sheet.template()), "thanh-vien.xlsx", keeper)
        session.flush()
        ids["member"]["known"], ids["sent"]["members"] = member.id, sent.id
    office = SimpleNamespace(people=people, ids=ids, keeper=keeper, member=member)
    names = ("voted", "submitted", "decided", "gathered", "nurtured", "found", "dropped")
    found = {name: _exemplar(office, name) for name in names}
    _awards(office, found)
    with transaction():
        exemplars.drop(found["dropped"], keeper, "Thôi")
        channel = publicity.save_channel(None, people.other, "Trang Fanpage", 1, None)
        session.flush()
        facts = publicity.PublicationFacts(channel.id, "example", "Gương tốt", today(), url="https://trang.example/1")
        piece = publicity.add_publication(people.staff, units.one.id, facts, io.BytesIO(picture()), "anh.png")
        session.flush()
        ids["channel"]["known"], ids["publication"]["own"] = channel.id, piece.id


def _exemplar(office: SimpleNamespace, name: str) -> Any:
    staff, keeper = office.people.staff, office.keeper
    with transaction():
        facts = exemplars.ExemplarFacts("person", f"Người {name}", office.member.id, "Rau", "Trồng rau", today())
        exemplar = exemplars.add_exemplar(staff, staff.department_id, facts)
        session.flush()
        for kind in USUAL_PAPERS:
            exemplars.add_paper(exemplar, kind, io.BytesIO(one_page_pdf()), f"{kind}.pdf", staff)
        if name not in ("found", "dropped"):
            exemplars.judge(exemplar, dict.fromkeys(CRITERIA, (True, "Đạt")), keeper)
            exemplars.nurture(exemplar, keeper)
        office.ids["exemplar"][name] = exemplar.id
        if name == "found":
            office.ids["paper"]["of_found"] = exemplar.papers[0].id
    return exemplar


def _awards(office: SimpleNamespace, found: dict[str, Any]) -> None:
    people, ids, keeper = office.people, office.ids, office.keeper
    for state, name in (
        ("voting", "voted"),
        ("submitted", "submitted"),
        ("decided", "decided"),
        ("gathering", "gathered"),
    ):
        with transaction():
            facts = awards.OccasionFacts(state, "Bằng khen", "UBND thành phố", today(), (PaperKind.REPORT,), 50)
            occasion = awards.add_occasion(keeper, facts)
            session.flush()
            nomination = awards.nominate(occasion, found[name], keeper)
            ids["occasion"][state] = occasion.id
            if state == "gathering":
                ids["nomination"]["of_gathering"] = nomination.id
                continue
            awards.open_vote(occasion, [people.leader.id, people.head.id], keeper)
            mine, head = occasion.council
            awards.vote(mine, {nomination.id: True}, people.leader)
            if state == "voting":
                ids["seat"]["of_head"] = head.id
                continue
            proposals.submit(occasion, keeper)
            if state == "decided":
                decision = awards.Decision("9/QĐ-UBND", "UBND thành phố", today(), {nomination.id: (True, "")})
                awards.decide(occasion, decision, keeper, io.BytesIO(one_page_pdf()), "9.pdf")
                ids["exemplar"]["awarded"] = found[name].id
