"""A sheet of letters is read as it was meant, and each cell that is wrong is named once, where it stands."""

import io
import re
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intranet.docservice.catalogue import Template
from intranet.docservice.errors import DocError
from intranet.docservice.facts import check_facts
from intranet.docservice.merge.cells import fact_of, words_of
from intranet.docservice.merge.checked import CheckedSheet, check_sheet
from intranet.docservice.merge.columns import COMMON_SHEET, LETTERS_SHEET, columns_of, differing
from intranet.docservice.merge.sheet import Sheet, read_sheet
from intranet.docservice.merge.sheets_made import example_sheet, returned_sheet
from intranet.docservice.merge.workbook import letters_of, place_of
from tests.docservice.merge.sheets import COMMON, HEADS, guests, invitations, lines_of, workbook
from tests.support.letters import field, own_catalogue, own_template, read_fields


@pytest.fixture(scope="module")
def invitation() -> Template:
    return own_template("giay_moi")


def checked(template: Template, content: bytes, **common: Any) -> tuple[Sheet, CheckedSheet]:
    sheet = read_sheet(content, "ds.xlsx", columns_of(template))
    return sheet, check_sheet(template, sheet, common)


CELLS = (
    ("text", 12.0, "12"),
    ("text", 2.5, "2,5"),
    ("text", time(8), "08 giờ 00"),
    ("text", date(2026, 3, 9), "09/03/2026"),
    ("text", datetime(2026, 3, 9, 13, 30), "13 giờ 30 ngày 09/03/2026"),
    ("text", datetime(2026, 3, 9), "09/03/2026"),
    ("text", True, "Có"),
    ("text", " Ủy\u200bban ", "Ủyban"),
    ("date", datetime(2026, 3, 9), date(2026, 3, 9)),
    ("date", date(2026, 3, 9), date(2026, 3, 9)),
    ("date", "9/3/2026", "9/3/2026"),
    ("number", 2.5, 2.5),
    ("number", 2.0, "2"),
    ("money", 1_200_000.0, "1200000"),
    ("letter_number", 43.0, "43"),
)


@pytest.mark.parametrize(("kind", "cell", "fact"), CELLS)
def test_what_excel_made_of_a_word_is_the_word_again(kind: str, cell: Any, fact: Any) -> None:
    (one,) = read_fields(field("o", kind))
    assert fact_of(one, cell) == fact


def test_a_table_of_a_letter_stands_in_one_cell() -> None:
    more = '[[fields.columns]]\nkey = "ten"\nkind = "text"\nlabel = "Tên"\n'
    more += '[[fields.columns]]\nkey = "tien"\nkind = "money"\nlabel = "Tiền"\n'
    (table,) = read_fields(field("ds", "rows", more=more))
    assert fact_of(table, "An | 1.000\n\nBình|2.000") == [
        {"ten": "An", "tien": "1.000"},
        {"ten": "Bình", "tien": "2.000"},
    ]


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_as_excel_calls_them(place: int, letters: str) -> None:
    assert (letters_of(place), place_of(letters)) == (letters, place)


def test_a_sheet_of_invitations_becomes_facts(invitation: Template) -> None:
    sheet, result = checked(invitation, invitations(guests(3)))
    assert (result.faults, result.notes, sheet.rows) == ((), (), (2, 3, 4))
    facts = [letter.facts for letter in result.letters]
    assert [one["kinh_moi"] for one in facts] == [["Hợp tác xã số 1"], ["Hợp tác xã số 2"], ["Hợp tác xã số 3"]]
    assert {(one["gio"], one["ngay_hop"]) for one in facts} == {("08 giờ 00", "2026-03-16")}
    assert facts[0]["co_quan"]["ky_hieu"] == "LMHTX" and facts[0]["noi_nhan"] == ["Như trên", "Lưu: VT, VP"]


def test_the_head_may_stand_lower_with_keys_and_columns_of_ones_own(invitation: Template) -> None:
    lines = [["DANH SÁCH KHÁCH MỜI"], [], ["STT", "KINH MOI *", "gio", "Ngày họp (bắt buộc)", "Ghi chú"],
             [1, "Ban Giám đốc", "8 giờ", "16/3/2026", "đã gọi"], ["", "", "", "", "còn thiếu"]]  # fmt: skip
    commons = [[name, words] for name, words in COMMON.items()]
    sheet, result = checked(invitation, workbook({"Sheet1": lines, "dung chung": commons}))
    assert (result.faults, sheet.rows) == ((), (4,))
    assert result.letters[0].facts["kinh_moi"] == ["Ban Giám đốc"]


def test_a_rows_own_cell_comes_before_what_is_common_and_that_before_the_file(invitation: Template) -> None:
    rows = [["A", "", ""], ["B", "09 giờ", ""]]
    common = {**COMMON, "Giờ": "08 giờ"}
    _, result = checked(invitation, invitations(rows, common), ngay_hop="2026-03-16", gio="07 giờ")
    assert [(one.facts["gio"], one.facts["ngay_hop"]) for one in result.letters] == [
        ("08 giờ", "2026-03-16"),
        ("09 giờ", "2026-03-16"),
    ]


