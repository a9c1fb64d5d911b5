"""Reads a whole file into paragraphs in the order the reader meets them: tables, controls, text boxes, open changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from intranet.docservice.check.legacy import encoding_of, to_unicode
from intranet.docservice.check.lines import Cell, Line, Paragraph, Piece
from intranet.docservice.check.looks import Ink, Looks, cell_margins, number
from intranet.docservice.check.numbers import Numbering, read_numbering
from intranet.docservice.check.opened import Opened, R, W
from intranet.docservice.check.shapes import BOX, FALLBACK, drawn_lines, pictures
from intranet.docservice.word import INVISIBLE, TRACKED

TAKEN_AWAY = {W + "del", W + "moveFrom", FALLBACK}
SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "-", W + "softHyphen": ""}
MM = 72 / 25.4
HIDDEN = re.compile("[" + "".join(map(chr, INVISIBLE)) + "]")


@dataclass
class Section:
    """A section's page in points, and what its headers and footers are ("default", "first", "even")."""

    element: Any
    width: float
    height: float
    margins: dict[str, float]
    landscape: bool
    title_page: bool
    headers: dict[str, str] = field(default_factory=dict)
    footers: dict[str, str] = field(default_factory=dict)
    columns: int = 1
    number_start: int | None = None

    @property
    def text_width(self) -> float:
        return self.width - self.margins["left"] - self.margins["right"] - self.margins["gutter"]


@dataclass
class Reading:
    """All that was read of one file."""

    opened: Opened
    looks: Looks
    paragraphs: list[Paragraph]
    sections: list[Section]
    tracked: int
    default_tab: float

    @cached_property
    def lines(self) -> list[Line]:
        return [line for paragraph in self.paragraphs for line in paragraph.lines]


def read(docx: bytes) -> Reading:
    """Read a .docx that guard.py let pass; DocError docx_broken."""
    opened = Opened(docx)
    numbering = read_numbering(opened.side("numbering"))
    looks = Looks(opened.side("styles"), opened.side("theme"), numbering)
    sections = _sections(opened)
    reader = _Reader(looks, numbering, sections)
    reader.blocks(opened.body, None)
    settings = opened.side("settings")
    stop = None if settings is None else settings.find(W + "defaultTabStop")
    tracked = sum(1 for _ in opened.document.iter(*TRACKED))
    return Reading(
        opened, looks, reader.paragraphs, sections, tracked, 36.0 if stop is None else number(stop.get(W + "val")) / 20
    )


def read_part(reading: Reading, part: str) -> list[Paragraph]:
    """The paragraphs of a header or footer."""
    tree = reading.opened.tree(part)
    reader = _Reader(reading.looks, None, reading.sections)
    if tree is not None:
        reader.blocks(tree, None)
    return reader.paragraphs


