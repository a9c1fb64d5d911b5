"""Ruled lines → the grid of a table: the borders of its rows and columns, and which cells are merged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from intranet.docservice.reading.words import Word

_TOUCH = 4.0
_LEAST_CELL = 6.0
_MANY_ROWS, _LEAST_SHARE = 4, 0.25


@dataclass(frozen=True)
class Rule:
    """A straight line: from `start` to `end` at `at` (an y for a horizontal one, an x for a vertical one)."""

    is_horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Grid:
    """The rules of a table: its columns' and rows' borders, and the rules themselves (merged cells lack some)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]

    def holds(self, word: Word) -> bool:
        """Does the middle of a word lie inside the table?"""
        across = (word.left + word.right) / 2
        return self.xs[0] <= across <= self.xs[-1] and self.ys[0] <= word.middle <= self.ys[-1]

    def owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each cell (row, column) the first cell of the merged one it belongs to."""
        columns, rows = len(self.xs) - 1, len(self.ys) - 1
        owner = {(row, column): (row, column) for row in range(rows) for column in range(columns)}
        for row in range(rows):
            for column in range(columns):
                if column and not _has_rule(self, False, self.xs[column], self.ys[row], self.ys[row + 1]):
                    owner[row, column] = owner[row, column - 1]
                elif row and not _has_rule(self, True, self.ys[row], self.xs[column], self.xs[column + 1]):
                    owner[row, column] = owner[row - 1, column]
        return owner

    def boxes(self) -> list[tuple[float, float, float, float]]:
        """Left, top, right and bottom of every cell, merged ones once."""
        found: dict[tuple[int, int], tuple[float, float, float, float]] = {}
        for (row, column), first in self.owners().items():
            own = (self.xs[column], self.ys[row], self.xs[column + 1], self.ys[row + 1])
            old = found.get(first, own)
            found[first] = (min(old[0], own[0]), min(old[1], own[1]), max(old[2], own[2]), max(old[3], own[3]))
        return list(found.values())


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """Rules that touch one another and close at least two cells."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        merged = [rule, *(other for group in touching for other in group)]
        groups = [group for group in groups if group not in touching] + [merged]
    grids = []
    for group in groups:
        xs = _distinct(rule.at for rule in group if not rule.is_horizontal)
        ys = _distinct(rule.at for rule in group if rule.is_horizontal)
        xs = tuple(x for x in xs if _divides(x, group, ys))
        if len(xs) >= 3 and len(ys) >= 2:
            grids.append(Grid(xs, ys, tuple(group)))
    return grids


def _divides(x: float, rules: Sequence[Rule], ys: Sequence[float]) -> bool:
    """Does a border run along more than one of many rows? Letters of a cell that touch one another do not."""
    if len(ys) - 1 < _MANY_ROWS:
        return True
    height = sum(rule.end - rule.start for rule in rules if not rule.is_horizontal and abs(rule.at - x) <= _LEAST_CELL)
    return height > _LEAST_SHARE * (ys[-1] - ys[0])


def _touch(one: Rule, other: Rule) -> bool:
    if one.is_horizontal == other.is_horizontal:
        near = abs(one.at - other.at) < _TOUCH
        return near and one.start - _TOUCH <= other.end and other.start - _TOUCH <= one.end
    return one.start - _TOUCH <= other.at <= one.end + _TOUCH and other.start - _TOUCH <= one.at <= other.end + _TOUCH


def _distinct(places: Iterable[float]) -> tuple[float, ...]:
    result: list[float] = []
    for place in sorted(places):
        if not result or place - result[-1] > _LEAST_CELL:
            result.append(place)
    return tuple(result)


def _has_rule(grid: Grid, is_horizontal: bool, at: float, start: float, end: float) -> bool:
    middle = (start + end) / 2
    return any(
        rule.is_horizontal == is_horizontal
        and abs(rule.at - at) <= _LEAST_CELL
        and rule.start - 1 <= middle <= rule.end + 1
        for rule in grid.rules
    )


def slot(borders: Sequence[float], place: float) -> int:
    """Between which two borders a place lies, counted from 0."""
    return max(0, min(len(borders) - 2, sum(border <= place for border in borders) - 1))
