"""What a file is read into: paragraphs and tables in their order, each with its place in the file."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """One line as it stands on a page: `left` in points where the file tells it; `gap` when an empty line is above."""

    text: str
    page: int = 0
    number: int = 0
    left: float | None = None
    gap: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph without its line breaks, and where it begins ("dòng 12", "trang 2, dòng 5", "đoạn 7")."""

    text: str
    place: str


@dataclass(frozen=True)
class Table:
    """The rows of a table as they stand, one text for each column; a merged cell repeats its text."""

    rows: tuple[tuple[str, ...], ...]
    place: str


Block = Paragraph | Table


@dataclass(frozen=True)
class Reading:
    """A file's text; `is_poor_scan` when so many accents are lost that names must be compared without them."""

    blocks: tuple[Block, ...]
    is_poor_scan: bool = False
    warnings: tuple[str, ...] = field(default=())
