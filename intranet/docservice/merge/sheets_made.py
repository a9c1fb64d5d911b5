"""Sheets we make: the example to fill in, and the sent one returned with its faults marked in their cells."""

import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

from intranet.docservice.merge.cells import cell_of, words_of
from intranet.docservice.merge.columns import (
    COMMON_HEADS,
    COMMON_SHEET,
    FAULTS_HEAD,
    LETTERS_SHEET,
    REQUIRED,
    Column,
    HasForm,
    columns_of,
    differing,
)
from intranet.docservice.merge.sheet import MOST_LETTERS, Fault, Sheet
from intranet.docservice.merge.workbook import Page

# What Excel takes for a message beside a cell and for a list to choose from.
MOST_IN_A_TITLE, MOST_IN_A_MESSAGE, MOST_IN_A_LIST = 32, 255, 255
WIDE, NARROW = 40, 24
BASE = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
# "@": what is typed stays as typed; Excel would make a day of 2/3 and an hour of 8:00.
LOOKS: dict[str, dict[str, Any]] = {
    "head": {**BASE, "bold": True, "border": 1, "bg_color": "#EEF1F5"},
    "cell": {**BASE, "num_format": "@"},
    "help": {**BASE, "font_color": "#5A6473"},
    "fault": {**BASE, "num_format": "@", "bg_color": "#FBD5D5", "border": 1, "border_color": "#B42318"},
    "words": {**BASE, "font_color": "#B42318"},
}


def example_sheet(
    template: HasForm,
    chosen: Collection[str] | None = None,
    *,
    without: Collection[str] = (),
    known: Mapping[str, Any] | None = None,
    rows: Sequence[Mapping[str, Any]] = (),
) -> bytes:
    """The sheet to fill in, as .xlsx: the template's example in its first row.

    `chosen` are the paths that differ from letter to letter (what the template suggests, when None); all others stand
    in the sheet of common facts. Kinds of `without` are left out; `known` are common facts that need no example;
    `rows` the facts of each letter where they are known already.
    """
    columns = columns_of(template, without)
    chosen = differing(columns) if chosen is None else chosen
    stated = {**template.example, **(known or {})}
    file = io.BytesIO()
    book, look = _book(file)
    page, common = book.add_worksheet(LETTERS_SHEET), book.add_worksheet(COMMON_SHEET)
    own = [column for column in columns if column.path in chosen]
    for place, column in enumerate(own):
        _head(page, 0, place, column, look)
        for row, facts in enumerate(rows or [stated], 1):
            page.write_string(row, place, cell_of(column.field, column.stated_in(facts)), look["cell"])
        _guide(page, place, column)
    page.freeze_panes(1, 0)
    for place, (words, width) in enumerate(zip(COMMON_HEADS, (NARROW, 60, 60), strict=True)):
        common.set_column(place, place, width, look["cell"])
        common.write_string(0, place, words, look["head"])
    for row, column in enumerate((column for column in columns if column.path not in chosen), 1):
        common.write_string(row, 0, _name(column), look["head"])
        common.write_string(row, 1, cell_of(column.field, column.stated_in(stated)), look["cell"])
        common.write_string(row, 2, column.help, look["help"])
        if column.field.choices:
            common.data_validation(row, 1, row, 1, _choices(column))
    common.freeze_panes(1, 1)
    book.close()
    return file.getvalue()


def returned_sheet(sheet: Sheet, faults: Iterable[Fault]) -> bytes:
    """The sent sheet once more, every cell in its place, the faulty ones red with a comment and in words at the end."""
    by_page: dict[str, dict[int, list[Fault]]] = defaultdict(lambda: defaultdict(list))
    for fault in faults:
        by_page[fault.sheet][fault.row].append(fault)
    file = io.BytesIO()
    book, look = _book(file)
    for page in filter(None, (sheet.letters, sheet.commons)):
        _write_again(book, look, page, by_page[page.name], sheet.head_row if page is sheet.letters else 1)
    if by_page[""]:
        page = book.add_worksheet(FAULTS_HEAD)
        page.set_column(0, 0, 100)
        page.write_column(0, 0, [fault.line for fault in by_page[""][0]], look["words"])
    book.close()
    return file.getvalue()


def _book(file: io.BytesIO) -> tuple[Any, dict[str, Any]]:
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    return book, {name: book.add_format(look) for name, look in LOOKS.items()}


def _name(column: Column) -> str:
    return f"{column.head} {REQUIRED}" if column.is_required else column.head


def _head(page: Any, row: int, place: int, column: Column, look: Mapping[str, Any]) -> None:
    page.set_column(place, place, WIDE if column.field.longest > NARROW * 10 else NARROW, look["cell"])
    page.write_string(row, place, _name(column), look["head"])


def _guide(page: Any, place: int, column: Column) -> None:
    """Help beside each cell of a column, and its choices to pick from."""
    if column.field.choices:
        page.data_validation(1, place, MOST_LETTERS, place, _choices(column))
    elif column.help:
        message = {"input_title": column.head[:MOST_IN_A_TITLE], "input_message": column.help[:MOST_IN_A_MESSAGE]}
        page.data_validation(1, place, MOST_LETTERS, place, {"validate": "any", **message})


def _choices(column: Column) -> dict[str, Any]:
    choices = list(column.field.choices)
    fits = len(",".join(choices)) <= MOST_IN_A_LIST
    return {"validate": "list", "source": choices, "error_type": "warning"} if fits else {"validate": "any"}


def _write_again(book: Any, look: Mapping[str, Any], page: Page, faults: Mapping[int, list[Fault]], head: int) -> None:
    copy = book.add_worksheet(page.name)
    width = max((len(line) for line in page.lines), default=0)
    copy.set_column(0, max(width - 1, 0), NARROW, look["cell"])
    end = width - 1 if width and _is_faults_head(page, head, width - 1) else width
    copy.set_column(end, end, 60)
    copy.write_string(head - 1, end, FAULTS_HEAD, look["head"])
    for row, line in enumerate(page.lines, 1):
        wrong = {fault.place: fault.message for fault in faults.get(row, ())}
        for place in {*range(min(len(line), end)), *wrong}:
            cell = line[place] if place < len(line) else ""
            name = "fault" if place in wrong else "head" if row == head else "cell"
            copy.write_string(row - 1, place, words_of(cell), look[name])
            if place in wrong:
                copy.write_comment(row - 1, place, wrong[place])
        if wrong:
            words = "\n".join(f"{fault.head}: {fault.message}" for fault in faults[row])
            copy.write_string(row - 1, end, words, look["words"])
    copy.freeze_panes(head, 0)


def _is_faults_head(page: Page, head: int, place: int) -> bool:
    line = page.lines[head - 1]
    return place < len(line) and line[place] == FAULTS_HEAD
