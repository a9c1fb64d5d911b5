"""Tables without ruled lines, found by the empty strips that run down between their columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from intranet.docservice.outline import read_line
from intranet.docservice.reading.blocks import Mark, Table
from intranet.docservice.reading.words import Word, rows_of

# In points: a strip is wider than any gap between words, also in a justified line; a cell's own margins make it.
_NARROWEST_STRIP = 7.0
_LEAST_COLUMNS = 3
_LEAST_LINES = 3
# Justified lines with the same words have gaps one under another: more columns than these are words.
_MOST_COLUMNS = 9
# Lines of one table stand no further apart than so many heights of a line.
_LARGEST_GAP = 2.6

Strip = tuple[float, float]
Line = Sequence[Word]


@dataclass(frozen=True)
class Band:
    """Lines of a page that stand in columns: the lines, and the strips between the columns."""

    lines: tuple[Line, ...]
    strips: tuple[Strip, ...]

    @property
    def words(self) -> list[Word]:
        return [word for line in self.lines for word in line]


def bands_of(words: Sequence[Word]) -> list[Band]:
    """The tables without lines among the words of a page, from its top to its bottom."""
    lines = rows_of(words)
    bands: list[Band] = []
    place = 0
    while place < len(lines):
        band = _band_from(lines[place:])
        if band is None:
            place += 1
        else:
            bands.append(band)
            place += len(band.lines)
    return bands


def _band_from(lines: Sequence[Line]) -> Band | None:
    """The longest run of lines, from the first on, that leaves at least two strips empty from top to bottom."""
    strips = _strips(lines[0])
    if len(strips) < _LEAST_COLUMNS - 1:
        return None
    count = 1
    for place, (above, line) in enumerate(pairwise(lines), 1):
        if _top(line) - _bottom(above) > _LARGEST_GAP * (_bottom(above) - _top(above)):
            break
        left = _kept(strips, line)
        if len(left) < len(strips):
            if not _is_group_row(line, lines[place + 1 : place + 2], strips):
                break
            left = strips
        strips, count = left, place + 1
    found = list(lines[:count])
    while found and not _strips(found[-1]) and (_is_item(found[-1]) or not _lies_in_one(found[-1], strips)):
        found.pop()
    full = sum(len(_strips(line)) >= _LEAST_COLUMNS - 1 for line in found)
    if len(found) < _LEAST_LINES or full < 2 or len(strips) >= _MOST_COLUMNS:
        return None
    return Band(tuple(found), tuple(strips))


def _strips(line: Line) -> list[Strip]:
    """The gaps between the words of a line that are wide enough to part columns."""
    return [(one.right, other.left) for one, other in pairwise(line) if other.left - one.right >= _NARROWEST_STRIP]


def _kept(strips: Sequence[Strip], line: Line) -> list[Strip]:
    """What stays empty of the strips when this line is added."""
    left: list[Strip] = []
    for start, end in strips:
        for word in line:
            if word.right <= start or word.left >= end:
                continue
            # The wider side of a word that reaches into the strip stays empty.
            before, after = word.left - start, end - word.right
            start, end = (start, word.left) if before >= after else (word.right, end)
        if end - start >= _NARROWEST_STRIP:
            left.append((start, end))
    return left


def _lies_in_one(line: Line, strips: Sequence[Strip]) -> bool:
    middles = [(start + end) / 2 for start, end in strips]
    edges = [edge for word in line for edge in (word.left, word.right)]
    return len({sum(edge >= middle for middle in middles) for edge in edges}) == 1


def _is_group_row(line: Line, below: Sequence[Line], strips: Sequence[Strip]) -> bool:
    """A line across the columns that stands over more lines of the table: the title of a group."""
    return bool(below) and not _strips(line) and len(_kept(_strips(below[0]), line)) < len(_strips(below[0])) >= 2


def _is_item(line: Line) -> bool:
    """Is the line a numbered one of the text, which begins after the table?"""
    return read_line(" ".join(word.text for word in line)).kind in ("muc", "khoan") and len(line) > 1


def _top(line: Line) -> float:
    return min(word.top for word in line)


def _bottom(line: Line) -> float:
    return max(word.bottom for word in line)


def table_of(band: Band, page: int, place: str) -> Table:
    """The rows of a band: one begins where its cells begin, the lines under it go on with them."""
    middles = [(start + end) / 2 for start, end in band.strips]
    rows: list[list[Sequence[Sequence[Word]]]] = []
    after_group = False
    for line in band.lines:
        across = not _strips(line) and not _lies_in_one(line, band.strips)
        cells = [line, *([] for _ in middles)] if across else _cells(line, middles)
        if rows and not across and not after_group and not _begins_row(cells, rows[-1]):
            rows[-1].append(cells)
        else:
            rows.append([cells])
        after_group = across
    texts, marks = [], []
    for lines in rows:
        texts.append(tuple(_text([cells[n] for cells in lines]) for n in range(len(middles) + 1)))
        words = [word for cells in lines for cell in cells for word in cell]
        edges = (min(word.left for word in words), _top(words), max(word.right for word in words), _bottom(words))
        marks.append((Mark(page, *edges),))
    return Table(tuple(texts), place, tuple(marks))


def _cells(line: Line, middles: Sequence[float]) -> list[list[Word]]:
    cells: list[list[Word]] = [[] for _ in range(len(middles) + 1)]
    for word in line:
        cells[sum((word.left + word.right) / 2 >= middle for middle in middles)].append(word)
    return cells


def _begins_row(cells: Sequence[Sequence[Word]], above: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Does a new row begin with this line? It fills most of the columns that its row above fills, each anew."""
    filled = [n for n, cell in enumerate(cells) if cell]
    if cells[0] and _is_number(cells[0]):
        return True
    above_filled = {n for line in above for n, cell in enumerate(line) if cell}
    first = filled and filled[0] == min(above_filled, default=0)
    begins = all(_begins_anew(cells[n][0].text) for n in filled)
    return bool(first) and begins and 2 * len(filled) > len(above_filled) and not _is_open(above)


def _is_number(cell: Sequence[Word]) -> bool:
    return cell[0].text.strip(".)").isdigit() or cell[0].text.strip(".)") in _ROMAN


_ROMAN = frozenset(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"))


def _begins_anew(text: str) -> bool:
    return text[:1].isupper() or text[:1].isdigit() or not text[:1].isalnum()


def _is_open(above: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Is the last word of a cell of the row above one that cannot end it?"""
    return any(cell and cell[-1].text.endswith((",", "-", "và", "của", "các")) for cell in above[-1])


def _text(lines: Sequence[Sequence[Word]]) -> str:
    return "\n".join(" ".join(word.text for word in words) for words in lines if words)
