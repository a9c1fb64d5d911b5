"""Page numbers in headers and footers: seeing them, and putting one where the decree wants it."""

import re
from typing import Any

from lxml import etree

from intranet.docservice.check.lines import Paragraph
from intranet.docservice.check.opened import R, W
from intranet.docservice.check.reading import Reading, Section, read_part
from intranet.docservice.check.repairs import Repair, child

PAGE = re.compile(r"(^|\s)PAGE(\s|\\|$)")
HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
HEADER = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:hdr>'
NUMBER = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"'
    ' w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    "<w:t>{shown}</w:t></w:r></w:fldSimple></w:p>"
)
SIZE = 28


def has_page_field(paragraph: Paragraph) -> bool:
    """Does the paragraph print the page's number?"""
    codes = [code.get(W + "instr", "") for code in paragraph.element.iter(W + "fldSimple")]
    codes.append("".join(code.text or "" for code in paragraph.element.iter(W + "instrText")))
    return any(PAGE.search(code) for code in codes) or paragraph.element.find(f".//{W}pgNum") is not None


def page_number_repair(reading: Reading, section: Section, shown: str = "") -> Repair | None:
    """A centred number in the header of every page but the first; what the headers hold besides stays.

    Programs write the number themselves when they lay out the page; `shown` is what the file says until then.
    """
    if section.element is None:
        return None

    def repair() -> None:
        opened = reading.opened
        own_first = section.headers.get("first") if section.title_page else None
        if not section.title_page or own_first is None:
            child(section.element, "titlePg").attrib.pop(W + "val", None)
        elif (tree := opened.tree(own_first)) is not None:
            _take_out(reading, own_first, tree)
        part = section.headers.get("default")
        tree = opened.tree(part) if part else None
        if tree is None:
            relation = opened.add_part("header", HEADER.format(NUMBER.format(size=SIZE, shown=shown)), HEADER_TYPE)
            reference = etree.Element(W + "headerReference")
            reference.set(W + "type", "default")
            reference.set(R + "id", relation)
            section.element.insert(0, reference)
        elif not any(has_page_field(p) for p in read_part(reading, part or "")):
            tree.insert(0, etree.fromstring(NUMBER.format(size=SIZE, shown=shown)))

    return repair


def number_moved_up(reading: Reading, section: Section) -> Repair | None:
    """The number taken out of the footers and put into the header; None when words stand beside it there."""
    below = [(part, p) for part in section.footers.values() for p in read_part(reading, part) if has_page_field(p)]
    if any(letter.isalpha() for _, p in below for letter in p.text):
        return None
    add = page_number_repair(reading, section, below[0][1].text.strip() if below else "")
    if add is None:
        return None

    def repair() -> None:
        for part in section.footers.values():
            _take_out(reading, part, reading.opened.tree(part))
        add()

    return repair


def _take_out(reading: Reading, part: str, tree: Any) -> None:
    for paragraph in read_part(reading, part) if tree is not None else ():
        if has_page_field(paragraph):
            for element in [e for e in paragraph.element if e.tag != W + "pPr"]:
                paragraph.element.remove(element)
