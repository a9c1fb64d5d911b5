"""The 29 types of Decree 30: abbreviations, one frame for all, and what is peculiar to each layout (PL III)."""

import io

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from intranet.docservice.fields import read_field
from intranet.docservice.nd30 import LETTER_TYPES
from intranet.docservice.render import render_docx
from intranet.docservice.word import fill_controls, find_controls
from tests.support.letters import OFFICE, field, own_catalogue, own_template, small_template

# Written out by hand from Phụ lục III, I; công văn and thư công have none.
ABBREVIATIONS = {
    "Nghị quyết": "NQ", "Quyết định": "QĐ", "Chỉ thị": "CT", "Quy chế": "QC", "Quy định": "QyĐ", "Thông cáo": "TC",
    "Thông báo": "TB", "Hướng dẫn": "HD", "Chương trình": "CTr", "Kế hoạch": "KH", "Phương án": "PA", "Đề án": "ĐA",
    "Dự án": "DA", "Báo cáo": "BC", "Biên bản": "BB", "Tờ trình": "TTr", "Hợp đồng": "HĐ", "Công văn": "",
    "Công điện": "CĐ", "Bản ghi nhớ": "BGN", "Bản thỏa thuận": "BTT", "Giấy ủy quyền": "GUQ", "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT", "Giấy nghỉ phép": "GNP", "Phiếu gửi": "PG", "Phiếu chuyển": "PC", "Phiếu báo": "PB",
    "Thư công": "",
}  # fmt: skip
ALL = tuple(template.id for template in own_catalogue())
every_template = pytest.mark.parametrize("template_id", ALL)
# Their ends differ from the common one.
TWO_SIGN = ("bien_ban", "hop_dong", "ban_ghi_nho", "ban_thoa_thuan")
DECISIONS = ("nghi_quyet", "quyet_dinh", "quyet_dinh_ban_hanh", "quyet_dinh_khen_thuong")


def letter(template_id: str, **changes: object) -> Docx:
    template = own_template(template_id)
    return Document(io.BytesIO(render_docx(template, template.example | changes)))


def lines(document: Docx) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def line_with(document: Docx, words: str) -> str:
    return next(text for text in lines(document) if words in text)


def cell(table: Table, row: int, column: int) -> list[str]:
    return [paragraph.text for paragraph in table.rows[row].cells[column].paragraphs if paragraph.text]


def all_words(paragraph: Paragraph) -> str:
    """The words of a paragraph with those in its content controls."""
    return "".join(text.text or "" for text in paragraph._p.iter(qn("w:t")))


def canonical(element: object) -> bytes:
    return etree.tostring(element, method="c14n")  # type: ignore[call-overload, no-any-return]


def test_every_type_of_the_decree_has_its_abbreviation_and_a_template() -> None:
    assert {kind.name: kind.abbreviation for kind in LETTER_TYPES.values()} == ABBREVIATIONS
    assert {template.letter_type.name for template in own_catalogue()} == set(ABBREVIATIONS)
    assert own_catalogue().problems == {}


@every_template
def test_every_template_says_what_it_is_for_and_in_which_group(template_id: str) -> None:
    template = own_template(template_id)
    assert template.group and template.purpose.endswith(".") and len(template.purpose) <= 110


def test_groups_follow_each_other() -> None:
    groups = [template.group for template in own_catalogue()]
    changes = [group for before, group in zip(["", *groups], groups, strict=False) if group != before]
    assert len(changes) == len(set(changes)) and changes[0] == "Hay dùng"


@every_template
def test_agency_and_country_stand_the_same_in_every_head(template_id: str) -> None:
    model = Document(io.BytesIO(own_template("ke_hoach").docx)).tables[0].rows[0]
    own = Document(io.BytesIO(own_template(template_id).docx)).tables[0].rows[0]
    assert canonical(own._tr) == canonical(model._tr)


