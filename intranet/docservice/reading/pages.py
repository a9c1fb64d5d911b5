"""Pages of lines and tables → one text: paragraphs that go over a page's end, tables that a page cuts."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from intranet.docservice.reading.blocks import Block, Line, Table
from intranet.docservice.reading.paragraphs import join_lines

Row = tuple[str, ...]
_HIGHEST_HEAD, _ALIKE = 3, 88


def join_pages(pages: Iterable[Sequence[Line | Table]]) -> list[Block]:
    """The blocks of a letter from the items of its pages."""
    blocks: list[Block] = []
    lines: list[Line] = []
    all_lines = [item for page in pages for item in page]
    among = [item for item in all_lines if isinstance(item, Line)]
    for item in _with_tables_joined(all_lines):
        if isinstance(item, Line):
            lines.append(item)
            continue
        blocks += join_lines(lines, among) if lines else []
        lines = []
        blocks.append(item)
    return blocks + (join_lines(lines, among) if lines else [])


def _with_tables_joined(items: Sequence[Line | Table]) -> list[Line | Table]:
    result: list[Line | Table] = []
    for item in items:
        before = _table_cut_by_page(result)
        if isinstance(item, Table) and before is not None and len(before.rows[0]) == len(item.rows[0]):
            result = [other for other in result if other is not before]
            # What stood between the two halves is a page number or a repeated header.
            result.append(_joined(before, item))
            continue
        result.append(item)
    return result


def _table_cut_by_page(items: Sequence[Line | Table]) -> Table | None:
    """The last table, when only a page number or a header stands after it."""
    for item in reversed(items[-3:]):
        if isinstance(item, Table):
            return item
        if len(item.text) > 40 and not item.text.isdigit():
            return None
    return None


def _joined(above: Table, below: Table) -> Table:
    begin = _repeated_head(above.rows, below.rows)
    rows, marks = _merged_on(above.rows, below.rows[begin:]), list(below.marks[begin:])
    first = below.rows[begin] if rows else ()
    # A row that the page cut in two: its second half has no number of its own.
    if (
        first
        and not first[0].strip()
        and sum(bool(cell.strip()) for cell in first) < len(first)
        and above.rows[-1][0].strip()
        and not _goes_on_merged(above.rows, first)
    ):
        whole = tuple(f"{one} {other}".strip() for one, other in zip(above.rows[-1], first, strict=True))
        both = above.marks[-1] + marks[0]
        return Table((*above.rows[:-1], whole, *rows[1:]), above.place, (*above.marks[:-1], both, *marks[1:]))
    return Table((*above.rows, *rows), above.place, (*above.marks, *marks))


def _repeated_head(above: Sequence[Row], below: Sequence[Row]) -> int:
    """How many rows of the head the page repeats, as alike as two scans of it are."""
    head = above[:_HIGHEST_HEAD]
    same = 0
    while same < min(len(below), _HIGHEST_HEAD) and any(_is_alike(row, below[same]) for row in head):
        same += 1
    return same


def _is_alike(one: Row, other: Row) -> bool:
    return fuzz.ratio(" ".join(" ".join(one).split()), " ".join(" ".join(other).split())) >= _ALIKE


def _goes_on_merged(above: Sequence[Row], row: Row) -> bool:
    """Is the empty first cell of a row the rest of a merged one, the row itself being whole?"""
    filled = [place for place, cell in enumerate(above[-1]) if cell.strip()]
    return 0 in _merged_columns(above) and all(row[place].strip() for place in filled if place)


def _merged_columns(above: Sequence[Row]) -> set[int]:
    """The columns whose last cell covers more than one row."""
    if len(above) < 2:
        return set()
    pairs = enumerate(zip(above[-2], above[-1], strict=True))
    return {place for place, (one, other) in pairs if other.strip() and one == other}


def _merged_on(above: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """The rows with what a merged cell on the page before says for them."""
    columns, result = _merged_columns(above), []
    for row in rows:
        columns = {place for place in columns if not row[place].strip()}
        result.append(tuple(above[-1][place] if place in columns else cell for place, cell in enumerate(row)))
    return result
