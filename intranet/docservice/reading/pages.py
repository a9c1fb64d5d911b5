"""Pages of lines and tables → one text: paragraphs that go over a page's end, tables that a page cuts."""

from collections.abc import Iterable, Sequence

from intranet.docservice.reading.blocks import Block, Line, Table
from intranet.docservice.reading.paragraphs import join_lines


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
    begin = 1 if below.rows[0] == above.rows[0] else 0
    rows, marks = list(below.rows[begin:]), list(below.marks[begin:])
    first = rows[0] if rows else ()
    # A row that the page cut in two: its second half has no number of its own.
    if (
        first
        and not first[0].strip()
        and sum(bool(cell.strip()) for cell in first) < len(first)
        and above.rows[-1][0].strip()
    ):
        whole = tuple(f"{one} {other}".strip() for one, other in zip(above.rows[-1], first, strict=True))
        both = above.marks[-1] + marks[0]
        return Table((*above.rows[:-1], whole, *rows[1:]), above.place, (*above.marks[:-1], both, *marks[1:]))
    return Table((*above.rows, *rows), above.place, (*above.marks, *marks))