@pytest.mark.parametrize("template_id", [each for each in ALL if each not in (*TWO_SIGN, "thu_cong")])
def test_signer_and_receivers_stand_the_same_in_every_end(template_id: str) -> None:
    model = canonical(Document(io.BytesIO(own_template("ke_hoach").docx)).tables[-1]._tbl)
    own = Document(io.BytesIO(own_template(template_id).docx)).tables
    assert [canonical(table._tbl) for table in own].count(model) == 1


@every_template
def test_a_letter_has_the_styles_of_the_frame_and_no_other(template_id: str) -> None:
    model = {style.name for style in Document(io.BytesIO(own_template("ke_hoach").docx)).styles}
    assert {style.name for style in letter(template_id).styles} == model


@every_template
def test_no_command_is_left_and_the_words_end_with_the_mark(template_id: str) -> None:
    own = letter(template_id)
    assert "{" not in own.element.xml.split("<w:body>")[1]
    assert any(text.endswith("./.") for text in lines(own))


@every_template
def test_number_and_date_are_filled_wherever_they_stand(template_id: str) -> None:
    template = own_template(template_id)
    blank = render_docx(template, template.example | dict.fromkeys(template.letter_type.controls, ""))
    places = set(find_controls(blank))
    assert places == set(template.letter_type.controls)
    written = {"so": "99", "ngay": "ngày 25 tháng 6 năm 2027"}
    filled = fill_controls(blank, {place: written[place] for place in places})
    assert find_controls(filled) == {place: written[place] for place in places}


@pytest.mark.parametrize(
    ("template_id", "number"),
    [
        ("quyet_dinh", "Số: 57/QĐ-LMHTX"),
        ("quy_dinh", "Số: 03/QyĐ-LMHTX"),
        ("chuong_trinh", "Số: 05/CTr-LMHTX"),
        ("de_an", "Số: 01/ĐA-LMHTX"),
        ("cong_van_don_doc", "Số: 44/LMHTX-VP"),
        ("giay_gioi_thieu", "Số: 19/GGT-LMHTX"),
        ("hop_dong", "Số: 05/HĐ-LMHTX"),
    ],
)
def test_number_and_symbol(template_id: str, number: str) -> None:
    own = letter(template_id).tables[0].rows[1].cells[0].paragraphs[0]
    assert all_words(own) == number


@pytest.mark.parametrize("template_id", DECISIONS)
def test_a_decision_names_who_decides_before_the_grounds_and_the_word_of_command(template_id: str) -> None:
    own = letter(template_id)
    styles = [p.style.name for p in own.paragraphs]
    authority, command = (n for n, name in enumerate(styles) if name == "Thẩm quyền ban hành")
    assert own.paragraphs[authority].text.isupper()
    assert set(styles[authority + 1 : command]) == {"Căn cứ"}
    assert own.paragraphs[command].text == ("QUYẾT NGHỊ:" if template_id == "nghi_quyet" else "QUYẾT ĐỊNH:")
    article = own.paragraphs[command + 1]
    assert article.text.startswith("Điều 1. ")
    assert (article.runs[0].text, article.runs[0].bold) == ("Điều 1. ", True)
    assert not article.runs[1].bold


