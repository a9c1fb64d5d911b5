"""Where findings stand on the printed page: their words looked up in the PDF that was made of the same file."""

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from intranet.docservice.check.lines import Line
from intranet.docservice.check.profile import ND30_2020, Profile
from intranet.docservice.check.reading import Reading, read
from intranet.docservice.check.report import Finding, Report
from intranet.docservice.check.run import check_reading
from intranet.docservice.guard import check_docx
from intranet.docservice.images import Source, opened_pdf

MOST_PLACES = 40
MOST_LETTERS = 600
MOST_PAGES = 60
# Words that cross to the next page have a page number between them there: their beginning is enough to find them.
BEGINNING = 60
# A page number stands about here, from the edge of the paper in points.
NUMBER_BOX = (36.0, 30.0, 40.0, 16.0)

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """Words of the file, letters and digits only, and how often they have stood there before."""

    words: str
    nth: int


@dataclass(frozen=True)
class Mark:
    """A frame on a page (from 1): which finding (from 0), and left, top, width, height in points from the top left."""

    finding: int
    page: int
    box: Box


@dataclass(frozen=True)
class PageMarks:
    """One page with its width and height in points and what is marked on it."""

    width: float
    height: float
    marks: tuple[Mark, ...]


def check_with_spots(docx: bytes, profile: Profile = ND30_2020) -> tuple[Report, list[list[Spot]]]:
    """The report on a .docx, and for each finding the words by which its places are found on the printed page.

    DocError when the file cannot be read at all.
    """
    check_docx(docx)
    reading = read(docx)
    report = check_reading(reading, profile)
    return report, _spots(reading, report.findings)


def _spots(reading: Reading, findings: Sequence[Finding]) -> list[list[Spot]]:
    starts: dict[int, int] = {}
    stream = ""
    for paragraph in reading.paragraphs:
        for line in paragraph.lines:
            starts[id(line)] = len(stream)
            stream += _squeezed("".join(piece.text for piece in line.pieces))
    result = []
    for finding in findings:
        lines = [line for one in finding.where[:MOST_PLACES] for line in _lines(one)]
        result.append([_spot(line, stream, starts) for line in lines if line.text])
    return result


def _lines(where: object) -> list[Line]:
    return [where] if isinstance(where, Line) else list(getattr(where, "lines", ()))


def _spot(line: Line, stream: str, starts: dict[int, int]) -> Spot:
    words = _squeezed("".join(piece.text for piece in line.pieces))[:MOST_LETTERS]
    own = next((one for one in line.paragraph.lines if id(one) == id(line)), line.paragraph.lines[0])
    # A column between tabs is a part of its line; it begins somewhere in it.
    start = stream.find(words, starts[id(own)])
    return Spot(words, stream.count(words, 0, max(start, 0)) if words else 0)


def _squeezed(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFC", text).casefold() if letter.isalnum())


def find_marks(pdf: Source, codes: Sequence[str], spots: Sequence[Sequence[Spot]]) -> list[PageMarks]:
    """The pages of a PDF with a frame for each place found; `codes` and `spots` are those of the findings in order.

    What is not found on any page has no frame. DocError pdf_broken, file_is_locked.
    """
    printed = _Printed(pdf)
    marks: list[list[Mark]] = [[] for _ in printed.sizes]
    for finding, (code, places) in enumerate(zip(codes, spots, strict=True)):
        found = [box for spot in places for box in printed.boxes(spot)] or list(_region(code, printed.sizes))
        for page, box in dict.fromkeys(found):
            marks[page].append(Mark(finding, page + 1, box))
    return [PageMarks(*size, tuple(on_page)) for size, on_page in zip(printed.sizes, marks, strict=True)]


def _region(code: str, sizes: Sequence[tuple[float, float]]) -> Iterator[tuple[int, Box]]:
    """Margins and page numbers have no words: their part of the page stands for them."""
    if not sizes:
        return
    width, height = sizes[0]
    edge = 54.0
    sides: dict[str, Box] = {
        "trang.le_tren": (0, 0, width, edge),
        "trang.le_duoi": (0, height - edge, width, edge),
        "trang.le_trai": (0, 0, edge, height),
        "trang.le_phai": (width - edge, 0, edge, height),
    }
    if code in sides:
        yield 0, sides[code]
    elif code.startswith("so_trang."):
        page = 0 if code == "so_trang.trang_dau" or len(sizes) == 1 else 1
        wide, high = sizes[page]
        half, top, _, tall = NUMBER_BOX
        yield page, (wide / 2 - half, high - top - tall if code == "so_trang.vi_tri" else top, 2 * half, tall)


class _Printed:
    """All letters of a PDF as one text, each with its page and frame."""

    def __init__(self, pdf: Source) -> None:
        self.sizes: list[tuple[float, float]] = []
        self._letters: list[str] = []
        self._frames: list[tuple[int, Box]] = []
        with opened_pdf(pdf) as document:
            for number in range(min(len(document), MOST_PAGES)):
                page = document[number]
                self.sizes.append(page.get_size())
                text = page.get_textpage()
                self._read(text.raw, number, self.sizes[-1][1])
                text.close()
                page.close()
        self._text = "".join(self._letters)

    def _read(self, text: object, page: int, height: float) -> None:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        for index in range(pdfium.FPDFText_CountChars(text)):
            letters = _squeezed(chr(pdfium.FPDFText_GetUnicode(text, index)))
            if not letters:
                continue
            pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
            frame = (left.value, height - top.value, right.value - left.value, top.value - bottom.value)
            for letter in letters:
                self._letters.append(letter)
                self._frames.append((page, frame))

    def boxes(self, spot: Spot) -> list[tuple[int, Box]]:
        """A frame for each printed line of the spot's words; none when they are not there."""
        for words in (spot.words, spot.words[:BEGINNING]):
            start = self._nth(words, spot.nth)
            if start >= 0:
                return list(_joined(self._frames[start : start + len(words)]))
        return []

    def _nth(self, words: str, nth: int) -> int:
        start = self._text.find(words) if words else -1
        for _ in range(nth):
            later = self._text.find(words, start + len(words))
            if start < 0 or later < 0:
                break
            start = later
        return start


def _joined(frames: Sequence[tuple[int, Box]]) -> Iterator[tuple[int, Box]]:
    """The frames of letters that follow each other on a line as one."""
    page, (left, top, width, height) = frames[0]
    right, bottom = left + width, top + height
    for other, (x, y, wide, high) in frames[1:]:
        if other == page and y < bottom and y + high > top and x > left - 1:
            right, top, bottom = max(right, x + wide), min(top, y), max(bottom, y + high)
            continue
        yield page, _padded(left, top, right, bottom)
        page, left, top, right, bottom = other, x, y, x + wide, y + high
    yield page, _padded(left, top, right, bottom)


def _padded(left: float, top: float, right: float, bottom: float) -> Box:
    return round(left - 2, 1), round(top - 2, 1), round(right - left + 4, 1), round(bottom - top + 4, 1)
