"""Every cell checked before a letter is made: faults by row and column, each said once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from intranet.docservice.checks import Problem
from intranet.docservice.facts import check_facts
from intranet.docservice.merge.cells import cell_of, fact_of, rows_in, words_of
from intranet.docservice.merge.columns import COMMON_SHEET, Column, HasForm, columns_of
from intranet.docservice.merge.sheet import Fault, Sheet

# Shorter words may stand in an example and in a letter by chance.
SHORTEST_SAMPLE = 12
MISSING = "Chưa có. Hãy điền."


@dataclass(frozen=True)
class Letter:
    """One letter to be made: its row in the sheet, and its facts, checked."""

    row: int
    facts: dict[str, Any]


@dataclass(frozen=True)
class CheckedSheet:
    """The letters in the order of the sheet, everything wrong, and what a person should look at once more."""

    letters: tuple[Letter, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def check_sheet(template: HasForm, sheet: Sheet, common: Mapping[str, Any] | None = None) -> CheckedSheet:
    """Check every cell. A row's own cell comes before the sheet of common facts, and that before `common`."""
    base = _with(dict(common or {}), _common_facts(template, sheet))
    faults = dict.fromkeys((*sheet.faults, *_broken(sheet), *_too_long_rows(sheet)))
    at_fault = {(fault.sheet, fault.row, fault.place) for fault in faults}
    letters = []
    for row in sheet.rows:
        checked = check_facts(template, _with(base, _row_facts(sheet, row)))
        letters.append(Letter(row, checked.facts))
        for problem in checked.problems:
            fault = _fault(template, sheet, row, problem)
            if (fault.sheet, fault.row, fault.place) not in at_fault or not fault.row:
                faults[fault] = None
    ordered = sorted(faults, key=lambda fault: (fault.row > 0, fault.sheet == COMMON_SHEET, fault.row, fault.place))
    return CheckedSheet(tuple(letters), tuple(ordered), (*sheet.notes, *_twins(letters), *_samples(template, sheet)))


def _common_facts(template: HasForm, sheet: Sheet) -> Iterator[tuple[Column, Any]]:
    for column in columns_of(template):
        cell = sheet.common_cell(column.path)
        if str(cell).strip():
            yield column, fact_of(column.field, cell)


def _row_facts(sheet: Sheet, row: int) -> Iterator[tuple[Column, Any]]:
    for place, column in sheet.heads.items():
        cell = sheet.cell(row, place)
        if str(cell).strip():
            yield column, fact_of(column.field, cell)


def _with(base: Mapping[str, Any], more: Iterable[tuple[Column, Any]]) -> dict[str, Any]:
    facts = dict(base)
    for column, fact in more:
        column.put_into(facts, fact)
    return facts


def _broken(sheet: Sheet) -> Iterator[Fault]:
    for (row, place), why in sheet.letters.broken.items():
        if row in sheet.rows and place in sheet.heads:
            yield Fault(sheet.letters.name, row, place, sheet.heads[place].head, why)
    if sheet.commons:
        for path, row in sheet.common.items():
            if (row, 1) in sheet.commons.broken:
                yield Fault(sheet.commons.name, row, 1, path, sheet.commons.broken[row, 1])


def _too_long_rows(sheet: Sheet) -> Iterator[Fault]:
    """A line of a letter's own table with more columns than the table has: its words would be lost."""
    for row in sheet.rows:
        for place, column in sheet.heads.items():
            most = len(column.field.columns)
            lines = rows_in(sheet.cell(row, place)) if column.field.kind == "rows" else []
            for number, parts in enumerate(lines, 1):
                if len(parts) > most:
                    message = f"Dòng {number} trong ô có {len(parts)} cột, bảng chỉ có {most}."
                    yield Fault(sheet.letters.name, row, place, column.head, message)


def _fault(template: HasForm, sheet: Sheet, row: int, problem: Problem) -> Fault:
    """Where a problem with a letter's facts stands: in its row, in the sheet of common facts, or nowhere yet."""
    column = next((column for column in columns_of(template) if column.is_about(problem.path)), None)
    if column is None:  # no cell can hold it: it stands in the file of common facts
        return Fault("", 0, 0, "", problem.message)
    message = _without_label(problem.message, column)
    place = next((place for place, head in sheet.heads.items() if head == column), None)
    if place is not None and (column.path not in sheet.common or str(sheet.cell(row, place)).strip()):
        return Fault(sheet.letters.name, row, place, column.head, message)
    if column.path in sheet.common and sheet.commons is not None:
        return Fault(sheet.commons.name, sheet.common[column.path], 1, column.head, message)
    if message == MISSING:
        message = f"Chưa có. Thêm cột “{column.head}”, hoặc dòng “{column.head}” ở trang {COMMON_SHEET}."
    return Fault("", 0, 0, column.head, message)


def _without_label(message: str, column: Column) -> str:
    """The message without the words in front that its column's head says already."""
    for label in (column.head.replace(": ", ", "), column.field.label):
        if message.startswith(label):
            message = message[len(label) :].lstrip(":, ")
            break
    return message[:1].upper() + message[1:]


def _twins(letters: Iterable[Letter]) -> Iterator[str]:
    first: dict[str, int] = {}
    for letter in letters:
        earlier = first.setdefault(repr(letter.facts), letter.row)
        if earlier != letter.row:
            yield f"Dòng {letter.row} giống hệt dòng {earlier}: hai bản như nhau."


def _samples(template: HasForm, sheet: Sheet) -> Iterator[str]:
    """Words of the example that were never written over."""
    for column in columns_of(template):
        sample = cell_of(column.field, column.stated_in(template.example))
        if column.field.known or column.field.default or len(sample) < SHORTEST_SAMPLE:
            continue
        if words_of(sheet.common_cell(column.path)) == sample:
            yield f"Mục “{column.head}” ở trang {COMMON_SHEET} còn nguyên chữ của ví dụ."
        for place in (place for place, head in sheet.heads.items() if head == column):
            for row in sheet.rows:
                if words_of(sheet.cell(row, place)) == sample:
                    yield f"Dòng {row}, cột “{column.head}” còn nguyên chữ của ví dụ."
