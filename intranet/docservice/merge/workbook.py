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

    Rows are counted from 1, places in a row from 0.
    """

    name: str
    lines: list[list[Any]]
    broken: dict[tuple[int, int], str]


def read_workbook(content: bytes, name: str) -> list[Page]:
    """All sheets of an .xlsx; DocError the guard's codes, sheet_too_large, or office_broken."""
    inspect_upload(io.BytesIO(content), name, {"xlsx"})
    try:
        broken = {title: _look_through(content, part) for title, part in _parts(content)}
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            Page(title, book.get_sheet_by_name(title).to_python(skip_empty_area=False), broken[title])
            for title in book.sheet_names
            if title in broken
        ]
    except (CalamineError, etree.XMLSyntaxError, ValueError, KeyError) as error:
        raise DocError("office_broken", name=name) from error


def _parts(content: bytes) -> Iterator[tuple[str, str]]:
    """The title of each sheet, and the member of the package that holds it."""
    book = main_part(content)
    folder, file = posixpath.split(book)
    relations = etree.fromstring(read_part(content, f"{folder}/_rels/{file}.rels") or b"", xml_parser())
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in etree.fromstring(read_part(content, book) or b"", xml_parser()).iter(f"{MAIN}sheet"):
        target = targets[sheet.get(RELATION)]
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if "worksheets/" in path:
            yield sheet.get("name", ""), path


def _look_through(content: bytes, part: str) -> dict[tuple[int, int], str]:
    broken = {}
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    for _, cell in etree.iterparse(io.BytesIO(read_part(content, part) or b""), tag=f"{MAIN}c", **options):
        address = _ADDRESS.fullmatch(cell.get("r", ""))
        if address:
            row, place = int(address[2]), place_of(address[1])
            if row > MOST_LINES or place >= MOST_COLUMNS:
                raise DocError("sheet_too_large", lines=MOST_LINES, columns=MOST_COLUMNS)
            if cell.get("t") == "e":
                broken[row, place] = EXCEL_ERROR
            elif cell.find(f"{MAIN}f") is not None and cell.find(f"{MAIN}v") is None:
                broken[row, place] = NO_RESULT
        cell.clear()
    return broken


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
