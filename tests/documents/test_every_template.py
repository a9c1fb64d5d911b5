"""Each template of the office through the letter's own way: its form opens, saves its example, and prints it."""

import io

import pytest
from docx import Document as Docx
from sqlalchemy import select

from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import Refused
from intranet.core.files import read
from intranet.docservice.catalogue import load_catalogue
from intranet.docservice.vietnamese import letter_date
from intranet.docservice.word import docx_text
from intranet.documents import service
from intranet.documents.facts import Typed, is_asked
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.lettertemplates.office_templates import get_template
from intranet.registers.models import RegisterNumber
from intranet.settings import PROJECT
from tests.documents.conftest import Letters
from tests.support.visitor import Visitor

pytestmark = pytest.mark.usefixtures("app")

CATALOGUE = load_catalogue(PROJECT / "doctemplates")
IDS = [template.id for template in CATALOGUE]


def from_example(letters: Letters, template_id: str) -> Document:
    """A letter whose form was filled in with the example's facts and saved."""
    template = get_template(template_id)
    facts = {field.key: template.example.get(field.key) for field in template.fields if is_asked(field)}
    letter = letters.begun(template_id)
    with transaction():
        service.save_version(letter, Typed(facts, letters.signing.id), 1, letters.cast.staff)
    return letter


def test_each_example_is_saved_and_printed(letters: Letters) -> None:
    for template_id in IDS:
        letter = from_example(letters, template_id)
        subject = get_template(template_id).example["trich_yeu"]
        assert letter.current_n == 1 and letter.subject == subject, template_id
        printed = Docx(io.BytesIO(read(letter.current.docx_sha256)))
        assert printed.tables[0].rows[0].cells[1].paragraphs[0].text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_each_form_opens_in_the_browser(letters: Letters, visitor: Visitor) -> None:
    visitor.sign_in(letters.cast.staff)
    for template_id in IDS:
        page = visitor.visit(f"/documents/{letters.begun(template_id).id}/edit")
        names = set(page.tree.xpath("//form[@id='van-ban']//@name"))
        simple = {field.key for field in get_template(template_id).fields if is_asked(field) and not field.columns}
        assert {key for key in simple if key != "phan_cong"} <= names, template_id


def test_the_choice_of_a_template_goes_by_groups(letters: Letters, visitor: Visitor) -> None:
    page = visitor.sign_in(letters.cast.staff).visit("/documents/new")
    groups = [" ".join(words.split()) for words in page.tree.xpath("//details/summary/text()") if words.strip()]
    expected = list(dict.fromkeys(template.group for template in CATALOGUE))
    assert [group for group in groups if group in expected] == expected
    titles = page.tree.xpath("(//main//details[@open])[1]//h2/text()")
    assert titles == [template.title for template in CATALOGUE if template.group == expected[0]]
    assert {f"Soạn {template.title.lower()}" for template in CATALOGUE} <= set(page.buttons())


def signed(letters: Letters, template_id: str) -> Document:
    letter = from_example(letters, template_id)
    for reached, move in letters.moves[:3]:
        with transaction():
            move(letter)
        assert letter.state == reached
    return letter


def test_minutes_get_their_number_though_they_have_no_place_for_a_date(letters: Letters) -> None:
    letter = signed(letters, "bien_ban")
    with transaction():
        service.number(letter, letters.cast.clerk, today())
    assert letter.number is not None and letter.number.symbol.startswith("BB-")


def test_a_letter_of_the_head_goes_out_without_a_number(letters: Letters, visitor: Visitor) -> None:
    letter, clerk = signed(letters, "thu_cong"), letters.cast.clerk
    with pytest.raises(Refused, match="Thư công không có số"), transaction():
        service.number(letter, clerk, today())
    session.expire_all()
    assert letter.state == State.SIGNED and letter.number is None
    page = visitor.sign_in(clerk).visit(f"/documents/{letter.id}")
    assert "Phát hành không số" in page.text and "Cấp số" not in page.text
    page = visitor.press("Phát hành", on=page)
    session.expire_all()
    assert (letter.state, letter.number) == (State.SENT, None) and letter.issued_at is not None
    assert session.scalars(select(RegisterNumber)).all() == []
    assert "Đã gửi, không có số" in page.text and letter.numbered is not None
    assert letter_date(today()) in docx_text(read(letter.numbered.docx_sha256))
    assert "Trình ký" in visitor.sign_in(letters.cast.other_staff).visit(f"/documents/{letter.id}").text


def test_a_letter_that_must_have_a_number_does_not_go_out_without(letters: Letters) -> None:
    letter = signed(letters, "ke_hoach")
    with pytest.raises(Refused, match="Kế hoạch phải có số"), transaction():
        service.issue_unnumbered(letter, letters.cast.clerk)
    session.expire_all()
    assert letter.state == State.SIGNED and letter.numbered is None
