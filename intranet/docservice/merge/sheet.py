"""Reading a sheet of letters: its head, a row for each letter, and what is common to all of them."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intranet.docservice.errors import DocError
from intranet.docservice.merge.columns import (
    COMMON_HEADS,
    COMMON_SHEET,
    IGNORED,
    LETTERS_SHEET,
    Column,
    by_head,
    head_key,
)
from intranet.docservice.merge.unseen import by_itself_words, footers, hidden_rows, others_not_read, spread_merged
from intranet.docservice.merge.workbook import Page, letters_of, read_workbook
from intranet.docservice.vietnamese import fold

MOST_LETTERS = 2_000
HEAD_AMONG = 30
BY_ITSELF = "Hệ thống tự ghi mục này."


@dataclass(frozen=True)
class Fault:
    """What is wrong in one place: the sheet and its row as Excel counts; `row` 0 when it is no single cell."""

    sheet: str
    row: int
    place: int
    head: str
    message: str

    @property
    def cell(self) -> str:
        """The cell as Excel calls it, "C17"; "" when it is no single cell."""
        return f"{letters_of(self.place)}{self.row}" if self.row else ""

    @property
    def line(self) -> str:
        """The fault as one line for a person."""
        where = f"{self.sheet}, dòng {self.row}, cột “{self.head}” ({self.cell})" if self.row else self.head
        return f"{where}: {self.message}" if where else self.message


@dataclass(frozen=True)
class Sheet:
    """A sheet as it was read: `heads` by place, `common` the row of each common fact by path, `rows` the letters'."""

    letters: Page
    commons: Page | None
    head_row: int
    heads: Mapping[int, Column]
    rows: tuple[int, ...]
    common: Mapping[str, int]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()

    def cell(self, row: int, place: int) -> Any:
        """What stands in a cell of the letters' sheet; "" beyond its end."""
        return _cell(self.letters.lines[row - 1], place)

    def common_cell(self, path: str) -> Any:
        """What the sheet of common facts says under a path; "" for none."""
        return _cell(self.commons.lines[self.common[path] - 1], 1) if self.commons and path in self.common else ""


def read_sheet(content: bytes, name: str, columns: Sequence[Column], by_itself: Sequence[Column] = ()) -> Sheet:
    """The sheet of letters in an .xlsx; heads that are no fact of the template are faults.

    `by_itself` are the facts the system fills in without being asked: their columns are let pass when empty.
    A hidden sheet is never the list; a hidden row is a letter, and what a person may not have seen is in `notes`.
    DocError: as read_workbook, and merge_no_head, merge_no_rows, merge_too_many.
    """
    pages = read_workbook(content, name)
    commons = next((page for page in pages if fold(page.name) == fold(COMMON_SHEET)), None)
    others = [page for page in pages if page is not commons]
    shown = [page for page in others if not page.is_hidden]
    letters = next((page for page in shown if fold(page.name) == fold(LETTERS_SHEET)), shown[0] if shown else None)
    known = by_head(columns)
    head_row = _head_row(letters, known) if letters else 0
    if letters is None or not head_row:
        raise DocError("merge_no_head", heads=", ".join(f"«{column.head}»" for column in columns[:4]))
    own = by_head(by_itself)
    heads, faults, passed = _heads(letters, head_row, known, own)
    rows = tuple(n for n in range(head_row + 1, len(letters.lines) + 1) if _is_filled(letters, n, heads))
    if not rows:
        raise DocError("merge_no_rows", row=head_row + 1)
    if len(rows) > MOST_LETTERS:
        raise DocError("merge_too_many", rows=len(rows), most=MOST_LETTERS)
    common, more, also_passed = _commons(commons, known, own) if commons else ({}, [], [])
    spread_merged(letters, rows)
    notes = (
        *others_not_read(letters, others),
        *hidden_rows(letters, rows),
        *footers(letters, rows),
        *by_itself_words([*passed, *also_passed]),
    )
    return Sheet(letters, commons, head_row, heads, rows, common, (*faults, *more), notes)


def _cell(line: Sequence[Any], place: int) -> Any:
    return line[place] if place < len(line) else ""


def _head_row(page: Page, known: Mapping[str, Column]) -> int:
    """The row with most heads of the template, the first of several; 0 when none has any."""
    found = [sum(head_key(cell) in known for cell in line) for line in page.lines[:HEAD_AMONG]]
    return found.index(max(found)) + 1 if any(found) else 0


def _heads(
    page: Page, row: int, known: Mapping[str, Column], by_itself: Mapping[str, Column]
) -> tuple[dict[int, Column], list[Fault], list[str]]:
    """The columns by place, the heads that are wrong, and those let pass because the system fills them itself."""
    heads: dict[int, Column] = {}
    faults, passed = [], []
    for place, words in enumerate(page.lines[row - 1]):
        column = known.get(head_key(words))
        if column in heads.values():
            faults.append(Fault(page.name, row, place, str(words), "Cột này có hai lần. Hãy xóa bớt một cột."))
        elif column:
            heads[place] = column
        elif head_key(words) in by_itself:
            if any(str(_cell(line, place)).strip() for line in page.lines[row:]):
                faults.append(Fault(page.name, row, place, str(words), f"{BY_ITSELF} Hãy xóa cột này."))
            else:
                passed.append(str(words))
        elif str(words).strip() and head_key(words) not in IGNORED:
            faults.append(Fault(page.name, row, place, str(words), _unknown(words, known)))
    return heads, faults, passed


def _unknown(words: object, known: Mapping[str, Column]) -> str:
    near = difflib.get_close_matches(head_key(words), known, n=1, cutoff=0.7)
    guess = f" Ý bạn là “{known[near[0]].head}”?" if near else ""
    return f"Mẫu không có mục này.{guess} Hãy sửa tên, hoặc xóa đi."


def _is_filled(page: Page, row: int, heads: Mapping[int, Column]) -> bool:
    line = page.lines[row - 1]
    return any(str(_cell(line, place)).strip() or (row, place) in page.broken for place in heads)


def _commons(
    page: Page, known: Mapping[str, Column], by_itself: Mapping[str, Column]
) -> tuple[dict[str, int], list[Fault], list[str]]:
    """The row of each common fact, the names that are wrong, and those let pass (see _heads)."""
    common: dict[str, int] = {}
    faults, passed = [], []
    for row, words in _common_names(page):
        column = known.get(head_key(words))
        if column is None and head_key(words) in by_itself:
            if str(_cell(page.lines[row - 1], 1)).strip():
                faults.append(Fault(page.name, row, 0, words, f"{BY_ITSELF} Hãy xóa dòng này."))
            else:
                passed.append(words)
        elif column is None:
            faults.append(Fault(page.name, row, 0, words, _unknown(words, known)))
        elif column.path in common:
            faults.append(Fault(page.name, row, 0, words, "Mục này có hai lần. Hãy xóa bớt một dòng."))
        else:
            common[column.path] = row
    return common, faults, passed


def _common_names(page: Page) -> Iterator[tuple[int, str]]:
    for row, line in enumerate(page.lines, 1):
        words = str(_cell(line, 0)).strip()
        if words and head_key(words) != fold(COMMON_HEADS[0]):
            yield row, words
