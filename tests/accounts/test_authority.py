"""Điều 13: what is passed on and what never; how long; what stands above the name. One test a rule, on both engines."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from intranet.accounts import queries
from intranet.accounts.models import SigningAuthority
from intranet.accounts.rules import Capacity, Role, lines_passed_on
from intranet.accounts.service import AuthorityFacts, PassedOn, end_authority, give_authority, pass_on, take_back
from intranet.core.clock import today
from intranet.core.db import db, session, transaction
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.core.history import history_of
from tests.support.office import Office
from tests.support.visitor import Visitor

DAY = timedelta(days=1)
TITLE = "Phó Chánh Văn phòng"


@pytest.fixture
def cast(both_engines: Flask, office: Office) -> SimpleNamespace:
    people = office.cast()
    people.deputy = office.person(Role.DEPUTY_HEAD, department=people.van_phong, name="Phó Chánh Văn phòng")
    lines = "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG"
    people.by_order = office.may_sign(
        people.office_head, Capacity.TL, lines, "CV GM TB", valid_until=today() + 100 * DAY, valid_from=today() - DAY
    )
    return people


def passed(cast: SimpleNamespace, **changes: Any) -> SigningAuthority:
    facts = {
        "deputy": cast.deputy,
        "title": TITLE,
        "types": ("GM",),
        "valid_from": today(),
        "valid_until": today() + DAY,
    }
    with transaction():
        return pass_on(cast.by_order, cast.office_head, PassedOn(**{**facts, **changes}))


def named(cast: SimpleNamespace, type_code: str, day: date) -> set[str]:
    return {a.person.name for a in queries.authorities_for(cast.by_order.issuer_id, type_code, day)}


def test_the_deputy_may_be_named_for_these_types_in_these_days(cast: SimpleNamespace) -> None:
    given = passed(cast)
    assert given.lines == "TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG"
    both = {cast.office_head.name, cast.deputy.name}
    assert named(cast, "GM", today()) == named(cast, "GM", today() + DAY) == both
    assert named(cast, "GM", today() + 2 * DAY) == named(cast, "CV", today()) == {cast.office_head.name}
    line = history_of(given)[0]
    assert (line.act, line.actor_name) == ("pass_on", cast.office_head.name)


REFUSED = {
    "not a deputy": ({"deputy": "clerk"}, "deputy"),
    "another unit's head": ({"deputy": "head"}, "deputy"),
    "a type he may not sign": ({"types": ("GM", "KH")}, "types"),
    "no type": ({"types": ()}, "types"),
    "backwards": ({"valid_from": today() + 2 * DAY}, "valid_until"),
    "over": ({"valid_from": today() - DAY, "valid_until": today() - DAY}, "valid_until"),
    "before his own": ({"valid_from": today() - 5 * DAY}, "valid_from"),
    "longer than his own": ({"valid_until": today() + 101 * DAY}, "valid_until"),
    "no title": ({"title": " "}, "title"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_goes_beyond_his_own_is_not_passed_on(cast: SimpleNamespace, case: str) -> None:
    changes, field = REFUSED[case]
    if "deputy" in changes:
        changes = {"deputy": getattr(cast, str(changes["deputy"]))}
    with pytest.raises(Invalid) as refusal:
        passed(cast, **changes)
    assert refusal.value.field == field


@pytest.mark.parametrize("capacity", [Capacity.TUQ, Capacity.KT, Capacity.HEAD, Capacity.TM, Capacity.Q])
def test_only_by_order_is_passed_on(cast: SimpleNamespace, office: Office, capacity: Capacity) -> None:
    more = {"valid_until": today() + DAY, "basis": "GUQ 1"} if capacity == Capacity.TUQ else {}
    cast.by_order = office.may_sign(cast.office_head, capacity, "X\nY", "GM", **more)
    with pytest.raises(Refused, match="Điều 13"):
        passed(cast)


def test_what_was_passed_on_is_not_passed_further(cast: SimpleNamespace) -> None:
    given = passed(cast)
    with pytest.raises(NotPermitted), transaction():
        pass_on(given, cast.office_head, PassedOn(cast.deputy, TITLE, ("GM",), today(), today() + DAY))
    with pytest.raises(Refused, match="không giao tiếp"), transaction():
        pass_on(given, cast.deputy, PassedOn(cast.deputy, TITLE, ("GM",), today(), today() + DAY))


def test_only_its_holder_passes_it_on(cast: SimpleNamespace) -> None:
    for person in (cast.admin, cast.leader, cast.deputy):
        with pytest.raises(NotPermitted), transaction():
            pass_on(cast.by_order, person, PassedOn(cast.deputy, TITLE, ("GM",), today(), today() + DAY))


def test_it_ends_with_the_right_it_came_from(cast: SimpleNamespace) -> None:
    passed(cast, valid_until=today() + 50 * DAY)
    with transaction():
        end_authority(queries.get_authority(cast.by_order.id), cast.admin, today())
    assert named(cast, "GM", today()) == {cast.office_head.name, cast.deputy.name}
    assert named(cast, "GM", today() + DAY) == set()


@pytest.mark.parametrize("who", ["office_head", "admin"])
def test_it_is_taken_back_from_today_on(cast: SimpleNamespace, who: str) -> None:
    given = passed(cast)
    with pytest.raises(NotPermitted), transaction():
        take_back(given, cast.deputy)
    with transaction():
        take_back(given, getattr(cast, who))
    assert named(cast, "GM", today()) == {cast.office_head.name}
    with pytest.raises(Refused), transaction():
        take_back(given, getattr(cast, who))


def test_by_order_and_by_delegation_go_to_heads_of_units(cast: SimpleNamespace) -> None:
    issuer, end = cast.by_order.issuer, today() + DAY
    by_order = AuthorityFacts(Capacity.TL, "TL. CHỦ TỊCH\nTRƯỞNG PHÒNG", today(), types="CV")
    delegated = AuthorityFacts(Capacity.TUQ, "TUQ. CHỦ TỊCH\nTRƯỞNG PHÒNG", today(), end, types="CV", basis="GUQ 1")
    for facts in (by_order, delegated):
        for person in (cast.staff, cast.leader, cast.deputy):
            with pytest.raises(Invalid) as refusal, transaction():
                give_authority(person, issuer, cast.admin, facts)
            assert refusal.value.field == "person"
        with transaction():
            give_authority(cast.head, issuer, cast.admin, facts)


def test_the_deputy_in_charge_of_a_unit_without_head_signs_by_order(cast: SimpleNamespace, office: Office) -> None:
    unit = office.department()
    in_charge = office.person(Role.DEPUTY_HEAD, department=unit)
    facts = AuthorityFacts(Capacity.TL, "TL. CHỦ TỊCH\nPHÓ TRƯỞNG PHÒNG", today(), types="CV")
    with transaction():
        give_authority(in_charge, cast.by_order.issuer, cast.admin, facts)


def test_the_table_itself_knows_that_only_by_order_is_passed_on(cast: SimpleNamespace) -> None:
    given = passed(cast)
    with pytest.raises(Exception, match=r"(?i)check|constraint"), db.engine.begin() as connection:
        connection.execute(text(f"UPDATE signing_authority SET capacity = 'KT' WHERE id = {given.id}"))
    assert session.get_one(SigningAuthority, given.id).capacity == "TL"


def test_lines_of_one_who_signs_for_his_head_by_order() -> None:
    told = lines_passed_on("TL. GIÁM ĐỐC \n TRƯỞNG PHÒNG TỔNG HỢP", " phó trưởng phòng ")
    assert told == "TL. GIÁM ĐỐC\nKT. TRƯỞNG PHÒNG TỔNG HỢP\nPHÓ TRƯỞNG PHÒNG"


def test_the_head_passes_it_on_and_takes_it_back_on_his_page(app: Flask, office: Office) -> None:
    cast = office.cast()
    deputy = office.person(Role.DEPUTY_HEAD, department=cast.van_phong, name="Lê Thị Phó", post=TITLE)
    office.may_sign(cast.office_head, Capacity.TL, "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "CV GM")
    head = Visitor(app).sign_in(cast.office_head)
    page = head.visit(head.visit("/account").links()["Quyền ký của tôi"])
    page = head.visit(page.links()["Giao cấp phó ký thay"])
    end = f"{today() + 9 * DAY:%d/%m/%Y}"
    page = head.press("Giao ký thay", page, status=422, deputy=str(deputy.id), types=[], valid_until=end)
    assert "Hãy chọn trong các loại văn bản bạn được ký" in page.text
    page = head.press("Giao ký thay", page, types=["GM"])
    assert "Lê Thị Phó" in page.text and f"đến hết {end}" in page.text
    own = Visitor(app).sign_in(deputy).visit("/account/authorities").text
    assert "KT. CHÁNH VĂN PHÒNG" in own and "không giao tiếp" in own
    assert "Lê Thị Phó không còn ký thay" in head.press("Thu lại", page).text
