"""Numbers between two that were given: only by the office's rule, with a reason and a leader's leave (Điều 15.2)."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from flask import Flask

from intranet.core.db import transaction
from intranet.core.errors import Invalid, Refused
from intranet.core.history import history_of
from intranet.registers import queries, service
from intranet.registers.models import RegisterNumber
from intranet.registers.queries import Filters
from intranet.registers.rules import Entry
from intranet.registers.sheet import closing_lines, remark
from tests.support.office import Office
from tests.support.visitor import Visitor

DAYS = {1: date(2026, 3, 2), 2: date(2026, 3, 4), 3: date(2026, 3, 9)}
TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def in_march() -> object:
    with time_machine.travel("2026-03-10 09:00+07:00", tick=False) as traveller:
        yield traveller


def built(office: Office) -> SimpleNamespace:
    """An issuer with 01, 02 and 03 in its book, a clerk, a leader, and a rule that lets numbers be inserted."""
    cast = office.cast()
    desk = SimpleNamespace(issuer=cast.one.issuer, clerk=cast.clerk, leader=cast.leader)
    with transaction():
        service.set_keeping(desk.issuer, "Quy chế công tác văn thư, Điều 12", desk.clerk, inserts=True)
        for day in DAYS.values():
            service.take_number(desk.issuer, "KH", day, actor=desk.clerk, entry=Entry(subject="Thi đua"))
    return desk


@pytest.fixture
def desk(both_engines: Flask, office: Office) -> SimpleNamespace:
    return built(office)


def insert(desk: SimpleNamespace, after: int = 2, day: date = DAYS[2], **changes: Any) -> RegisterNumber:
    facts = {"actor": desk.clerk, "why": "Sót khi vào sổ", "leave": desk.leader, **changes}
    with transaction():
        return service.insert_number(desk.issuer, "KH", day, after, **facts)


def test_it_stands_between_two_and_is_kept_for_its_letter(desk: SimpleNamespace) -> None:
    first, second = insert(desk), insert(desk, day=DAYS[3])
    assert (first.full, second.full) == ("02a/KH-LMHTX", "02b/KH-LMHTX")
    assert (first.state, first.why) == ("kept", f"Sót khi vào sổ ({desk.leader.name} cho phép)")
    assert history_of(first)[0].words == "Chèn số 02a/KH-LMHTX, theo Quy chế công tác văn thư, Điều 12"
    with transaction():
        service.use_kept_number(first, actor=desk.clerk, entry=Entry(subject="Kế hoạch sót"), document_id=9)
    assert (first.state, first.document_id) == ("issued", 9)
    assert remark(first).startswith("Số chèn: Sót khi vào sổ")
    assert queries.next_number(desk.issuer, "KH", TODAY).text == "04/KH-LMHTX"  # the series goes on as it was
    assert queries.missing_numbers(queries.books()[0]) == [] and queries.missing_by_book(queries.books()) == {}


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "before its neighbour": ({"day": date(2026, 3, 3)}, "day"),
    "after the next one": ({"day": date(2026, 3, 10)}, "day"),
    "in the future": ({"day": date(2026, 3, 11)}, "day"),
    "after the last": ({"after": 3, "day": DAYS[3]}, "after"),
    "after a number never given": ({"after": 7}, "after"),
    "no reason": ({"why": " "}, "why"),
    "nobody's leave": ({"leave": None}, "leave_id"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_says_so_beside_its_field(desk: SimpleNamespace, case: str) -> None:
    changes, field = REFUSED[case]
    with pytest.raises(Invalid) as refusal:
        insert(desk, **changes)
    assert refusal.value.field == field
    assert len(queries.as_filed(Filters(year=2026), desk.clerk)) == 3


def test_only_a_leader_gives_leave(desk: SimpleNamespace) -> None:
    with pytest.raises(Invalid, match="lãnh đạo"):
        insert(desk, leave=desk.clerk)


def test_it_is_off_until_the_rule_says_otherwise(desk: SimpleNamespace) -> None:
    for basis in ("Quy chế công tác văn thư", ""):  # a rule that speaks of keeping only, then none
        with transaction():
            service.set_keeping(desk.issuer, basis, desk.clerk)
        with pytest.raises(Refused, match=r"Điều 15\.2"):
            insert(desk)
    with pytest.raises(Invalid, match="cho phép chèn số"), transaction():
        service.set_keeping(desk.issuer, "", desk.clerk, inserts=True)


def test_a_cancelled_one_stays_and_its_letter_is_not_given_again(desk: SimpleNamespace) -> None:
    first = insert(desk)
    with transaction():
        service.cancel_number(first, "Không dùng", desk.clerk)
    assert insert(desk).number_text == "02b"
    assert [number.number_text for number in queries.as_filed(Filters(year=2026), desk.clerk)] == [
        "01",
        "02",
        "02a",
        "02b",
        "03",
    ]


def test_the_closing_sheet_counts_them_apart(desk: SimpleNamespace) -> None:
    used, cancelled = insert(desk), insert(desk)
    with transaction():
        service.use_kept_number(used, actor=desk.clerk, entry=Entry(subject="Kế hoạch sót"))
        service.cancel_number(cancelled, "Không dùng", desk.clerk)
    why = f"Sót khi vào sổ ({desk.leader.name} cho phép)"
    assert closing_lines(queries.as_filed(Filters(year=2026), desk.clerk)) == [
        "Sổ chung 2026: từ số 01 đến số 03, gồm 3 số và 2 số chèn, 4 văn bản.",
        f"Số chèn: 02a – {why}; 02b – Không dùng.",
        "Hủy: 02b – Không dùng.",
        "Còn để dành: không có.",
    ]


def test_the_clerk_switches_it_on_and_inserts(app: Flask, office: Office) -> None:
    desk = built(office)
    with transaction():
        service.set_keeping(desk.issuer, "", desk.clerk)
    clerk = Visitor(app).sign_in(desk.clerk)
    assert "chưa cho chèn số" in clerk.visit("/registers/insert", status=409).text
    clerk.press("Lưu", clerk.visit("/registers/set_keeping"), basis="Quy chế, Điều 12", inserts="y")
    page = clerk.visit(clerk.visit("/registers/books").links()["Chèn một số"])
    typed = {"type_code": "KH", "why": "Sót khi vào sổ", "leave_id": str(desk.leader.id), "after": "2"}
    page = clerk.press("Chèn số", page, status=422, **typed, day="10/03/2026")
    assert "Ngày phải từ 04/03/2026 (số 02) đến 09/03/2026 (số 03)" in page.text
    page = clerk.press("Chèn số", page, day="05/03/2026")
    assert page.heading == "Số 02a/KH-LMHTX" and "ở bước Cấp số của văn bản" in page.text  # what is done with it next
    assert "Để dành một số" in clerk.visit("/registers/books").links()
    assert "số chèn, để dành" in clerk.visit("/registers/books").text
