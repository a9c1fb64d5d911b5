"""Words and lines drawn over the pages of a PDF; what was there stays as it is, only covered."""

import ctypes
import io
import math
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from intranet.docservice.images import opened_pdf

Colour = tuple[int, int, int]
RED: Colour = (190, 20, 40)
_INVISIBLE = 3  # a text's render mode: there to be found and copied, not to be seen
# How text runs on a page that is shown turned: the matrix from reading direction to the page's own axes.
_DIRECTIONS = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


class Overlay:
    """Draws on a PDF held open; lengths in points from the top left corner of the page as one sees it."""

    def __init__(self, pdf: bytes, font: Path) -> None:
        self._opening = opened_pdf(pdf)
        self._font_bytes = font.read_bytes()
        self._changed: dict[int, pdfium.PdfPage] = {}

    def __enter__(self) -> "Overlay":
        self._document = self._opening.__enter__()
        data = (ctypes.c_uint8 * len(self._font_bytes)).from_buffer_copy(self._font_bytes)
        self._font = raw.FPDFText_LoadFont(self._document, data, len(self._font_bytes), raw.FPDF_FONT_TRUETYPE, True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        raw.FPDFFont_Close(self._font)
        self._opening.__exit__(kind, error, at)

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._document)

    def turn_to(self, number: int) -> tuple[float, float]:
        """Draw on page `number` (from 1) from now on; gives its width and height in points."""
        self._page = self._changed.setdefault(number, self._document[number - 1])
        return self._page.get_size()

    def make_taller(self, above: float) -> None:
        """Give the page an empty strip above, for what finds no free place on it."""
        left, bottom, right, top = self._box()
        turned = self._page.get_rotation()
        grown = {
            0: (left, bottom, right, top + above),
            90: (left - above, bottom, right, top),
            180: (left, bottom - above, right, top),
            270: (left, bottom, right + above, top),
        }[turned]
        self._page.set_mediabox(*grown)
        self._page.set_cropbox(*grown)

    def text(self, words: str, left: float, base: float, size: float, colour: Colour = RED) -> None:
        """Words whose letters stand on `base`."""
        text = self._text(words, size)
        raw.FPDFPageObj_SetFillColor(text, *colour, 255)
        self._place(text, 1, 0, left, base)

    def hidden_word(self, word: str, left: float, base: float, width: float, size: float, slant: float = 0) -> None:
        """A word that is found and copied but not seen, `width` wide, on a line that falls by `slant` degrees."""
        wide = self.width_of(word, size)
        text = self._text(f"{word} ", size)  # with its space, or copied words would run together
        raw.FPDFTextObj_SetTextRenderMode(text, _INVISIBLE)
        self._place(text, width / wide if wide > 0 else 1, slant, left, base)

    def rectangle(self, left: float, top: float, width: float, height: float, line: float = 1.2) -> None:
        """An outline in red."""
        one, other = self._on_page(left, top), self._on_page(left + width, top + height)
        low, high = (tuple(map(pick, one, other)) for pick in (min, max))
        path = raw.FPDFPageObj_CreateNewRect(*low, high[0] - low[0], high[1] - low[1])
        raw.FPDFPageObj_SetStrokeColor(path, *RED, 255)
        raw.FPDFPageObj_SetStrokeWidth(path, line)
        raw.FPDFPath_SetDrawMode(path, raw.FPDF_FILLMODE_NONE, True)
        raw.FPDFPage_InsertObject(self._page, path)

    def raster(self, rows: Sequence[Sequence[int]], left: float, top: float, side: float) -> None:
        """Black and white squares (a QR symbol) as one filled drawing, sharp at every size."""
        step = side / len(rows)
        path = raw.FPDFPageObj_CreateNewPath(*self._on_page(left, top))
        for row, cells in enumerate(rows):
            column = 0
            for is_black, run in groupby(cells, bool):
                wide = len(list(run))
                if is_black:
                    self._fill(path, left + column * step, top + row * step, wide * step, step)
                column += wide
        raw.FPDFPageObj_SetFillColor(path, 0, 0, 0, 255)
        raw.FPDFPath_SetDrawMode(path, raw.FPDF_FILLMODE_WINDING, False)
        raw.FPDFPage_InsertObject(self._page, path)

    def _fill(self, path: Any, left: float, top: float, width: float, height: float) -> None:
        corners = ((left, top), (left + width, top), (left + width, top + height), (left, top + height))
        raw.FPDFPath_MoveTo(path, *self._on_page(*corners[0]))
        for corner in corners[1:]:
            raw.FPDFPath_LineTo(path, *self._on_page(*corner))
        raw.FPDFPath_Close(path)

    def width_of(self, words: str, size: float) -> float:
        """How wide the words would be, in points."""
        text = self._text(words, size)
        wide = self._width(text)
        raw.FPDFPageObj_Destroy(text)
        return wide

    def finished(self) -> bytes:
        """The PDF with everything drawn."""
        for page in self._changed.values():
            page.gen_content()
        result = io.BytesIO()
        self._document.save(result)
        return result.getvalue()

    def _text(self, words: str, size: float) -> Any:
        text = raw.FPDFPageObj_CreateTextObj(self._document, self._font, size)
        encoded = ctypes.create_string_buffer((words + "\0").encode("utf-16-le"))
        raw.FPDFText_SetText(text, ctypes.cast(encoded, ctypes.POINTER(ctypes.c_ushort)))
        return text

    def _width(self, text: Any) -> float:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        raw.FPDFPageObj_GetBounds(text, left, bottom, right, top)
        return right.value - left.value

    def _place(self, text: Any, stretch: float, slant: float, left: float, base: float) -> None:
        a, b, c, d = _DIRECTIONS[self._page.get_rotation()]
        cos, sin = math.cos(math.radians(slant)), math.sin(math.radians(slant))
        across = (stretch * cos, -stretch * sin)  # a falling line goes down, and the page's own y goes up
        up = (sin, cos)
        matrix = [value for x, y in (across, up) for value in (a * x + c * y, b * x + d * y)]
        raw.FPDFPageObj_Transform(text, *matrix, *self._on_page(left, base))
        raw.FPDFPage_InsertObject(self._page, text)

    def _box(self) -> tuple[float, float, float, float]:
        return self._page.get_cropbox()

    def _on_page(self, x: float, y: float) -> tuple[float, float]:
        """A point as one sees the page → in the page's own measure."""
        left, bottom, right, top = self._box()
        return {
            0: (left + x, top - y),
            90: (left + y, bottom + x),
            180: (right - x, bottom + y),
            270: (right - y, top - x),
        }[self._page.get_rotation()]
