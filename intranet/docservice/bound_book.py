"""A register as it is bound: cover, first page, columns on A4 landscape, closing sheet (PL IV NĐ 30/2020)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fpdf import FPDF

from intranet.docservice.fonts import letter_font

PAGE_WIDTH, PAGE_HEIGHT = 297.0, 210.0  # mm, A4 landscape
LEFT, RIGHT, TOP, BOTTOM = 28.0, 12.0, 15.0, 16.0  # the left edge is bound
INSIDE = 1.2  # mm between a line of the table and its words
BODY, HEAD, FOOT = 9.5, 9.5, 7.5  # pt
LINE = 1.28  # line height over type size
POINT = 25.4 / 72


@dataclass(frozen=True)
class BookColumn:
    """A column: its head, and its share of the width."""

    head: str
    share: float


@dataclass(frozen=True)
class Book:
    """What is printed. `seal` stands on every page; `closing` are the lines of the sheet that closes the book."""

    title: str  # lines in capitals
    office: str  # lines in capitals
    columns: Sequence[BookColumn]
    rows: Sequence[Sequence[str]]
    year: str
    parent: str = ""
    days: tuple[str, str] = ("", "")
    numbers: tuple[str, str] | None = ("", "")  # None: a register whose cover names no numbers
    volume: str = ""
    seal: str = ""
    closing: Sequence[str] = ()
    signatures: Sequence[str] = field(default=("VĂN THƯ", "LÃNH ĐẠO CƠ QUAN"))


def bound_book(book: Book, fonts: Path | None = None) -> bytes:
    """The PDF of a register. Raises FileNotFoundError when the machine has no font with the Vietnamese letters."""
    printer = _Printer(book, fonts)
    for _ in range(2):  # "bìa và trang đầu": the cover and the first page say the same
        printer.cover()
    printer.columns()
    if book.closing:
        printer.closing()
    return printer.finished()


class _Printer(FPDF):
    def __init__(self, book: Book, fonts: Path | None) -> None:
        super().__init__(orientation="landscape", unit="mm", format="A4")
        self.book = book
        self.set_auto_page_break(False)
        for style, name in (("", ""), ("B", "Bold"), ("I", "Italic")):
            self.add_font("letters", style, letter_font(name, fonts))
        self.set_title(book.title.replace("\n", " "))
        self.set_line_width(0.2)
        self._widths: dict[tuple[str, str, float], float] = {}
        share = (PAGE_WIDTH - LEFT - RIGHT) / sum(column.share for column in book.columns)
        self.edges = [LEFT]
        for column in book.columns:
            self.edges.append(self.edges[-1] + column.share * share)

    def finished(self) -> bytes:
        # Only now is the number of pages known.
        for number in range(1, len(self.pages) + 1):
            self.page = number
            self.set_font("letters", "B", 1)  # each page is told its font anew
            page = f"Trang {number}/{len(self.pages)}"
            self._words(page, PAGE_WIDTH - RIGHT - self._width(page, "", FOOT), PAGE_HEIGHT - 9, FOOT)
            self._words(self.book.seal, LEFT, PAGE_HEIGHT - 9, FOOT)
        return bytes(self.output())

    # The cover.

    def cover(self) -> None:
        book = self.book
        self.add_page()
        self.rect(LEFT, TOP, PAGE_WIDTH - LEFT - RIGHT, PAGE_HEIGHT - TOP - BOTTOM)
        base = TOP + 16
        for text, style, size in (
            *((line, "", 13) for line in book.parent.splitlines()),
            *((line, "B", 13) for line in book.office.splitlines()),
        ):
            base = self._centred(text, base, style, size)
        base += 20
        for line in book.title.splitlines():
            base = self._centred(line, base, "B", 20)
        base = self._centred(f"Năm: {book.year or '………'}", base + 10, "I", 14)
        base = self._centred(f"Từ ngày {book.days[0] or '……'} đến ngày {book.days[1] or '……'}", base + 6, "I", 14)
        if book.numbers is not None:
            self._centred(f"Từ số {book.numbers[0] or '……'} đến số {book.numbers[1] or '……'}", base, "I", 14)
        self._centred(f"Quyển số: {book.volume or '……'}", PAGE_HEIGHT - BOTTOM - 12, "B", 14)

    def _centred(self, text: str, base: float, style: str, size: float) -> float:
        width = self._width(text, style, size)
        self._words(text, LEFT + (PAGE_WIDTH - LEFT - RIGHT - width) / 2, base, size, style)
        return base + size * POINT * 1.45

    # The table.

    def columns(self) -> None:
        heads = [self._wrapped(c.head, self._inner(n), "B", HEAD) for n, c in enumerate(self.book.columns)]
        places = [[f"({n})"] for n in range(1, len(heads) + 1)]
        rows = ([self._wrapped(text, self._inner(n), "", BODY) for n, text in enumerate(row)] for row in self.book.rows)
        top = self._new_page(heads, places)
        for row in rows:
            for part in self._parts(row):
                height = self._height(part)
                if top + height > PAGE_HEIGHT - BOTTOM:
                    top = self._new_page(heads, places)
                self._row(part, top, height)
                top += height

    def _new_page(self, heads: list[list[str]], places: list[list[str]]) -> float:
        self.add_page()
        top = TOP
        for row, style in ((heads, "B"), (places, "")):
            height = self._height(row)
            self._row(row, top, height, style=style, centred=True)
            top += height
        return top

    def _parts(self, row: list[list[str]]) -> Iterator[list[list[str]]]:
        """A row taller than a page goes on over several."""
        most = int((PAGE_HEIGHT - TOP - BOTTOM - 30) / (BODY * POINT * LINE))
        for first in range(0, max(1, *(len(lines) for lines in row)), most):
            yield [lines[first : first + most] for lines in row]

    def _row(self, row: list[list[str]], top: float, height: float, style: str = "", centred: bool = False) -> None:
        for n, lines in enumerate(row):
            left, right = self.edges[n], self.edges[n + 1]
            self.rect(left, top, right - left, height)
            base = top + INSIDE + BODY * POINT
            if centred:
                base = top + (height - len(lines) * BODY * POINT * LINE) / 2 + BODY * POINT
            for line in lines:
                gap = (right - left - self._width(line, style, BODY)) / 2 if centred else INSIDE
                self._words(line, left + gap, base, BODY, style)
                base += BODY * POINT * LINE

    def _height(self, row: list[list[str]]) -> float:
        return max(1, *(len(lines) for lines in row)) * BODY * POINT * LINE + 2 * INSIDE

    def _inner(self, column: int) -> float:
        return self.edges[column + 1] - self.edges[column] - 2 * INSIDE

    # The closing sheet.

    def closing(self) -> None:
        self.add_page()
        base = self._centred("TỜ CHỐT SỔ", TOP + 14, "B", 15)
        base = self._centred(" ".join(self.book.title.split()), base, "B", 13) + 6
        for text in self.book.closing:
            for line in self._wrapped(text, PAGE_WIDTH - LEFT - RIGHT - 20, "", 13):
                self._words(line, LEFT + 10, base, 13)
                base += 13 * POINT * 1.4
            base += 2
        base = max(base + 8, PAGE_HEIGHT - BOTTOM - 45)
        part = (PAGE_WIDTH - LEFT - RIGHT) / len(self.book.signatures)
        for n, words in enumerate(self.book.signatures):
            middle = LEFT + part * (n + 0.5)
            self._words(words, middle - self._width(words, "B", 13) / 2, base, 13, "B")
            hint = "(Ký, ghi rõ họ tên)"
            self._words(hint, middle - self._width(hint, "I", 12) / 2, base + 6, 12, "I")

    # Words.

    def _words(self, text: str, left: float, base: float, size: float, style: str = "") -> None:
        if text:
            self.set_font("letters", style, size)
            self.text(left, base, text)

    def _width(self, text: str, style: str, size: float) -> float:
        key = (text, style, size)
        if key not in self._widths:
            self.set_font("letters", style, size)
            self._widths[key] = self.get_string_width(text)
        return self._widths[key]

    def _wrapped(self, text: str, width: float, style: str, size: float) -> list[str]:
        """The lines of a text in a width; a word longer than the width is cut, a symbol after its "-" or "/"."""
        return [line for paragraph in text.splitlines() for line in self._lines(paragraph.split(), width, style, size)]

    def _lines(self, words: list[str], width: float, style: str, size: float) -> Iterator[str]:
        line, space = "", self._width(" ", style, size)
        taken = 0.0
        for word in (piece for whole in words for piece in self._cut(whole, width, style, size)):
            wide = self._width(word, style, size)
            if line and taken + space + wide > width:
                yield line
                line, taken = word, wide
            else:
                line, taken = (f"{line} {word}", taken + space + wide) if line else (word, wide)
        if line:
            yield line

    def _cut(self, word: str, width: float, style: str, size: float) -> Iterator[str]:
        while self._width(word, style, size) > width and len(word) > 1:
            most = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or self._width(word[:n], style, size) <= width)
            most = max(word.rfind(mark, 0, most) for mark in "/-") + 1 or most  # a symbol parts where it is joined
            yield word[:most]
            word = word[most:]
        yield word
