"""An .xlsx from outside, looked through before anything is made of it: its size, and the cells no reader can trust."""

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from intranet.docservice.errors import DocError
from intranet.docservice.guard import inspect_upload
from intranet.docservice.package import main_part, read_part, xml_parser

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# A reader keeps a sheet as a full rectangle: one cell far away would ask for gigabytes.
MOST_LINES, MOST_COLUMNS = 20_000, 200
EXCEL_ERROR = "Ô này là lỗi của Excel (như #N/A, #REF!). Hãy sửa ô hoặc công thức."
NO_RESULT = "Công thức trong ô chưa có kết quả. Hãy mở bằng Excel, lưu lại, hoặc gõ thẳng giá trị."
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True)
class Page:
    """A sheet of a workbook: its name, its lines of cells, and by (row, place) why a cell cannot be trusted.

    Rows are counted from 1, places in a row from 0. `merged` are the ranges shown as one cell, as ((first row, place),
    (last row, place)): their value lies in the first cell only.
    """

    name: str
    lines: list[list[Any]]
    broken: dict[tuple[int, int], str]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether no cell says anything."""
        return not any(str(cell).strip() for line in self.lines for cell in line)


def read_workbook(content: bytes, name: str) -> list[Page]:
    """All sheets of an .xlsx; DocError the guard's codes, sheet_too_large, or office_broken."""
    inspect_upload(io.BytesIO(content), name, {"xlsx"})
    try:
        seen = {title: (is_hidden, *_look_through(content, part)) for title, part, is_hidden in _parts(content)}
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_page(book, title, *seen[title]) for title in book.sheet_names if title in seen]
    except (CalamineError, etree.XMLSyntaxError, ValueError, KeyError) as error:
        raise DocError("office_broken", name=name) from error


def _page(
    book: CalamineWorkbook, title: str, is_hidden: bool, broken: dict[tuple[int, int], str], hidden_rows: frozenset[int]
) -> Page:
    sheet = book.get_sheet_by_name(title)
    merged = tuple(
        ((top + 1, left), (bottom + 1, right)) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return Page(title, sheet.to_python(skip_empty_area=False), broken, is_hidden, hidden_rows, merged)


def _parts(content: bytes) -> Iterator[tuple[str, str, bool]]:
    """The title of each sheet, the member of the package that holds it, and whether nobody sees it."""
    book = main_part(content)
    folder, file = posixpath.split(book)
    relations = etree.fromstring(read_part(content, f"{folder}/_rels/{file}.rels") or b"", xml_parser())
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in etree.fromstring(read_part(content, book) or b"", xml_parser()).iter(f"{MAIN}sheet"):
        target = targets[sheet.get(RELATION)]
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if "worksheets/" in path:
            yield sheet.get("name", ""), path, sheet.get("state", "visible") != "visible"


def _look_through(content: bytes, part: str) -> tuple[dict[tuple[int, int], str], frozenset[int]]:
    """By (row, place) the cells that cannot be trusted, and the hidden rows."""
    broken, hidden, last = {}, set(), 0
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    tags = (f"{MAIN}c", f"{MAIN}row")
    for _, cell in etree.iterparse(io.BytesIO(read_part(content, part) or b""), tag=tags, **options):
        if cell.tag == tags[1]:
            last = int(cell.get("r") or last + 1)
            if cell.get("hidden") in ("1", "true"):
                hidden.add(last)
            continue
        address = _ADDRESS.fullmatch(cell.get("r", ""))
        if address:
            row, place = int(address[2]), place_of(address[1])
            if row > MOST_LINES or place >= MOST_COLUMNS:
                raise DocError("sheet_too_large", lines=MOST_LINES, columns=MOST_COLUMNS)
            if cell.get("t") == "e":
                broken[row, place] = EXCEL_ERROR
            elif cell.find(f"{MAIN}f") is not None and _has_no_result(cell):
                broken[row, place] = NO_RESULT
        cell.clear()
    return broken, frozenset(hidden)


def _has_no_result(cell: etree._Element) -> bool:
    """Whether nobody computed a formula. One computed to no words is kept as t="str" with an empty value."""
    value = cell.findtext(f"{MAIN}v")
    return value is None or (not value and cell.get("t") != "str")


def place_of(letters: str) -> int:
    """The place of a column in its row: A → 0, Z → 25, AA → 26."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def letters_of(place: int) -> str:
    """The name of a column as Excel shows it: 0 → A, 26 → AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
