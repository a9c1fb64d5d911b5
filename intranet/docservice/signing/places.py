"""Where number, date, signature and seal stand on the pages of a letter's PDF."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from intranet.docservice.errors import DocError
from intranet.docservice.images import opened_pdf

MM = 72 / 25.4
# A round seal is about 36 mm wide; the name stands some 25 mm under the title.
SEAL_MM = 36.0
SIGNATURE_MM = (50.0, 24.0)
LEAST_GAP_MM = 12.0
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
) -> Places:
    """The places in a PDF whose number and date are blank spaces.

    `place_name` is the địa danh before the date, `authority` the lines above the signature, `signer_name` the name
    under it. The signature stands in the middle between title and name, the seal covers about a third of it on its left
    (NĐ 30/2020, PL I, II.7d, II.8). DocError sign_no_place names what was not found.
    """
    with opened_pdf(pdf) as document:
        first = _Page(document, 0)
        number = _after(first, "Số:", until="/") if "so" in bears else None
        date = _after(first, f"{place_name},", until=None) if "ngay" in bears else None
        signature = _signature(document, authority[-1] if authority else "", signer_name)
    return Places(number, date, signature, _seal_beside(signature))


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

    def box(self, start: int, count: int) -> Box:
        boxes = [self.text.get_charbox(n, loose=True) for n in range(start, start + count)]
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


def _signature(document: pdfium.PdfDocument, title: str, name: str) -> Box:
    for index in range(len(document) - 1, -1, -1):
        page = _Page(document, index)
        above = page.find(title.upper(), last=True) if title else None
        if above is None:
            continue
        over = page.box(*above)
        middle = (over.left + over.right) / 2
        under = page.find(name, last=True) if name else None
        floor = page.box(*under).top if under else over.bottom - 1.15 * SIGNATURE_MM[1] * MM
        if floor > over.bottom:
            continue
        return _between(index, middle, over.bottom, floor)
    raise DocError("sign_no_place", what=title or name)


def _between(page: int, middle: float, ceiling: float, floor: float) -> Box:
    if ceiling - floor < LEAST_GAP_MM * MM:
        raise DocError("sign_no_room")
    width, height = SIGNATURE_MM[0] * MM, min(SIGNATURE_MM[1] * MM, ceiling - floor)
    centre = (ceiling + floor) / 2
    return Box(page, middle - width / 2, centre - height / 2, middle + width / 2, centre + height / 2)


def _seal_beside(signature: Box) -> Box:
    """The seal's square: a third of the signature lies under it, the rest of the seal on its left."""
    side = SEAL_MM * MM
    right = signature.left + (signature.right - signature.left) / 3
    middle = (signature.top + signature.bottom) / 2
    return Box(signature.page, right - side, middle - side / 2, right, middle + side / 2)
