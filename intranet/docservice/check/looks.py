"""What the reader really sees of words and paragraphs: defaults, table style, styles and their bases, direct looks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from intranet.docservice.check.opened import W

Properties = dict[str, Any]
OFF = {"0", "false", "off", "none"}
TOGGLES = {"b", "i", "caps", "smallCaps", "vanish"}
FONT_SLOTS = (("ascii", "asciiTheme"), ("hAnsi", "hAnsiTheme"))
TWIPS = 20
BLACK = {"", "auto", "000000"}


@dataclass(frozen=True)
class Ink:
    """How some words look: both Latin fonts (plain and accented letters), size in points, and the rest."""

    fonts: tuple[str, str]
    size: float
    bold: bool
    italic: bool
    capitals: bool
    color: str
    underline: str
    raised: bool
    hidden: bool


@dataclass(frozen=True)
class Shape:
    """How a paragraph is set: indents and gaps in points, `line` in lines ("auto") or points."""

    align: str
    left: float
    right: float
    first: float
    before: float
    after: float
    line: float
    line_rule: str
    tight_with_same_style: bool
    borders: tuple[tuple[str, str], ...]
    tabs: tuple[tuple[float, str], ...]
    page_break_before: bool
    framed: bool = False


@dataclass
class Style:
    id: str
    base: str
    run: Properties = field(default_factory=dict)
    paragraph: Properties = field(default_factory=dict)
    table: Properties = field(default_factory=dict)


class Looks:
    """The resolver of one file: `ink` and `shape` from its styles, theme and numbering."""

    def __init__(self, styles: Any, theme: Any, numbering: Any = None) -> None:
        self._theme = _theme_fonts(theme)
        self._numbering = numbering
        self._styles: dict[str, Style] = {}
        self._shapes: dict[tuple[Any, ...], tuple[Shape, Properties]] = {}
        self.default_paragraph_style = ""
        self.default_table_style = ""
        self._default_run: Properties = {}
        self._default_paragraph: Properties = {}
        if styles is not None:
            self._read(styles)
        self._chain = lru_cache(maxsize=None)(self._chain_uncached)

    def _read(self, styles: Any) -> None:
        self._default_run = run_properties(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self._default_paragraph = paragraph_properties(styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))
        for element in styles.iter(W + "style"):
            style_id, base, name = element.get(W + "styleId", ""), element.find(W + "basedOn"), element.find(W + "name")
            self._styles[style_id] = Style(
                style_id,
                "" if base is None else base.get(W + "val", ""),
                run_properties(element.find(W + "rPr")),
                paragraph_properties(element.find(W + "pPr")),
                _cell_margins(element.find(f"{W}tblPr/{W}tblCellMar")),
            )
            is_default = element.get(W + "default") in {"1", "true"}
            kind = element.get(W + "type")
            # LibreOffice leaves the mark of the default style out; its name is always "Normal".
            if kind == "paragraph" and (is_default or (name is not None and name.get(W + "val") == "Normal")):
                self.default_paragraph_style = style_id
            if kind == "table" and is_default:
                self.default_table_style = style_id

    def _chain_uncached(self, style_id: str, kind: str) -> Properties:
        """The properties of a style with those of its bases below them."""
        chain: list[Style] = []
        while (style := self._styles.get(style_id)) and style not in chain:
            chain.append(style)
            style_id = style.base
        result: Properties = {}
        for style in reversed(chain):
            result = _merged(result, getattr(style, kind))
        return result

    def cell_margins(self, table_style: str) -> Properties:
        return self._chain(table_style or self.default_table_style, "table")

    def style_of(self, paragraph_properties_element: Any) -> str:
        style = None if paragraph_properties_element is None else paragraph_properties_element.find(W + "pStyle")
        name = "" if style is None else style.get(W + "val", "")
        return name if name in self._styles else self.default_paragraph_style

    def ink(self, run: Any, paragraph_style: str, table_style: str) -> Ink:
        """What the words of a w:r look like in a paragraph of this style."""
        element = run.find(W + "rPr")
        direct = run_properties(element)
        levels = [self._chain(table_style, "run"), self._chain(paragraph_style, "run")]
        if "style" in direct:
            levels.append(self._chain(direct["style"], "run"))
        merged = _merged(self._default_run, *levels, direct)
        for toggle in TOGGLES:
            if toggle not in direct:
                merged[toggle] = (
                    bool(self._default_run.get(toggle)) or sum(bool(v.get(toggle)) for v in levels) % 2 == 1
                )
        return self._to_ink(merged)

    def _to_ink(self, merged: Properties) -> Ink:
        fonts = []
        for slot, theme in FONT_SLOTS:
            by_theme = self._theme.get(merged.get(theme, ""), "")
            fonts.append(by_theme or merged.get(slot, "") or "Times New Roman")
        return Ink(
            fonts=(fonts[0], fonts[1]),
            size=merged.get("sz", 20) / 2,
            bold=bool(merged.get("b")),
            italic=bool(merged.get("i")),
            capitals=bool(merged.get("caps")),
            color=merged.get("color", ""),
            underline=merged.get("u", ""),
            raised=merged.get("vertAlign", "") in {"superscript", "subscript"},
            hidden=bool(merged.get("vanish")),
        )

    def shape(self, own: Any, table_style: str) -> tuple[Shape, Properties]:
        """How a paragraph with this w:pPr (or None) is set, and its merged properties (for its numbering)."""
        key = (table_style, None if own is None else etree.tostring(own, with_tail=False))
        if key not in self._shapes:
            self._shapes[key] = self._shape(own, table_style)
        return self._shapes[key]

    def _shape(self, own: Any, table_style: str) -> tuple[Shape, Properties]:
        direct = paragraph_properties(own)
        style = self._chain(self.style_of(own), "paragraph")
        below = _merged(self._default_paragraph, self._chain(table_style, "paragraph"))
        if "numId" in direct:
            merged = _merged(below, style, self._numbering_properties(_merged(style, direct)), direct)
        else:
            merged = _merged(below, self._numbering_properties(style), style, direct)
        return _to_shape(merged), merged

    def _numbering_properties(self, properties: Properties) -> Properties:
        if self._numbering is None or properties.get("numId", "0") == "0":
            return {}
        level = self._numbering.level(properties["numId"], properties.get("ilvl", 0))
        return {} if level is None else level.paragraph


def _to_shape(merged: Properties) -> Shape:
    rule = merged.get("lineRule", "auto")
    line = merged.get("line", 240)
    first = merged.get("firstLine", 0) - merged.get("hanging", 0)
    before = 0 if merged.get("beforeAuto") else merged.get("before", 0)
    after = 0 if merged.get("afterAuto") else merged.get("after", 0)
    return Shape(
        align=merged.get("jc", "left"),
        left=merged.get("left", 0) / TWIPS,
        right=merged.get("right", 0) / TWIPS,
        first=first / TWIPS,
        before=14.0 if merged.get("beforeAuto") else before / TWIPS,
        after=14.0 if merged.get("afterAuto") else after / TWIPS,
        line=line / 240 if rule == "auto" else line / TWIPS,
        line_rule=rule,
        tight_with_same_style=bool(merged.get("contextualSpacing")),
        borders=tuple(sorted(merged.get("borders", {}).items())),
        tabs=tuple(sorted((position / TWIPS, kind) for position, kind in merged.get("tabs", {}).items())),
        page_break_before=bool(merged.get("pageBreakBefore")),
        framed=bool(merged.get("framed")),
    )


def run_properties(element: Any) -> Properties:
    """The properties a w:rPr states itself."""
    return dict(_run_facts(element)) if element is not None else {}


def _run_facts(element: Any) -> Iterator[tuple[str, Any]]:
    for child in element:
        if not isinstance(child.tag, str) or not child.tag.startswith(W):
            continue
        name, value = child.tag[len(W) :], child.get(W + "val")
        if name in TOGGLES:
            yield name, value not in OFF
        elif name == "sz":
            yield "sz", number(value) or 20
        elif name == "rStyle":
            yield "style", value
        elif name in {"u", "vertAlign"}:
            yield name, "" if value in OFF else value or "single"
        elif name == "color":
            yield "color", value or "auto"
        elif name == "rFonts":
            for slot, theme in FONT_SLOTS:
                if child.get(W + theme):
                    yield theme, child.get(W + theme)
                elif child.get(W + slot):
                    yield slot, child.get(W + slot)
                    yield theme, ""


def paragraph_properties(element: Any) -> Properties:
    """The properties a w:pPr states itself, in twips."""
    return dict(_paragraph_facts(element)) if element is not None else {}


def _paragraph_facts(element: Any) -> Iterator[tuple[str, Any]]:
    for child in element:
        name = child.tag[len(W) :] if isinstance(child.tag, str) and child.tag.startswith(W) else ""
        if name == "jc":
            value = child.get(W + "val", "left")
            yield "jc", {"start": "left", "end": "right", "distribute": "both"}.get(value, value)
        elif name == "ind":
            yield from _indents(child)
        elif name == "spacing":
            yield from _gaps(child)
        elif name == "pBdr":
            yield "borders", {side.tag[len(W) :]: side.get(W + "val", "") for side in child}
        elif name == "tabs":
            yield "tabs", {number(tab.get(W + "pos")): tab.get(W + "val", "left") for tab in child}
        elif name == "numPr":
            yield from _number_facts(child)
        elif name in {"contextualSpacing", "pageBreakBefore"}:
            yield name, child.get(W + "val") not in OFF
        elif name == "framePr":
            yield "framed", True


def _indents(element: Any) -> Iterator[tuple[str, float]]:
    for name, aliases in (("left", ("start", "left")), ("right", ("end", "right"))):
        values = [element.get(W + alias) for alias in aliases if element.get(W + alias) is not None]
        if values:
            yield name, number(values[0])
    # What a closer level says of the first line replaces both of its forms.
    if element.get(W + "hanging") is not None:
        yield "firstLine", 0
        yield "hanging", number(element.get(W + "hanging"))
    elif element.get(W + "firstLine") is not None:
        yield "hanging", 0
        yield "firstLine", number(element.get(W + "firstLine"))


def _gaps(element: Any) -> Iterator[tuple[str, Any]]:
    for name in ("before", "after", "line"):
        if element.get(W + name) is not None:
            yield name, number(element.get(W + name))
        if element.get(W + name + "Autospacing") is not None:
            yield name + "Auto", element.get(W + name + "Autospacing") not in OFF
    if element.get(W + "line") is not None:
        yield "lineRule", element.get(W + "lineRule", "auto")


def _number_facts(element: Any) -> Iterator[tuple[str, Any]]:
    for child in element:
        if child.tag == W + "numId":
            yield "numId", child.get(W + "val", "0")
        elif child.tag == W + "ilvl":
            yield "ilvl", int(number(child.get(W + "val")))


def _cell_margins(element: Any) -> Properties:
    result: Properties = {}
    for side in () if element is None else element:
        name = side.tag[len(W) :]
        result[{"start": "left", "end": "right"}.get(name, name)] = number(side.get(W + "w")) / TWIPS
    return result


def cell_margins(element: Any) -> Properties:
    """Left and right margins a w:tblCellMar or w:tcMar states, in points."""
    return _cell_margins(element)


def number(value: str | None) -> float:
    """A number of the file; 0 for what is none, because Word reads such files too."""
    try:
        return float(value or 0)
    except ValueError:
        return 0.0


def _merged(*levels: Properties) -> Properties:
    result: Properties = {}
    for level in levels:
        for key, value in level.items():
            result[key] = {**result.get(key, {}), **value} if key in {"tabs", "borders"} else value
            if key in {"ascii", "hAnsi"}:
                result[key + "Theme"] = ""
    return result


def _theme_fonts(theme: Any) -> dict[str, str]:
    if theme is None:
        return {}
    a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    result = {}
    for kind in ("major", "minor"):
        latin = theme.find(f".//{a}fontScheme/{a}{kind}Font/{a}latin")
        if latin is not None:
            result[kind + "HAnsi"] = result[kind + "Ascii"] = latin.get("typeface", "")
    return result
