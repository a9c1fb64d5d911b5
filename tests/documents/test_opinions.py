"""Góp ý: a version goes to units, each opinion and what was done with it is kept, printed and compared."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from flask import Flask

from intranet.core.clock import today
from intranet.core.db import transaction
from intranet.core.errors import Invalid, Refused
from intranet.core.history import history_of
from intranet.docservice.word import docx_facts
from intranet.documents import queries, service
from intranet.documents.models.opinions import Opinion
from intranet.documents.rules import State, sees
from intranet.documents.rules.opinions import Outcome
from tests.documents.conftest import Letters
from tests.support.visitor import Visitor

TOMORROW = today() + timedelta(days=1)


def asked(letters: Letters) -> Opinion:
    """A draft sent to the other unit."""
    letter = letters.saved()
    with transaction():
        return service.ask_opinions(letter, letters.cast.staff, [letters.cast.two], TOMORROW, "Mục II")[0]


def test_a_unit_that_is_asked_sees_the_draft_and_is_waited_for(both_engines: Flask, letters: Letters) -> None:
    letter = letters.saved()
    assert not sees(letters.cast.other_head, letter)
    with transaction():
        service.ask_opinions(letter, letters.cast.staff, [letters.cast.two], TOMORROW)
    assert sees(letters.cast.other_staff, letter)
    assert list(queries.visible_documents(letters.cast.other_staff).subquery().c.keys())
    assert [w.label for w in queries.waiting_for(letters.cast.other_head)] == ["Chờ đơn vị bạn góp ý"]
    assert queries.waiting_for(letters.cast.other_staff) == []
    with pytest.raises(Refused, match="đã được hỏi"), transaction():
        service.ask_opinions(letter, letters.cast.staff, [letters.cast.two, letters.cast.one], TOMORROW)
    for units, day, field in (([], TOMORROW, "departments"), ([letters.cast.two], today() - timedelta(1), "due_on")):
        with pytest.raises(Invalid) as refusal, transaction():
            service.ask_opinions(letter, letters.cast.staff, units, day)
        assert refusal.value.field == field


def test_what_was_said_and_answered_is_kept(both_engines: Flask, letters: Letters) -> None:
    opinion = asked(letters)
    cast = letters.cast
    with pytest.raises(Refused, match="chưa góp ý"), transaction():
        service.answer_opinion(opinion, Outcome.TAKEN, "", cast.staff)
    with transaction():
        service.give_opinion(opinion, "Nên mở 05 lớp", cast.other_staff)
    with transaction():
        service.give_opinion(opinion, "Nên mở 06 lớp", cast.other_head)
    assert queries.waiting_for(cast.other_head) == []
    with pytest.raises(Invalid, match="giải trình"), transaction():
        service.answer_opinion(opinion, Outcome.PARTLY, " ", cast.staff)
    with transaction():
        service.answer_opinion(opinion, Outcome.PARTLY, "Mở 05 lớp theo kinh phí", cast.staff)
    with pytest.raises(Refused, match="đã được trả lời"), transaction():
        service.give_opinion(opinion, "Khác", cast.other_head)
    lines = [(e.act, e.note, e.detail.get("stood")) for e in history_of(opinion.document)][:3]
    assert lines == [
        ("answer_opinion", "Mở 05 lớp theo kinh phí", {"outcome": "", "answer": ""}),
        ("give_opinion", "Nên mở 06 lớp", "Nên mở 05 lớp"),
        ("give_opinion", "Nên mở 05 lớp", ""),
    ]


def test_a_letter_that_is_presented_asks_no_more(app: Flask, letters: Letters) -> None:
    letter = letters.in_state(State.PRESENTED)
    with pytest.raises(Refused, match="không lấy ý kiến"), transaction():
        service.ask_opinions(letter, letters.cast.staff, [letters.cast.two], TOMORROW)


def test_the_pages_and_the_table_of_opinions(app: Flask, letters: Letters, visitor: Visitor) -> None:
    letter, cast = letters.saved(), letters.cast
    page = visitor.sign_in(cast.staff).visit(f"/documents/{letter.id}/opinions")
    wrong = visitor.press("Gửi lấy ý kiến", on=page, status=422, due_on=f"{TOMORROW:%d/%m/%Y}")
    assert wrong.errors() == ["Hãy chọn ít nhất một đơn vị."]
    visitor.press("Gửi lấy ý kiến", on=wrong, departments=str(cast.two.id))
    page = visitor.sign_in(cast.other_head).visit(f"/documents/{letter.id}/opinions")
    form = visitor.visit(page.links()["Góp ý"])
    visitor.press("Gửi góp ý", on=form, words="Nên mở 05 lớp")
    page = visitor.sign_in(cast.head).visit(f"/documents/{letter.id}/opinions")
    form = visitor.visit(page.links()["Trả lời"])
    page = visitor.press("Ghi", on=form, outcome="taken")
    assert "1/1 đơn vị đã góp ý" in page.text and "Tiếp thu" in page.text
    file = visitor.client.get(f"/documents/{letter.id}/opinions.docx").get_data()
    rows = [[cell.text for cell in row.cells] for row in docx.Document(BytesIO(file)).tables[1].rows]
    assert rows[1] == ["1", f"{cast.two.name}\n(bản 1)", "Nên mở 05 lớp", "Tiếp thu", ""]
    visitor.sign_in(letters.office.person()).visit(f"/documents/{letter.id}/opinions", status=403)


def test_two_versions_are_compared_on_the_page_and_in_word(app: Flask, letters: Letters, visitor: Visitor) -> None:
    letter = letters.saved()
    with transaction():
        typed = letters.typed(ket="Trên đây là Kế hoạch năm 2026.")
        service.save_version(letter, typed, letter.draft.revision, letters.cast.staff)
    page = visitor.sign_in(letters.cast.staff).visit(f"/documents/{letter.id}/compare")
    assert [one.text_content() for one in page.tree.xpath("//div[contains(@class, 'differences')]/p/ins")] == [
        " năm 2026"
    ]
    assert page.tree.xpath("//div[contains(@class, 'differences')]/p/del") == []
    marked = visitor.client.get(f"/documents/{letter.id}/compare.docx?old=1&new=2").get_data()
    assert docx_facts(marked).tracked_changes == 1
    assert "giống hệt" not in page.text
    visitor.visit(f"/documents/{letter.id}/compare?old=1&new=9", status=404)
