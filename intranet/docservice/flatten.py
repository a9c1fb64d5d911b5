"""A sheet photographed at an angle, laid flat: found as the bright four-sided thing on a darker ground, or left."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageMath

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]  # upper left, upper right, lower right, lower left

LOOKED_AT = 480  # pixels of the longer side of the small picture in which the sheet is looked for
_OFF = 1.5  # pixels of it by which an edge may be off its line
_STRAIGHT_SHARE = 0.8  # of an edge's points lie on its line
_SMALLEST, _FULL = 0.25, 0.97  # of the picture: a smaller sheet is none; a fuller one is a scan
_FILLED = 0.6  # of the four-sided thing is bright; the rest is print
_LEAST_CONTRAST = 35  # levels between ground and sheet
_ANGLES = (60.0, 120.0)
A4 = 297 / 210
_LIGHT = 160  # pixels of the longer side of the small picture that says how the light falls
_DARKEST_PAPER = 60
_NEAR_A4 = 0.09


def flattened(picture: Image.Image) -> Image.Image:
    """The sheet alone, square, evenly lit, as large as it was; the picture itself when no sheet is surely found.

    Sure means: one bright region with four straight edges and nearly square corners, on a ground that is clearly
    darker. A sheet of about A4's proportions gets exactly those.
    """
    corners = sheet_corners(picture)
    if corners is None:
        return picture
    top, right, bottom, left = (math.dist(corners[n], corners[(n + 1) % 4]) for n in range(4))
    wide, high = (top + bottom) / 2, (left + right) / 2
    if abs(high / wide / A4 - 1) < _NEAR_A4:
        high = wide * A4
    elif abs(wide / high / A4 - 1) < _NEAR_A4:
        wide = high * A4
    size = (round(wide), round(high))
    projection = _projection(size, corners)
    return evenly_lit(picture.transform(size, Image.Transform.PERSPECTIVE, projection, Image.Resampling.BICUBIC))


def evenly_lit(sheet: Image.Image) -> Image.Image:
    """The sheet as if the light fell on it evenly: each place against the paper around it; colours stay as they are."""
    small = sheet.convert("L")
    small.thumbnail((_LIGHT, _LIGHT))
    # The brightest near by is paper: print is narrow. A dark picture in the letter keeps its own darkness a little.
    paper = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(6))
    paper = paper.point(lambda level: max(level, _DARKEST_PAPER)).resize(sheet.size, Image.Resampling.BICUBIC)
    bands = sheet.convert("RGB").split()
    return Image.merge("RGB", [ImageMath.lambda_eval(_against_the_paper, band=band, paper=paper) for band in bands])


def _against_the_paper(there: dict[str, Any]) -> Any:
    return there["convert"](there["min"](there["band"] * 255 / there["paper"], 255), "L")


def sheet_corners(picture: Image.Image) -> Corners | None:
    """Where the sheet's corners lie in the picture, clockwise from the upper left; None when that is not sure."""
    small = picture.convert("L")
    small.thumbnail((LOOKED_AT, LOOKED_AT), Image.Resampling.BILINEAR, reducing_gap=2.0)
    region = _bright_region(small.filter(ImageFilter.MedianFilter(5)))
    if region is None:
        return None
    corners = _corners_of(region)
    if corners is None or not _is_a_sheet(corners, region):
        return None
    scale = picture.width / small.width
    return tuple(((x + 0.5) * scale, (y + 0.5) * scale) for x, y in corners)  # type: ignore[return-value]


