"""Bảng tổng hợp, tiếp thu, giải trình ý kiến as a .docx on A4 landscape."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from intranet.docservice.word_package import with_title

HEADS = (("TT", 10), ("Đơn vị góp ý", 50), ("Nội dung góp ý", 90), ("Tiếp thu", 30), ("Giải trình", 82))
FONT = "Times New Roman"


@dataclass(frozen=True)
class OpinionRow:
    """What one unit said of which version, and what was done with it."""

    unit: str
    words: str
    outcome: str
    answer: str


def opinion_table(office: str, subject: str, place_and_day: str, rows: Sequence[OpinionRow]) -> bytes:
    """The table; the the same bytes for the same rows on one day."""
    document = docx.Document()
    _page(document)
    head = document.add_table(rows=1, cols=2)
    _write(head.cell(0, 0), office, bold=True, centred=True)
    _write(head.cell(0, 1), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", bold=True, centred=True)
    _line(document, place_and_day, italic=True, place=WD_ALIGN_PARAGRAPH.RIGHT)
    _line(document, "BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN", bold=True)
    _line(document, f"Đối với dự thảo: {subject}", bold=True)
    table = document.add_table(rows=1, cols=len(HEADS), style="Table Grid")
    table.autofit = False
    for place, (words, _) in enumerate(HEADS):
        _write(table.rows[0].cells[place], words, bold=True, centred=True)
    _repeat(table.rows[0])
    for number, row in enumerate(rows, 1):
        cells = table.add_row().cells
        for place, words in enumerate((str(number), row.unit, row.words, row.outcome, row.answer)):
            _write(cells[place], words)
    for line in table.rows:
        for cell, (_, width) in zip(line.cells, HEADS, strict=True):
            cell.width = Mm(width)
    result = io.BytesIO()
    document.save(result)
    return with_title(result.getvalue(), f"Bảng tổng hợp ý kiến: {subject}")


def _page(document: "docx.document.Document") -> None:
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(20), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(2)


def _line(
    document: "docx.document.Document",
    words: str,
    *,
    bold: bool = False,
    italic: bool = False,
    place: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.space_before = place, Pt(6)
    run = paragraph.add_run(words)
    run.bold, run.italic = bold, italic


def _write(cell: "docx.table._Cell", words: str, *, bold: bool = False, centred: bool = False) -> None:
    for number, line in enumerate(words.splitlines() or [""]):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.add_run(line).bold = bold
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _repeat(row: "docx.table._Row") -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
