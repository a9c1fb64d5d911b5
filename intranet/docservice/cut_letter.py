"""A letter whose long table was cut into runs of rows: as one file, or in parts whose pages follow one another.

Several LibreOffices lay the parts out at once. A part after the first begins with a run, whose page is known; its
pages are numbered on from there. What a part could not know of the others (numbers LibreOffice counts by itself, how
many pages there are, notes, places pointed to) leaves the letter whole.
"""

import copy
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

from lxml import etree

from intranet.docservice.images import opened_pdf
from intranet.docservice.merge.printing import append
from intranet.docservice.package import part_names, read_part, replace_part
from intranet.docservice.word import W

# What depends on the pages or paragraphs of other parts.
_COUNTED = ("numPr", "footnoteReference", "endnoteReference", "footnotePr", "altChunk")
_FIELDS = re.compile(rb"NUMPAGES|SECTIONPAGES|PAGEREF|NOTEREF|\bSEQ\b|\bREF\b|\bTOC\b|STYLEREF")
_PARTS_WITH_FIELDS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_STYLES = "word/styles.xml"

_LOW = (
    f'<w:p xmlns:w="{W.strip("{}")}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    "<w:rPr><w:vanish/></w:rPr></w:pPr></w:p>"
)


@dataclass(frozen=True)
class Run:
    """A table of the letter that begins a page, and which (the letter's first is 0)."""

    table: Any
    page: int


@dataclass(frozen=True)
class LetterPart:
    """A .docx and the page of the letter it begins with (the first is 0)."""

    docx: bytes
    page: int


@dataclass(frozen=True)
class CutLetter:
    """The letter's tree with its runs in place."""

    docx: bytes
    main_part: str
    tree: Any
    runs: Sequence[Run]

    @property
    def whole(self) -> bytes:
        """The letter as one .docx."""
        return saved(self.docx, self.main_part, self.tree)

    def parts(self, count: int) -> list[LetterPart]:
        """The letter in up to `count` .docx files of about as many rows; one when it cannot be parted."""
        firsts = self._first_runs(count) if count > 1 and self._may_be_parted() else []
        if not firsts:
            return [LetterPart(self.whole, 0)]
        body = self.tree.find(W + "body")
        begins = [0, *(body.index(run.table) for run in firsts), len(body)]
        pages = [0, *(run.page for run in firsts)]
        return [
            LetterPart(self._part(slice(*span), page), page) for span, page in zip(pairwise(begins), pages, strict=True)
        ]

    def _first_runs(self, count: int) -> list[Run]:
        """The runs that begin the second part and those after it."""
        first = next(self.runs[0].table.itersiblings(W + "tbl", preceding=True))
        before, *rows = (len(table.findall(W + "tr")) for table in (first, *(run.table for run in self.runs)))
        share = (before + sum(rows)) / count
        firsts: list[Run] = []
        for run, inside in zip(self.runs, rows, strict=True):
            if before >= share * (len(firsts) + 1) and len(firsts) < count - 1:
                firsts.append(run)
            before += inside
        return firsts

    def _may_be_parted(self) -> bool:
        body = self.tree.find(W + "body")
        if any(True for _ in body.iter(*(W + name for name in _COUNTED))):
            return False
        if any(link.get(f"{W}anchor") for link in body.iter(W + "hyperlink")):
            return False
        names = filter(_PARTS_WITH_FIELDS.fullmatch, part_names(self.docx))
        if any(_FIELDS.search(read_part(self.docx, name) or b"") for name in names):
            return False
        counts_by_style = b"<w:numPr" in (read_part(self.docx, _STYLES) or b"")
        return not counts_by_style and self._is_numbered_through()

    def _is_numbered_through(self) -> bool:
        """Pages are numbered from the letter's first, and the table's pages know their own heads."""
        before = [each.iter(W + "sectPr") for each in self.runs[0].table.itersiblings(preceding=True)]
        own = _section_from(self.runs[0].table)
        earlier = list(chain.from_iterable(before))
        starts = [each.find(f"{W}pgNumType") for each in (*earlier, own)]
        has_heads = own.find(f"{W}headerReference[@{W}type='default']") is not None
        return not any(each is not None and each.get(f"{W}start") for each in starts) and (has_heads or not earlier)

    def _part(self, span: slice, page: int) -> bytes:
        tree = etree.Element(self.tree.tag, self.tree.attrib, self.tree.nsmap)
        body = etree.SubElement(tree, W + "body")
        content = self.tree.find(W + "body")[span]
        section = _section_from(content[0])
        body.extend(copy.deepcopy(each) for each in content)
        if body[-1].tag != W + "sectPr":
            body[-1] = etree.fromstring(_LOW)  # In place of what parted two tables: no text ends with a table.
            body.append(copy.deepcopy(section))
        if page:
            _goes_on(body, _section_from(body[0]), page)
        return saved(self.docx, self.main_part, tree)


def joined(pdfs: Sequence[bytes], parts: Sequence[LetterPart]) -> bytes | None:
    """The PDFs of the parts as one, under the first one's title; None when a part has not the pages foreseen."""
    if len(pdfs) == 1:
        return pdfs[0]
    with opened_pdf(pdfs[0]) as whole:
        for part, pdf in zip(parts[1:], pdfs[1:], strict=True):
            if len(whole) != part.page:
                return None
            append(whole, pdf)
        file = io.BytesIO()
        whole.save(file)
    return file.getvalue()


def _section_from(element: Any) -> Any:
    """The properties of the pages an element stands on."""
    for each in chain([element], element.itersiblings()):
        if each.tag == W + "sectPr":
            return each
        if (found := each.find(f"{W}pPr/{W}sectPr")) is not None:
            return found
    raise LookupError(W + "sectPr")


def _goes_on(body: Any, section: Any, page: int) -> None:
    """Its first page is one of many: numbered on, with the head of later pages, and no break before it."""
    for found in section.findall(W + "titlePg"):
        section.remove(found)
    numbering = section.find(W + "pgNumType")
    if numbering is None:
        numbering = etree.Element(W + "pgNumType")
        section.find(W + "pgMar").addnext(numbering)
    numbering.set(f"{W}start", str(page + 1))
    for found in list(next(body.iter(W + "p")).iter(W + "pageBreakBefore")):
        found.getparent().remove(found)


def saved(docx: bytes, main_part: str, tree: Any) -> bytes:
    """The .docx with this tree as its text."""
    content = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return replace_part(docx, main_part, content)
