"""What a file is read into: paragraphs and tables in their order, each with its place in the file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from intranet.docservice.vietnamese import fold


@dataclass(frozen=True)
class Mark:
    """Where words lie on a page: a box in points from the top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def joined(self, other: "Mark") -> "Mark":
        """The box around both, which are on one page."""
        edges = (min(self.left, other.left), min(self.top, other.top))
        return Mark(self.page, *edges, max(self.right, other.right), max(self.bottom, other.bottom))


@dataclass(frozen=True)
class Line:
    """One line as it stands on a page: `mark` where the file tells it, `seen` where a slanting scan shows it;
    `gap` when an empty line is above."""

    text: str
    page: int = 0
    number: int = 0
    gap: bool = False
    mark: Mark | None = None
    seen: Mark | None = None

    @property
    def left(self) -> float | None:
        """Where it begins, in points."""
        return self.mark.left if self.mark else None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph without its line breaks, and where it begins ("dòng 12", "trang 2, dòng 5", "đoạn 7")."""

    text: str
    place: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Table:
    """The rows of a table as they stand, one text for each column; a merged cell repeats its text.

    `marks` has the boxes of each row, where the file has pages.
    """

    rows: tuple[tuple[str, ...], ...]
    place: str
    marks: tuple[tuple[Mark, ...], ...] = ()

    def row_place(self, number: int) -> str:
        """Where a row stands, counted from 1: "trang 2, bảng, hàng 3"."""
        return f"{self.place}, hàng {number}"


Block = Paragraph | Table


@dataclass(frozen=True)
class Reading:
    """A file's text; `is_poor_scan` when so many accents are lost that names must be compared without them."""

    blocks: tuple[Block, ...]
    is_poor_scan: bool = False
    warnings: tuple[str, ...] = field(default=())

    def marks(self) -> dict[str, tuple[Mark, ...]]:
        """The boxes of every paragraph and table row, by its place."""
        found: dict[str, tuple[Mark, ...]] = {}
        for block in self.blocks:
            if isinstance(block, Paragraph):
                found[block.place] = block.marks
                continue
            for number, marks in enumerate(block.marks, 1):
                found[block.row_place(number)] = marks
        return found


def anchor_of(place: str) -> str:
    """A place as the fragment of an address: "trang 2, dòng 5" → "trang-2-dong-5"."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(place)))


def joined_by_page(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """One box for each page that the marks lie on."""
    pages: dict[int, Mark] = {}
    for mark in marks:
        pages[mark.page] = pages[mark.page].joined(mark) if mark.page in pages else mark
    return tuple(pages.values())


def block_from_plain(plain: dict[str, Any]) -> Block:
    """The paragraph or table whose `dataclasses.asdict` was kept."""
    if "rows" in plain:
        rows = tuple(tuple(row) for row in plain["rows"])
        return Table(rows, plain["place"], tuple(marks_from_plain(row) for row in plain["marks"]))
    return Paragraph(plain["text"], plain["place"], marks_from_plain(plain["marks"]))


def marks_from_plain(plain: Iterable[dict[str, Any]]) -> tuple[Mark, ...]:
    """The boxes whose `dataclasses.asdict` was kept."""
    return tuple(Mark(**mark) for mark in plain)
