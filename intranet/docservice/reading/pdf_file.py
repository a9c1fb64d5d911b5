"""PDF → words with their places and the rules of tables; pages that hold only a picture are told apart."""

from collections.abc import Iterator
from ctypes import c_int
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from intranet.docservice.images import opened_pdf
from intranet.docservice.reading.grids import Rule
from intranet.docservice.reading.plain_text import tidy
from intranet.docservice.reading.words import Word

_THIN = 3.0
_LEAST_RULE = 12.0
_LEAST_LETTERS = 30


@dataclass(frozen=True)
class PdfPage:
    """A page's words and rules and its size in points; `picture` instead of words when the page is a scan."""

    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    picture: Image.Image | None = None


def pdf_pages(pdf: bytes, name: str, *, dots_per_inch: int, first: int = 1) -> Iterator[PdfPage]:
    """The pages of a PDF one after another, from the `first` on; DocError pdf_broken, file_is_locked."""
    count = first
    number = first - 1
    while number < count:
        # Opened anew for each page: reading a scan takes seconds, and PDFium serves one at a time.
        with opened_pdf(pdf, name) as document:
            count = len(document)
            if number >= count:
                return
            page = _page(document[number], dots_per_inch)
        yield page
        number += 1


def _page(page: pdfium.PdfPage, dots_per_inch: int) -> PdfPage:
    width, height = page.get_size()
    words = tuple(_words(page))
    if sum(len(word.text) for word in words) >= _LEAST_LETTERS or not _has_picture(page):
        return PdfPage(width, height, words, tuple(_rules(page)))
    picture = page.render(scale=dots_per_inch / 72, grayscale=True).to_pil().convert("L")
    return PdfPage(width, height, (), (), picture)


def _has_picture(page: pdfium.PdfPage) -> bool:
    return any(found.type == raw.FPDF_PAGEOBJ_IMAGE for found in page.get_objects(max_depth=3))


def _words(page: pdfium.PdfPage) -> Iterator[Word]:
    height = page.get_height()
    text_page = page.get_textpage()
    letters: list[str] = []
    box: list[float] = []
    for place in range(text_page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text_page, place))
        if letter.isspace() or letter in "\0\ufffe":
            yield from _word(letters, box)
            letters, box = [], []
            continue
        left, bottom, right, top = text_page.get_charbox(place, loose=True)
        if box and (left < box[2] - 20 or abs(height - top - box[1]) > 8 or left > box[2] + 0.6 * (box[3] - box[1])):
            yield from _word(letters, box)
            letters, box = [], []
        letters.append(letter)
        box = (
            [min(box[0], left), min(box[1], height - top), max(box[2], right), max(box[3], height - bottom)]
            if box
            else [left, height - top, right, height - bottom]
        )
    yield from _word(letters, box)


def _word(letters: list[str], box: list[float]) -> Iterator[Word]:
    if text := tidy("".join(letters)):
        yield Word(text, *box)


def _rules(page: pdfium.PdfPage) -> Iterator[Rule]:
    height = page.get_height()
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, bottom, right, top = found.get_bounds()
        upper, lower = height - top, height - bottom
        if lower - upper <= _THIN and right - left >= _LEAST_RULE:
            yield Rule(True, (upper + lower) / 2, left, right)
        elif right - left <= _THIN and lower - upper >= _LEAST_RULE:
            yield Rule(False, (left + right) / 2, upper, lower)
        elif right - left >= _LEAST_RULE and lower - upper >= _LEAST_RULE and _is_stroked(found):
            yield Rule(True, upper, left, right)
            yield Rule(True, lower, left, right)
            yield Rule(False, left, upper, lower)
            yield Rule(False, right, upper, lower)


def _is_stroked(found: pdfium.PdfObject) -> bool:
    """Is the path's outline drawn? A filled background is no border."""
    fill, stroke = c_int(), c_int()
    return bool(raw.FPDFPath_GetDrawMode(found.raw, fill, stroke)) and bool(stroke.value)
