"""Whom a line of Nơi nhận means by the office's lists, and how far a delivery is."""

from types import SimpleNamespace
from typing import Any

import pytest

from intranet.delivery.rules import (
    Kind,
    KnownReceivers,
    Receiver,
    fits_in_a_mail,
    is_address,
    lines_of,
    receiver_of,
    standing_of,
)


def unit(number: int, name: str, short_name: str = "", spellings: str = "", **more: Any) -> SimpleNamespace:
    return SimpleNamespace(id=number, name=name, short_name=short_name, spellings=spellings, **more)


OFFICE, TTTT, KT = unit(1, "Văn phòng", "VP"), unit(2, "Phòng Thông tin và tuyên truyền", "PTTTT"), unit(3, "Phòng KT")
GROUP = unit(1, "các Phòng, Trung tâm", members=[TTTT, KT])
CITY = unit(7, "Ủy ban nhân dân thành phố Hải Phòng", spellings="UBND thành phố\nUBND TP")
PERSON = unit(9, "Nguyễn Văn Anh")
FORMER = {TTTT.id: ["Phòng Truyền thông", OFFICE.name]}
KNOWN = KnownReceivers.of([OFFICE, TTTT, KT], [GROUP], [CITY], [PERSON], FORMER)


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
        ("Phòng Truyền thông", [(Kind.DEPARTMENT, 2)]),  # merged into PTTTT
        ("Như trên", []),
        ("Sở Nội vụ", []),
        ("Văn phòng và Phòng KT", []),  # two names are not guessed apart
    ],
)
def test_a_line_means_whom_the_lists_say(line: str, found: list[tuple[Kind, int]]) -> None:
    assert [(receiver.kind, receiver.id) for receiver in KNOWN.find(line)] == found


def test_lines_and_keys() -> None:
    assert lines_of("Các phòng; UBND thành phố;\nSở Nội vụ. ") == ["Các phòng", "UBND thành phố", "Sở Nội vụ."]
    assert lines_of("Các phòng; - Lưu: VT, VP.; Lưu học sinh") == ["Các phòng", "Lưu học sinh"]
    assert receiver_of("a:7") == Receiver(Kind.AGENCY, 7) and Receiver(Kind.AGENCY, 7).key == "a:7"
    assert [receiver_of(text) for text in ("", "x:1", "d:", "d:một")] == [None] * 4


@pytest.mark.parametrize(
    ("text", "can_be"),
    [
        ("vanthu@haiphong.gov.vn", True),
        ("van-thu.so+1@so-noi-vu.haiphong.gov.vn", True),
        ("", False),
        ("vanthu", False),
        ("vanthu@haiphong", False),
        ("văn thư@haiphong.gov.vn", False),
        ("vanthu@haiphong..vn", False),
        ("a@b.vn, c@d.vn", False),
        ("a@b.vn\nBcc: c@d.vn", False),
    ],
)
def test_what_can_be_an_address(text: str, can_be: bool) -> None:
    assert is_address(text) is can_be


def test_files_travel_in_a_mail_with_a_third_more() -> None:
    assert fits_in_a_mail([5_000_000, 2_000_000], 10)
    assert not fits_in_a_mail([5_000_000, 2_300_000], 10)


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({}, "waiting"),
        ({"sent_on": 1}, "sent"),
        ({"sent_on": 1, "received_by": "RR123"}, "received"),
        ({"sent_on": 1, "seen_at": 1}, "received"),
        ({"sent_on": 1, "received_by": "A", "returned_on": 1}, "returned"),
        ({"dropped_why": "nhầm"}, "dropped"),
        ({"mail_state": "waiting"}, "mailing"),
        ({"mail_state": "failed"}, "mail_failed"),
        ({"mail_state": "unknown"}, "mail_unknown"),
        ({"mail_state": "unknown", "sent_on": 1}, "sent"),
        ({"mail_state": "failed", "dropped_why": "nhầm"}, "dropped"),
    ],
)
def test_how_far_a_delivery_is(facts: dict[str, Any], standing: str) -> None:
    nothing = {"received_by": "", "dropped_why": "", "mail_state": ""}
    bare = {"sent_on": None, "seen_at": None, "returned_on": None, **nothing}
    assert standing_of(SimpleNamespace(**{**bare, **facts})) == standing
