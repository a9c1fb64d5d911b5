"""Whom a line of Nơi nhận means by the office's lists, and how far a delivery is."""

from types import SimpleNamespace
from typing import Any

import pytest

from intranet.delivery.rules import Kind, KnownReceivers, Receiver, lines_of, receiver_of, standing_of


def unit(number: int, name: str, short_name: str = "", spellings: str = "", **more: Any) -> SimpleNamespace:
    return SimpleNamespace(id=number, name=name, short_name=short_name, spellings=spellings, **more)


OFFICE, TTTT, KT = unit(1, "Văn phòng", "VP"), unit(2, "Phòng Thông tin và tuyên truyền", "PTTTT"), unit(3, "Phòng KT")
GROUP = unit(1, "các Phòng, Trung tâm", members=[TTTT, KT])
CITY = unit(7, "Ủy ban nhân dân thành phố Hải Phòng", spellings="UBND thành phố\nUBND TP")
PERSON = unit(9, "Nguyễn Văn Anh")
KNOWN = KnownReceivers.of([OFFICE, TTTT, KT], [GROUP], [CITY], [PERSON])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Văn phòng", [(Kind.DEPARTMENT, 1)]),
        ("- PTTTT;", [(Kind.DEPARTMENT, 2)]),
        ("phòng thông tin và tuyên truyền", [(Kind.DEPARTMENT, 2)]),
        ("Các phòng, trung tâm", [(Kind.DEPARTMENT, 2), (Kind.DEPARTMENT, 3)]),
        ("UBND thành phố (để báo cáo)", [(Kind.AGENCY, 7)]),
        ("Ông Nguyễn Văn Anh", [(Kind.PERSON, 9)]),
        ("đồng chí Nguyễn Văn Anh", [(Kind.PERSON, 9)]),
        ("Như trên", []),
        ("Sở Nội vụ", []),
        ("Văn phòng và Phòng KT", []),  # two names are not guessed apart
    ],
)
def test_a_line_means_whom_the_lists_say(line: str, found: list[tuple[Kind, int]]) -> None:
    assert [(receiver.kind, receiver.id) for receiver in KNOWN.find(line)] == found


def test_lines_and_keys() -> None:
    assert lines_of("Các phòng; UBND thành phố;\nSở Nội vụ. ") == ["Các phòng", "UBND thành phố", "Sở Nội vụ."]
    assert receiver_of("a:7") == Receiver(Kind.AGENCY, 7) and Receiver(Kind.AGENCY, 7).key == "a:7"
    assert [receiver_of(text) for text in ("", "x:1", "d:", "d:một")] == [None] * 4


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({}, "waiting"),
        ({"sent_on": 1}, "sent"),
        ({"sent_on": 1, "received_by": "RR123"}, "received"),
        ({"sent_on": 1, "seen_at": 1}, "received"),
        ({"sent_on": 1, "received_by": "A", "returned_on": 1}, "returned"),
        ({"dropped_why": "nhầm"}, "dropped"),
    ],
)
def test_how_far_a_delivery_is(facts: dict[str, Any], standing: str) -> None:
    bare = {"sent_on": None, "received_by": "", "seen_at": None, "returned_on": None, "dropped_why": ""}
    assert standing_of(SimpleNamespace(**{**bare, **facts})) == standing