def test_the_document_a_decision_brings_stands_on_pages_of_its_own() -> None:
    own = letter("quyet_dinh_ban_hanh")
    first, second = own.sections
    assert second._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert first.left_margin == second.left_margin and second.different_first_page_header_footer
    head = own.tables[-1]
    assert len(head.rows) == 1 and cell(head, 0, 1)[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    reference = next(p for p in own.paragraphs if p.style.name == "Kèm theo")
    issued = "Quyết định số 61/QĐ-LMHTX ngày 06 tháng 4 năm 2026"
    assert all_words(reference) == f"(Kèm theo {issued} của Chủ tịch Liên minh Hợp tác xã thành phố Hải Phòng)"


def test_awards_are_listed_in_an_appendix_and_added_up() -> None:
    own = letter("quyet_dinh_khen_thuong")
    table = own.tables[-1]
    assert [c.text for c in table.rows[-1].cells][-1] == "6.000.000"
    assert line_with(own, "bằng chữ") == "Số tiền thưởng bằng chữ: Sáu triệu đồng./."
    words = lines(own)
    assert words[words.index("Phụ lục") + 1] == "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN"


def test_money_asked_for_is_multiplied_and_added_up() -> None:
    rows = [
        {"noi_dung": "Thuê xe", "don_vi_tinh": "ngày", "so_luong": "2,5", "don_gia": "1.200.001"},
        {"noi_dung": "Nước", "don_vi_tinh": "", "so_luong": "10", "don_gia": "5.000"},
    ]
    own = letter("to_trinh_kinh_phi", du_toan=rows)
    assert [row.cells[-1].text for row in own.tables[1].rows] == [
        "Thành tiền (đồng)", "3.000.003", "50.000", "3.050.003",
    ]  # fmt: skip
    assert "3.050.003 đồng (Bằng chữ: Ba triệu không trăm năm mươi nghìn không trăm linh ba đồng)" in line_with(
        own, "Tổng kinh phí"
    )


@pytest.mark.parametrize(
    ("number", "price", "amount"),
    [
        ("0,5", "3", "2"),
        ("0,4", "1", "0"),
        ("1", "", "0"),
        ("9" * 39, "10", "9" + ".999" * 12 + ".990"),
    ],
)
def test_halves_of_a_dong_go_up_and_no_amount_is_too_large(number: str, price: str, amount: str) -> None:
    facts = {"bang": [{"so_luong": number, "don_gia": price}]}
    columns = [field("so_luong", "number"), field("don_gia", "money")]
    rows = "".join(column.replace("[[fields]]", "[[fields.columns]]") for column in columns)
    table = field("bang", "rows", more='amount = ["so_luong", "don_gia"]') + rows
    template = small_template("{{ bang_tong }}", fields=table)
    office = {"co_quan": OFFICE, "nguoi_ky": {"quyen_han": ["CHỦ TỊCH"]}}
    assert amount in lines(Document(io.BytesIO(render_docx(template, facts | office))))


def test_only_columns_of_numbers_are_multiplied() -> None:
    problems: list[str] = []
    columns = [{"key": "ten", "kind": "text", "label": "Tên"}]
    table = {"key": "bang", "kind": "rows", "label": "Bảng", "columns": columns, "amount": ["ten"]}
    assert read_field(table, problems) is None
    assert problems == ["Trường “bang”: amount phải là tên các cột loại number hoặc money."]


def test_minutes_have_no_date_line_and_two_signatures() -> None:
    own = letter("bien_ban", thu_ky="Thư ký cuộc họp")
    assert cell(own.tables[0], 1, 1) == []
    secretary, chair = (cell(own.tables[1], 0, column) for column in (0, 1))
    assert secretary == ["THƯ KÝ", "Thư ký cuộc họp"] and chair == ["CHỦ TỌA"]
    assert cell(own.tables[2], 0, 0)[-1] == "- Lưu: VT, Hồ sơ."
    assert line_with(own, "kết thúc") == "Cuộc họp kết thúc vào 10 giờ 15, ngày 01 tháng 4 năm 2026./."


@pytest.mark.parametrize("template_id", ["hop_dong", "ban_ghi_nho", "ban_thoa_thuan"])
def test_an_agreement_has_two_parties_and_two_signatures(template_id: str) -> None:
    own = letter(template_id)
    assert cell(own.tables[0], 1, 1) == []
    ours, theirs = (cell(own.tables[-1], 0, column) for column in (0, 1))
    assert (ours[0], theirs[0]) == ("ĐẠI DIỆN BÊN A", "ĐẠI DIỆN BÊN B")
    today = next(p for p in own.paragraphs if p.text.startswith("Hôm nay, "))
    assert "Hôm nay, ngày " in all_words(today)
    assert [text[:6] for text in lines(own) if text.startswith("BÊN ")] == ["BÊN A:", "BÊN B:"]


def test_what_a_party_leaves_empty_has_no_line() -> None:
    assert "Điện thoại" not in " ".join(lines(letter("hop_dong")))
    assert line_with(letter("hop_dong", ben_a_dien_thoai="0225 000 000"), "Điện thoại") == "Điện thoại: 0225 000 000"


def test_a_letter_of_the_head_has_no_number_and_no_receivers() -> None:
    own = letter("thu_cong")
    assert cell(own.tables[0], 1, 0) == [] and cell(own.tables[-1], 0, 0) == []
    assert "THƯ CHÚC MỪNG" in lines(own)


@pytest.mark.parametrize(
    ("urgency", "style"), [("Khẩn", "Khẩn"), ("Thượng khẩn", "Thượng khẩn"), ("Hỏa tốc", "Hỏa tốc")]
)
@pytest.mark.parametrize("name", ["cong_dien", "cong_van", "ke_hoach", "to_trinh", "bao_cao"])
def test_urgency_stands_in_a_red_box_of_its_own_width(name: str, urgency: str, style: str) -> None:
    own = letter(name, do_khan=urgency)
    box = own.tables[0].rows[1].cells[0].paragraphs[-1]
    assert (box.text, box.style.name) == (urgency.upper(), style)
    column = own.tables[0].columns[0].width.mm
    width = column - box.style.paragraph_format.left_indent.mm - box.style.paragraph_format.right_indent.mm
    assert round(width) == {"Khẩn": 20, "Thượng khẩn": 40, "Hỏa tốc": 30}[urgency]
    calm = [p.text for p in letter(name, do_khan="").tables[0].rows[1].cells[0].paragraphs][1:]
    assert [words for words in calm if not words.startswith("V/v")] == []


def test_circulation_stands_in_a_box() -> None:
    boxes = [p for p in letter("phuong_an").tables[0].rows[1].cells[0].paragraphs if p.style.name == "Phạm vi lưu hành"]
    assert [box.text for box in boxes] == ["LƯU HÀNH NỘI BỘ"]


def test_a_telegram_names_who_speaks_to_whom() -> None:
    own = letter("cong_dien", noi_nhan_dien=["Nơi A", "Nơi B"])
    words = lines(own)
    at = words.index("Chủ tịch Liên minh Hợp tác xã thành phố Hải Phòng điện:")
    assert words[at + 1 : at + 3] == ["- Nơi A;", "- Nơi B."]


@pytest.mark.parametrize(
    ("guests", "printed"),
    [
        (["Sở Nội vụ"], ["Cơ quan trân trọng kính mời: Sở Nội vụ"]),
        (["Sở Nội vụ", "Sở Tài chính"], ["Cơ quan trân trọng kính mời:", "- Sở Nội vụ;", "- Sở Tài chính."]),
    ],
)
def test_an_invitation(guests: list[str], printed: list[str]) -> None:
    words = lines(letter("giay_moi", ten_co_quan="Cơ quan", kinh_moi=guests))
    at = words.index(printed[0])
    assert words[at : at + len(printed)] == printed
    assert "Thời gian: 08 giờ 00, ngày 16 tháng 3 năm 2026" in words


def test_leave_has_a_place_where_the_other_office_confirms() -> None:
    own = letter("giay_nghi_phep")
    assert cell(own.tables[-1], 0, 0)[0].startswith("Xác nhận của cơ quan (tổ chức) hoặc chính quyền địa phương")
    assert "Được nghỉ phép trong thời gian 05 ngày, kể từ ngày 15 tháng 6 năm 2026" in line_with(own, "Được nghỉ phép")


def test_an_introduction_ends_on_a_day() -> None:
    assert line_with(letter("giay_gioi_thieu"), "giá trị") == "Giấy này có giá trị đến hết ngày 13 tháng 3 năm 2026./."
