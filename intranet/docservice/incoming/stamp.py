"""The stamp ĐẾN, 35 × 50 mm, on a free place of the first page of a copy (NĐ 30/2020, PL IV.V)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image

from intranet.docservice.images import opened_pdf
from intranet.docservice.incoming.overlay import Overlay
from intranet.docservice.vietnamese import short_date

_MM = 72 / 25.4
WIDTH, HEIGHT = 50 * _MM, 35 * _MM
_EDGE = 6 * _MM
_STEP = 2 * _MM
_CLEAR = 1.5 * _MM  # between the stamp and what is written
_DOTS_A_POINT = 1.0
_DARK = 160
# A scan has specks everywhere: "free" is as little ink as anywhere on the page, and never more than the second share.
_SPECKS, _MOST_INK = 0.0004, 0.02


@dataclass(frozen=True)
class Stamp:
    """What the stamp says; whom it goes to and the file's symbol are often written later."""

    agency: str
    number: str
    day: date
    sent_to: str = ""
    record: str = ""

    def lines(self) -> tuple[str, ...]:
        """The lines under the agency's name, in the decree's order."""
        return (
            f"Số: {self.number}",
            f"Ngày: {short_date(self.day)}",
            f"Chuyển: {self.sent_to}",
            f"Số và ký hiệu HS: {self.record}",
        )


def stamped(pdf: bytes, stamp: Stamp, font: Path) -> bytes:
    """A copy of the PDF with the stamp on page 1, where it covers nothing; without such a place on a strip above it.

    DocError: pdf_broken, file_is_locked.
    """
    place = free_place(pdf)
    with Overlay(pdf, font) as over:
        wide, _ = over.turn_to(1)
        if place is None:
            over.make_taller(HEIGHT + 2 * _EDGE)
            place = (min(_EDGE, max(0.0, wide - WIDTH)), _EDGE)
        _draw(over, stamp, *place)
        return over.finished()


def free_place(pdf: bytes) -> tuple[float, float] | None:
    """The left and top of a place without ink on page 1, nearest to where clerks stamp: left, under the number."""
    with opened_pdf(pdf) as document:
        document.init_forms()  # what a signed letter's fields show is ink too
        page = document[0].render(scale=_DOTS_A_POINT, grayscale=True).to_pil().convert("L")
    ink = _Ink(page)
    right, bottom = page.width / _DOTS_A_POINT - WIDTH - _EDGE, page.height / _DOTS_A_POINT - HEIGHT - _EDGE
    wanted = (12 * _MM, 62 * _MM)
    shares = {
        (left, top): ink.share(left - _CLEAR, top - _CLEAR, WIDTH + 2 * _CLEAR, HEIGHT + 2 * _CLEAR)
        for left in _steps(right)
        for top in _steps(bottom)
    }
    least = min(shares.values(), default=1.0)
    if least > _MOST_INK:
        return None
    free = (place for place, share in shares.items() if share <= least + _SPECKS)
    return min(free, key=lambda place: abs(place[0] - wanted[0]) + abs(place[1] - wanted[1]))


def _steps(last: float) -> Iterator[float]:
    at = _EDGE
    while at <= last:
        yield at
        at += _STEP


class _Ink:
    """How much of any rectangle of a page is dark, from sums made once."""

    def __init__(self, page: Image.Image) -> None:
        self.sums = [[0] * (page.width + 1)]
        pixels = page.tobytes()
        for row in range(page.height):
            total, above, sums = 0, self.sums[-1], [0]
            for column, level in enumerate(pixels[row * page.width : (row + 1) * page.width]):
                total += level < _DARK
                sums.append(above[column + 1] + total)
            self.sums.append(sums)

    def share(self, left: float, top: float, width: float, height: float) -> float:
        """The dark share of a rectangle given in points."""
        x, y, wide, high = (int(value * _DOTS_A_POINT) for value in (left, top, width, height))
        upper, lower = self.sums[y], self.sums[min(y + high, len(self.sums) - 1)]
        end = min(x + wide, len(upper) - 1)
        return (lower[end] - lower[x] - upper[end] + upper[x]) / (wide * high)


def _draw(over: Overlay, stamp: Stamp, left: float, top: float) -> None:
    over.rectangle(left, top, WIDTH, HEIGHT)
    pad = 2 * _MM
    size = 8.5
    name = stamp.agency.upper()
    for line in _two_lines(over, name, size, WIDTH - 2 * pad):
        top += 10.5
        over.text(line, left + (WIDTH - over.width_of(line, size)) / 2, top, size)
    top += 14
    over.text("ĐẾN", left + (WIDTH - over.width_of("ĐẾN", 12)) / 2, top, 12)
    for words in stamp.lines():
        top += 13.5
        over.text(_fitting(over, words, 9.5, WIDTH - 2 * pad), left + pad, top, 9.5)


def _two_lines(over: Overlay, words: str, size: float, width: float) -> list[str]:
    if over.width_of(words, size) <= width:
        return [words]
    parts = words.split()
    cut = min(
        range(1, len(parts)),
        key=lambda n: max(over.width_of(" ".join(parts[:n]), size), over.width_of(" ".join(parts[n:]), size)),
    )
    return [_fitting(over, " ".join(half), size, width) for half in (parts[:cut], parts[cut:])]


def _fitting(over: Overlay, words: str, size: float, width: float) -> str:
    while len(words) > 4 and over.width_of(words, size) > width:
        words = words[:-2].rstrip() + "…"
    return words
