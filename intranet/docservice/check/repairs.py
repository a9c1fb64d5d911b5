"""The mechanical repairs: each changes one thing in the trees of an opened file and leaves the words as they are."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from lxml import etree

from intranet.docservice.check.lines import Line, Paragraph, Piece
from intranet.docservice.check.opened import W
from intranet.docservice.check.reading import Section

Repair = Callable[[], None]
FONT = "Times New Roman"
TWIPS = 20
RUN_ORDER = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
    "rPrChange",
]
PARAGRAPH_ORDER = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
]
SECTION_ORDER = [
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
    "sectPrChange",
]
ORDERS = {"rPr": RUN_ORDER, "pPr": PARAGRAPH_ORDER, "sectPr": SECTION_ORDER}


def child(parent: Any, name: str) -> Any:
    """The child of this name, made in its place among its siblings when it is not there."""
    found = parent.find(W + name)
    if found is not None:
        return found
    order = ORDERS[etree.QName(parent).localname]
    later = set(order[order.index(name) + 1 :])
    element = etree.Element(W + name)
    for position, sibling in enumerate(parent):
        if etree.QName(sibling).localname in later:
            parent.insert(position, element)
            return element
    parent.append(element)
    return element


def _properties(element: Any, name: str) -> Any:
    found = element.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        element.insert(0, found)
    return found


def _runs(pieces: Iterable[Piece]) -> list[Any]:
    seen: list[Any] = []
    for piece in pieces:
        if not any(piece.run is run for run in seen):
            seen.append(piece.run)
    return seen


def set_size(pieces: list[Piece], size: float) -> Repair:
    """Words in this size in points."""

    def repair() -> None:
        for run in _runs(pieces):
            properties = _properties(run, "rPr")
            for name in ("sz", "szCs"):
                child(properties, name).set(W + "val", str(round(size * 2)))

    return repair


def set_font(pieces: list[Piece]) -> Repair:
    """Words in the font of the decree (PL I, phần I, I.4), whatever theme or style says."""

    def repair() -> None:
        for run in _runs(pieces):
            fonts = child(_properties(run, "rPr"), "rFonts")
            for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(W + slot, FONT)
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme", "hint"):
                fonts.attrib.pop(W + theme, None)

    return repair


def set_unicode(pieces: list[Piece]) -> Repair:
    """Words typed in a legacy font, written in Unicode and Times New Roman."""

    def repair() -> None:
        for piece in pieces:
            if piece.element is not None:
                _write(piece.element, piece.text)
        set_font(pieces)()

    return repair


def set_black(pieces: list[Piece]) -> Repair:
    """Words in black (PL I, phần I, I.4)."""

    def repair() -> None:
        for run in _runs(pieces):
            color = child(_properties(run, "rPr"), "color")
            color.attrib.clear()
            color.set(W + "val", "000000")

    return repair


def set_align(paragraph: Paragraph, align: str) -> Repair:
    """The alignment of a paragraph, as Word calls it."""

    def repair() -> None:
        child(_properties(paragraph.element, "pPr"), "jc").set(W + "val", align)

    return repair


def centre(paragraph: Paragraph) -> Repair:
    """A paragraph in the middle of its column: centred, without indents."""

    def repair() -> None:
        set_align(paragraph, "center")()
        set_indent(paragraph, 0, left=0, right=0)()

    return repair


def set_indent(paragraph: Paragraph, first: float, left: float | None = None, right: float | None = None) -> Repair:
    """First line in points; left and right too when they are given."""

    def repair() -> None:
        indent = child(_properties(paragraph.element, "pPr"), "ind")
        for name in ("hanging", "hangingChars", "firstLineChars"):
            indent.attrib.pop(W + name, None)
        indent.set(W + "firstLine", str(round(first * TWIPS)))
        for side, alias, value in (("left", "start", left), ("right", "end", right)):
            if value is not None:
                for name in (alias, side + "Chars", alias + "Chars"):
                    indent.attrib.pop(W + name, None)
                indent.set(W + side, str(round(value * TWIPS)))

    return repair


def set_first_tab(paragraph: Paragraph, position: float) -> Repair:
    """Where the tab before the first word leads, in points; the stops before it are taken away."""

    def repair() -> None:
        set_indent(paragraph, 0, left=0)()
        tabs = child(_properties(paragraph.element, "pPr"), "tabs")
        for stop in list(tabs):
            tabs.remove(stop)
        for place, _ in paragraph.shape.tabs:
            if place < position:
                _with(etree.SubElement(tabs, W + "tab"), {"val": "clear", "pos": str(round(place * TWIPS))})
        _with(etree.SubElement(tabs, W + "tab"), {"val": "left", "pos": str(round(position * TWIPS))})

    return repair


def set_spacing(paragraph: Paragraph, **values: float) -> Repair:
    """`before` and `after` in points, `line` in lines."""

    def repair() -> None:
        properties = _properties(paragraph.element, "pPr")
        spacing = child(properties, "spacing")
        for name, value in values.items():
            if name == "line":
                spacing.set(W + "line", str(round(value * 240)))
                spacing.set(W + "lineRule", "auto")
            else:
                spacing.attrib.pop(W + name + "Autospacing", None)
                spacing.attrib.pop(W + name + "Lines", None)
                spacing.set(W + name, str(round(value * TWIPS)))
        if "before" in values and (tight := properties.find(W + "contextualSpacing")) is not None:
            tight.set(W + "val", "0")
        elif "before" in values and paragraph.shape.tight_with_same_style:
            child(properties, "contextualSpacing").set(W + "val", "0")

    return repair


def set_text(line: Line, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> Repair:
    """Change the part of a line's own words that `pattern` finds, wherever runs divide it."""

    def repair() -> None:
        pieces = [p for p in line.pieces if p.element is not None]
        found = pattern.search("".join(p.text for p in pieces))
        if found:
            _replace_span(pieces, found.start(), found.end(), replace(found))

    return repair


