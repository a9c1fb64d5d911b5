"""Line breaks inside a printed text: docxtpl's own reading of them, given only the paragraphs that hold one."""

import io
import re

from docxtpl import DocxTemplate

# Signs that docxtpl turns into tabs, line breaks, paragraphs and pages.
SIGNS = "\t\n\a\f"
_SIGN = re.compile(f"[{SIGNS}]")
_DOCXTPL = DocxTemplate(io.BytesIO())


def resolve_listing(xml: str) -> str:
    """The XML with these signs as Word writes them; every paragraph without one is left alone."""
    if not any(sign in xml for sign in SIGNS):
        return xml
    if "<w:txbxContent" in xml:  # Paragraphs inside paragraphs: docxtpl reads them in an order of its own.
        return str(_DOCXTPL.resolve_listing(xml))
    pieces, done = [], 0
    for sign in _SIGN.finditer(xml):
        if sign.start() < done:
            continue
        start = max(xml.rfind("<w:p>", done, sign.start()), xml.rfind("<w:p ", done, sign.start()))
        end = xml.find("</w:p>", max(start, 0)) + len("</w:p>")
        if start >= 0 and end > sign.start():
            pieces += [xml[done:start], _DOCXTPL.resolve_listing(xml[start:end])]
            done = end
    return "".join([*pieces, xml[done:]])
