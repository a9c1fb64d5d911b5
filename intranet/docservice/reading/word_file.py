"""A .docx → paragraphs with the numbers that Word counts by itself, and tables with their merged cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from intranet.docservice.errors import DocError
from intranet.docservice.package import main_part, part_names
from intranet.docservice.reading.blocks import Block, Paragraph, Table
from intranet.docservice.reading.plain_text import tidy
from intranet.docservice.vietnamese import roman
from intranet.docservice.word import NOT_IN_THE_TEXT, SIGNS, W, part_tree

MOST_COLUMNS = 63  # Of a table in Word.
_BULLETS = {"+": "+"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class _Numbering:
    """The lists of a .docx: levels of each list, and how far each is counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, int | None]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def marker(self, list_id: str, level: int) -> str:
        """Count one on, and say the number as Word shows it ("II.", "a)", "-")."""
        kind = self.lists.get(list_id)
        if kind is None or level not in self.levels.get(kind, {}):
            return ""
        levels = self.levels[kind]
        counts = self.counts.setdefault(kind, {})
        start = self.starts.get((list_id, level), levels[level].start)
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        own = levels[level]
        if own.form in ("bullet", "none"):
            return "" if own.form == "none" and "%" not in own.text else _BULLETS.get(own.text.strip(), "-")
        text = own.text
        for number in range(level + 1):
            shown = levels.get(number, _Level())
            text = text.replace(f"%{number + 1}", _shown(counts.get(number, shown.start), shown.form))
        return text.strip()


def read_docx(docx: bytes) -> list[Block]:
    """The blocks of a .docx in their order; text boxes stand where they are anchored. DocError docx_broken."""
    body = part_tree(docx, main_part(docx)).find(f"{W}body")
    if body is None:
        raise DocError("docx_broken")
    numbering = _numbering(docx)
    blocks: list[Block] = []
    paragraphs = tables = 0
    for element in _top(body):
        if element.tag == W + "tbl":
            tables += 1
            blocks += _table(element, numbering, f"bảng {tables}")
            continue
        paragraphs += 1
        for text in _lines(element, numbering):
            blocks.append(Paragraph(text, f"đoạn {paragraphs}"))
    return blocks


def _top(body: Any) -> Iterator[Any]:
    """Paragraphs and tables in their order, also those inside controls and custom XML."""
    for child in body:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag not in NOT_IN_THE_TEXT and len(child) and child.tag != W + "sectPr":
            yield from _top(child)


def _lines(paragraph: Any, numbering: _Numbering) -> list[str]:
    """The lines of a paragraph: a break inside it begins a new one; its number stands before the first."""
    texts = [tidy(line) for line in "".join(_pieces(paragraph)).split("\n")]
    lines = [line for line in texts if line]
    if lines and (marker := _marker(paragraph, numbering)):
        lines[0] = f"{marker} {lines[0]}"
    boxes = [_lines(inner, numbering) for inner in paragraph.iter(W + "p") if inner is not paragraph]
    return lines + [line for box in boxes for line in box]


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in NOT_IN_THE_TEXT or child.tag in (W + "p", W + "pPr"):
            continue
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in SIGNS:
            yield "\n" if SIGNS[child.tag] == "\n" else SIGNS[child.tag].replace("\t", " ")
        else:
            yield from _pieces(child)


def _marker(paragraph: Any, numbering: _Numbering) -> str:
    style = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
    list_id, level = numbering.styles.get(style or "", (None, None))
    own = paragraph.find(f"{W}pPr/{W}numPr")
    if own is not None:
        list_id = _value(own.find(W + "numId")) or list_id
        own_level = _value(own.find(W + "ilvl"))
        level = _number(own_level, level or 0)
    return numbering.marker(list_id, level or 0) if list_id and list_id != "0" else ""


def _value(element: Any) -> str | None:
    return None if element is None else element.get(W + "val")


def _number(text: str | None, otherwise: int = 0) -> int:
    """A number as Word writes it; what is none counts as not written."""
    return int(text) if text and re.fullmatch("[0-9]{1,5}", text) else otherwise


