"""Letters built after the manner of Word, of LibreOffice and of people: heads with tables, tabs, spaces or text boxes."""

import io
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from tests.docservice.check.drawn import BOX, LINES, NAMESPACES
from tests.docservice.check.letter_words import Words

TIMES = "Times New Roman"
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True)
class Manner:
    """How a writer does it."""

    head: str = "table"  # table, tabs, spaces, boxes, controls, nested
    rules: str = "underscores"  # underscores, borders, drawing, vml, shapes, underline
    fonts: str = "direct"  # direct, theme, defaults, style, cs
    indent: str = "first"  # first, tab, list
    number: bool = True


@dataclass(frozen=True)
class Look:
    size: float = 14
    bold: bool = False
    italic: bool = False


class Writer:
    """Writes one letter in one manner."""

    def __init__(self, words: Words, manner: Manner) -> None:
        self.words, self.manner = words, manner
        self.document: Docx = Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(20)
        self._defaults()

    def _defaults(self) -> None:
        normal = self.document.styles["Normal"]
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        if self.manner.fonts in {"style", "cs"}:
            normal.font.name = TIMES
        if self.manner.fonts == "defaults":
            defaults = self.document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
            for name in list(defaults.attrib):
                del defaults.attrib[name]
            for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
                defaults.set(qn(f"w:{slot}"), TIMES)
        if self.manner.fonts == "theme":
            fonts.set(qn("w:asciiTheme"), "minorHAnsi")
            fonts.set(qn("w:hAnsiTheme"), "minorHAnsi")
            self._set_theme(TIMES)
        normal.paragraph_format.space_after = Pt(0)
        normal.paragraph_format.line_spacing = 1.0

    def _set_theme(self, font: str) -> None:
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith("/theme"):
                part = relation.target_part
                part._blob = part.blob.replace(
                    b'<a:latin typeface="Calibri"', f'<a:latin typeface="{font}"'.encode()
                ).replace(b'<a:latin typeface="Cambria"', f'<a:latin typeface="{font}"'.encode())

    def run(self, paragraph: Paragraph, text: str, look: Look) -> None:
        run = paragraph.add_run(text)
        run.font.size = Pt(look.size)
        if look.bold:
            run.font.bold = True
        if look.italic:
            run.font.italic = True
        if self.manner.fonts == "direct":
            run.font.name = TIMES
        if self.manner.fonts == "cs":
            # Word keeps another size for complex scripts beside; no reader of Vietnamese sees it.
            properties = run._r.get_or_add_rPr()
            properties.append(parse_xml(f'<w:szCs {nsdecls("w")} w:val="20"/>'))

    def paragraph(self, where: Any, text: str, look: Look, align: Any = None, **setting: float) -> Paragraph:
        paragraph = where.add_paragraph()
        self.run(paragraph, text, look)
        if align is not None:
            paragraph.alignment = align
        for name, value in setting.items():
            setattr(paragraph.paragraph_format, name, Pt(value))
        return paragraph

    def rule(self, where: Any, above: Paragraph, length: float, room: float) -> None:
        kind = self.manner.rules
        if kind == "underscores":
            self.paragraph(where, "_" * round(length / 6.5), Look(13), ALIGN.CENTER)
        elif kind == "borders":
            paragraph = where.add_paragraph()
            border = '<w:pBdr {}><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'.format(
                nsdecls("w")
            )
            paragraph._p.get_or_add_pPr().append(parse_xml(border))
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt((room - length) / 2)
        elif kind == "underline":
            for run in above.runs:
                run.font.underline = True
        else:
            above._p.append(parse_xml(LINES[kind](length)))

    def head_lines(self) -> tuple[list[tuple[str, Look]], list[tuple[str, Look]]]:
        words = self.words
        parent = [(words.parent, Look(13))] if words.parent else [("", Look(13))]
        left = [*parent, (words.agency, Look(13, bold=True)), (words.number, Look(13))]
        right = [(NATION, Look(13, bold=True)), (MOTTO, Look(14, bold=True)), (words.date, Look(14, italic=True))]
        return left, right

    def head(self) -> None:
        if self.manner.head in {"tabs", "spaces"}:
            self.head_with_gaps()
        elif self.manner.head == "boxes":
            self.head_in_boxes()
        else:
            self.head_in_table()

    def head_in_table(self) -> None:
        table = self.document.add_table(rows=2, cols=2)
        table.autofit = False
        for row in table.rows:
            for cell, width in zip(row.cells, (Mm(58), Mm(102)), strict=True):
                cell.width = width
        for column, width in zip(table.columns, (Mm(58), Mm(102)), strict=True):
            column.width = width
        left, right = self.head_lines()
        cells = [table.cell(row, column) for row in (0, 1) for column in (0, 1)]
        for cell, lines, length, room in ((cells[0], left, self.words.agency_rule, 153), (cells[1], right, 171, 278)):
            for text, look in lines[:2]:
                if text:
                    above = self.paragraph(cell, text, look, ALIGN.CENTER)
            self.rule(cell, above, length, room)
        self.paragraph(cells[2], left[2][0], left[2][1], ALIGN.CENTER)
        if self.words.official:
            self.paragraph(cells[2], self.words.official, Look(13), ALIGN.CENTER, space_before=6)
        self.paragraph(cells[3], right[2][0], right[2][1], ALIGN.CENTER)
        for cell in cells:
            cell._tc.remove(cell.paragraphs[0]._p)
        if self.manner.head == "controls":
            number = cells[2].paragraphs[0]._p
            number.append(parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>"))
            number[-1][-1].append(number.findall(qn("w:r"))[0])
        if self.manner.head == "nested":
            outer = self.document.add_table(rows=1, cols=1)
            outer.cell(0, 0)._tc.insert(0, table._tbl)

    def head_with_gaps(self) -> None:
        left, right = self.head_lines()
        gap = "\t" if self.manner.head == "tabs" else " " * 12
        for (one, its), (other, looks) in zip(left, right, strict=True):
            paragraph = self.document.add_paragraph()
            self.run(paragraph, one, its)
            self.run(paragraph, gap, its)
            self.run(paragraph, other, looks)
            if self.manner.head == "tabs":
                paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(70))
            if other == MOTTO:
                paragraph._p.append(parse_xml(LINES["drawing"](171, 230)))
                paragraph._p.append(parse_xml(LINES["drawing"](30, 20)))
        if self.words.official:
            self.paragraph(self.document, self.words.official, Look(13), None, space_before=6)

    def head_in_boxes(self) -> None:
        anchor = self.document.add_paragraph()
        for lines, offset, length in ((self.head_lines()[0], 0, 30), (self.head_lines()[1], 190, 171)):
            table = self.document.add_table(rows=1, cols=1)
            inner = table.cell(0, 0)
            for text, look in lines[:2]:
                above = self.paragraph(inner, text, look, ALIGN.CENTER)
            self.rule(inner, above, length, 200)
            self.paragraph(inner, lines[2][0], lines[2][1], ALIGN.CENTER)
            if self.words.official and not offset:
                self.paragraph(inner, self.words.official, Look(13), ALIGN.CENTER, space_before=6)
            inside = "".join(paragraph._p.xml.split("?>")[-1] for paragraph in inner.paragraphs[1:])
            table._tbl.getparent().remove(table._tbl)
            anchor._p.append(parse_xml(BOX.format(inside=inside, offset=offset * 12700, ns=NAMESPACES)))

    def body(self) -> None:
        words = self.words
        if words.title:
            self.paragraph(self.document, words.title, Look(14, bold=True), ALIGN.CENTER, space_before=12)
            subject = self.paragraph(self.document, words.subject, Look(14, bold=True), ALIGN.CENTER)
            self.rule(self.document, subject, 120, 453)
        if words.authority_above:
            self.paragraph(self.document, words.authority_above, Look(14, bold=True), ALIGN.CENTER, space_before=12)
        for basis in words.bases:
            self.story(basis, Look(14, italic=True))
        if words.addressees:
            self.addressees()
        if words.enacting:
            self.paragraph(self.document, words.enacting, Look(14, bold=True), ALIGN.CENTER, space_before=6)
        for text in words.body:
            if text.startswith("Điều"):
                number, _, rest = text.partition(". ")
                paragraph = self.story(f"{number}. ", Look(14, bold=True))
                self.run(paragraph, rest, Look(14))
            else:
                self.story(text, Look(14))

    def story(self, text: str, look: Look) -> Paragraph:
        paragraph = self.document.add_paragraph()
        if self.manner.indent == "tab":
            self.run(paragraph, "\t", look)
        else:
            paragraph.paragraph_format.first_line_indent = Pt(36)
        self.run(paragraph, text, look)
        paragraph.alignment = ALIGN.JUSTIFY
        paragraph.paragraph_format.space_before = Pt(6)
        return paragraph

    def addressees(self) -> None:
        names = self.words.addressees
        if len(names) == 1:
            self.paragraph(self.document, f"Kính gửi: {names[0]}", Look(14), ALIGN.CENTER, space_before=12)
            return
        self.paragraph(self.document, "Kính gửi:", Look(14), None, space_before=12, left_indent=85)
        for number, name in enumerate(names):
            end = "." if number == len(names) - 1 else ";"
            self.paragraph(self.document, f"- {name}{end}", Look(14), None, left_indent=140)

    def ending(self) -> None:
        if self.manner.head in {"tabs", "spaces"}:
            self.ending_with_gaps()
            return
        table = self.document.add_table(rows=1, cols=2)
        left, right = table.rows[0].cells
        self.paragraph(left, "Nơi nhận:", Look(12, bold=True, italic=True))
        for text in self.words.recipients:
            self.paragraph(left, text, Look(11))
        for text in self.words.authority:
            self.paragraph(right, text, Look(14, bold=True), ALIGN.CENTER)
        for _ in range(4):
            right.add_paragraph()
        self.paragraph(right, self.words.name, Look(14, bold=True), ALIGN.CENTER)
        for cell in (left, right):
            cell._tc.remove(cell.paragraphs[0]._p)

    def ending_with_gaps(self) -> None:
        gap = "\t" if self.manner.head == "tabs" else " " * 40
        rows = [("Nơi nhận:", Look(12, True, True)), *((text, Look(11)) for text in self.words.recipients)]
        signs = [*self.words.authority, *[""] * 3, self.words.name]
        while len(rows) < len(signs):
            rows.append(("", Look(11)))
        for (text, look), sign in zip(rows, [*signs, *[""] * len(rows)], strict=False):
            paragraph = self.document.add_paragraph()
            self.run(paragraph, text, look)
            if sign:
                self.run(paragraph, gap, look)
                self.run(paragraph, sign, Look(14, bold=True))
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(95))

    def page_number(self) -> None:
        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = ALIGN.CENTER
        field = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:rPr><w:rFonts w:ascii="{TIMES}" w:hAnsi="{TIMES}"/><w:sz w:val="28"/></w:rPr><w:t>2</w:t></w:r></w:fldSimple>'
        paragraph._p.append(parse_xml(field))

    def write(self) -> Docx:
        self.head()
        self.body()
        self.ending()
        if self.manner.number:
            self.page_number()
        return self.document


DECISION, PLAIN = Words(), Manner()


def write(words: Words = DECISION, manner: Manner = PLAIN) -> Docx:
    return Writer(words, manner).write()


def as_bytes(document: Docx) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


MANNERS = {
    "word, direct looks": Manner(),
    "word, theme fonts": Manner(fonts="theme", rules="drawing"),
    "word, document defaults": Manner(fonts="defaults", rules="shapes"),
    "word, styles": Manner(fonts="style", rules="borders"),
    "word, other sizes for complex scripts": Manner(fonts="cs", rules="drawing"),
    "word, old drawing": Manner(rules="vml"),
    "word, underlined": Manner(rules="underscores", indent="tab"),
    "word, content controls": Manner(head="controls"),
    "word, nested table": Manner(head="nested", rules="drawing"),
    "people, tabs": Manner(head="tabs", rules="drawing"),
    "people, spaces": Manner(head="spaces", rules="drawing"),
    "word, text boxes": Manner(head="boxes", rules="drawing"),
}
