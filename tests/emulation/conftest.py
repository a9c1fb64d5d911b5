"""An office whose department two keeps the awards and whose department one publishes; builders of everything else."""

import io
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.emulation import member_sheet
from intranet.emulation.models import AwardOccasion, Exemplar, Member
from intranet.emulation.rules import CRITERIA, USUAL_PAPERS, Duty
from intranet.emulation.service import awards, duties, exemplars, members
from intranet.web.excel import Column, sheet
from tests.documents.conftest import one_page_pdf
from tests.support.office import Office


class Emulation:
    """Makes members, exemplars and occasions; each call is a change of its own."""

    def __init__(self, office: Office) -> None:
        self.cast, self._count = office.cast(), 0
        self.third = office.person(department=office.department("Phòng Chính sách", "PCS"))
        cast = self.cast
        with transaction():
            duties.set_duty(Duty.AWARDS, [cast.two.id], cast.admin)
            duties.set_duty(Duty.PUBLICITY, [cast.one.id], cast.admin)

    @property
    def keeper(self) -> Any:
        return self.cast.other_staff

    def member(self, name: str = "", **facts: Any) -> Member:
        self._count += 1
        with transaction():
            return members.add_member(self.keeper, members.MemberFacts(name or f"HTX số {self._count}", **facts))

    def exemplar(self, name: str = "", *, by: Any = None, member: Member | None = None, **facts: Any) -> Exemplar:
        self._count += 1
        by, member = by or self.cast.staff, member or self.member()
        given = {"kind": "person", "field": "Nông nghiệp", "achievement": "Trồng rau sạch.", "found_on": today()}
        known = exemplars.ExemplarFacts(
            name=name or f"Người số {self._count}", member_id=member.id, **{**given, **facts}
        )
        with transaction():
            return exemplars.add_exemplar(by, by.department_id, known)

    def judged(self, exemplar: Exemplar, **verdicts: bool) -> Exemplar:
        """All criteria judged: met, unless said otherwise."""
        with transaction():
            met = {name: (verdicts.get(name, True), "Đã kiểm tra.") for name in CRITERIA}
            exemplars.judge(exemplar, met, self.keeper)
        return exemplar

    def ready(self, name: str = "", papers: Sequence[str] = tuple(USUAL_PAPERS), **facts: Any) -> Exemplar:
        """An exemplar being fostered whom an occasion may take."""
        exemplar = self.judged(self.exemplar(name, **facts))
        with transaction():
            for kind in papers:
                exemplars.add_paper(exemplar, kind, io.BytesIO(one_page_pdf()), f"{kind}.pdf", self.keeper)
            exemplars.nurture(exemplar, self.keeper)
        return exemplar

    def occasion(self, *nominees: Exemplar, **facts: Any) -> AwardOccasion:
        given: dict[str, Any] = {"name": "Đại hội Thi đua", "award": "Bằng khen của UBND thành phố", "share": 60}
        given |= {"addressees": "UBND thành phố\nSở Nội vụ", "papers": tuple(USUAL_PAPERS)}
        given["closes_on"] = today() + timedelta(days=5)
        with transaction():
            occasion = awards.add_occasion(self.keeper, awards.OccasionFacts(**{**given, **facts}))
            for exemplar in nominees:
                awards.nominate(occasion, exemplar, self.keeper)
        return occasion

    def voted(self, occasion: AwardOccasion, *ballots: tuple[Any, Sequence[bool]]) -> AwardOccasion:
        """The council is asked and votes: by person a yes or no for each nominee, none for who has not voted."""
        with transaction():
            awards.open_vote(occasion, [person.id for person, _ in ballots], self.keeper)
        for seat, (person, agrees) in zip(occasion.council, ballots, strict=True):
            if agrees:
                with transaction():
                    answers = zip((one.id for one in occasion.nominees), agrees, strict=True)
                    awards.vote(seat, dict(answers), person)
        session.expire_all()
        return occasion


def member_rows(*rows: Sequence[Any], heads: Sequence[str] = ()) -> bytes:
    """A sheet of members as somebody filled it in; every column of the sample sheet unless heads are given."""
    columns = heads or [column.head for column in member_sheet.COLUMNS]
    return sheet("Thành viên", [Column(head) for head in columns], rows)


@pytest.fixture
def emulation(office: Office) -> Emulation:
    """Builders of the feature's things; ask for `app` or `both_engines` first."""
    return Emulation(office)
