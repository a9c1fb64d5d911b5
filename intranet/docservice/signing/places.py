"""Where number, date, signature and seal stand on the pages of a letter's PDF."""

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from intranet.docservice.errors import DocError
from intranet.docservice.images import opened_pdf

MM = 72 / 25.4
# A round seal is about 36 mm wide; the name stands some 25 mm under the title.
SEAL_MM = 36.0
SIGNATURE_MM = (50.0, 24.0)
LEAST_GAP_MM = 12.0
# The seal covers a third of the signature, a little less where it would else touch title or name; it goes up or down
# where one of them is wider, and the signature aside, so far at most.
COVERED, LEAST_COVERED = 1 / 3, 0.3
UP_MM = (0, 1, -1, 2, -2, 3, -3, 4, -4)
MOST_ASIDE_MM, CLEAR_MM = 9.0, 0.6
# A field of text is so many letter sizes high, its base line so many above its bottom.
LINE_HEIGHT, DESCENT = 1.2, 0.25
# "ngày 30 tháng 12 năm 2030" with a space before it, in letter sizes.
LONGEST_DATE = 12.2
# What a letter to be signed shows in its controls: spaces that keep the room and do not break.
BLANKS = {"so": "\u00a0" * 7, "ngay": "\u00a0" * 44}


@dataclass(frozen=True)
class Box:
    """A rectangle on a page: points from the lower left corner; the first page is 0."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def corners(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top, as a PDF writes a rectangle."""
        return self.left, self.bottom, self.right, self.top

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.right - self.left, self.top - self.bottom


@dataclass(frozen=True)
class Places:
    """The empty places of a letter; number and date are missing where the type bears none (thư công, biên bản)."""

    number: Box | None
    date: Box | None
    signature: Box
    seal: Box


def find_places(
    pdf: bytes,
    *,
    place_name: str,
    authority: Sequence[str],
    signer_name: str,
    bears: Sequence[str] = ("so", "ngay"),
    shape: float | None = None,
) -> Places:
    """The places in a PDF whose number and date are blank spaces.

    `place_name` is the địa danh before the date, `authority` the lines above the signature, `signer_name` the name
    under it, `shape` the width of the signer's picture over its height. The signature stands in the middle between
    title and name, the seal covers about a third of it on its left (NĐ 30/2020, PL I, II.7d, II.8) and spares both
    lines, as long as they are not so wide that it would leave the signature. DocError sign_no_place names what was not
    found.
    """
    with opened_pdf(pdf) as document:
        first = _Page(document, 0)
        number = _after(first, "Số:", until="/") if "so" in bears else None
        date = _after(first, f"{place_name},", until=None) if "ngay" in bears else None
        room = _room(document, authority[-1] if authority else "", signer_name)
    return Places(number, date, *_beside_each_other(_signature(room, shape), room.lines))


class _Page:
    """The words of a page with the places of their letters."""

    def __init__(self, document: pdfium.PdfDocument, index: int) -> None:
        self.index = index
        self.sheet = document[index]
        self.text = self.sheet.get_textpage()

    def find(self, words: str, *, start: int = 0, last: bool = False) -> tuple[int, int] | None:
        """Index of the first letter and count of letters of the first (or last) place that holds the words."""
        search = self.text.search(words, index=start, match_case=True)
        found = None
        while place := search.get_next():
            found = place
            if not last:
                break
        return found

    def box(self, start: int, count: int, *, ink: bool = False) -> Box:
        """Around the lines of the letters, or around what is printed of them."""
        boxes = [self.text.get_charbox(n, loose=not ink) for n in range(start, start + count)]
        left, bottom, right, top = zip(*boxes, strict=True)
        return Box(self.index, min(left), min(bottom), max(right), max(top))

    def line(self, start: int) -> tuple[float, float]:
        """Base line and size, in points, of the letter at an index."""
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium_c.FPDFText_GetCharOrigin(self.text.raw, start, x, y)
        return y.value, float(pdfium_c.FPDFText_GetFontSize(self.text.raw, start))


def _after(page: _Page, words: str, *, until: str | None) -> Box:
    """The blank behind some words, as high as LINE_HEIGHT lines of their size, up to what stands behind it."""
    found = page.find(words)
    if found is None:
        raise DocError("sign_no_place", what=words)
    left = page.box(*found).right
    base, size = page.line(found[0])
    right = left + LONGEST_DATE * size
    if until is not None:
        behind = page.find(until, start=sum(found))
        if behind is None:
            raise DocError("sign_no_place", what=until)
        right = page.box(*behind).left
    bottom = base - DESCENT * size
    return Box(page.index, left, bottom, right, bottom + LINE_HEIGHT * size)


@dataclass(frozen=True)
class _Room:
    """The empty room between title and name: its middle from left to right, and the printed lines around it."""

    page: int
    middle: float
    ceiling: float
    floor: float
    lines: tuple[Box, ...]


def _room(document: pdfium.PdfDocument, title: str, name: str) -> _Room:
    for index in range(len(document) - 1, -1, -1):
        page = _Page(document, index)
        above = page.find(title.upper(), last=True) if title else None
        if above is None:
            continue
        over = page.box(*above)
        under = page.find(name, last=True) if name else None
        floor = page.box(*under).top if under else over.bottom - 1.15 * SIGNATURE_MM[1] * MM
        if floor > over.bottom:
            continue
        if over.bottom - floor < LEAST_GAP_MM * MM:
            raise DocError("sign_no_room")
        lines = tuple(page.box(*found, ink=True) for found in (above, under) if found)
        return _Room(index, (over.left + over.right) / 2, over.bottom, floor, lines)
    raise DocError("sign_no_place", what=title or name)


def _signature(room: _Room, shape: float | None) -> Box:
    """The signature's box in the middle of the room, as wide as its picture will be."""
    height = min(SIGNATURE_MM[1] * MM, room.ceiling - room.floor)
    width = min(SIGNATURE_MM[0] * MM, height * shape) if shape else SIGNATURE_MM[0] * MM
    centre = (room.ceiling + room.floor) / 2
    return Box(room.page, room.middle - width / 2, centre - height / 2, room.middle + width / 2, centre + height / 2)


def _beside_each_other(signature: Box, lines: Sequence[Box]) -> tuple[Box, Box]:
    """Signature and seal: the right part of the round seal covers a third of the signature, and no printed line."""
    radius, width = SEAL_MM * MM / 2, signature.size[0]
    third = signature.left + COVERED * width

    def reach(middle: float) -> float:
        return min([third, *(_right_of_seal(line, middle, radius) for line in lines)])

    centre = (signature.top + signature.bottom) / 2
    middle = max((centre + up * MM for up in UP_MM), key=reach)
    right = reach(middle)
    aside = signature.left + LEAST_COVERED * width - right
    aside = min(max(aside, 0.0), MOST_ASIDE_MM * MM)
    moved = replace(signature, left=signature.left - aside, right=signature.right - aside)
    right = max(right, moved.left + LEAST_COVERED * width)
    return moved, Box(signature.page, right - 2 * radius, middle - radius, right, middle + radius)


def _right_of_seal(line: Box, middle: float, radius: float) -> float:
    """How far to the right the seal may reach without touching a printed line above or below its middle."""
    away = max(line.bottom - middle, middle - line.top, 0.0) - CLEAR_MM * MM
    if away >= radius:
        return math.inf
    return line.left - CLEAR_MM * MM - math.sqrt(radius**2 - max(away, 0.0) ** 2) + radius
