"""The gate before a number: each line holds or names what is wrong; a must stops, a should passes with a reason."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, Refused
from intranet.core.history import history_of
from intranet.docservice.leftovers import Leftovers
from intranet.documents import service
from intranet.documents.models import Document
from intranet.documents.queries.gate import gate_of
from intranet.documents.rules import CheckKind, State
from intranet.documents.rules.gate import GATE, Facts, Level, judged
from intranet.laws.service import LawFacts, add_law
from tests.documents.conftest import FACTS, Letters
from tests.support.visitor import Visitor

DAY = date(2026, 3, 10)
MUSTS = {
    "checked", "signer", "tracked", "comments", "placeholders", "blanks", "draft_mark", "highlight", "receivers",
    "bases", "form",
}  # fmt: skip
SHOULDS = {"attachment_blanks", "attachments"}


def letter(**changes: Any) -> SimpleNamespace:
    """A letter that fulfils everything."""
    checks = [SimpleNamespace(kind=kind, n=2, dropped_at=None) for kind in CheckKind]
    person = SimpleNamespace(name="Ông A", is_active=True)
    authority = SimpleNamespace(
        person=person,
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
        types="",
        fields="",
        capacity="KT",
        passed_from=None,
    )
    facts = {"current_n": 2, "checks": checks, "signer_authority": authority, "type_code": "KH", "field": "",
             "recipients": "Các phòng", "attachments": [], "report": None, "overruled": {}}  # fmt: skip
    return SimpleNamespace(**{**facts, **changes})


def standing(document: SimpleNamespace, day: date = DAY, left: Leftovers | None = None, **facts: Any) -> list[str]:
    found = judged(Facts(document, day, left or Leftovers(), **facts), {})
    return [one.line.code for one in found if not one.holds]


def test_the_lines_are_those_the_office_knows() -> None:
    assert {line.code for line in GATE if line.level == Level.MUST} == MUSTS
    assert {line.code for line in GATE if line.level == Level.SHOULD} == SHOULDS
    assert standing(letter()) == []


@pytest.mark.parametrize(
    ("code", "left"),
    [
        ("tracked", Leftovers(tracked_changes=2)),
        ("comments", Leftovers(comments=1)),
        ("placeholders", Leftovers(placeholders=("{{ so }}",))),
        ("blanks", Leftovers(blanks=("số …/KH",))),
        ("attachment_blanks", Leftovers(attachment_blanks=("(Kèm theo …/KH)",))),
        ("draft_mark", Leftovers(draft_marks=("DỰ THẢO",))),
        ("highlight", Leftovers(highlights=("30 triệu",))),
    ],
)
def test_what_is_left_in_the_file_stands_in_the_way(code: str, left: Leftovers) -> None:
    assert standing(letter(), left=left) == [code]


def test_the_letters_own_facts_stand_in_the_way() -> None:
    assert standing(letter(recipients=" ")) == ["receivers"]
    assert standing(letter(recipients="", type_code="GGT")) == []
    assert standing(letter(current_n=3)) == ["checked"]
    assert standing(letter(), day=date(2027, 1, 1)) == ["signer"]
    assert standing(letter(signer_authority=None)) == ["signer"]
    assert standing(letter(), bases=("«Luật X» hết hiệu lực.",)) == ["bases"]
    speaking = ("(Có biểu mẫu gửi kèm)",)
    assert standing(letter(), lines=speaking) == ["attachments"]
    assert standing(letter(attachments=[1]), lines=speaking) == []
    assert standing(letter(), lines=(*speaking, "Phụ lục I")) == []


def test_a_reason_passes_a_should_and_never_a_must() -> None:
    facts = Facts(letter(), DAY, Leftovers(comments=1), ("có biểu gửi kèm",))
    reason = SimpleNamespace(reason="bản giấy")
    left = [one.line.code for one in judged(facts, {"comments": reason, "attachments": reason}) if not one.holds]
    assert left == ["comments"]


ENDED = LawFacts("Chương trình công tác", date(2020, 1, 1), in_force_until=date(2025, 12, 31))


def with_words(letters: Letters, *lines: str) -> Document:
    """A signed letter whose body says these lines."""
    return letters.in_state(State.SIGNED, noi_dung="\n".join([FACTS["noi_dung"], *lines]))


def test_a_must_stops_the_letter_before_anybody_signs_it(both_engines: Flask, letters: Letters) -> None:
    found = letters.in_state(State.CHECKING, noi_dung=f"{FACTS['noi_dung']}\n2. Theo Kế hoạch số …/KH-LMHTX.")
    for check, person in ((service.check_content, letters.cast.head), (service.check_format, letters.cast.clerk)):
        with transaction():
            check(found, person)
    with pytest.raises(Refused, match="Còn số, ngày bỏ trống"), transaction():
        service.present(found, letters.cast.staff)
    session.expire_all()
    assert found.state == State.CHECKING and next(e.act for e in history_of(found)) == "check_format"


def test_a_must_stops_the_number_and_leaves_nothing_behind(both_engines: Flask, letters: Letters) -> None:
    found = letters.in_state(State.SIGNED)
    with transaction():
        add_law(letters.cast.clerk, ENDED)
    with pytest.raises(Refused, match="hết hiệu lực"), transaction():
        service.number(found, letters.cast.clerk, today())
    with pytest.raises(Refused, match="bắt buộc"), transaction():
        service.pass_line(found, "bases", "không sao", letters.cast.clerk)
    assert (found.state, found.number) == (State.SIGNED, None)


def test_a_should_passes_with_a_reason_for_this_version(both_engines: Flask, letters: Letters) -> None:
    found = with_words(letters, "2. Biểu số liệu gửi kèm.")
    with pytest.raises(Refused, match="chưa có phụ lục"), transaction():
        service.number(found, letters.cast.clerk, today())
    with pytest.raises(Invalid), transaction():
        service.pass_line(found, "attachments", "  ", letters.cast.clerk)
    with transaction():
        service.pass_line(found, "attachments", "Biểu chỉ có bản giấy", letters.cast.clerk)
    with transaction():
        service.number(found, letters.cast.clerk, today())
    assert found.state == State.NUMBERED
    assert [(e.act, e.note) for e in history_of(found)][:2] == [("number", ""), ("pass_line", "Biểu chỉ có bản giấy")]


def test_a_base_that_no_longer_holds_stops_the_number(app: Flask, letters: Letters) -> None:
    found = letters.in_state(State.SIGNED)
    with transaction():
        add_law(letters.cast.clerk, ENDED)
    assert [one.line.code for one in gate_of(found) if not one.holds] == ["bases"]
    assert gate_of(found, date(2025, 6, 1))[10].holds


def test_the_page_says_each_line_and_the_clerk_passes_a_should(app: Flask, letters: Letters, visitor: Visitor) -> None:
    found = with_words(letters, "2. Biểu số liệu gửi kèm.")
    visitor.sign_in(letters.cast.clerk)
    page = visitor.visit(f"/documents/{found.id}")
    assert "Còn 1 điều chưa đạt" in page.text and "chưa có phụ lục" in page.text
    assert "Cấp số" not in page.buttons()
    missing = visitor.press("Cho qua", on=page, status=422, reason="")
    assert missing.errors() == ["Hãy điền mục này."]
    passed = visitor.press("Cho qua", on=missing, reason="Biểu chỉ có bản giấy")
    assert f"Đạt cả {len(GATE)} điều" in passed.text and "Biểu chỉ có bản giấy" in passed.text
    assert "Cấp số" in passed.buttons()
    session.rollback()
    drafter = visitor.sign_in(letters.cast.staff).visit(f"/documents/{found.id}")
    assert f"Đạt cả {len(GATE)} điều" in drafter.text and "Cho qua" not in drafter.buttons()
    visitor.post(f"/documents/{found.id}/pass_line/attachments", 403, reason="x")
