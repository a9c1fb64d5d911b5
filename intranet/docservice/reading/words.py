"""Words as they lie on a page, and the lines they stand on."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A word and its box, in points from the top left corner; `sure` (0–1) when it was seen on a picture."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: float = 1.0

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words that stand on one line, from left to right; lines from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.middle):
        height = word.bottom - word.top
        if rows and abs(word.middle - _middle(rows[-1])) < 0.5 * max(height, 6.0):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]


def _middle(row: Sequence[Word]) -> float:
    return sum(word.middle for word in row[-6:]) / len(row[-6:])


def as_it_lies(x: float, y: float, slant: float, width: float, height: float) -> tuple[float, float]:
    """Where a point of a straightened page lies on the page as it came, whose lines fell by `slant` degrees."""
    cos, sin = math.cos(math.radians(slant)), math.sin(math.radians(slant))
    right, down = x - width / 2, y - height / 2
    return width / 2 + right * cos - down * sin, height / 2 + right * sin + down * cos
