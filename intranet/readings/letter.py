"""The letter as a page shows it: sheets of text, or pictures of its pages, with the passages that can be lit."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from intranet.docservice.outline import read_line
from intranet.docservice.reading import Block, Mark, Paragraph, anchor_of

# So much text is one sheet: about three printed pages.
_SHEET_LETTERS = 7000


@dataclass(frozen=True)
class Part:
    """A paragraph, or rows of a table: an anchor for each, and how deep a paragraph stands ("muc", "gach", …)."""

    kind: str
    text: str = ""
    anchor: str = ""
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass
class Sheet:
    """Some text of the letter, or one page of it as a picture with the boxes of its passages."""

    number: int
    parts: list[Part] = field(default_factory=list)
    width: float = 0
    height: float = 0
    boxes: dict[str, Mark] = field(default_factory=dict)


def text_sheets(blocks: Sequence[Block]) -> list[Sheet]:
    """The letter's text in sheets; a long table goes over several."""
    sheets = [Sheet(1)]
    room = _SHEET_LETTERS
    for part, size in _parts(blocks):
        if size > room and sheets[-1].parts:
            sheets.append(Sheet(len(sheets) + 1))
            room = _SHEET_LETTERS
        room -= size
        last = sheets[-1].parts[-1] if sheets[-1].parts else None
        if part.rows and last is not None and last.text == part.text and last.rows:
            sheets[-1].parts[-1] = Part("table", part.text, rows=(*last.rows, *part.rows))
        else:
            sheets[-1].parts.append(part)
    return sheets


def _parts(blocks: Iterable[Block]) -> Iterator[tuple[Part, int]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Part(read_line(block.text).kind, block.text, anchor_of(block.place)), len(block.text)
            continue
        for number, row in enumerate(block.rows, 1):
            cells = tuple(row)
            yield Part("table", block.place, rows=((anchor_of(block.row_place(number)), cells),)), sum(map(len, cells))


def anchors_of(sheet: Sheet) -> set[str]:
    """Every place that can be gone to on a sheet."""
    return {part.anchor for part in sheet.parts} | {anchor for part in sheet.parts for anchor, _ in part.rows}


def picture_sheets(sizes: Iterable[tuple[int, float, float]], marks: Iterable[tuple[str, Mark]]) -> list[Sheet]:
    """The pages of a PDF, by number and size in points, each with the boxes of the passages that lie on it."""
    sheets = {number: Sheet(number, width=width, height=height) for number, width, height in sizes}
    begins: dict[str, int] = {}
    for place, mark in marks:
        anchor = anchor_of(place)
        if mark.page in sheets:
            goes_on = mark.page != begins.setdefault(anchor, mark.page)
            sheets[mark.page].boxes[f"{anchor}-tiep" if goes_on else anchor] = mark
    return list(sheets.values())


def sheets_with(sheets: Sequence[Sheet], anchors: set[str]) -> list[Sheet]:
    """The sheets that hold these places; the first when none does."""
    found = [sheet for sheet in sheets if anchors & (anchors_of(sheet) | set(sheet.boxes))]
    return found or list(sheets[:1])


def clauses_of(words: str) -> str:
    """A task's words with each clause on a line of its own: where they are likeliest to be cut."""
    return "\n".join(line.strip() for line in re.split(r"(?<=[.;])\s+|\n", words) if line.strip())