def _numbering(docx: bytes) -> _Numbering:
    numbering, parts = _Numbering(), part_names(docx)
    for part, read in (("word/numbering.xml", _read_lists), ("word/styles.xml", _read_styles)):
        if part in parts:
            read(part_tree(docx, part), numbering)
    return numbering


def _read_lists(tree: Any, numbering: _Numbering) -> None:
    for kind in tree.iter(W + "abstractNum"):
        numbering.levels[kind.get(W + "abstractNumId")] = {
            _number(level.get(W + "ilvl")): _level(level) for level in kind.iter(W + "lvl")
        }
    for one in tree.findall(W + "num"):
        list_id = one.get(W + "numId")
        numbering.lists[list_id] = _value(one.find(W + "abstractNumId")) or ""
        for override in one.findall(W + "lvlOverride"):
            if start := _value(override.find(W + "startOverride")):
                numbering.starts[list_id, _number(override.get(W + "ilvl"))] = _number(start, 1)


def _level(level: Any) -> _Level:
    return _Level(
        _value(level.find(W + "numFmt")) or "decimal",
        _value(level.find(W + "lvlText")) or "",
        _number(_value(level.find(W + "start")), 1),
    )


def _read_styles(tree: Any, numbering: _Numbering) -> None:
    based: dict[str, str] = {}
    for style in tree.iter(W + "style"):
        name = style.get(W + "styleId", "")
        based[name] = _value(style.find(W + "basedOn")) or ""
        own = style.find(f"{W}pPr/{W}numPr")
        if own is not None:
            level = _value(own.find(W + "ilvl"))
            numbering.styles[name] = (_value(own.find(W + "numId")), _number(level) if level else None)
    for name in based:
        above, seen = based[name], {name}
        while name not in numbering.styles and above and above not in seen:
            if above in numbering.styles:
                numbering.styles[name] = numbering.styles[above]
            seen.add(above)
            above = based.get(above, "")


def _shown(number: int, form: str) -> str:
    if form == "upperRoman":
        return roman(number)
    if form == "lowerRoman":
        return roman(number).lower()
    if form in ("lowerLetter", "upperLetter"):
        letter = _LETTERS[(number - 1) % len(_LETTERS)]
        return letter.upper() if form == "upperLetter" else letter
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _table(table: Any, numbering: _Numbering, place: str) -> list[Block]:
    rows: list[list[str]] = []
    for row in table.iter(W + "tr"):
        if next(row.iterancestors(W + "tbl")) is table:
            rows.append(_row(row, rows[-1] if rows else [], numbering))
    width = max(map(len, rows), default=0)
    if width <= 1:
        texts = [line for row in rows for cell in row for line in cell.split("\n") if line]
        return [Paragraph(text, place) for text in texts]
    return [Table(tuple(tuple(row + [""] * (width - len(row))) for row in rows), place)]


def _row(row: Any, above: list[str], numbering: _Numbering) -> list[str]:
    cells: list[str] = [""] * min(MOST_COLUMNS, _number(_value(row.find(f"{W}trPr/{W}gridBefore"))))
    for cell in row.iter(W + "tc"):
        if next(cell.iterancestors(W + "tr")) is not row:
            continue
        properties = cell.find(W + "tcPr")
        span = _number(_value(properties.find(W + "gridSpan")), 1) if properties is not None else 1
        merged = properties.find(W + "vMerge") if properties is not None else None
        goes_on = merged is not None and _value(merged) != "restart"
        place = len(cells)
        text = above[place] if goes_on and place < len(above) else _cell_text(cell, numbering)
        cells += [text] * min(MOST_COLUMNS, span)
    return cells


def _cell_text(cell: Any, numbering: _Numbering) -> str:
    return "\n".join(line for paragraph in cell.iter(W + "p") for line in _own_lines(paragraph, cell, numbering))


def _own_lines(paragraph: Any, cell: Any, numbering: _Numbering) -> list[str]:
    return _lines(paragraph, numbering) if next(paragraph.iterancestors(W + "tc")) is cell else []