def faults_of(result: CheckedSheet) -> list[tuple[str, str, str]]:
    return [(fault.cell and f"{fault.sheet}!{fault.cell}", fault.head, fault.message) for fault in result.faults]


def test_every_fault_is_named_with_its_cell(invitation: Template) -> None:
    rows = [["", "08 giờ", "16/03/2026"], ["B", "x" * 51, "30/02/2026"], ["C", "08 giờ", 5.0]]
    common = {**COMMON, "Nơi nhận": "Như trên", "Đia điểm": "Hội trường"}
    _, result = checked(invitation, invitations(rows, common, [*HEADS, "Độ khẩm"]))
    assert faults_of(result) == [
        (f"{LETTERS_SHEET}!D1", "Độ khẩm", "Mẫu không có mục này. Ý bạn là “Độ khẩn”? Hãy sửa tên, hoặc xóa đi."),
        (f"{LETTERS_SHEET}!A2", "Kính mời", "Chưa có. Hãy điền."),
        (f"{LETTERS_SHEET}!B3", "Giờ", "Dài 51 ký tự, chỉ được 50."),
        (f"{LETTERS_SHEET}!C3", "Ngày họp", "“30/02/2026” không phải là ngày. Hãy ghi như 31/01/2026."),
        (f"{LETTERS_SHEET}!C4", "Ngày họp", "“5” không phải là ngày. Hãy ghi như 31/01/2026."),
        (f"{COMMON_SHEET}!B11", "Nơi nhận", "Dòng cuối phải là nơi lưu, ví dụ “Lưu: VT, VP”."),
        (f"{COMMON_SHEET}!A12", "Đia điểm", "Mục này có hai lần. Hãy xóa bớt một dòng."),
    ]


def test_what_no_letter_states_is_said_once(invitation: Template) -> None:
    common = {name: words for name, words in COMMON.items() if name != "Chủ trì"}
    _, result = checked(invitation, invitations(guests(20), common))
    assert faults_of(result) == [
        ("", "Chủ trì", f"Chưa có. Thêm cột “Chủ trì”, hoặc dòng “Chủ trì” ở trang {COMMON_SHEET}.")
    ]


def test_a_cell_without_a_result_is_not_an_empty_cell(invitation: Template) -> None:
    heads = [*HEADS, "Độ khẩn"]
    lines = [heads, ["A", "08 giờ", "16/03/2026", ""], ["B", "08 giờ", "", ""]]
    commons = [[name, words] for name, words in COMMON.items()]
    content = workbook({LETTERS_SHEET: lines, COMMON_SHEET: commons}, {(2, 3): "#N/A", (3, 2): "#REF!"})
    _, result = checked(invitation, content)
    assert [(fault.cell, "lỗi của Excel" in fault.message) for fault in result.faults] == [("D2", True), ("C3", True)]


def test_a_formula_nobody_computed_is_named(invitation: Template) -> None:
    content = invitations([["A", "08 giờ", "16/03/2026"]])
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    page = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = re.sub(rb'<c r="B2".*?</c>', b'<c r="B2"><f>A9</f></c>', page)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        for name, member in members.items():
            new.writestr(name, member)
    _, result = checked(invitation, file.getvalue())
    assert [(fault.cell, fault.message[:30]) for fault in result.faults] == [("B2", "Công thức trong ô chưa có kết ")]


def test_a_row_twice_and_words_of_the_example_are_pointed_out(invitation: Template) -> None:
    rows = [*guests(1), *guests(1), [invitation.example["kinh_moi"][0], "08 giờ", "16/03/2026"]]
    common = {**COMMON, "Tới dự": invitation.example["toi_du"]}
    _, result = checked(invitation, invitations(rows, common))
    assert result.faults == ()
    assert result.notes[0] == "Dòng 3 giống hệt dòng 2: hai bản như nhau."
    assert result.notes[1:] == (f"Mục “Tới dự” ở trang {COMMON_SHEET} còn nguyên chữ của ví dụ.",)


def test_a_letters_own_table_with_a_column_too_many_loses_nothing_silently() -> None:
    slip = own_template("phieu_gui")
    facts = {key: value for key, value in slip.example.items() if key != "van_ban"}
    content = workbook({LETTERS_SHEET: [["Văn bản gửi kèm"], ["12/KH-LMHTX | Kế hoạch | 2 | thêm"]]})
    _, result = checked(slip, content, **facts)
    assert [(f.cell, f.message) for f in result.faults] == [("A2", "Dòng 1 trong ô có 4 cột, bảng chỉ có 3.")]


