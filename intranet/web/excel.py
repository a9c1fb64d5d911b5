"""What stands on the screen as an Excel file: the office's name and a title above, a frozen header, cells as typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from flask import Response, send_file

from intranet.core.clock import office_time

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its head and its width in letters."""

    head: str
    width: int = 20


def excel_answer(
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    above: Sequence[str] = (),
    landscape: bool = True,
) -> Response:
    """Send rows as NAME.xlsx; `above` are lines over the title, such as the office's name and the filter in words."""
    file = BytesIO(sheet(title, columns, rows, above=above, landscape=landscape))
    return send_file(file, mimetype=MEDIA_TYPE, as_attachment=True, download_name=f"{name}.xlsx")


def sheet(
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    above: Sequence[str] = (),
    landscape: bool = True,
) -> bytes:
    """The bytes of a workbook with one sheet, set up to print on A4."""
    file = BytesIO()
    # What people typed is never a formula, and never a link either.
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    page = book.add_worksheet("Danh sách")
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
    look = {
        "above": book.add_format(base),
        "title": book.add_format({**base, "bold": True, "font_size": 14}),
        "head": book.add_format({**base, "bold": True, "border": 1, "text_wrap": True, "bg_color": "#EEF1F5"}),
        "cell": book.add_format({**base, "border": 1, "text_wrap": True}),
        "day": book.add_format({**base, "border": 1, "num_format": "dd/mm/yyyy", "align": "left"}),
    }
    line = 0
    for words in above:
        page.write_string(line, 0, words, look["above"])
        line += 1
    page.write_string(line, 0, title, look["title"])
    line += 2
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
        page.write_string(line, place, column.head, look["head"])
    page.freeze_panes(line + 1, 0)
    page.repeat_rows(line)
    for row in rows:
        line += 1
        for place, value in enumerate(row):
            _write(page, line, place, value, look)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    if landscape:
        page.set_landscape()
    page.set_footer("&C&P/&N")
    book.close()
    return file.getvalue()


def _write(page: Any, line: int, place: int, value: Any, look: dict[str, Any]) -> None:
    if isinstance(value, datetime):
        page.write_datetime(line, place, office_time(value).replace(tzinfo=None), look["day"])
    elif isinstance(value, date):
        page.write_datetime(line, place, datetime(value.year, value.month, value.day), look["day"])
    elif isinstance(value, int | float) and not isinstance(value, bool):
        page.write_number(line, place, value, look["cell"])
    else:
        page.write_string(line, place, "" if value is None else str(value), look["cell"])
