"""The four oldest templates share one frame, and that frame is the one Decree 30 draws."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from lxml import etree

from deploy.letters.bodies import TEMPLATES
from deploy.letters.styles import PARAGRAPH_STYLES
from intranet.docservice.body import STYLES
from intranet.docservice.nd30 import COMPONENTS, FIRST_LINE_INDENTS, MIN_PARAGRAPH_GAP, PAGE
from intranet.docservice.render import render_docx
from tests.support.letters import own_catalogue, own_template

IDS = ("ke_hoach", "to_trinh", "cong_van", "bao_cao")
every_template = pytest.mark.parametrize("template_id", IDS)

# The components of Decree 30 and the styles that print them.
STYLE_OF = {
    "quoc_hieu": "Quốc hiệu",
    "tieu_ngu": "Tiêu ngữ",
    "co_quan_chu_quan": "Cơ quan chủ quản",
    "co_quan_ban_hanh": "Cơ quan ban hành",
    "so_ky_hieu": "Số, ký hiệu",
    "dia_danh_ngay": "Địa danh, ngày",
    "ten_loai": "Tên loại",
    "trich_yeu": "Trích yếu",
    "trich_yeu_cong_van": "Trích yếu công văn",
    "can_cu": "Căn cứ",
    "noi_dung": "Nội dung",
    "muc_I": "Mục I",
    "quyen_han": "Quyền hạn, chức vụ",
    "ho_ten": "Họ tên người ký",
    "kinh_gui": "Kính gửi",
    "noi_nhan": "Nơi nhận",
    "danh_sach_noi_nhan": "Danh sách nơi nhận",
    "so_trang": "Số trang",
}


def document(template_id: str) -> Docx:
    return Document(io.BytesIO(own_template(template_id).docx))


def letter(template_id: str, **changes: object) -> Docx:
    template = own_template(template_id)
    return Document(io.BytesIO(render_docx(template, template.example | changes)))


def part(template_id: str, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(own_template(template_id).docx)) as package:
        return package.read(name)


def effective(style: ParagraphStyle, read: Callable[[ParagraphStyle], object]) -> object:
    """What a style says of one property, or the style it is based on."""
    while style is not None:
        if (value := read(style)) is not None:
            return value
        style = style.base_style  # type: ignore[assignment]
    return None


def canonical_styles(template_id: str) -> dict[str, bytes]:
    """The frame's styles by name; what Word adds to the file around them does not count."""
    root = etree.fromstring(part(template_id, "word/styles.xml"))
    ours = {style.name for style in PARAGRAPH_STYLES} | {"Bảng kẻ"}
    found = {}
    for style in root.iter(qn("w:style")):
        name = style.find(qn("w:name")).get(qn("w:val"))
        for child in style:
            if child.tag not in (qn("w:pPr"), qn("w:rPr"), qn("w:tblPr"), qn("w:basedOn")):
                style.remove(child)
        if name in ours:
            found[name] = etree.tostring(style, method="c14n")
    return found


def test_these_are_the_first_templates() -> None:
    assert [template.id for template in own_catalogue()][:4] == list(IDS)
    assert own_catalogue().problems == {}


@every_template
def test_all_templates_have_the_same_styles(template_id: str) -> None:
    styles = canonical_styles(template_id)
    assert styles.keys() == {style.name for style in PARAGRAPH_STYLES} | {"Bảng kẻ"}
    assert styles == canonical_styles("ke_hoach")


@every_template
def test_all_templates_have_the_same_head_and_end(template_id: str) -> None:
    own, model = document(template_id), document("ke_hoach")
    own_head, model_head = (each.tables[0]._tbl for each in (own, model))
    if template_id == "cong_van":  # Its subject stands under the number (PL I, II.5b).
        under = own.tables[0].rows[1].cells[0].paragraphs
        subject = next(paragraph for paragraph in under if paragraph.text == "V/v {{ trich_yeu }}")
        assert under.index(subject) == 1
        subject._p.getparent().remove(subject._p)
    assert etree.tostring(own_head, method="c14n") == etree.tostring(model_head, method="c14n")
    ends = [etree.tostring(each.tables[-1]._tbl, method="c14n") for each in (own, model)]
    assert ends[0] == ends[1]
    assert part(template_id, "word/header1.xml") == part("ke_hoach", "word/header1.xml")


@every_template
def test_the_file_is_lean(template_id: str) -> None:
    assert len(own_template(template_id).docx) < 12_000
    assert len(part(template_id, "word/styles.xml")) < 20_000


@every_template
def test_the_builder_still_makes_a_template_of_the_same_frame(template_id: str) -> None:
    built = Document(io.BytesIO(TEMPLATES[template_id]()))
    assert [style.name for style in built.styles] == [style.name for style in document(template_id).styles]
    assert built.sections[0].left_margin == document(template_id).sections[0].left_margin


@every_template
def test_the_page_is_a4_with_the_margins_of_the_decree(template_id: str) -> None:
    (section,) = document(template_id).sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (PAGE.width, PAGE.height)
    for side, (low, high) in (("top", PAGE.top), ("bottom", PAGE.bottom), ("left", PAGE.left), ("right", PAGE.right)):
        assert low <= round(getattr(section, f"{side}_margin").mm, 1) <= high, side


