"""What was read: pieces of text with their ink, the lines they make, the paragraphs and cells the lines stand in."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from intranet.docservice.check.looks import Ink, Shape
from intranet.docservice.check.widths import text_width
from intranet.docservice.vietnamese import fold

RULE_TEXT = re.compile(r"[\s_\-–—─―‗¯*]*[_—─―‗¯]{3,}[\s_\-–—─―‗¯]*|-{5,}")
FOOTNOTE_MARK = re.compile(r"[\s\d()*,]*")
# A long line is told by its beginning alone.
LONGEST_FOLDED, BEGINNING = 160, 80
# From here on a column is the right one; Word's own tab stops, in points.
RIGHT_FROM, TAB = 0.2, 36.0


@dataclass(frozen=True)
class Cell:
    """A table cell: its table, row and column counted from 1 in the file, left edge and inner width in points."""

    table: int
    row: int
    column: int
    left: float
    width: float
    path: tuple[tuple[int, int, int], ...]
    borders: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Drawn:
    """A line drawn as a shape: length in points (None when the file does not say), solid or not."""

    length: float | None
    solid: bool
    offset: float | None = None


@dataclass(eq=False)
class Paragraph:
    """A paragraph of the file: where it stands and how it is set."""

    element: Any
    number: int
    shape: Shape
    style: str
    width: float
    section: int
    cell: Cell | None = None
    box: int = 0
    label: str = ""
    drawn: list[Drawn] = field(default_factory=list)
    pictures: int = 0
    page_break: bool = False
    lines: list["Line"] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def is_blank(self) -> bool:
        return not self.text.strip() and not self.label


@dataclass(eq=False)
class Piece:
    """A w:t (or a tab) with its look; `element` is the w:t, `run` its w:r."""

    text: str
    ink: Ink
    run: Any
    element: Any = None
    raw: str = ""


@dataclass(eq=False)
class Line:
    """A line as the writer made it: a paragraph, a part of it between breaks, or a column of it between tabs."""

    paragraph: Paragraph
    pieces: list[Piece]
    first: bool = True
    side: str = ""

    @cached_property
    def text(self) -> str:
        """The words with the list number Word adds, without marks of footnotes, composed, spaces made one."""
        kept = "".join(p.text for p in self.pieces if not (p.ink.raised and FOOTNOTE_MARK.fullmatch(p.text)))
        label = self.paragraph.label + " " if self.first and self.paragraph.label else ""
        return " ".join(unicodedata.normalize("NFC", label + kept).split())

    @cached_property
    def folded(self) -> str:
        """The beginning of the words without marks: what a line is can be told by that."""
        return fold(self.text if len(self.text) <= LONGEST_FOLDED else self.text[:BEGINNING])

    @cached_property
    def is_of_a_form(self) -> bool:
        """Mostly dots to write on: a line of a blank form, whose setting says nothing of the letter's."""
        dots = self.text.count(".") + self.text.count("…") + self.text.count("_")
        if dots > 3:
            return dots * 2 > sum(letter.isalpha() for letter in self.text)
        return not any(letter.isalpha() for letter in self.text)

    @cached_property
    def is_rule(self) -> bool:
        """Underscores or dashes that stand for a rule."""
        return bool(RULE_TEXT.fullmatch("".join(p.text for p in self.pieces)))

    @property
    def cell(self) -> Cell | None:
        return self.paragraph.cell

    @cached_property
    def inked(self) -> list[Piece]:
        """The pieces that show letters or digits of the text itself."""
        return [p for p in self.pieces if not p.ink.raised and any(letter.isalnum() for letter in p.text)]

    @cached_property
    def signed(self) -> list[Piece]:
        """The pieces that show anything at all; the letters when there are any."""
        return self.inked or [p for p in self.pieces if p.text.strip() and not p.ink.raised]

    def share(self, wanted: str) -> float:
        """How much of the words (by letters) has this quality: "bold" or "italic"."""
        pieces = self.signed
        having = sum(len(piece.text) for piece in pieces if getattr(piece.ink, wanted))
        return having / (sum(len(piece.text) for piece in pieces) or 1) if having else 0.0

    @cached_property
    def size(self) -> float:
        """The size of most of the words."""
        sizes = Counter[float]()
        for piece in self.signed:
            sizes[piece.ink.size] += len(piece.text)
        return sizes.most_common(1)[0][0] if sizes else 0.0

    @cached_property
    def is_upper(self) -> bool:
        """Are the words capitals, typed or by formatting?"""
        words = "".join(p.text.upper() if p.ink.capitals else p.text for p in self.inked)
        return words.isupper()

    @cached_property
    def width(self) -> float:
        """The width of the words in points when set in Times New Roman."""
        shown = [p.text for p in self.pieces]
        while shown and not shown[-1].strip():
            shown.pop()  # a gap at the end is not seen
        if shown:
            shown[-1] = shown[-1].rstrip()
        return sum(
            text_width(text.upper() if p.ink.capitals else text, p.ink.size * (0.58 if p.ink.raised else 1), p.ink.bold)
            for p, text in zip(self.pieces, shown, strict=False)
        )

    @property
    def align(self) -> str:
        return self.paragraph.shape.align if not self.side else ""


def words_of(lines: list[Line]) -> str:
    """The words of several lines as one text."""
    return " ".join(line.text for line in lines)


def columns_of(line: Line) -> Iterator[Line]:
    """The parts of a line that tabs or long gaps set beside each other."""
    parts: list[list[Piece]] = [[]]
    for piece in line.pieces:
        for number, text in enumerate(re.split(r"\t+|\s{4,}", piece.text)):
            if number:
                parts.append([])
            if text:
                parts[-1].append(Piece(text, piece.ink, piece.run, piece.element, piece.raw))
    begins_with_a_gap = len(parts) > 1 and not any(piece.text.strip() for piece in parts[0])
    parts = [part for part in parts if any(piece.text.strip() for piece in part)]
    if len(parts) < 2:
        is_right = parts and begins_with_a_gap and _start(line) > line.paragraph.width * RIGHT_FROM
        yield Line(line.paragraph, line.pieces, line.first, "right") if is_right else line
        return
    for number, part in enumerate(parts):
        side = "left" if number == 0 else "right" if number == len(parts) - 1 else "middle"
        yield Line(line.paragraph, part, line.first and number == 0, side)


def _start(line: Line) -> float:
    """Where the first word stands, in points from the left margin: indent, tabs and spaces together."""
    shape = line.paragraph.shape
    start = shape.left + (shape.first if line.first else 0)
    for sign, size in ((sign, piece.ink.size) for piece in line.pieces for sign in piece.text):
        if not sign.isspace():
            break
        stop = next((place for place, kind in shape.tabs if place > start + 0.5 and kind != "clear"), None)
        start = start + size / 4 if sign != "\t" else stop or (start // TAB + 1) * TAB
    return start
