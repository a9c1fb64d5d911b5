"""The same letter as people send it: a Word file (typed or with Word's own numbers), a PDF, a noisy scan at 150 dpi."""

import io
import random
import re

import pypdfium2 as pdfium
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image, ImageChops, ImageFilter

from intranet.docservice.images import photos_to_pdf
from intranet.docservice.pdf_pool import to_pdf
from intranet.docservice.reading import Paragraph, Table, read_text

SCAN_DPI = 150
_NUMBERED = re.compile(r"(?P<number>\d{1,2})\.\s+(?P<text>.*)")


def as_docx(text: str, *, rules: bool = True, counted: bool = False) -> bytes:
    """The letter in Times New Roman 13; `rules` draws the tables' lines, `counted` lets Word count "1.", "2."."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    number_id = _counting_list(document) if counted else 0
    for block in read_text(text).blocks:
        if isinstance(block, Table):
            _add_table(document, block, rules)
        elif counted and (found := _NUMBERED.fullmatch(block.text)):
            paragraph = document.add_paragraph(found["text"])
            _count(paragraph, number_id, int(found["number"]) == 1, document)
        else:
            assert isinstance(block, Paragraph)
            document.add_paragraph(block.text)
    result = io.BytesIO()
    document.save(result)
    return result.getvalue()


def _add_table(document, block: Table, rules: bool) -> None:
    table = document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid" if rules else None)
    for row, cells in zip(table.rows, block.rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words


def _counting_list(document) -> int:
    """The number of a list of Word's own that counts "1.", "2." …"""
    numbering = document.part.numbering_part.element
    return int(numbering.findall(qn("w:num"))[0].get(qn("w:numId")))


def _count(paragraph, number_id: int, starts: bool, document) -> None:
    if starts:
        number_id = _fresh_list(document)
    document.__dict__["_list"] = number_id if starts else document.__dict__.get("_list", number_id)
    properties = paragraph._p.get_or_add_pPr()
    list_mark = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", "0"), ("w:numId", str(document.__dict__["_list"]))):
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        list_mark.append(element)
    properties.append(list_mark)


def _fresh_list(document) -> int:
    """A list that counts from 1 again, over one decimal level."""
    numbering = document.part.numbering_part.element
    kinds = [int(kind.get(qn("w:abstractNumId"))) for kind in numbering.findall(qn("w:abstractNum"))]
    numbers = [int(one.get(qn("w:numId"))) for one in numbering.findall(qn("w:num"))]
    kind = OxmlElement("w:abstractNum")
    kind.set(qn("w:abstractNumId"), str(max(kinds, default=0) + 1))
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for tag, value in (("w:start", "1"), ("w:numFmt", "decimal"), ("w:lvlText", "%1.")):
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        level.append(element)
    kind.append(level)
    numbering.insert(0, kind)
    one = OxmlElement("w:num")
    one.set(qn("w:numId"), str(max(numbers, default=0) + 1))
    kind_id = OxmlElement("w:abstractNumId")
    kind_id.set(qn("w:val"), kind.get(qn("w:abstractNumId")))
    one.append(kind_id)
    numbering.append(one)
    return max(numbers, default=0) + 1


def as_pdf(text: str, *, rules: bool = True) -> bytes:
    """The letter as LibreOffice prints it."""
    return to_pdf(as_docx(text, rules=rules))


def as_scan(pdf: bytes, seed: int = 1) -> bytes:
    """Every page as a scanner of 150 dpi gives it: grey, aslant by up to half a degree, grainy, JPEG; as one PDF."""
    chance = random.Random(seed)
    pages = []
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=SCAN_DPI / 72).to_pil().convert("L")
            picture = picture.rotate(chance.uniform(-0.5, 0.5), resample=Image.Resampling.BICUBIC, fillcolor=255)
            picture = picture.filter(ImageFilter.GaussianBlur(0.4))
            grain = Image.effect_noise(picture.size, 8)
            picture = ImageChops.subtract(
                ImageChops.add(picture, grain, scale=1, offset=-128), Image.new("L", picture.size, 6)
            )
            stream = io.BytesIO()
            picture.save(stream, "JPEG", quality=60, dpi=(SCAN_DPI, SCAN_DPI))
            stream.seek(0)
            pages.append(stream)
    return photos_to_pdf(pages)
