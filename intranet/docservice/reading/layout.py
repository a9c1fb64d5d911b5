"""Words and rules as they lie on a page → lines and tables, the same for a PDF and for a scan."""

from collections.abc import Sequence
from itertools import pairwise

from intranet.docservice.reading.blocks import Line, Mark, Table
from intranet.docservice.reading.columns import bands_of, table_of
from intranet.docservice.reading.grids import Grid, Rule, grids_of, slot
from intranet.docservice.reading.words import Word, rows_of

_WIDE_GAP = 2.5


def read_page(words: Sequence[Word], rules: Sequence[Rule], page: int) -> list[Line | Table]:
    """The lines and tables of a page from its top to its bottom."""
    grids = sorted(grids_of(rules), key=lambda grid: grid.ys[0])
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


def _cells(grid: Grid, words: Sequence[Word]) -> tuple[tuple[str, ...], ...]:
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    owner = grid.owners()
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        row = slot(grid.ys, word.middle)
        column = slot(grid.xs, (word.left + word.right) / 2)
        inside.setdefault(owner[row, column], []).append(word)
    texts = {cell: _text(found) for cell, found in inside.items()}
    return tuple(tuple(texts.get(owner[row, column], "") for column in range(columns)) for row in range(rows))


def _text(words: Sequence[Word]) -> str:
    return "\n".join(" ".join(word.text for word in row) for row in rows_of(words))
