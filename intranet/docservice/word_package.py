"""The .docx as a package of parts: styles by name, and the same bytes for the same letter."""

import io
import zipfile
from xml.sax.saxutils import escape

from lxml import etree

from intranet.docservice.package import xml_parser

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES_PART = "word/styles.xml"
CORE_PART = "docProps/core.xml"
_DAY_ONE = (1980, 1, 1, 0, 0, 0)
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>vi-VN</dc:language>'
    "</cp:coreProperties>"
)


def style_ids(docx: bytes) -> dict[str, str]:
    """The styles of a .docx: their ids by the names people see in Word."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        root = etree.fromstring(package.read(STYLES_PART), xml_parser())
    named = ((style.find(f"{W}name"), style) for style in root.iter(f"{W}style"))
    return {name.get(f"{W}val"): style.get(f"{W}styleId") for name, style in named if name is not None}


def with_fixed_members(docx: bytes, *, title: str) -> bytes:
    """The package with members in order, no dates, only a title among its properties: equal letters, equal bytes."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(result, "w") as new:
        contents = {name: old.read(name) for name in old.namelist()}
        contents[CORE_PART] = _CORE.format(title=escape(title)).encode()
        # [Content_Types].xml comes first: some readers look at the beginning only.
        for name in sorted(contents, key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, _DAY_ONE)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, contents[name])
    return result.getvalue()