@every_template
def test_the_page_number_stands_in_the_top_margin_from_page_two(template_id: str) -> None:
    (section,) = document(template_id).sections
    (number,) = section.header.paragraphs
    assert number.style.name == "Số trang" and 'w:instr=" PAGE "' in number._p.xml
    assert section.different_first_page_header_footer and not section.first_page_header.paragraphs[0].text
    assert section.header_distance.mm + 6 < section.top_margin.mm


@every_template
@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.id)
def test_each_component_is_printed_as_the_decree_says(template_id: str, component: object) -> None:
    rule = next(each for each in COMPONENTS if each is component)
    style = document(template_id).styles[STYLE_OF[rule.id]]
    size = effective(style, lambda each: each.font.size)
    points = size.pt if size is not None else 14.0  # type: ignore[attr-defined]
    assert rule.size[0] <= points <= rule.size[1]
    assert bool(effective(style, lambda each: each.font.bold)) == rule.bold
    assert bool(effective(style, lambda each: each.font.italic)) == rule.italic


@every_template
def test_the_font_is_times_new_roman_throughout(template_id: str) -> None:
    styles, body = part(template_id, "word/styles.xml").decode(), part(template_id, "word/document.xml").decode()
    assert styles.count("w:rFonts") == 1 and 'w:ascii="Times New Roman" w:hAnsi="Times New Roman"' in styles
    assert "w:rFonts" not in body


@every_template
@pytest.mark.parametrize("name", [*STYLES.values(), "Căn cứ", "Lời kết"])
def test_paragraphs_are_justified_indented_and_apart(template_id: str, name: str) -> None:
    style = document(template_id).styles[name]
    gap = effective(style, lambda each: each.paragraph_format.space_before)
    indent = effective(style, lambda each: each.paragraph_format.first_line_indent)
    is_centred = name in ("Phần", "Tiêu đề phần")
    assert name == "Tiêu đề phần" or gap.pt >= MIN_PARAGRAPH_GAP  # type: ignore[attr-defined]
    assert round(indent.cm, 2) in ((0,) if is_centred else FIRST_LINE_INDENTS)  # type: ignore[attr-defined]
    assert effective(style, lambda each: each.paragraph_format.alignment) == (1 if is_centred else 3)


@every_template
def test_tables_do_not_break_and_titles_repeat(template_id: str) -> None:
    tables = letter(template_id, **({"cach_phan_cong": "Bảng phân công"} if template_id == "ke_hoach" else {})).tables
    for table in tables:
        assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)
    for table in tables[1:-1]:
        repeats = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert repeats == [True] + [False] * (len(repeats) - 1)
    assert len(tables) == (3 if template_id in ("ke_hoach", "to_trinh") else 2)


@every_template
def test_the_end_stays_with_the_closing_words(template_id: str) -> None:
    own = letter(template_id)
    body = [element for element in own.element.body if element.tag in (qn("w:p"), qn("w:tbl"))]
    before = body[body.index(own.tables[-1]._tbl) - 2 : body.index(own.tables[-1]._tbl)]
    closing, gap = before
    assert closing.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")) == "LoiKet"
    assert gap.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    assert own.styles["Lời kết"].paragraph_format.keep_with_next
    assert closing.xpath("string()").endswith("./.")


@every_template
def test_no_command_and_no_empty_paragraph_is_left_in_a_letter(template_id: str) -> None:
    own = letter(template_id)
    assert "{" not in own.element.xml.split("<w:body>")[1]
    # The gap above the signatures, and the end that Word wants after a table.
    assert len([p for p in own.paragraphs if not p.text and p.style.name != "Đường kẻ"]) == 2


@pytest.mark.parametrize(
    ("addressees", "lines"),
    [
        (["Sở Nội vụ"], ["Kính gửi: Sở Nội vụ"]),
        (["Sở Nội vụ", "Sở Tài chính"], ["Kính gửi:", "- Sở Nội vụ;", "- Sở Tài chính."]),
        ([], []),
    ],
)
def test_addressees(addressees: list[str], lines: list[str]) -> None:
    styles = ("Kính gửi", "Kính gửi nhiều nơi", "Nơi kính gửi")
    printed = [p.text for p in letter("bao_cao", kinh_gui=addressees).paragraphs if p.style.name in styles]
    assert printed == lines


def test_assignments_as_a_table_replace_the_lines() -> None:
    own = letter("ke_hoach", cach_phan_cong="Bảng phân công")
    assert [cell.text for cell in own.tables[1].rows[1].cells] == [
        "1",
        "Chủ trì xây dựng nội dung, mời giảng viên, lập danh sách học viên từng lớp.",
        "Phòng Thông tin và tuyên truyền",
        "Phòng Kiểm tra Tổ chức thành viên",
        "20/03/2026",
    ]
    assert "1. Phòng Thông tin và tuyên truyền:" not in [paragraph.text for paragraph in own.paragraphs]


def test_a_plan_without_assignments_has_no_section_for_them() -> None:
    assert not [p.text for p in letter("ke_hoach", phan_cong=[]).paragraphs if "TỔ CHỨC THỰC HIỆN" in p.text]