FILES = (
    ("merge_no_head", lambda: workbook({"A": [["Họ tên", "Đơn vị"], ["An", "VP"]]})),
    ("merge_no_head", lambda: workbook({COMMON_SHEET: [["Giờ", "8"]]})),
    ("merge_no_rows", lambda: invitations([])),
    ("merge_too_many", lambda: invitations([["A", "8", "16/03/2026"]] * 2001)),
    ("sheet_too_large", lambda: workbook({"A": [["Giờ"], *([[]] * 20_000), ["x"]]})),
    ("file_unknown", lambda: b"khong phai"),
    ("office_broken", lambda: invitations(guests(1))[:-100]),
)


@pytest.mark.parametrize(("code", "content"), FILES, ids=[code for code, _ in FILES])
def test_a_file_that_is_no_such_sheet_is_explained(invitation: Template, code: str, content: Any) -> None:
    with pytest.raises(DocError) as caught:
        read_sheet(content(), "ds.xlsx", columns_of(invitation))
    assert caught.value.code == code


def test_one_cell_far_away_asks_for_no_gigabytes(invitation: Template) -> None:
    far = invitations(guests(1))
    with zipfile.ZipFile(io.BytesIO(far)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    members["xl/worksheets/sheet1.xml"] = members["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", cell)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        for name, member in members.items():
            new.writestr(name, member)
    with pytest.raises(DocError) as caught:
        read_sheet(file.getvalue(), "ds.xlsx", columns_of(invitation))
    assert caught.value.code == "sheet_too_large"


# The sheets we make.


@pytest.mark.parametrize("template", [t.id for t in own_catalogue()])
def test_every_templates_example_sheet_comes_back_as_its_example(template: str) -> None:
    own = own_template(template)
    in_no_cell = {field.key: own.example.get(field.key) for field in own.fields if field.kind == "assignments"}
    _, result = checked(own, example_sheet(own), **in_no_cell)
    assert result.faults == ()
    assert result.letters[0].facts == check_facts(own, own.example).facts


def test_what_differs_is_whom_it_goes_to_or_the_short_facts_of_the_body() -> None:
    suggested = {t: differing(columns_of(own_template(t))) for t in ("giay_moi", "giay_gioi_thieu", "thu_cong")}
    assert suggested == {
        "giay_moi": ("kinh_moi",),
        "giay_gioi_thieu": ("nguoi", "chuc_vu", "noi_den", "viec", "het_han"),
        "thu_cong": ("kinh_gui",),
    }


def test_chosen_columns_stand_in_the_list_and_the_others_in_the_common_sheet(invitation: Template) -> None:
    content = example_sheet(invitation, ["kinh_moi", "gio"], without={"office", "signer"}, known={"ket": "Đúng giờ"})
    assert lines_of(content)[0] == ["Kính mời (bắt buộc)", "Giờ (bắt buộc)"]
    common = {line[0]: line[1] for line in lines_of(content, COMMON_SHEET)}
    assert common["Điều cần lưu ý (bắt buộc)"] == "Đúng giờ" and "Ngày họp (bắt buộc)" in common
    assert not [name for name in common if name.startswith(("Cơ quan", "Người ký"))]


def test_twenty_faults_among_five_hundred_rows_come_back_marked_and_the_mended_sheet_is_taken(
    invitation: Template,
) -> None:
    rows = guests(500)
    wrong = {n * 24: n % 3 for n in range(1, 21)}  # row of the list → its column
    for number, place in wrong.items():
        rows[number - 1][place] = ("", "x" * 60, "31/02/2026")[place]
    sheet, result = checked(invitation, invitations(rows))
    assert {(f.row, f.place) for f in result.faults} == {(n + 1, place) for n, place in wrong.items()}
    assert len(result.faults) == 20
    returned = returned_sheet(sheet, result.faults)
    lines = lines_of(returned)
    assert [n for n, line in enumerate(lines, 1) if n > 1 and line[3]] == sorted(n + 1 for n in wrong)
    assert comments_of(returned) == {f.cell for f in result.faults}
    fresh = guests(500)
    mended = [[*fresh[n - 1], line[3]] if n in wrong else line for n, line in enumerate(lines[1:], 1)]
    _, again = checked(invitation, invitations(mended, heads=lines[0]))
    assert again.faults == ()
    assert [letter.facts for letter in again.letters] == [letter.facts for letter in good(invitation)]


def good(template: Template) -> Any:
    return checked(template, invitations(guests(500)))[1].letters


def comments_of(content: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return set(re.findall(r'<comment ref="([A-Z]+\d+)"', package.read("xl/comments1.xml").decode()))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_words_a_person_types_come_through_a_sheet(words: str) -> None:
    template = own_template("giay_moi")
    shown = words_of(words)
    row = [shown, "08 giờ", "16/03/2026"]
    if not shown.strip() or len(shown) > 2000:
        return
    sheet, result = checked(template, invitations([row]))
    facts = check_facts(template, {**result.letters[0].facts, "kinh_moi": shown}).facts
    assert result.letters[0].facts["kinh_moi"] == facts["kinh_moi"]
    again = read_sheet(returned_sheet(sheet, ()), "x.xlsx", columns_of(template))
    assert check_sheet(template, again).letters[0].facts == result.letters[0].facts
