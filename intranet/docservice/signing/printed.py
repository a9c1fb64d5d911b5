"""The copy for printing: a new PDF of a sealed letter with its fields drawn flat, a QR and a line on every page."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import segno

from intranet.docservice.errors import DocError
from intranet.docservice.images import opened_pdf
from intranet.docservice.incoming.overlay import Colour, Overlay

_MM = 72 / 25.4
# The symbol stands in the left margin (30 mm and more, PL I, I.3), its words in the bottom margin (20 mm and more).
SYMBOL = 23 * _MM
_EDGE = 5 * _MM
_BELOW = 8 * _MM
_WORDS_LEFT = _EDGE + SYMBOL + 3.5 * _MM
_LINE, _SIZE = 9.0, 7.5
_STRIP = SYMBOL + 2 * _EDGE
_DARK, _MOST_INK = 160, 0.001
_SOFT: Colour = (60, 60, 60)
# A telephone reads it from paper that was folded or copied once: 15 % of it may be lost.
CORRECTION = "m"


def printed_copy(pdf: bytes, qr: str, words: Sequence[str], foot: str, font: Path) -> bytes:
    """A derived PDF for paper; the signed file stays as it is.

    `qr` is the symbol's text, `words` stand beside it on page 1 (at most three lines), `foot` with "{page}" on every
    other page. Without room in the margins page 1 grows a strip above. DocError pdf_broken, file_is_locked.
    """
    flat = flattened(pdf)
    symbol = segno.make_qr(qr, error=CORRECTION, boost_error=False).matrix
    has_room = _has_room(flat, len(words))
    with Overlay(flat, font) as over:
        _, high = over.turn_to(1)
        if has_room:
            top = high - _BELOW - SYMBOL
            first = high - _BELOW - (len(words) - 1) * _LINE
        else:
            over.make_taller(_STRIP)
            top, first = _EDGE, _EDGE + 2 * _LINE
        over.raster(symbol, _EDGE, top, SYMBOL)
        for row, line in enumerate(words):
            over.text(line, _WORDS_LEFT, first + row * _LINE, _SIZE, _SOFT)
        for number in range(2, over.page_count + 1):
            _, high = over.turn_to(number)
            over.text(foot.format(page=number), _WORDS_LEFT, high - _BELOW, _SIZE, _SOFT)
        return over.finished()


def flattened(pdf: bytes) -> bytes:
    """The pages with what their fields show drawn in, in a new file: a copy must not show broken signatures."""
    with opened_pdf(pdf) as signed:
        for page in signed:
            if raw.FPDFPage_Flatten(page, raw.FLAT_PRINT) == raw.FLATTEN_FAIL:
                raise DocError("pdf_broken", name="PDF")
        flat = BytesIO()
        signed.save(flat)
    with opened_pdf(flat.getvalue()) as pages:
        fresh = pdfium.PdfDocument.new()
        fresh.import_pages(pages)
        copy = BytesIO()
        fresh.save(copy)
        fresh.close()
    return copy.getvalue()


def _has_room(pdf: bytes, lines: int) -> bool:
    """Whether nothing stands yet where symbol and words go on page 1."""
    with opened_pdf(pdf) as document:
        page = document[0].render(scale=1, grayscale=True).to_pil().convert("L")
    wide, high = page.size
    bottom = high - _BELOW + _MM
    symbol = (_EDGE - _MM, bottom - SYMBOL - 2 * _MM, _EDGE + SYMBOL + _MM, bottom)
    words = (_WORDS_LEFT, bottom - lines * _LINE - _MM, wide - _EDGE, bottom)
    for box in (symbol, words):
        part = page.crop(tuple(int(edge) for edge in box))
        if sum(part.histogram()[:_DARK]) > _MOST_INK * part.width * part.height:
            return False
    return True
