"""Finds the rule under a component: underscores, borders, drawn lines, underlined words."""

from intranet.docservice.check.letter import Letter, RuleLine
from intranet.docservice.check.lines import Drawn, Line, Paragraph

BORDERS = {"single", "thick", "double", "thinThickSmallGap", "thickThinSmallGap"}
BELOW = 2


def rule_lines(letter: Letter, component: str) -> list[RuleLine]:
    """The rules that stand for `component`, the nearest first; none when nothing is drawn there."""
    lines = letter.lines(component)
    if not lines:
        return []
    last = lines[-1]
    column = _column(letter, last)
    result = _written(column, last) + _bordered(letter, column, last) + _drawn(letter, lines, column)
    if not result and last.paragraph.box:
        # Anchored beside its text box, not in it: there is a line, whose it is only the page shows.
        head = [p for p in letter.reading.paragraphs[: last.paragraph.number + 6] if not p.box]
        result = [RuleLine("nét vẽ", None, shape.solid, None) for p in head for shape in p.drawn]
    return result or _underlined(lines)


def _underlined(lines: list[Line]) -> list[RuleLine]:
    """Words underlined in the place of a rule: the whole line, or some words in the middle of a name."""
    if all(line.share("underline") > 0.8 for line in lines):
        return [RuleLine("gạch chân", lines[-1].width, True, None)]
    widths = [Line(line.paragraph, [p for p in line.pieces if p.ink.underline]).width for line in lines]
    return [RuleLine("gạch chân", width, True, None) for width in widths[::-1] if width]


def _column(letter: Letter, line: Line) -> list[Paragraph]:
    """The paragraphs below a line that may hold its rule: the next ones of its cell, or of the page."""
    everything = letter.reading.paragraphs
    start = line.paragraph.number
    if line.cell is None:
        return [p for p in everything[start : start + BELOW + 1] if p.cell is None and p.box == line.paragraph.box]
    same = [p for p in everything[start:] if p.cell == line.cell]
    if same:
        return same[: BELOW + 1]
    # A rule in a row of its own, below.
    below = [
        p for p in everything[start:] if p.cell and p.cell.table == line.cell.table and p.cell.row == line.cell.row + 1
    ]
    return [p for p in below if p.cell and abs(p.cell.left - line.cell.left) < 10][:1]


def _written(column: list[Paragraph], last: Line) -> list[RuleLine]:
    own = last.paragraph.lines
    later = (
        [line for line in own if line is not last and line.is_rule] if last in own else [x for x in own if x.is_rule]
    )
    for paragraph in column:
        filled = [line for line in paragraph.lines if line.text or line.is_rule]
        later += [line for line in filled if line.is_rule]
        if any(not line.is_rule for line in filled):
            break
    return [RuleLine("gạch dưới", _written_width(line), True, line.paragraph) for line in later]


def _written_width(line: Line) -> float:
    return line.width


def _bordered(letter: Letter, column: list[Paragraph], last: Line) -> list[RuleLine]:
    result = []
    for number, paragraph in enumerate([last.paragraph, *column]):
        for side, kind in paragraph.shape.borders:
            if kind in {"", "nil", "none"} or side not in ({"bottom"} if number == 0 else {"top", "bottom", "between"}):
                continue
            shape = paragraph.shape
            width = paragraph.width - shape.left - shape.right
            result.append(RuleLine("viền đoạn", width, kind in BORDERS, paragraph))
        if number and not paragraph.is_blank:
            break
    cell = last.cell
    for side, kind in cell.borders if cell else ():
        if side == "bottom" and kind in BORDERS and cell:
            result.append(RuleLine("viền ô", cell.width, True, None))
    return result


def _drawn(letter: Letter, lines: list[Line], column: list[Paragraph]) -> list[RuleLine]:
    """Lines anchored in the component's own paragraphs, the next ones, or anywhere in its cell."""
    if lines[-1].side:
        return [_as_rule(shape) for shape in _drawn_in_a_shared_head(letter, lines[-1])]
    own = [line.paragraph for line in lines]
    cell = lines[-1].cell
    near = [*own, *column]
    if cell is not None:
        near += [p for p in letter.reading.paragraphs if p.cell == cell and p not in near]
    return [_as_rule(shape) for p in near for shape in p.drawn]


def _as_rule(shape: Drawn) -> RuleLine:
    return RuleLine("nét vẽ", shape.length, shape.solid, None)


def _drawn_in_a_shared_head(letter: Letter, line: Line) -> list[Drawn]:
    """With tabs both columns share their paragraphs; the place across the page tells whose line it is."""
    first = min(x.paragraph.number for lines in letter.parts.values() for x in lines)
    near = [p for p in letter.reading.paragraphs[first - 1 : line.paragraph.number + BELOW] if p.cell is None]
    middle = line.paragraph.width * 0.42
    found = []
    for paragraph in near:
        for shape in paragraph.drawn:
            is_right = (shape.offset or 0) > middle
            if is_right == (line.side == "right"):
                found.append(shape)
    return found
