"""Tables with columns for the work, who leads, who helps and when → tasks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from intranet.docservice.assignments.columns import (
    Columns,
    Matrix,
    cell_of,
    columns_of,
    is_empty,
    items_of,
    matrix_of,
)
from intranet.docservice.assignments.deadlines import NONE, Deadline, deadline_of
from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.assignments.phrases import Ground
from intranet.docservice.assignments.roles import DO, LEAD, names_of, role_of
from intranet.docservice.assignments.tasks import ReadTask
from intranet.docservice.reading.blocks import Table

_ROMAN_OR_LETTER = re.compile(r"(?:[IVX]+|[A-Z]|WP\d+|Phần .*)\.?$")
# Two scans of the same head are not the same to the letter.
_SAME_HEAD = 88
_BARE_TIME = re.compile(r"(?:\d{1,2}|[IVX]{1,4})(?:\s*[-–,]\s*(?:\d{1,2}|[IVX]{1,4}))?(?:/(?:20)?\d\d)?")


@dataclass(frozen=True)
class _Above:
    number: str = ""
    who: str = ""


def tasks_of_table(
    table: Table, ground: Ground, carried: Columns | None, above: str
) -> tuple[list[ReadTask], Columns | None]:
    """The tasks of a table and its columns; a table without a head of its own goes on with the columns before it."""
    if (matrix := matrix_of(table.rows, ground)) is not None:
        return list(_of_matrix(table, matrix, ground, above)), carried
    columns, first = columns_of(table.rows)
    if columns is None and carried is not None and len(table.rows[0]) == carried.width:
        columns, first = carried, 0
    if columns is None:
        return [], carried
    return list(_tasks(table, columns, first, ground, above)), columns


def _tasks(table: Table, columns: Columns, first: int, ground: Ground, above: str) -> Iterator[ReadTask]:
    group = _Above()
    for number, row in enumerate(table.rows[first:], first + 1):
        if any(_repeats_head(row, head) for head in table.rows[:first]):
            continue
        work, who, mark = cell_of(row, columns.work), cell_of(row, columns.who), cell_of(row, columns.number)
        if _is_group(row, columns, work, who, mark):
            group = _Above(mark, who if who != work else "")
            continue
        if not work or _is_total(work):
            continue
        unit = who or group.who
        for words in items_of(row[columns.work]) if unit else ():
            yield _task(row, columns, unit, words, table.row_place(number), _place(above, mark), ground)


def _repeats_head(row: tuple[str, ...], head: tuple[str, ...]) -> bool:
    return fuzz.ratio(fold_in_place(" ".join(row)), fold_in_place(" ".join(head))) >= _SAME_HEAD


def _is_group(row: tuple[str, ...], columns: Columns, work: str, who: str, mark: str) -> bool:
    """A row that names a group of tasks: one text across, capitals, or a Roman number and nobody to do it."""
    distinct = {cell for cell in row if not is_empty(cell)}
    if len(distinct - {mark}) == 1 and len(row) > 2:
        return True
    is_title = work.isupper() or bool(_ROMAN_OR_LETTER.fullmatch(mark))
    return not who and is_title


def _is_total(work: str) -> bool:
    return fold_in_place(work).startswith(("tong cong", "cong:", "tong:"))


def _place(above: str, mark: str) -> str:
    bare = mark.rstrip(".)")
    return f"{above}.{bare}" if above and bare and not bare.startswith(above) else bare or above


def _task(
    row: tuple[str, ...], columns: Columns, who: str, words: str, place: str, number: str, ground: Ground
) -> ReadTask:
    unit, supports_inside, says_lead = _who(who)
    supports_words = cell_of(row, columns.support) if columns.support != columns.who else ""
    supports = names_of(supports_words or supports_inside, ground.known, is_poor=ground.is_poor)
    deadline = _deadline(row, columns, words, ground)
    if columns.leads or says_lead:
        return ReadTask(number, unit, words, place, LEAD, supports, deadline, confidence=0.95)
    said = role_of(ground.sentence(words), ground.known)
    role, supports = (said.role, supports or said.supports) if said.is_named else (DO, supports)
    return ReadTask(number, unit, words, place, role, supports, deadline, confidence=0.95)


def _deadline(row: tuple[str, ...], columns: Columns, words: str, ground: Ground) -> Deadline:
    """What the columns of time say; where they say nothing, what the work says."""
    begin, time = cell_of(row, columns.begin), cell_of(row, columns.time)
    time = f"{begin} - {time}" if begin and time else time or begin
    if columns.time_word and _BARE_TIME.fullmatch(time):
        found = deadline_of(f"{columns.time_word} {time}", ground.setting, is_time=True)
        return replace(found, words=time) if found != NONE else NONE
    found = deadline_of(time, ground.setting, is_time=True) if time else NONE
    return found if found != NONE else deadline_of(words, ground.setting)


def _of_matrix(table: Table, matrix: Matrix, ground: Ground, above: str) -> Iterator[ReadTask]:
    """The tasks of a table whose units are columns."""
    columns, first = matrix.columns, matrix.first
    for number, row in enumerate(table.rows[first:], first + 1):
        leads, helpers = matrix.who_does(row)
        work, mark = cell_of(row, columns.work), cell_of(row, columns.number)
        if not leads or not work:
            continue
        role = LEAD if matrix.says_lead(row) else DO
        place, unit, number_said = table.row_place(number), "; ".join(leads), _place(above, mark)
        for words in items_of(row[columns.work]):
            deadline = _deadline(row, columns, words, ground)
            yield ReadTask(number_said, unit, words, place, role, tuple(helpers), deadline, confidence=0.9)


_INSIDE = re.compile(r"[\s,;.]*\(?(?:don vi |co quan )?\(?phoi hop\)?\s*:?\s*(?:voi |cung )?(?:cac don vi\s*:\s*)?")


def _who(cell: str) -> tuple[str, str, bool]:
    """ "Phòng A (chủ trì), phối hợp Phòng B" → the unit, the helpers' words, and whether "chủ trì" is said."""
    folded = fold_in_place(cell)
    found = _INSIDE.search(folded)
    head, tail = (cell[: found.start()], cell[found.end() :]) if found and found.start() > 0 else (cell, "")
    lead = re.search(r"\s*[-–(:,]*\s*\(?\s*(?:don vi )?chu tri\)?\s*:?", fold_in_place(head))
    if lead:
        head = f"{head[: lead.start()]} {head[lead.end() :]}"
    return _bare(head), _bare(tail), bool(lead)


def _bare(words: str) -> str:
    words = words.strip(" ,;:.")
    return words.strip("()") if words.count("(") != words.count(")") else words
