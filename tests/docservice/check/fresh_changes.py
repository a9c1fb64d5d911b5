"""What can be done to a place of a letter: its look, its setting, its words, its page."""

import random
import unicodedata
from collections.abc import Callable
from typing import Any

from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tests.docservice.check.columns import Column
from tests.docservice.check.fresh_places import Absent, cell_of, header_number, nation, story
from tests.docservice.check.mutations import rewrite, runs, text_of

Change = Callable[[Docx, random.Random], None]


def font_of(where: Callable[[Docx], Paragraph], **values: Any) -> Change:
    """Set the look of every run of a line."""

    def change(document: Docx, chance: random.Random) -> None:
        for run in runs(where(document)):
            for name, value in values.items():
                setattr(run.font, name, value)

    return change


def part_of(where: Callable[[Docx], Paragraph], **values: Any) -> Change:
    """Set the look of some words in the middle of a line only."""

    def change(document: Docx, chance: random.Random) -> None:
        run = split_word(where(document))
        for name, value in values.items():
            setattr(run.font, name, value)

    return change


def split_word(paragraph: Paragraph) -> Any:
    """Two words of a paragraph in a run of their own, with the look of the others."""
    longest = max(runs(paragraph), key=lambda run: len(run.text.strip()))
    words = longest.text.split(" ")
    if len(words) < 4:
        return longest
    before, middle, after = " ".join(words[:2]) + " ", " ".join(words[2:4]), " " + " ".join(words[4:])
    copies = []
    for text in (middle, after):
        copy = parse_xml(longest._r.xml)
        for child in list(copy):
            if child.tag not in {qn("w:rPr"), qn("w:t")}:
                copy.remove(child)
        copy.find(qn("w:t")).text = text
        copy.find(qn("w:t")).set(qn("xml:space"), "preserve")
        copies.append(copy)
    longest.text = before
    longest._r.addnext(copies[0])
    copies[0].addnext(copies[1])
    return Run(copies[0], paragraph)


def reworded(where: Callable[[Docx], Paragraph], old: str, new: str) -> Change:
    def change(document: Docx, chance: random.Random) -> None:
        try:
            rewrite(where(document), old, new)
        except AssertionError:
            raise Absent(old) from None

    return change


def shaped(where: Callable[[Docx], Paragraph], **values: Any) -> Change:
    def change(document: Docx, chance: random.Random) -> None:
        for name, value in values.items():
            setattr(where(document).paragraph_format, name, value)

    return change


def aligned(where: Callable[[Docx], Paragraph], value: str) -> Change:
    def change(document: Docx, chance: random.Random) -> None:
        paragraph = where(document)
        properties = paragraph._p.get_or_add_pPr()
        for old in properties.findall(qn("w:jc")):
            properties.remove(old)
        properties._add_jc().set(qn("w:val"), value)
        if value in {"left", "right"}:
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.first_line_indent = Pt(0)

    return change


def removed(where: Callable[[Docx], Paragraph]) -> Change:
    def change(document: Docx, chance: random.Random) -> None:
        paragraph = where(document)
        cell = paragraph._p.getparent()
        if isinstance(paragraph, Column):
            paragraph.remove()
        elif cell.tag == qn("w:tc") and len(cell.findall(qn("w:p"))) == 1:
            for run in list(paragraph._p.iter(qn("w:r"))):
                run.getparent().remove(run)
        else:
            paragraph._p.getparent().remove(paragraph._p)

    return change


def of_story(act: Callable[..., None]) -> Change:
    def change(document: Docx, chance: random.Random) -> None:
        act(story(document, chance))

    return change


def story_font(**values: Any) -> Callable[[Paragraph], None]:
    def act(paragraph: Paragraph) -> None:
        for run in runs(paragraph):
            for name, value in values.items():
                setattr(run.font, name, value)

    return act


def story_word(**values: Any) -> Callable[[Paragraph], None]:
    def act(paragraph: Paragraph) -> None:
        run = split_word(paragraph)
        for name, value in values.items():
            setattr(run.font, name, value)

    return act


def story_shape(**values: Any) -> Callable[[Paragraph], None]:
    def act(paragraph: Paragraph) -> None:
        for name, value in values.items():
            setattr(paragraph.paragraph_format, name, value)

    return act


def story_align(value: str) -> Callable[[Paragraph], None]:
    def act(paragraph: Paragraph) -> None:
        properties = paragraph._p.get_or_add_pPr()
        for old in properties.findall(qn("w:jc")):
            properties.remove(old)
        properties._add_jc().set(qn("w:val"), value)

    return act


def closed_up(paragraph: Paragraph) -> None:
    """No gap to the paragraph above."""
    above = paragraph._p.getprevious()
    said = text_of(Paragraph(above, paragraph._parent)).strip() if above is not None and above.tag == qn("w:p") else ""
    if not said or said.startswith("Kính gửi"):  # the rule speaks of the body's own paragraphs
        raise Absent("gap")
    Paragraph(above, paragraph._parent).paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.space_before = Pt(0)


def loosened(paragraph: Paragraph) -> None:
    for text in paragraph._p.iter(qn("w:t")):
        text.text = unicodedata.normalize("NFD", text.text or "")


def section(**values: Any) -> Change:
    def change(document: Docx, chance: random.Random) -> None:
        for name, value in values.items():
            setattr(document.sections[0], name, value)
        if document.sections[0].orientation == WD_ORIENT.LANDSCAPE:
            raise Absent("upright page")

    return change


def numbered_from(value: str, attribute: str = "fmt") -> Change:
    def change(document: Docx, chance: random.Random) -> None:
        header_number(document)
        element = document.sections[0]._sectPr
        kind = element.find(qn("w:pgNumType"))
        if kind is None:
            kind = parse_xml(f"<w:pgNumType {nsdecls('w')}/>")
            element.find(qn("w:pgMar")).addnext(kind)
        kind.set(qn(f"w:{attribute}"), value)

    return change


def first(where: Callable[[Docx], list[Paragraph]], index: int) -> Callable[[Docx], Paragraph]:
    def found(document: Docx) -> Paragraph:
        lines = where(document)
        if not -len(lines) <= index < len(lines):
            raise Absent("line")
        return lines[index]

    return found


def swapped_columns(document: Docx, chance: random.Random) -> None:
    """Agency at the right, Quốc hiệu at the left, in every row of the head."""
    cell = cell_of(nation(document))
    if cell is None:
        raise Absent("head in a table")
    table = cell.getparent().getparent()
    for row in table.findall(qn("w:tr")):
        cells = row.findall(qn("w:tc"))
        if len(cells) != 2:
            raise Absent("two columns")
        cells[1].addnext(cells[0])