class _Reader:
    def __init__(self, looks: Looks, numbering: Numbering | None, sections: list[Section]) -> None:
        self.looks = looks
        self.numbering = numbering
        self.sections = sections
        self.section = 0
        self.paragraphs: list[Paragraph] = []
        self.tables = 0
        self.boxes = 0
        self._inks: dict[tuple[str, str, Any], Ink] = {}

    @property
    def page_width(self) -> float:
        return self.sections[min(self.section, len(self.sections) - 1)].text_width

    def blocks(self, parent: Any, cell: Cell | None, table_style: str = "", box: int = 0) -> None:
        for child in parent:
            if child.tag == W + "p":
                self.paragraph(child, cell, table_style, box)
            elif child.tag == W + "tbl":
                self.table(child, cell, box)
            elif child.tag not in TAKEN_AWAY and isinstance(child.tag, str) and child.tag != W + "sectPr":
                self.blocks(child, cell, table_style, box)

    def table(self, element: Any, outer: Cell | None, box: int) -> None:
        self.tables += 1
        table = self.tables
        properties = element.find(W + "tblPr")
        found = None if properties is None else properties.find(W + "tblStyle")
        style = self.looks.default_table_style if found is None else found.get(W + "val", "")
        padding = {"left": 5.4, "right": 5.4} | self.looks.cell_margins(style)
        padding |= cell_margins(None if properties is None else properties.find(W + "tblCellMar"))
        grid = [number(column.get(W + "w")) / 20 for column in element.iterfind(f"{W}tblGrid/{W}gridCol")]
        start = _table_start(properties, sum(grid), self.page_width)
        for row_number, row in enumerate(_inside(element, "tr"), 1):
            column, left = 0, start
            for cell_number, tc in enumerate(_inside(row, "tc"), 1):
                own = tc.find(W + "tcPr")
                span = int(number(_value(own, "gridSpan") or "1")) or 1
                stated = None if own is None else own.find(W + "tcW")
                width = sum(grid[column : column + span])
                if not width and stated is not None and stated.get(W + "type") == "dxa":
                    width = number(stated.get(W + "w")) / 20
                margins = padding | cell_margins(None if own is None else own.find(W + "tcMar"))
                borders = None if own is None else own.find(W + "tcBorders")
                cell = Cell(
                    table,
                    row_number,
                    cell_number,
                    left,
                    width - margins["left"] - margins["right"] if width else self.page_width / 2,
                    ((*outer.path,) if outer else ()) + ((table, row_number, cell_number),),
                    tuple(() if borders is None else ((b.tag[len(W) :], b.get(W + "val", "")) for b in borders)),
                )
                self.blocks(tc, cell, style, box)
                column, left = column + span, left + width

    def paragraph(self, element: Any, cell: Cell | None, table_style: str, box: int) -> None:
        own = element.find(W + "pPr")
        shape, merged = self.looks.shape(own, table_style)
        style = self.looks.style_of(own)
        width = cell.width if cell else self.page_width
        paragraph = Paragraph(element, len(self.paragraphs) + 1, shape, style, width, self.section, cell, box)
        self.paragraphs.append(paragraph)
        if self.numbering and merged.get("numId", "0") != "0":
            paragraph.label = self.numbering.next_label(merged["numId"], merged.get("ilvl", 0))
        parts = _Runs(self, paragraph, table_style)
        parts.walk(element)
        paragraph.lines = [Line(paragraph, pieces, not n) for n, pieces in enumerate(parts.lines)]
        for inner in parts.boxes:
            self.boxes += 1
            self.blocks(inner, None, "", self.boxes)
        if own is not None and own.find(W + "sectPr") is not None:
            self.section += 1

    def ink(self, run: Any, style: str, table_style: str) -> Ink:
        properties = run.find(W + "rPr")
        key = (style, table_style, None if properties is None else _key(properties))
        if key not in self._inks:
            self._inks[key] = self.looks.ink(run, style, table_style)
        return self._inks[key]


def _key(properties: Any) -> tuple[Any, ...]:
    return tuple((child.tag, *child.attrib.items()) for child in properties)


