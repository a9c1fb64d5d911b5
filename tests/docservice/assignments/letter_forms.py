"""The same letter as people send it: a Word file (typed or with Word's own numbers), a PDF, a noisy scan at 150 dpi."""

import io
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

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


@dataclass(frozen=True)
class Layout:
    """How a letter's tables are set: sizes in points and centimetres; `merge` are the columns whose equal neighbours
    are one cell, `head_rows` the rows that every page repeats."""

    rules: bool = True
    landscape: bool = False
    size: float = 13
    widths: tuple[float, ...] = ()
    merge: tuple[int, ...] = ()
    merge_across: bool = False
    head_rows: int = 0


PLAIN = Layout()
_NUMBERED = re.compile(r"(?P<number>\d{1,2})\.\s+(?P<text>.*)")


def as_docx(text: str, layout: Layout = PLAIN, *, counted: bool = False) -> bytes:
    """The letter in Times New Roman; `counted` lets Word count "1.", "2."."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if layout.landscape else (Cm(21), Cm(29.7))
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(layout.size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    number_id = _counting_list(document) if counted else 0
    for block in read_text(text).blocks:
        if isinstance(block, Table):
            _add_table(document, block.rows, layout)
        elif counted and (found := _NUMBERED.fullmatch(block.text)):
            paragraph = document.add_paragraph(found["text"])
            _count(paragraph, number_id, int(found["number"]) == 1, document)
        else:
            assert isinstance(block, Paragraph)
            document.add_paragraph(block.text)
    result = io.BytesIO()
    document.save(result)
    return result.getvalue()


def _add_table(document, rows: Sequence[Sequence[str]], layout: Layout) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid" if layout.rules else None)
    is_set = len(layout.widths) == len(rows[0])
    table.autofit = not is_set
    for place, cells in enumerate(rows):
        for column, words in enumerate(cells):
            cell = table.cell(place, column)
            cell.text = words
            if is_set:
                cell.width = Cm(layout.widths[column])
    for place in range(min(layout.head_rows, len(rows))):
        table.rows[place]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for column in layout.merge if is_set else ():
        for words, places in groupby(range(len(rows)), key=lambda place: rows[place][column]):
            _merge(table, [(place, column) for place in places], words)
    if layout.merge_across and is_set:
        for place, cells in enumerate(rows):
            for words, columns in groupby(range(len(cells)), key=lambda column: cells[column]):
                _merge(table, [(place, column) for column in columns], words)


def _merge(table, places: Sequence[tuple[int, int]], words: str) -> None:
    if len(places) > 1 and words:
        table.cell(*places[0]).merge(table.cell(*places[-1])).text = words


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


def as_pdf(text: str, layout: Layout = PLAIN) -> bytes:
    """The letter as LibreOffice prints it."""
    return to_pdf(as_docx(text, layout))


@dataclass(frozen=True)
class Scanner:
    """What a scanner does: slant in degrees at most, blur in pixels, grain in levels, specks as a share of the page."""

    slant: float = 0.5
    blur: float = 0.4
    grain: float = 8
    specks: float = 0
    quality: int = 60


CLEAN, DIRTY = Scanner(), Scanner(slant=1.2, blur=0.7, grain=12, specks=0.0015, quality=45)


def as_scan(pdf: bytes, seed: int = 1, scanner: Scanner = CLEAN) -> bytes:
    """Every page as a scanner of 150 dpi gives it: grey, aslant, grainy, JPEG; as one PDF. The same for a seed."""
    chance = random.Random(seed)
    pages = []
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=SCAN_DPI / 72).to_pil().convert("L")
            angle = chance.uniform(-scanner.slant, scanner.slant)
            picture = picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
            picture = picture.filter(ImageFilter.GaussianBlur(scanner.blur))
            grain = _grain(picture.size, scanner.grain, chance)
            picture = ImageChops.subtract(
                ImageChops.add(picture, grain, scale=1, offset=-128), Image.new("L", picture.size, 6)
            )
            _speck(picture, scanner.specks, chance)
            stream = io.BytesIO()
            picture.save(stream, "JPEG", quality=scanner.quality, dpi=(SCAN_DPI, SCAN_DPI))
            stream.seek(0)
            pages.append(stream)
    return photos_to_pdf(pages)


def _grain(size: tuple[int, int], levels: float, chance: random.Random) -> Image.Image:
    """Noise around 128: the mean of four even ones is nearly a bell."""
    count = size[0] * size[1]
    layers = [Image.frombytes("L", size, chance.randbytes(count)) for _ in range(4)]
    pairs = [Image.blend(layers[0], layers[1], 0.5), Image.blend(layers[2], layers[3], 0.5)]
    # The mean of four even noises over 256 levels strays by 37.
    share = levels / 37
    return Image.blend(*pairs, 0.5).point(lambda level: round(128 + (level - 127.5) * share))


def _speck(picture: Image.Image, share: float, chance: random.Random) -> None:
    for _ in range(round(picture.width * picture.height * share)):
        at = (chance.randrange(picture.width), chance.randrange(picture.height))
        picture.putpixel(at, chance.choice((0, 40, 255)))
