"""What a person does not see as the machine does: formulas, merged cells, hidden rows and sheets, a footer."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from intranet.docservice.catalogue import Template
from intranet.docservice.merge.checked import CheckedSheet, check_sheet
from intranet.docservice.merge.columns import COMMON_SHEET, LETTERS_SHEET, columns_of
from intranet.docservice.merge.sheet import read_sheet
from intranet.docservice.merge.sheets_made import example_sheet
from tests.docservice.merge.sheets import COMMON, HEADS, guests, invitations, lines_of, workbook
from tests.support.letters import own_template

COMMONS = [["Mục", "Nội dung"], *([name, words] for name, words in COMMON.items())]


@pytest.fixture(scope="module")
def invitation() -> Template:
    return own_template("giay_moi")


def checked(template: Template, content: bytes, **common: Any) -> CheckedSheet:
    return check_sheet(template, read_sheet(content, "ds.xlsx", columns_of(template)), common)


def with_cell(content: bytes, address: str, cell: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    page = members["xl/worksheets/sheet1.xml"].decode()
    members["xl/worksheets/sheet1.xml"] = re.sub(rf'<c r="{address}".*?</c>', cell, page).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        for name, member in members.items():
            new.writestr(name, member)
    return file.getvalue()


def shaped(
    lines: list[list[Any]], shape: Callable[[Any], None], more: dict[str, list[list[Any]]] | None = None
) -> bytes:
    """A workbook whose list is shaped by hand: merged, hidden."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for name, content in {LETTERS_SHEET: lines, COMMON_SHEET: COMMONS, **(more or {})}.items():
        page = book.add_worksheet(name)
        for row, line in enumerate(content):
            page.write_row(row, 0, line)
        if name == LETTERS_SHEET:
            shape(page)
    page.activate()  # the active sheet cannot be hidden
    book.close()
    return file.getvalue()


FORMULAS = (
    ("as a program writes it", '<c r="B2"><f>A9</f></c>', ["B2"]),
    ("as openpyxl writes it", '<c r="B2"><f>A9</f><v></v></c>', ["B2"]),
    ("an empty element", '<c r="B2"><f>A9</f><v/></c>', ["B2"]),
    ("computed to no words", '<c r="B2" t="str"><f>""</f><v></v></c>', []),
    ("computed", '<c r="B2" t="str"><f>A9</f><v>9 giờ</v></c>', []),
)


@pytest.mark.parametrize(("cell", "cells"), [line[1:] for line in FORMULAS], ids=[line[0] for line in FORMULAS])
def test_a_formula_nobody_computed_never_lets_the_common_value_through(
    invitation: Template, cell: str, cells: list[str]
) -> None:
    content = with_cell(invitations([["A", "08 giờ", "16/03/2026"]], {**COMMON, "Giờ": "07 giờ"}), "B2", cell)
    assert [fault.cell for fault in checked(invitation, content).faults] == cells


def test_a_value_merged_over_several_rows_is_the_value_of_each(invitation: Template) -> None:
    lines = [["KHÁCH MỜI"], HEADS, ["A"], ["B"], ["C", "10 giờ", "18/03/2026"]]

    def shape(page: Any) -> None:
        page.merge_range(0, 0, 0, 2, "KHÁCH MỜI")
        page.merge_range(2, 1, 3, 1, "09 giờ")
        page.merge_range(2, 2, 3, 2, "17/03/2026")

    result = checked(invitation, shaped(lines, shape), gio="07 giờ", ngay_hop="2026-01-01")
    assert result.faults == ()
    assert [(one.facts["gio"], one.facts["ngay_hop"]) for one in result.letters] == [
        ("09 giờ", "2026-03-17"),
        ("09 giờ", "2026-03-17"),
        ("10 giờ", "2026-03-18"),
    ]


def test_hidden_rows_are_named(invitation: Template) -> None:
    result = checked(
        invitation, shaped([HEADS, *_plain(3)], lambda page: page.set_row(2, None, None, {"hidden": True}))
    )
    assert len(result.letters) == 3
    assert result.notes == ("Dòng 3 đang ẩn trong bảng nhưng vẫn được ghép. Không cần bản nào thì xóa hẳn dòng đó.",)


def test_a_hidden_sheet_is_never_the_list_and_no_filled_sheet_is_passed_over_in_silence(invitation: Template) -> None:
    def shape(page: Any) -> None:
        page.very_hidden()

    result = checked(invitation, shaped([HEADS, *_plain(2)], shape, {"Đợt 1": [HEADS, ["X", "8 giờ", "3/5/2026"]],
                                                                    "Đợt 2": [HEADS], "Trống": []}))  # fmt: skip
    assert [one.facts["kinh_moi"] for one in result.letters] == [["X"]]
    assert result.notes == (
        f"Trang ẩn “{LETTERS_SHEET}” không được ghép, chỉ ghép trang “Đợt 1”.",
        "Trang “Đợt 2” không được ghép, chỉ ghép trang “Đợt 1”.",
    )


def test_a_footer_is_pointed_out(invitation: Template) -> None:
    heads = ["STT", "Kính mời", "Giờ", "Ngày họp"]
    lines = [heads, [1, "A", "8 giờ", "3/5/2026"], [], [2, "B", "", ""], [], ["", "Người lập biểu"]]
    result = checked(
        invitation, workbook({LETTERS_SHEET: lines, COMMON_SHEET: COMMONS}), gio="8", ngay_hop="2026-01-01"
    )
    assert result.notes == ("Dòng 6 ở sau dòng trống và chỉ có “Người lập biểu”. Nếu là chân bảng, hãy xóa dòng này.",)


def test_what_the_system_fills_in_itself_is_let_pass_empty_and_named_when_filled(invitation: Template) -> None:
    columns = columns_of(invitation)
    own = [column for column in columns if column.head in ("Giờ", "Địa điểm", "Chủ trì")]
    rest = [column for column in columns if column not in own]
    content = workbook({
        LETTERS_SHEET: [["Kính mời", "Giờ (bắt buộc)", "Chủ trì"], ["A", "", "Ông X"]],
        COMMON_SHEET: [["Địa điểm", "Hội trường"]],
    })  # fmt: skip
    sheet = read_sheet(content, "ds.xlsx", rest, own)
    assert [(fault.cell, fault.message) for fault in sheet.faults] == [
        ("C1", "Hệ thống tự ghi mục này. Hãy xóa cột này."),
        ("A1", "Hệ thống tự ghi mục này. Hãy xóa dòng này."),
    ]
    assert sheet.notes == ("Hệ thống tự ghi “Giờ”: có thể xóa khỏi bảng.",)


def test_only_what_a_letter_needs_is_marked_as_required(invitation: Template) -> None:
    content = example_sheet(invitation)
    names = [str(line[0]) for line in lines_of(content, COMMON_SHEET)]
    assert "Cơ quan ban hành: cơ quan chủ quản" in names and "Người ký: họ và tên" in names
    assert "Cơ quan ban hành: tên (bắt buộc)" in names and "Người ký: quyền hạn, chức vụ (bắt buộc)" in names


def _plain(number: int) -> list[list[Any]]:
    return [[name, "8 giờ", "16/03/2026"] for name, _, _ in guests(number)]
