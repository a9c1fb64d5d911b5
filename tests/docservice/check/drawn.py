"""Lines and text boxes as Word writes them into a file: DrawingML, and VML of older versions."""

from collections.abc import Callable

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
ANCHOR = (
    '<w:r {ns}><w:drawing><wp:anchor behindDoc="0" distT="0" distB="0" distL="0" distR="0" simplePos="0" locked="0" '
    'layoutInCell="1" allowOverlap="1" relativeHeight="2"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
    '<wp:posOffset>{offset}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>230000</wp:posOffset>'
    '</wp:positionV><wp:extent cx="{width}" cy="{height}"/><wp:wrapNone/><wp:docPr id="{id}" name="x{id}"/><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" '
    'y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>{ink}</wps:spPr>{text}'
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
)
INK = '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'


def _drawn(shape: str) -> Callable[..., str]:
    def line(length: float, offset: float = 40) -> str:
        return ANCHOR.format(
            ns=NAMESPACES,
            offset=round(offset * 12700),
            width=round(length * 12700),
            height=0,
            id=7,
            shape=shape,
            ink=INK,
            text="",
        )

    return line


def _vml(length: float, offset: float = 40) -> str:
    return (
        f'<w:r {NAMESPACES}><w:pict><v:line style="position:absolute" from="{offset}pt,18pt" to="{offset + length}pt,18pt" '
        'strokecolor="black"/></w:pict></w:r>'
    )


LINES: dict[str, Callable[..., str]] = {
    "drawing": _drawn("line"),
    "shapes": _drawn("straightConnector1"),
    "vml": _vml,
}
BOX = ANCHOR.replace("{width}", "2540000").replace("{height}", "900000").replace("{id}", "9").replace("{shape}", "rect")
BOX = BOX.replace("{ink}", "").replace("{text}", "<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>")
