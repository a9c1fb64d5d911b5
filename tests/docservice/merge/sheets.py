"""Sheets of letters for the tests, written as a clerk would write them."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from intranet.docservice.merge.columns import COMMON_SHEET, LETTERS_SHEET

HEADS = ["Kính mời", "Giờ", "Ngày họp"]
COMMON = {
    "Cơ quan ban hành: tên": "LIÊN MINH HỢP TÁC XÃ\nTHÀNH PHỐ HẢI PHÒNG",
    "Cơ quan ban hành: ký hiệu": "LMHTX",
    "Cơ quan ban hành: địa danh": "Hải Phòng",
    "Trích yếu": "Dự Hội nghị tổng kết",
    "Tới dự": "Hội nghị tổng kết năm 2026",
    "Chủ trì": "Chủ tịch Liên minh",
    "Địa điểm": "Hội trường tầng 2",
    "Điều cần lưu ý": "Đề nghị đến đúng giờ",
    "Người ký: quyền hạn, chức vụ": "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG",
    "Nơi nhận": "Như trên\nLưu: VT, VP",
}


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]], formulas: Mapping[tuple[int, int], Any] = {}) -> bytes:
    """An .xlsx; days and hours become Excel's own; `formulas` of the first sheet: (row, place) → cached value."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = {kind: book.add_format({"num_format": words}) for kind, words in KINDS.items()}
    for number, (name, lines) in enumerate(sheets.items()):
        page = book.add_worksheet(name)
        for row, line in enumerate(lines):
            for place, cell in enumerate(line):
                if isinstance(cell, date | time):
                    page.write_datetime(row, place, cell, looks[type(cell)])
                elif cell != "":
                    page.write(row, place, cell)
        for (row, place), value in formulas.items() if number == 0 else ():
            page.write_formula(row - 1, place, "=1+1", None, value)
    book.close()
    return file.getvalue()


KINDS = {date: "dd/mm/yyyy", datetime: "dd/mm/yyyy hh:mm", time: "hh:mm"}


def guests(number: int) -> list[list[Any]]:
    """Rows of the sheet: each guest with hour and day, some as words and some as Excel keeps them."""
    days: tuple[Any, ...] = ("16/03/2026", date(2026, 3, 16))
    hours: tuple[Any, ...] = ("08 giờ 00", time(8))
    return [[f"Hợp tác xã số {n}", hours[n % 2], days[n % 2]] for n in range(1, number + 1)]


def invitations(
    rows: Sequence[Sequence[Any]], common: Mapping[str, Any] = COMMON, heads: Sequence[str] = HEADS
) -> bytes:
    """A filled sheet of invitations."""
    commons = [["Mục", "Nội dung chung cho mọi bản"], *([name, words] for name, words in common.items())]
    return workbook({LETTERS_SHEET: [heads, *rows], COMMON_SHEET: commons})


def lines_of(content: bytes, sheet: str = LETTERS_SHEET) -> list[list[Any]]:
    """The cells of a sheet we made."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
