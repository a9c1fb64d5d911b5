"""Rendering: every word comes out as it was typed, nothing is guessed, and a template cannot do harm."""

import io
import unicodedata
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from docx import Document

from intranet.docservice.catalogue import Template
from intranet.docservice.clinic.examine import examine_docx
from intranet.docservice.errors import DocError
from intranet.docservice.package import read_part, replace_part
from intranet.docservice.render import render_context, render_docx
from intranet.docservice.sandbox import LetterEnvironment
from intranet.docservice.word import docx_text, fill_controls, find_controls
from tests.support.letters import OFFICE, field, own_catalogue, own_template, small_template

HEAD: dict[str, Any] = {"co_quan": OFFICE}


def rendered(fact: str, kind: str = "text") -> str:
    """The line of the letter that prints one fact."""
    template = small_template("[{{ x }}]", fields=field("x", kind, more="max_length = 9000"))
    text = docx_text(render_docx(template, HEAD | {"x": fact}))
    return text[text.index("[") + 1 : text.rindex("]")]


@pytest.mark.parametrize(
    "typed",
    [
        "A & B < C > D",
        "<w:p>không phải lệnh</w:p>",
        "{{ so }} {% if x %} {# không #}",
        "{_{ và }_} {_% %_}",
        "&amp; &#65; &lt;",
        "]]> <!-- -->",
        "dấu “nháy” ‘đơn’ \"kép\" 'thường'",
        "50% + 5/6 = 100 \\n \\t $1",
        "Ủy ban nhân dân xã Quảng Phú – Ý kiến ỹ ợ ằ ẵ",
        "_ {_ _} __",
        "a  b   c",
        "☑ ✓ 📌",
    ],
)
def test_what_was_typed_comes_out_as_typed(typed: str) -> None:
    assert rendered(typed) == typed


def test_decomposed_letters_come_out_composed() -> None:
    assert rendered(unicodedata.normalize("NFD", "Kế hoạch đã duyệt")) == "Kế hoạch đã duyệt"


def test_control_characters_do_not_reach_the_file() -> None:
    assert rendered("một\x00\x07\x1bhai\x7f") == "mộthai"


def test_line_breaks_in_a_cell_stay_and_those_of_a_paragraph_make_paragraphs() -> None:
    template = own_template("to_trinh")
    row = {"ten": "Hợp tác xã", "hinh_thuc": "Bằng khen", "thanh_tich": "Dòng một\nDòng hai & ba"}
    letter = render_docx(template, template.example | {"danh_sach": [row], "mo_dau": "Đoạn A.\nĐoạn B."})
    document = Document(io.BytesIO(letter))
    assert document.tables[1].rows[1].cells[4].text == "Dòng một\nDòng hai & ba"
    assert [p.text for p in document.paragraphs if p.text.startswith("Đoạn")] == ["Đoạn A.", "Đoạn B."]


@pytest.mark.parametrize("template_id", [template.id for template in own_catalogue()])
def test_every_template_prints_every_word_of_its_example(template_id: str) -> None:
    template = own_template(template_id)
    text = docx_text(render_docx(template, template.example)).casefold()

    def words(value: object) -> list[str]:
        if isinstance(value, dict):
            return [word for inner in value.values() for word in words(inner)]
        return [word for inner in value for word in words(inner)] if isinstance(value, list) else str(value).split()

    settings_only = {"cach_phan_cong", "ngay"}
    printed = examine_docx(template.docx, template.fields).used - settings_only
    typed = [w for key, value in template.example.items() if key in printed for w in words(value)]
    lost = {word for word in typed if word.casefold().strip("-+;.,") not in text}
    dates = {word for word in lost if word.startswith("2026-")}
    # A letter that bears no number prints no symbol either.
    symbol = set() if "so" in template.letter_type.controls else {template.example["co_quan"]["ky_hieu"]}
    assert lost - dates - symbol == set()


def test_the_same_facts_give_the_same_bytes_and_name_nobody() -> None:
    template = own_template("ke_hoach")
    first = render_docx(template, template.example)
    assert first == render_docx(template, template.example)
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        core = package.read("docProps/core.xml").decode()
    assert "<dc:title>Kế hoạch. Tập huấn chuyển đổi số" in core
    assert "creator" not in core and "lastModifiedBy" not in core and "python" not in core


def test_a_title_with_signs_is_written_once() -> None:
    template = own_template("ke_hoach")
    letter = render_docx(template, template.example | {"trich_yeu": "Phối hợp A & B <2026>"})
    assert Document(io.BytesIO(letter)).core_properties.title == "Kế hoạch. Phối hợp A & B <2026>"


