"""A good template taken apart by hand: the changes a clerk makes in Word, one line of code each."""

import copy
from collections.abc import Sequence
from typing import Any

from lxml import etree

from intranet.docservice.check.opened import Opened, W
from intranet.docservice.clinic.places import Paragraph, read_parts
from tests.support.letters import own_template

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOX = f"""<w:r {NAMES} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>{{words}}</w:t></w:r></w:p>
</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>{{words}}</w:t>
</w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
SIDE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


class Sheet:
    """The Word file of one of the project's templates, being spoilt."""

    def __init__(self, template_id: str = "to_trinh") -> None:
        self.template = own_template(template_id)
        self.opened = Opened(self.template.docx)

    def docx(self) -> bytes:
        """The file as it is now."""
        return self.opened.written()

    def paragraph(self, words: str, nth: int = 1) -> Any:
        """The nth paragraph that holds these words."""
        parts = read_parts(self.opened).values()
        found = [one.element for paragraphs in parts for one in paragraphs if words in one.text]
        assert len(found) >= nth, words
        return found[nth - 1]

    def replace(self, old: str, new: str, nth: int = 1) -> None:
        """Other words instead of these, typed in one go."""
        paragraph = self.paragraph(old, nth)
        self.type(paragraph, text_of(paragraph).replace(old, new))

    def type(self, paragraph: Any, words: str) -> None:
        """The paragraph says this and nothing else, in its first look."""
        runs = paragraph.findall(W + "r")
        look = runs[0].find(W + "rPr") if runs else None
        for run in runs:
            paragraph.remove(run)
        paragraph.append(a_run(words, look))

    def pieces(self, old: str, *pieces: str | Any) -> None:
        """The paragraph's words in several runs; a piece that is an element stands between them as it is."""
        paragraph = self.paragraph(old)
        for run in paragraph.findall(W + "r"):
            paragraph.remove(run)
        for piece in pieces:
            paragraph.append(a_run(piece) if isinstance(piece, str) else piece)

    def remove(self, words: str, nth: int = 1) -> None:
        """The paragraph with these words is gone; in a cell it is left empty."""
        paragraph = self.paragraph(words, nth)
        if paragraph.getparent().tag == W + "tc":
            self.type(paragraph, "")
        else:
            paragraph.getparent().remove(paragraph)

    def add_after(self, words: str, *lines: str, nth: int = 1, like: str = "") -> None:
        """New paragraphs below the one with these words, outside the table it stands in; `like` lends its style."""
        look = self.paragraph(like).findall(W + "pPr") if like else []
        place = self.paragraph(words, nth)
        while place.getparent() is not self.opened.body and place.getparent().tag == W + "tc":
            place = place.getparent().getparent().getparent()
        for line in reversed(lines):
            new = etree.Element(W + "p")
            new.extend(copy.deepcopy(one) for one in look)
            new.append(a_run(line))
            place.addnext(new)

    def split(self, words: str, before: str) -> None:
        """Enter was pressed inside these words, before some of them."""
        paragraph = self.paragraph(words)
        text = text_of(paragraph)
        cut = text.index(words) + words.index(before)
        after = copy.deepcopy(paragraph)
        paragraph.addnext(after)
        self.type(paragraph, text[:cut])
        self.type(after, text[cut:])

    def remove_row(self, words: str) -> None:
        """The row of the table that holds these words is deleted."""
        row = self.row(words)
        row.getparent().remove(row)

    def row(self, words: str) -> Any:
        """The row that holds these words."""
        element = self.paragraph(words)
        while element.tag != W + "tr":
            element = element.getparent()
        return element

    def add_row(self, beside: str, words: str) -> None:
        """A row like the one with `beside`, below it, whose first cell says this."""
        row = copy.deepcopy(self.row(beside))
        self.row(beside).addnext(row)
        for paragraph in list(row.iter(W + "p")):
            self.type(paragraph, "")
        self.type(next(row.iter(W + "p")), words)

    def add_cell(self, beside: str, words: str) -> None:
        """One more paragraph in the cell of another."""
        paragraph = etree.Element(W + "p")
        paragraph.append(a_run(words))
        self.paragraph(beside).addnext(paragraph)

    def header(self, *lines: str) -> None:
        """More lines in the header."""
        root = next(self.opened.tree(name) for name in self.opened.parts if "header1" in name)
        for line in lines:
            etree.SubElement(root, W + "p").append(a_run(line))

    def footer(self, *lines: str) -> None:
        """A footer of these lines."""
        self.opened.add_part("footer", f"<w:ftr {NAMES}>{_paragraphs(lines)}</w:ftr>", SIDE.format("footer"))

    def notes(self, kind: str, *lines: str) -> None:
        """Footnotes or endnotes of these lines."""
        note = kind.removesuffix("s")
        xml = f'<w:{kind} {NAMES}><w:{note} w:id="2">{_paragraphs(lines)}</w:{note}></w:{kind}>'
        self.opened.add_part(kind, xml, SIDE.format(kind))

    def box(self, beside: str, words: str) -> None:
        """A text box anchored in the paragraph with these words."""
        self.paragraph(beside).append(etree.fromstring(BOX.format(words=words)))


def a_run(words: str, look: Any = None) -> Any:
    """A run; a line break, a tab or a hyphen that Word does not break become Word's own signs."""
    run = etree.Element(W + "r")
    if look is not None:
        run.append(copy.deepcopy(look))
    etree.SubElement(run, W + "t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}).text = words
    return run


def sign(name: str) -> Any:
    """A run that holds only one of Word's signs: br, tab, noBreakHyphen."""
    run = etree.Element(W + "r")
    etree.SubElement(run, W + name)
    return run


def looking(words: str, *looks: str) -> Any:
    """A run in a look of its own: b, i, u."""
    run = etree.Element(W + "r")
    properties = etree.SubElement(run, W + "rPr")
    for look in looks:
        etree.SubElement(properties, W + look)
    etree.SubElement(run, W + "t").text = words
    return run


def deleted(words: str) -> Any:
    """Words taken away under tracked changes."""
    change = etree.Element(W + "del", {W + "id": "9", W + "author": "x"})
    run = etree.SubElement(change, W + "r")
    etree.SubElement(run, W + "delText").text = words
    return change


def field_code(code: str) -> Any:
    """A run with the instruction of one of Word's fields."""
    run = etree.Element(W + "r")
    etree.SubElement(run, W + "instrText").text = code
    return run


def text_of(paragraph: Any) -> str:
    return "".join(one.text or "" for one in paragraph.iter(W + "t"))


def paragraphs_of(docx: bytes) -> Sequence[Paragraph]:
    """All paragraphs of a file."""
    return [one for paragraphs in read_parts(Opened(docx)).values() for one in paragraphs]


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(f"<w:p><w:r><w:t>{line.replace('<', '&lt;')}</w:t></w:r></w:p>" for line in lines)