def _bright_region(grey: Image.Image) -> Image.Image | None:
    """White where the bright thing in the middle is, black elsewhere."""
    level = _level_between(grey)
    if level is None:
        return None
    mask = grey.point([0] * level + [128] * (256 - level))
    wide, high = mask.size
    middle = [(wide // 2 + x, high // 2 + y) for y in range(-20, 21, 4) for x in range(-20, 21, 4)]
    seed = next((place for place in middle if mask.getpixel(place) == 128), None)
    if seed is None:
        return None
    ImageDraw.floodfill(mask, seed, 255)
    return mask.point([0] * 255 + [255])


def _level_between(grey: Image.Image) -> int | None:
    """The grey that best parts bright from dark (Otsu); None when they are not clearly two."""
    counts = grey.histogram()
    total, whole = sum(counts), sum(level * count for level, count in enumerate(counts))
    best, found, dark_count, dark_sum = 0.0, None, 0, 0
    for level in range(1, 256):
        dark_count += counts[level - 1]
        dark_sum += (level - 1) * counts[level - 1]
        if not 0 < dark_count < total:
            continue
        apart = (whole - dark_sum) / (total - dark_count) - dark_sum / dark_count
        spread = dark_count * (total - dark_count) * apart**2
        if spread > best:
            best, found = spread, level if apart > _LEAST_CONTRAST else None
    return found


def _corners_of(region: Image.Image) -> Corners | None:
    """The four edges of the region as lines, and where they meet."""
    wide, high = region.size
    data = region.tobytes()
    rows = {
        y: (row.find(b"\xff"), row.rfind(b"\xff"))
        for y in range(high)
        if 255 in (row := data[y * wide : (y + 1) * wide])
    }
    columns = {x: (c.find(b"\xff"), c.rfind(b"\xff")) for x in range(wide) if 255 in (c := data[x::wide])}
    outline = [(x, y) for y, ends in rows.items() for x in ends]
    if len(rows) < high // 4 or len(columns) < wide // 4:
        return None
    upper_left, lower_right = min(outline, key=sum), max(outline, key=sum)
    upper_right, lower_left = max(outline, key=_across), min(outline, key=_across)
    left = _line([(y, rows[y][0]) for y in _between(upper_left[1], lower_left[1], rows)])
    right = _line([(y, rows[y][1]) for y in _between(upper_right[1], lower_right[1], rows)])
    top = _line([(x, columns[x][0]) for x in _between(upper_left[0], upper_right[0], columns)])
    bottom = _line([(x, columns[x][1]) for x in _between(lower_left[0], lower_right[0], columns)])
    if left is None or right is None or top is None or bottom is None:
        return None
    return _meet(left, top), _meet(right, top), _meet(right, bottom), _meet(left, bottom)


def _across(point: tuple[int, int]) -> int:
    return point[0] - point[1]


def _between(start: int, end: int, there: dict[int, tuple[int, int]]) -> list[int]:
    """The places of an edge without its ends, where the corners round it off."""
    margin = max(2, (end - start) // 20)
    return [place for place in range(start + margin, end - margin + 1) if place in there]


def _line(points: Sequence[tuple[int, int]]) -> tuple[float, float] | None:
    """Slope and offset of the line through most of the points; None when they are on none."""
    kept: Sequence[tuple[int, int]] = points
    slope = offset = 0.0
    for _ in range(4):
        if len(kept) < 20:
            return None
        slope, offset = _least_squares(kept)
        off = sorted(abs(value - slope * place - offset) for place, value in points)
        allowed = max(_OFF, 2 * off[len(off) // 2])
        kept = [(place, value) for place, value in points if abs(value - slope * place - offset) <= allowed]
    near = sum(abs(value - slope * place - offset) <= _OFF for place, value in points)
    return (slope, offset) if near >= _STRAIGHT_SHARE * len(points) else None


def _least_squares(points: Sequence[tuple[int, int]]) -> tuple[float, float]:
    count = len(points)
    mean_place, mean_value = (sum(column) / count for column in zip(*points, strict=True))
    spread = sum((place - mean_place) ** 2 for place, _ in points)
    slope = sum((place - mean_place) * (value - mean_value) for place, value in points) / spread if spread else 0.0
    return slope, mean_value - slope * mean_place


def _meet(upright: tuple[float, float], level: tuple[float, float]) -> Point:
    """Where x = a·y + b and y = c·x + d meet."""
    (a, b), (c, d) = upright, level
    x = (a * d + b) / (1 - a * c)
    return x, c * x + d


def _is_a_sheet(corners: Corners, region: Image.Image) -> bool:
    wide, high = region.size
    share = _area(corners) / (wide * high)
    bright = region.histogram()[255] / (wide * high)
    outside = any(not (-3 <= x <= wide + 2 and -3 <= y <= high + 2) for x, y in corners)
    angles = [_angle(corners[n - 1], corners[n], corners[(n + 1) % 4]) for n in range(4)]
    return (
        not outside
        and _SMALLEST < share < _FULL
        and _FILLED * share < bright < 1.03 * share
        and all(_ANGLES[0] <= angle <= _ANGLES[1] for angle in angles)
    )


def _area(corners: Iterable[Point]) -> float:
    ring = [*corners]
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise([*ring, ring[0]]))) / 2


def _angle(before: Point, at: Point, after: Point) -> float:
    one = math.atan2(before[1] - at[1], before[0] - at[0])
    two = math.atan2(after[1] - at[1], after[0] - at[0])
    degrees = abs(math.degrees(one - two)) % 360
    return min(degrees, 360 - degrees)


def _projection(size: tuple[int, int], corners: Corners) -> list[float]:
    """The eight numbers by which Pillow finds, for a place of the flat sheet, its place in the picture."""
    wide, high = size
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(((0, 0), (wide, 0), (wide, high), (0, high)), corners, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return _solved(rows)


def _solved(rows: list[list[float]]) -> list[float]:
    """Gauss and Jordan: each row is the factors of the unknowns and what they add up to."""
    for column in range(len(rows)):
        best = max(range(column, len(rows)), key=lambda row: abs(rows[row][column]))
        rows[column], rows[best] = rows[best], rows[column]
        for row in range(len(rows)):
            if row != column:
                share = rows[row][column] / rows[column][column]
                rows[row] = [value - share * lead for value, lead in zip(rows[row], rows[column], strict=True)]
    return [row[-1] / row[n] for n, row in enumerate(rows)]
