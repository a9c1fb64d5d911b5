"""Pictures of pages → words and the ruled lines of tables: straightened, on white paper, each cell read by itself."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from intranet.docservice.errors import DocError
from intranet.docservice.reading.grids import Grid, Rule, grids_of
from intranet.docservice.reading.paper import darkened, has_much_ink, on_white, without_grain
from intranet.docservice.reading.ruled_lines import rules_of, slant
from intranet.docservice.reading.tesseract import (
    BLOCK,
    DOTS_PER_INCH,
    LINE,
    PAGE,
    Piece,
    can_read_scans,
    recognised,
)
from intranet.docservice.reading.words import Word

__all__ = ["DOTS_PER_INCH", "can_read_scans", "read_picture", "straightened"]

_LEAST_WIDTH = 1700
_STRAIGHT = 0.05
_DARK = 150
# In points: half the breadth of a ruled line, what is left white around a cell, the height of one line of text.
_HALF_RULE, _AROUND, _ONE_LINE = 1.1, 4.0, 19.0


def read_picture(
    picture: Image.Image, dots_per_inch: int = DOTS_PER_INCH
) -> tuple[list[Word], list[Rule], float, float]:
    """The words and rules of a page in points, how sure tesseract is on the whole (0–1), and the slant in degrees.

    DocError scan_unavailable when tesseract or its Vietnamese is missing, scan_too_slow when a page takes too long.
    """
    words, rules, angle = straightened(picture, dots_per_inch)
    return words, rules, sum(word.sure for word in words) / len(words) if words else 0.0, angle


def straightened(picture: Image.Image, dots_per_inch: int = DOTS_PER_INCH) -> tuple[list[Word], list[Rule], float]:
    """The same words and rules as they lie once the page is straight, and by how many degrees its lines fell."""
    if not can_read_scans():
        raise DocError("scan_unavailable")
    grey = picture.convert("L")
    if grey.width < _LEAST_WIDTH:
        grey = grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.LANCZOS)
    scale = 72 / (dots_per_inch * grey.width / picture.width)
    page = on_white(grey)
    angle = slant(page, scale)
    if abs(angle) <= _STRAIGHT:
        angle = 0.0
    else:
        page = page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    rules = rules_of(page, scale)
    grids = grids_of(rules)
    if grids or not has_much_ink(grey):
        return _words(without_grain(page), grids, scale), rules, angle
    # A full page of letters alone is read best as it came, only darker; cells and almost empty pages want clean paper.
    whole = darkened(grey).rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return recognised([Piece(whole)], PAGE, scale), rules, angle


def _words(clean: Image.Image, grids: Sequence[Grid], scale: float) -> list[Word]:
    """The words of the page around its tables, and of each cell by itself: what stands in another is never joined."""
    if not grids:
        return recognised([Piece(clean)], PAGE, scale)
    around, inside = clean.copy(), clean.copy()
    around_pen, inside_pen = ImageDraw.Draw(around), ImageDraw.Draw(inside)
    half = max(1, round(_HALF_RULE / scale))
    cells = []
    for grid in grids:
        edges = (grid.xs[0] - _HALF_RULE, grid.ys[0] - _HALF_RULE, grid.xs[-1] + _HALF_RULE, grid.ys[-1] + _HALF_RULE)
        around_pen.rectangle(tuple(round(edge / scale) for edge in edges), fill=255)
        for rule in grid.rules:
            at, start, end = (round(value / scale) for value in (rule.at, rule.start, rule.end))
            box = (start, at - half, end, at + half) if rule.is_horizontal else (at - half, start, at + half, end)
            inside_pen.rectangle(box, fill=255)
        cells += grid.boxes()
    pieces = [piece for box in cells if (piece := _piece(inside, box, scale)) is not None]
    lines = [piece for piece in pieces if piece.picture.height * scale <= _ONE_LINE + 2 * _AROUND]
    blocks = [piece for piece in pieces if piece not in lines]
    words = recognised([Piece(around)], PAGE, scale) if _ink(around) else []
    return words + recognised(blocks, BLOCK, scale) + recognised(lines, LINE, scale)


def _piece(page: Image.Image, box: tuple[float, float, float, float], scale: float) -> Piece | None:
    """What stands in a cell, with white around it; None for an empty one."""
    left, top, right, bottom = (round(edge / scale) for edge in box)
    cell = page.crop((left, top, right, bottom))
    ink = _ink(cell)
    if ink is None:
        return None
    margin = round(_AROUND / scale)
    piece = Image.new("L", (ink[2] - ink[0] + 2 * margin, ink[3] - ink[1] + 2 * margin), 255)
    piece.paste(cell.crop(ink), (margin, margin))
    return Piece(piece, left + ink[0] - margin, top + ink[1] - margin)


def _ink(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """The box around the dark of a picture; None where there is none."""
    return picture.point([255 if level < _DARK else 0 for level in range(256)]).getbbox()
