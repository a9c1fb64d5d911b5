"""The ruled lines of a scanned table, found as long dark runs in the picture's rows, and the slant of the page."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from PIL import Image, ImageFilter

from intranet.docservice.reading.grids import Rule

_DARK = 170
# In points: a letter makes no darker run than these; the lines of a slanting page are broken into short ones.
_LEAST_ACROSS, _LEAST_DOWN = 26, 14
_LONG_ENOUGH_FOR_SLANT = 80
_STEEPEST = 3.0
_NEAR_ROWS, _NEAR_ENDS = 8, 40
_MEETS = 6.0


@dataclass
class Stroke:
    """A line as it lies in the picture, in pixels: where it begins and ends, and the rows of these ends."""

    first: int
    last: int
    start: int
    end: int
    start_row: int
    end_row: int

    def takes(self, row: int, start: int, end: int) -> bool:
        """Does a run of this row go on with the line?"""
        return row - self.last <= _NEAR_ROWS and start <= self.end + _NEAR_ENDS and end >= self.start - _NEAR_ENDS

    def add(self, row: int, start: int, end: int) -> None:
        """Make the line as long as the run."""
        if start < self.start:
            self.start, self.start_row = start, row
        if end > self.end:
            self.end, self.end_row = end, row
        self.last = row


def find_strokes(picture: Image.Image, is_horizontal: bool, points: float) -> list[Stroke]:
    """The long dark lines across (or down) a grey picture; `points` is the size of a pixel in points."""
    if not is_horizontal:
        picture = picture.transpose(Image.Transpose.TRANSPOSE)
    dark = picture.point([1 if level < _DARK else 0 for level in range(256)]).filter(ImageFilter.MaxFilter(3))
    least = int((_LEAST_ACROSS if is_horizontal else _LEAST_DOWN) / points)
    return [stroke for stroke in _merged(_runs(dark, least)) if stroke.last - stroke.first <= 12 / points]


def rules_of(picture: Image.Image, points: float) -> list[Rule]:
    """The ruled lines of the tables on an upright grey picture, in points."""
    across, down = (
        [
            Rule(is_horizontal, (one.start_row + one.end_row) / 2 * points, one.start * points, one.end * points)
            for one in find_strokes(picture, is_horizontal, points)
        ]
        for is_horizontal in (True, False)
    )
    # Letters that touch from line to line look like a line down; a table's lines end at its lines across.
    down = [rule for rule in down if _ends_at(rule.start, rule, across) and _ends_at(rule.end, rule, across)]
    return [rule for rule in across if any(_crosses(rule, other) for other in down)] + down


def _ends_at(end: float, rule: Rule, across: Sequence[Rule]) -> bool:
    return any(abs(other.at - end) <= _MEETS and _crosses(other, rule) for other in across)


def _crosses(one: Rule, other: Rule) -> bool:
    return one.start - _MEETS <= other.at <= one.end + _MEETS and other.start - _MEETS <= one.at <= other.end + _MEETS


def slant(picture: Image.Image, points: float) -> float:
    """By how many degrees the ruled lines of a page fall to the right; 0 for a page without any."""
    slopes = [
        math.degrees(math.atan2(stroke.end_row - stroke.start_row, stroke.end - stroke.start))
        for stroke in find_strokes(picture, True, points)
        if (stroke.end - stroke.start) * points >= _LONG_ENOUGH_FOR_SLANT
    ]
    angle = median(slopes) if slopes else 0.0
    return angle if abs(angle) <= _STEEPEST else 0.0


def _runs(dark: Image.Image, least: int) -> list[tuple[int, int, int]]:
    pattern = re.compile(b"\x01{%d,}" % least)
    pixels, width = dark.tobytes(), dark.width
    return [
        (row, found.start(), found.end())
        for row in range(0, dark.height, 2)
        for found in pattern.finditer(pixels[row * width : (row + 1) * width])
    ]


def _merged(runs: Sequence[tuple[int, int, int]]) -> list[Stroke]:
    """Runs of neighbouring rows are one line, also a slanting one."""
    strokes: list[Stroke] = []
    for row, start, end in runs:
        near = next((stroke for stroke in reversed(strokes[-80:]) if stroke.takes(row, start, end)), None)
        if near is None:
            strokes.append(Stroke(row, row, start, end, row, row))
        else:
            near.add(row, start, end)
    return strokes