def test_number_and_date_stand_in_controls_and_can_be_filled_later() -> None:
    template = own_template("ke_hoach")
    draft = render_docx(template, template.example | {"so": "", "ngay": ""}, year=2026)
    assert find_controls(draft) == {"so": "     ", "ngay": "ngày      tháng     năm 2026"}
    assert "Số:      /KH-LMHTX" in docx_text(draft)
    numbered = docx_text(fill_controls(draft, {"so": "09", "ngay": "ngày 05 tháng 02 năm 2026"}))
    assert "Số: 09/KH-LMHTX" in numbered and "Hải Phòng, ngày 05 tháng 02 năm 2026" in numbered


def test_wrong_facts_stop_the_rendering_and_are_named() -> None:
    template = own_template("ke_hoach")
    with pytest.raises(DocError) as caught:
        render_docx(template, template.example | {"trich_yeu": "", "la": 1})
    assert caught.value.code == "wrong_facts"
    assert "Trích yếu: chưa có. Hãy điền." in caught.value.sentence
    assert [problem.path for problem in caught.value.words["found"]] == ["trich_yeu", "la"]  # type: ignore[attr-defined]


def printed_by(text: str, **values: object) -> bytes:
    template = small_template(text, fields=field("x", "text"))
    context: dict[str, Any] = {
        "co_quan": {"chu_quan": [], "ten": ["A"], "ky_hieu": "A", "dia_danh": "B", "ke": 1.0},
        "so": "01",
        "ky_hieu": "KH-A",
        "ngay": "ngày",
        "x": "chữ",
    }
    return render_context(template, context | values, title="Mẫu thử")


def test_a_missing_name_is_named() -> None:
    with pytest.raises(DocError) as caught:
        printed_by("{{ trich_yeuu }}")
    assert (caught.value.code, caught.value.words["name"]) == ("missing_name", "trich_yeuu")
    with pytest.raises(DocError) as caught:
        printed_by("{{ co_quan.ten_khac }}")
    assert (caught.value.code, caught.value.words["name"]) == ("missing_name", "ten_khac")


def test_an_item_a_list_does_not_have_is_said_in_vietnamese() -> None:
    with pytest.raises(DocError) as caught:
        printed_by("{{ kinh_gui[5] }}", kinh_gui=["UBND thành phố"])
    assert (caught.value.code, caught.value.words["number"]) == ("missing_item", 6)
    assert "lấy dòng thứ 6 của một danh sách có ít dòng hơn" in caught.value.sentence


ATTACKS = [
    "{{ ''.__class__.__mro__ }}",
    "{{ x.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ self.__init__ }}",
    "{{ config }}",
    "{{ '{0.__class__}'.format(x) }}",
    "{{ x|attr('__class__') }}",
    "{% for i in range(999999999) %}a{% endfor %}",
    "{% set _ = co_quan.ten.append('x') %}",
    "{{ co_quan.clear() }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ x * 10000000000 }}",
    "{{ x.ljust(10000000000) }}",
    "{{ x|center(10000000000) }}",
    "{{ 'a%10000000000d' % 1 }}",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_template_cannot_do_harm(attack: str) -> None:
    with pytest.raises(DocError) as caught:
        printed_by(attack)
    assert caught.value.code in ("missing_name", "forbidden_in_template", "template_syntax")


@pytest.mark.parametrize("text", ["{{ x", "{% if x %}", "{{ x|khong_co }}", "{% endfor %}"])
def test_a_malformed_command_is_explained(text: str) -> None:
    with pytest.raises(DocError) as caught:
        printed_by(text)
    assert caught.value.code == "template_syntax" and "Mẫu thử" in caught.value.sentence


def test_styles_are_found_by_name_because_word_renames_their_ids() -> None:
    template = own_template("ke_hoach")
    docx = template.docx
    for part in ("word/styles.xml", "word/document.xml"):
        docx = replace_part(docx, part, (read_part(docx, part) or b"").replace(b'"MucI"', b'"McI"'))
    saved_by_word = replace(template, docx=docx, revision="word")
    document = Document(io.BytesIO(render_docx(saved_by_word, template.example)))
    assert next(p.text for p in document.paragraphs if p.style.name == "Mục I") == "I. MỤC ĐÍCH, YÊU CẦU"
    assert document.styles["Mục I"].style_id == "McI"


def test_a_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    template: Template = own_template("cong_van")
    render_docx(template, template.example)
    monkeypatch.setattr(LetterEnvironment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    render_docx(template, template.example | {"trich_yeu": "việc khác"})