def _replace_span(pieces: list[Piece], start: int, end: int, text: str) -> None:
    position = 0
    for piece in pieces:
        here, position = position, position + len(piece.text)
        if (position <= start and not (start == here == position)) or here >= end:
            continue
        low, high = max(start, here) - here, min(end, position) - here
        _write(piece.element, piece.text[:low] + text + piece.text[high:])
        text = ""


def _write(element: Any, text: str) -> None:
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def set_page(section: Section, width: float, height: float) -> Repair:
    """The paper of a section, in points."""

    def repair() -> None:
        size = child(section.element, "pgSz")
        size.set(W + "w", str(round(width * TWIPS)))
        size.set(W + "h", str(round(height * TWIPS)))

    return repair


def set_margin(section: Section, side: str, millimetres: float) -> Repair:
    """One margin of a section."""

    def repair() -> None:
        margins = child(section.element, "pgMar")
        margins.set(W + side, str(round(millimetres * 72 / 25.4 * TWIPS)))

    return repair


def add_rule(paragraph: Paragraph, length: float) -> Repair:
    """A rule of this length below a paragraph, as an empty paragraph with a border above, centred in its column."""

    def repair() -> None:
        side = max(0.0, (paragraph.width - length) / 2) * TWIPS
        rule = etree.Element(W + "p")
        properties = etree.SubElement(rule, W + "pPr")
        border = etree.SubElement(etree.SubElement(properties, W + "pBdr"), W + "top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
            border.set(W + name, value)
        spacing = {"before": "60", "after": "0", "line": "100", "lineRule": "exact"}
        _with(etree.SubElement(properties, W + "spacing"), spacing)
        _with(
            etree.SubElement(properties, W + "ind"),
            {"left": str(round(side)), "right": str(round(side)), "firstLine": "0"},
        )
        _with(etree.SubElement(etree.SubElement(properties, W + "rPr"), W + "sz"), {"val": "8"})
        paragraph.element.addnext(rule)

    return repair


def set_rule_length(paragraph: Paragraph, length: float) -> Repair:
    """A rule made of a paragraph's border: its indents decide its length."""
    side = max(0.0, (paragraph.width - length) / 2)
    return set_indent(paragraph, 0, left=side, right=side)


def _with(element: Any, attributes: dict[str, str]) -> None:
    for name, value in attributes.items():
        element.set(W + name, value)


def both(*repairs: Repair) -> Repair:
    """Several repairs as one, in their order."""
    return partial(_each, repairs)


def _each(repairs: tuple[Repair, ...]) -> None:
    for repair in repairs:
        repair()
