"""Lines drawn as shapes, text boxes and pictures: DrawingML of Word, VML of older files, LibreOffice's ways."""

import re
from typing import Any

from intranet.docservice.check.lines import Drawn
from intranet.docservice.check.opened import W

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BOX = W + "txbxContent"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741
EMU_PER_POINT = 12700
LINES = {"line", "straightConnector1"}
UNITS = {"pt": 1.0, "": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75}
LENGTH = re.compile(r"(-?[\d.]+)(pt|in|cm|mm|px)?")


def drawn_lines(element: Any) -> list[Drawn]:
    """The straight horizontal lines below an element of a run."""
    return [*_drawing_lines(element), *_vml_lines(element)]


def pictures(element: Any) -> int:
    """How many pictures: what they show cannot be read."""
    pic = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
    return sum(1 for _ in element.iter(pic, V + "imagedata"))


def _drawing_lines(element: Any) -> list[Drawn]:
    result = []
    for drawing in element.iter(WP + "anchor", WP + "inline"):
        if _in_fallback(drawing, element):
            continue
        geometry = drawing.find(f".//{A}prstGeom")
        extent = drawing.find(WP + "extent")
        if extent is None:
            continue
        width, height = (_int(extent.get(name)) / EMU_PER_POINT for name in ("cx", "cy"))
        is_flat_box = geometry is not None and geometry.get("prst") == "rect" and height < 2 and width > 20
        is_line = geometry is not None and geometry.get("prst") in LINES and height <= max(2.0, width / 10)
        # LibreOffice writes a line as a shape of its own drawing; only its flatness tells.
        is_custom = geometry is None and drawing.find(f".//{A}custGeom") is not None and height < 2 and width > 20
        if is_line or is_flat_box or is_custom:
            dash = drawing.find(f".//{A}prstDash")
            result.append(Drawn(width, dash is None or dash.get("val") == "solid", _offset(drawing)))
    return result


def _offset(drawing: Any) -> float | None:
    position = drawing.find(f"{WP}positionH/{WP}posOffset")
    return None if position is None else _int(position.text) / EMU_PER_POINT


def _vml_lines(element: Any) -> list[Drawn]:
    result = []
    for shape in element.iter(V + "line", V + "shape", V + "rect"):
        if _in_fallback(shape, element):
            continue
        style = dict(part.split(":", 1) for part in shape.get("style", "").split(";") if ":" in part)
        stroke = shape.find(V + "stroke")
        solid = stroke is None or stroke.get("dashstyle", "solid") == "solid"
        if shape.tag == V + "line":
            start, end = _point(shape.get("from", "0,0")), _point(shape.get("to", "0,0"))
            if abs(start[1] - end[1]) <= max(2.0, abs(start[0] - end[0]) / 10):
                result.append(Drawn(abs(end[0] - start[0]) or None, solid, start[0]))
        elif shape.get(O + "hr") in {"t", "true"}:
            result.append(Drawn(_length(style.get("width", "")) or None, solid))
        elif "t32" in shape.get("type", "") or shape.get(O + "connectortype") == "straight":
            result.append(Drawn(_length(style.get("width", "")) or None, solid, _length(style.get("margin-left", ""))))
    return result


def _in_fallback(element: Any, within: Any) -> bool:
    while element is not within and element is not None:
        if element.tag == FALLBACK:
            return True
        element = element.getparent()
    return False


def _point(text: str) -> tuple[float, float]:
    x, _, y = text.partition(",")
    return _length(x), _length(y)


def _length(text: str) -> float:
    found = LENGTH.match(text.strip())
    return float(found[1]) * UNITS[found[2] or ""] if found else 0.0


def _int(text: str | None) -> int:
    try:
        return int(text or 0)
    except ValueError:
        return 0
