"""Where things stand in any good letter, told by its words alone."""

import random
import re
from collections.abc import Callable
from typing import Any

from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from intranet.docservice.nd30 import LETTER_TYPES
from tests.docservice.check.mutations import paragraphs, text_of

TITLES = {one.name.upper() for one in LETTER_TYPES.values()}


class Absent(Exception):
    """This letter has no such place."""


def cell_of(paragraph: Paragraph) -> Any:
    element = paragraph._p.getparent()
    while element is not None and element.tag != qn("w:tc"):
        element = element.getparent()
    return element


def one(document: Docx, pattern: str) -> Paragraph:
    found = next((p for p in paragraphs(document) if re.match(pattern, text_of(p).strip())), None)
    if found is None:
        raise Absent(pattern)
    return found


def nation(document: Docx) -> Paragraph:
    return one(document, "CỘNG H")


def motto(document: Docx) -> Paragraph:
    return one(document, "Độc lập")


def number(document: Docx) -> Paragraph:
    return one(document, r"Số: ?\d")


def day(document: Docx) -> Paragraph:
    return one(document, r"[^,]{3,30}, ngày \d+ tháng \d+ năm \d{4}$")


def opener(document: Docx) -> Paragraph:
    return one(document, "Nơi nhận:")


def receivers(document: Docx) -> list[Paragraph]:
    cell = cell_of(opener(document))
    found = [p for p in after_opener(document) if cell_of(p) is cell and text_of(p).strip().startswith("-")]
    if len(found) < 2:
        raise Absent("receivers")
    return found


def after_opener(document: Docx) -> list[Paragraph]:
    """What stands beside and below "Nơi nhận"."""
    everything = list(paragraphs(document))
    at = next((n for n, p in enumerate(everything) if text_of(p).strip().startswith("Nơi nhận:")), len(everything))
    return everything[at + 1 :]


def signature(document: Docx) -> list[Paragraph]:
    """The filled lines of the signer's cell: authority, post, name."""
    cell = cell_of(opener(document))
    if cell is None:
        found = [p for p in after_opener(document) if text_of(p).strip() and not text_of(p).strip().startswith("-")]
    else:
        cells = cell.getparent().findall(qn("w:tc"))
        if len(cells) < 2 or cells[0] is not cell:
            raise Absent("signature")
        found = [p for p in paragraphs(document) if cell_of(p) is cells[-1] and text_of(p).strip()]
    if len(found) < 2 or not text_of(found[0]).isupper() or text_of(found[-1]).isupper():
        raise Absent("signature")
    return found


def title(document: Docx) -> Paragraph:
    for p in paragraphs(document):
        if text_of(p).strip() in TITLES and cell_of(p) is None:
            return p
    raise Absent("title")


def subject(document: Docx) -> Paragraph:
    rest = iter(list(paragraphs(document)))
    for p in rest:
        if text_of(p).strip() in TITLES and cell_of(p) is None:
            below = next(rest)
            if text_of(below).strip() and not text_of(below).isupper() and all(r.bold is not False for r in below.runs):
                return below
            break
    raise Absent("subject")


def basis(document: Docx) -> Paragraph:
    found = one(document, "Căn cứ (Luật|Chương|Kế|Quyết|Nghị|Điều|Bộ|Quy)")
    if not text_of(found).rstrip().endswith(";"):
        raise Absent("basis")
    return found


def story(document: Docx, chance: random.Random) -> Paragraph:
    """A long paragraph of the body that begins with words."""
    last = [text_of(p) for p in paragraphs(document)]
    end = next((n for n, text in enumerate(last) if text.startswith("Nơi nhận")), len(last))
    found = [
        p
        for p in list(paragraphs(document))[:end]
        if cell_of(p) is None and len(text_of(p)) > 130 and re.match(r"[A-ZĐ][a-zà-ỹ]|- [A-ZĐ]|\d\. ", text_of(p))
        and not re.match(r"Căn cứ|Theo đề nghị|Điều|Xét|Kính", text_of(p)) and p.paragraph_format.alignment != 1
    ]  # fmt: skip
    if not found:
        raise Absent("story")
    return chance.choice(found)


def header_number(document: Docx) -> Paragraph:
    for p in document.sections[0].header.paragraphs:
        if "PAGE" in p._p.xml:
            return p
    raise Absent("page number")


def numbered_line(pattern: str) -> Callable[[Docx], Paragraph]:
    def found(document: Docx) -> Paragraph:
        for p in paragraphs(document):
            if cell_of(p) is None and re.match(pattern, text_of(p)):
                return p
        raise Absent(pattern)

    return found


def capacity(document: Docx) -> Paragraph:
    lines = signature(document)
    if not re.match(r"(KT|TL|TUQ|TM)\. ", text_of(lines[0])):
        raise Absent("capacity")
    return lines[0]


def signer(document: Docx) -> Paragraph:
    return signature(document)[-1]


def reference(document: Docx) -> Paragraph:
    found = one(document, "V/v")
    if cell_of(found) is None:
        raise Absent("V/v")
    return found


def addressee(document: Docx) -> Paragraph:
    return one(document, "Kính gửi:")
