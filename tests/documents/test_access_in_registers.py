"""Registers and searches say of a restricted letter that its number was given, not what it is about (PL VI, III.3)."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from flask import Flask
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from intranet.accounts.models import Person
from intranet.accounts.rules import Role
from intranet.core.clock import today
from intranet.core.db import transaction
from intranet.delivery import service as deliveries
from intranet.delivery.rules import Way
from intranet.delivery.service import Sending
from intranet.documents import service
from intranet.documents.queries import offers
from intranet.documents.queries.access import numbers_kept_from
from intranet.documents.rules import State
from intranet.documents.service.copying import Copying
from intranet.plans.service import make_plan
from intranet.registers.queries import Filters, as_filed, kept_from
from intranet.registers.service.uses import Use, lend_copy
from tests.documents.conftest import Letters
from tests.support.visitor import Page, Visitor

SECRET, RECEIVER = "Kỷ luật ông Trần Văn Kín", "Báo Hải Phòng"


@pytest.fixture
def scene(letters: Letters) -> SimpleNamespace:
    """A restricted letter, sent by post, copied and lent; an open one; and the head of a unit that may not read it."""
    clerk, cast = letters.cast.clerk, letters.cast
    letter = letters.in_state(State.ISSUED, trich_yeu=SECRET, noi_nhan=[RECEIVER, "Lưu: VT"])
    other = letters.in_state(State.ISSUED, trich_yeu="Mở lớp tập huấn", noi_nhan=["Sở Nội vụ", "Lưu: VT"])
    with transaction():
        service.set_access(letter, clerk, is_restricted=True, readers=[f"d:{cast.two.id}"], reason="Nhân sự")
        sent = deliveries.add_delivery(letter.number, clerk, outside_name=RECEIVER, words=RECEIVER)
        deliveries.add_delivery(letter.number, clerk, outside_name="Đài Hải Phòng")
        deliveries.send(sent, clerk, Sending(Way.POST, today(), received_by="Bà Kín"))
        lend_copy(letter.number, clerk, Use(today(), "Bà Ánh", "Chánh Văn phòng"))
        copy = service.copy_letter(letter, clerk, Copying("SY", today(), letters.signing, [RECEIVER]))
    head = letters.office.person(Role.HEAD)
    return SimpleNamespace(letter=letter, other=other, copy=copy, clerk=clerk, head=head, reader=cast.other_head)


def says(text: str) -> bool:
    return "Văn Kín" in text or "Bà Kín" in text or RECEIVER in text


def test_whose_numbers_are_kept_from_whom(both_engines: Flask, letters: Letters, scene: SimpleNamespace) -> None:
    kept = {scene.letter.number_id, scene.copy.number_id}
    assert kept_from(scene.head) == kept == kept_from(letters.office.person())
    for person in (scene.clerk, scene.reader, letters.cast.leader, letters.cast.staff, letters.cast.office_head):
        assert kept_from(person) == frozenset(), person.name
    assert numbers_kept_from(letters.cast.leader) == []
    found = as_filed(Filters(year=today().year, words="ky luat"), scene.head)
    assert found == [] and as_filed(Filters(year=today().year, words="ky luat"), scene.reader) != []
    with transaction():
        scene.letter.is_restricted = False
    assert kept_from(scene.head) == frozenset()


PAGES = (
    "/registers",
    "/registers?q=K%E1%BB%B7+lu%E1%BA%ADt",
    "/registers/numbers/{number}",
    "/registers/uses",
    "/deliveries",
    "/deliveries/post",
    "/search?q=K%C3%ADn",
    "/documents?q=K%C3%ADn",
    "/registers/numbers/{copy}",
)


def opened(visitor: Visitor, person: Person, address: str, scene: SimpleNamespace) -> Page:
    return visitor.sign_in(person).visit(address.format(number=scene.letter.number_id, copy=scene.copy.number_id))


def test_the_pages_say_nothing_of_it(app: Flask, scene: SimpleNamespace, visitor: Visitor) -> None:
    for address in PAGES:
        words = opened(visitor, scene.head, address, scene).text
        assert not says(words), address
        assert "Đài Hải Phòng" not in words, address
    assert says(opened(visitor, scene.clerk, "/registers", scene).text)
    assert says(opened(visitor, scene.reader, "/registers/numbers/{number}", scene).text)
    page = opened(visitor, scene.head, "/registers", scene)
    assert scene.letter.mark in page.text and "văn bản hạn chế người xem" in page.text
    assert "Mở lớp tập huấn" in page.text and "Sở Nội vụ" in page.text
    visitor.visit(f"/registers/numbers/{scene.letter.number_id}/deliveries", status=403)
    excel_and_paper_say_it_to_the_clerk_alone(scene, visitor)


def cells(data: bytes) -> str:
    return str(CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python())


def paper(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages)


def excel_and_paper_say_it_to_the_clerk_alone(scene: SimpleNamespace, visitor: Visitor) -> None:
    for address, read in (
        ("/registers/excel", cells),
        ("/registers/print", paper),
        ("/registers/uses/excel", cells),
        ("/registers/uses/print", paper),
        ("/deliveries/post/excel", cells),
        ("/deliveries/post/print", paper),
    ):
        visitor.sign_in(scene.head)
        hidden = read(visitor.client.get(address).data)
        assert scene.letter.mark in hidden and not says(hidden), address
        visitor.sign_in(scene.clerk)
        assert says(read(visitor.client.get(address).data)), address


def test_lists_of_plans_do_not_say_what_a_restricted_one_is_about(
    app: Flask, letters: Letters, scene: SimpleNamespace
) -> None:
    cast = letters.cast
    with transaction():
        plan = make_plan(cast.clerk, number="43", symbol="KH-CQ", issued_on=today(), subject=SECRET, leader=cast.leader)
        plan.document_id = scene.letter.id
    visitor = Visitor(app)
    places = ("/plans", f"/plans/{plan.id}", "/search?q=K%C3%ADn", "/plans?q=K%C3%ADn", "/overview")
    assert [address for address in places if says(visitor.sign_in(scene.head).visit(address).text)] == []
    assert "văn bản hạn chế người xem" in visitor.visit("/plans").text
    assert str(plan.id) not in dict(offers._plans(scene.head))
    assert [address for address in places if not says(visitor.sign_in(scene.reader).visit(address).text)] == []
