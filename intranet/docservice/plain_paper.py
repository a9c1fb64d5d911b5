"""Working papers of the office as .docx: page, agency and motto, headings, tables ruled as an office files them."""

import io
from collections.abc import Iterable, Sequence

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.table import Table, _Cell, _Row

from intranet.docservice.word_package import with_title

FONT = "Times New Roman"
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
CENTRE, RIGHT, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
# Top, right, bottom, left in mm: within Điều 8, PL I, II.1 NĐ 30/2020.
PORTRAIT, LANDSCAPE = (20, 15, 20, 30), (20, 15, 20, 20)
Head = tuple[str, int]
HEAD_SHARES, HEAD_SIZE = (0.4, 0.6), 12  # the motto stays on one line (Điều 8, PL I, II.1: cỡ chữ 12–13)


def new_paper(*, landscape: bool = False, size: int = 13) -> Document:
    """An empty A4 paper in the letters' type, `size` in points."""
    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    top, right, bottom, left = (Mm(side) for side in (LANDSCAPE if landscape else PORTRAIT))
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = top, right, bottom, left
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(size)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(2)
    return paper


def add_head(paper: Document, office: str, place_and_day: str, parent: str = "") -> None:
    """The agency at the left, its parent above it, the motto at the right, place and date below."""
    head = paper.add_table(rows=1, cols=2)
    _set_widths(head, (share * _text_width(paper) for share in HEAD_SHARES))
    left = head.cell(0, 0)
    if parent:
        write(left, parent, place=CENTRE, size=HEAD_SIZE)
    write(left, office, bold=True, place=CENTRE, size=HEAD_SIZE, more=bool(parent))
    write(head.cell(0, 1), "\n".join(MOTTO), bold=True, place=CENTRE, size=HEAD_SIZE)
    add_line(paper, place_and_day, italic=True, place=RIGHT)


def add_line(
    paper: Document, words: str, *, bold: bool = False, italic: bool = False, place: WD_ALIGN_PARAGRAPH = CENTRE
) -> None:
    """A paragraph."""
    paragraph = paper.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.space_before = place, Pt(6)
    run = paragraph.add_run(words)
    run.bold, run.italic = bold, italic


def add_heading(paper: Document, words: str) -> None:
    """A heading that stays with what follows it."""
    add_line(paper, words, bold=True, place=LEFT)
    paper.paragraphs[-1].paragraph_format.keep_with_next = True


def add_table(
    paper: Document, heads: Sequence[Head], rows: Sequence[Sequence[str]], centred: Sequence[int] = ()
) -> None:
    """A ruled table; its head comes again on each page. `heads` are words and millimetres, `centred` columns."""
    table = paper.add_table(rows=1, cols=len(heads), style="Table Grid")
    for place, (words, _) in enumerate(heads):
        write(table.rows[0].cells[place], words, bold=True, place=CENTRE)
    _repeat(table.rows[0])
    for row in rows:
        cells = table.add_row().cells
        for place, words in enumerate(row):
            write(cells[place], words, place=CENTRE if place in centred else LEFT)
    for line in table.rows:
        _keep_together(line)
    _set_widths(table, (width for _, width in heads))


def write(
    cell: _Cell,
    words: str,
    *,
    bold: bool = False,
    place: WD_ALIGN_PARAGRAPH = LEFT,
    size: int | None = None,
    more: bool = False,
) -> None:
    """Put lines into a cell; `more` after what stands there, `size` in points when it is not the paper's."""
    for number, line in enumerate(words.splitlines() or [""]):
        paragraph = cell.add_paragraph() if number or more else cell.paragraphs[0]
        run = paragraph.add_run(line)
        run.bold, run.font.size = bold, Pt(size) if size else None
        paragraph.alignment = place


def bytes_of(paper: Document, title: str) -> bytes:
    """The .docx, under its title; the same bytes for the same paper."""
    result = io.BytesIO()
    paper.save(result)
    return with_title(result.getvalue(), title)


def _text_width(paper: Document) -> float:
    section = paper.sections[0]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    return float(Emu((section.page_width or 0) - margins).mm)


def _set_widths(table: Table, widths: Iterable[float]) -> None:
    """Of columns and of cells: Word reads the cells, LibreOffice the columns."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _repeat(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_together(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