class _Runs:
    """The runs of one paragraph, cut into lines; field codes and taken-away words are passed over."""

    def __init__(self, reader: _Reader, paragraph: Paragraph, table_style: str) -> None:
        self.reader = reader
        self.target = paragraph
        self.table_style = table_style
        self.lines: list[list[Piece]] = [[]]
        self.boxes: list[Any] = []
        self.in_code = 0

    def walk(self, element: Any) -> None:
        for child in element:
            if child.tag == W + "r":
                self.run(child)
            elif isinstance(child.tag, str) and child.tag not in TAKEN_AWAY and child.tag != W + "pPr":
                self.walk(child)

    def run(self, run: Any) -> None:
        ink = self.reader.ink(run, self.target.style, self.table_style)
        for child in run:
            name = child.tag
            if name == W + "fldChar":
                self._field(child.get(W + "fldCharType"))
            elif self.in_code or ink.hidden:
                continue
            elif name == W + "t":
                raw = child.text or ""
                text = to_unicode(raw, encoding_of(ink.fonts[0]))
                if not text.isascii() and HIDDEN.search(text):
                    text = text.translate(INVISIBLE)
                self.lines[-1].append(Piece(text, ink, run, child, raw))
            elif name in SIGNS:
                self.lines[-1].append(Piece(SIGNS[name], ink, run))
            elif name in {W + "br", W + "cr"}:
                self._break(child)
            elif name == W + "sym":
                self.lines[-1].append(Piece("•", ink, run))
            else:
                self._drawing(child)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.in_code += 1
        elif kind in {"separate", "end"}:
            self.in_code = max(0, self.in_code - 1) if kind == "separate" or self.in_code else 0

    def _break(self, element: Any) -> None:
        if element.get(W + "type") == "page":
            self.target.page_break = True
        elif element.get(W + "type") != "column":
            self.lines.append([])

    def _drawing(self, element: Any) -> None:
        if not isinstance(element.tag, str) or element.tag in TAKEN_AWAY:
            return
        self.target.drawn += drawn_lines(element)
        self.target.pictures += pictures(element)
        self.boxes += [box for box in element.iter(BOX) if not _is_fallback(box, element)]


def _is_fallback(element: Any, within: Any) -> bool:
    while element is not within and element is not None:
        if element.tag == FALLBACK:
            return True
        element = element.getparent()
    return False


def _inside(element: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, those in content controls and insertions too."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif isinstance(child.tag, str) and child.tag not in TAKEN_AWAY and child.tag in WRAPPERS:
            yield from _inside(child, name)


WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}


def _value(element: Any, name: str) -> str:
    found = None if element is None else element.find(W + name)
    return "" if found is None else found.get(W + "val", "")


def _table_start(properties: Any, width: float, room: float) -> float:
    indent = None if properties is None else properties.find(W + "tblInd")
    align = _value(properties, "jc")
    if align == "center":
        return (room - width) / 2
    if align in {"right", "end"}:
        return room - width
    return 0.0 if indent is None else number(indent.get(W + "w")) / 20


def _sections(opened: Opened) -> list[Section]:
    elements = [e for e in opened.body.iter(W + "sectPr") if e.getparent().tag in {W + "pPr", W + "body"}]
    result: list[Section] = []
    for element in elements:
        section = _section(element, opened)
        if result:
            # A section without a header of its own goes on with the one before.
            section.headers = {**result[-1].headers, **section.headers}
            section.footers = {**result[-1].footers, **section.footers}
        result.append(section)
    return result or [
        Section(None, 612.0, 792.0, dict.fromkeys(("top", "bottom", "left", "right", "gutter"), 72.0), False, False)
    ]


def _section(element: Any, opened: Opened) -> Section:
    size, margins = element.find(W + "pgSz"), element.find(W + "pgMar")
    columns, numbers = element.find(W + "cols"), element.find(W + "pgNumType")
    start = None if numbers is None else numbers.get(W + "start")
    title = element.find(W + "titlePg")
    width, height = (
        (number(size.get(W + "w")) / 20, number(size.get(W + "h")) / 20) if size is not None else (612.0, 792.0)
    )

    def refers(kind: str) -> dict[str, str]:
        references = element.iterfind(W + kind)
        return {ref.get(W + "type", "default"): opened.part_of(ref.get(R + "id", "")) for ref in references}

    return Section(
        element,
        width,
        height,
        {
            side: number(margins.get(W + side)) / 20 if margins is not None else 72.0 if side != "gutter" else 0.0
            for side in ("top", "bottom", "left", "right", "gutter", "header", "footer")
        },
        width > height,
        title is not None and title.get(W + "val") not in {"0", "false", "off"},
        refers("headerReference"),
        refers("footerReference"),
        int(number(columns.get(W + "num"))) or 1 if columns is not None else 1,
        int(number(start)) if start is not None else None,
    )
