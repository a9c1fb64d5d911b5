"""Words and rules as they lie on a page → lines and tables, the same for a PDF and for a scan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from intranet.docservice.reading.blocks import Line, Mark, Table
from intranet.docservice.reading.columns import bands_of, table_of
from intranet.docservice.reading.words import Word, rows_of

_TOUCH = 4.0
_LEAST_CELL = 6.0
_WIDE_GAP = 2.5


@dataclass(frozen=True)
class Rule:
    """A straight line: from `start` to `end` at `at` (an y for a horizontal one, an x for a vertical one)."""

    is_horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Grid:
    """The rules of a table: its columns' and rows' borders, and the rules themselves (merged cells lack some)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]

    def holds(self, word: Word) -> bool:
        """Does the middle of a word lie inside the table?"""
        across = (word.left + word.right) / 2
        return self.xs[0] <= across <= self.xs[-1] and self.ys[0] <= word.middle <= self.ys[-1]


def read_page(words: Sequence[Word], rules: Sequence[Rule], page: int) -> list[Line | Table]:
    """The lines and tables of a page from its top to its bottom."""
    grids = sorted(_grids(rules), key=lambda grid: grid.ys[0])
    free = [word for word in words if not any(grid.holds(word) for grid in grids)]
    items: list[tuple[float, Line | Table]] = []
    bands = bands_of(free)
    for number, band in enumerate(bands, 1):
        items.append((band.words[0].top, table_of(band, page, f"trang {page}, bảng không kẻ {number}")))
    in_bands = {id(word) for band in bands for word in band.words}
    free = [word for word in free if id(word) not in in_bands]
    for number, row in enumerate(rows_of(free), 1):
        items += [(row[0].middle, line) for line in _segments(row, page, number)]
    for number, grid in enumerate(grids, 1):
        inside = [word for word in words if grid.holds(word)]
        place = f"trang {page}, bảng {number}" if len(grids) > 1 else f"trang {page}, bảng"
        rows = tuple((Mark(page, grid.xs[0], top, grid.xs[-1], bottom),) for top, bottom in pairwise(grid.ys))
        items.append((grid.ys[0], Table(_cells(grid, inside), place, rows)))
    return [item for _, item in sorted(items, key=lambda pair: pair[0])]


def columns_of(row: Sequence[Word]) -> list[list[Word]]:
    """A line of two columns (the head of a letter) as two lines."""
    parts: list[list[Word]] = [[row[0]]]
    for before, word in pairwise(row):
        if word.left - before.right > _WIDE_GAP * max(before.bottom - before.top, 8.0):
            parts.append([])
        parts[-1].append(word)
    return parts


def _segments(row: Sequence[Word], page: int, number: int) -> list[Line]:
    parts = columns_of(row)
    return [Line(" ".join(word.text for word in part), page, number, mark=_box(part, page)) for part in parts]


def _box(words: Sequence[Word], page: int) -> Mark:
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    return Mark(page, words[0].left, top, words[-1].right, bottom)


def _grids(rules: Sequence[Rule]) -> list[Grid]:
    """Rules that touch one another and close at least two cells."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        merged = [rule, *(other for group in touching for other in group)]
        groups = [group for group in groups if group not in touching] + [merged]
    grids = []
    for group in groups:
        xs = _distinct(rule.at for rule in group if not rule.is_horizontal)
        ys = _distinct(rule.at for rule in group if rule.is_horizontal)
        if len(xs) >= 3 and len(ys) >= 2:
            grids.append(Grid(xs, ys, tuple(group)))
    return grids


def _touch(one: Rule, other: Rule) -> bool:
    if one.is_horizontal == other.is_horizontal:
        near = abs(one.at - other.at) < _TOUCH
        return near and one.start - _TOUCH <= other.end and other.start - _TOUCH <= one.end
    return one.start - _TOUCH <= other.at <= one.end + _TOUCH and other.start - _TOUCH <= one.at <= other.end + _TOUCH


def _distinct(places: Iterable[float]) -> tuple[float, ...]:
    result: list[float] = []
    for place in sorted(places):
        if not result or place - result[-1] > _LEAST_CELL:
            result.append(place)
    return tuple(result)


def _cells(grid: Grid, words: Sequence[Word]) -> tuple[tuple[str, ...], ...]:
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    owner = {(row, column): (row, column) for row in range(rows) for column in range(columns)}
    for row in range(rows):
        for column in range(columns):
            if column and not _has_rule(grid, False, grid.xs[column], grid.ys[row], grid.ys[row + 1]):
                owner[row, column] = owner[row, column - 1]
            elif row and not _has_rule(grid, True, grid.ys[row], grid.xs[column], grid.xs[column + 1]):
                owner[row, column] = owner[row - 1, column]
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        row = _slot(grid.ys, word.middle)
        column = _slot(grid.xs, (word.left + word.right) / 2)
        inside.setdefault(owner[row, column], []).append(word)
    texts = {cell: _text(found) for cell, found in inside.items()}
    return tuple(tuple(texts.get(owner[row, column], "") for column in range(columns)) for row in range(rows))


def _has_rule(grid: Grid, is_horizontal: bool, at: float, start: float, end: float) -> bool:
    middle = (start + end) / 2
    return any(
        rule.is_horizontal == is_horizontal
        and abs(rule.at - at) <= _LEAST_CELL
        and rule.start - 1 <= middle <= rule.end + 1
        for rule in grid.rules
    )


def _slot(borders: Sequence[float], place: float) -> int:
    return max(0, min(len(borders) - 2, sum(border <= place for border in borders) - 1))


def _text(words: Sequence[Word]) -> str:
    return "\n".join(" ".join(word.text for word in row) for row in rows_of(words))
