"""Whole letters typed before Unicode, in the fonts .VnTime and VNI-Times: read as what they show, mended word for word."""

import copy
import io
import re
from functools import cache

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.run import Run

from intranet.docservice.check.legacy import to_unicode
from intranet.docservice.check.run import check
from intranet.docservice.mend import mend
from intranet.docservice.render import render_docx
from intranet.docservice.word import docx_text
from tests.docservice.check.foreign import as_bytes
from tests.support.letters import own_template

TEMPLATES = ("bien_ban", "ke_hoach", "cong_van", "to_trinh", "quyet_dinh", "giay_moi")
FONTS = {"tcvn3": (".VnTime", ".VnTimeH"), "vni": ("VNI-Times", "")}
LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
SIGNS = [chr(code) for code in range(0xA1, 0x100)] + ["\u00ad"]


@cache
def typed(encoding: str) -> dict[str, str]:
    """How each Vietnamese letter was typed, found by trying what the font shows."""
    found: dict[str, str] = {}
    bases = ["", *"aeouyôö", *"AEOUYÔÖ"] if encoding == "vni" else [""]
    for text in (base + sign for base in bases for sign in SIGNS):
        shown = to_unicode(text, encoding)
        # A sign that shows itself is a mark of VNI standing alone; only these two are letters.
        is_letter = encoding != "vni" or shown != text or text in "íìÍÌ"
        if len(shown) == 1 and shown.lower() in LETTERS and not shown.isascii() and is_letter:
            found.setdefault(shown, text)
    return found


def test_every_letter_can_be_typed() -> None:
    accented = [letter for letter in LETTERS if not letter.isascii()]
    assert set(accented) <= typed("tcvn3").keys()
    assert {*accented, *map(str.upper, accented)} <= typed("vni").keys()


def retyped(docx: bytes, encoding: str) -> bytes:
    """The same letter as it was typed then: capitals with tones stood in a twin font of TCVN3."""
    document, (plain, capitals) = Document(io.BytesIO(docx)), FONTS[encoding]
    for root in (document.element.body, document.sections[0].header._element):
        for element in list(root.iter(qn("w:r"))):
            texts = element.findall(qn("w:t"))
            if len(texts) == 1 and texts[0].text:
                _retype(element, texts[0].text, encoding, plain, capitals)
    return as_bytes(document)


def _retype(element: object, words: str, encoding: str, plain: str, capitals: str) -> None:
    known = typed(encoding)
    in_twin = f"[{''.join(u for u in map(str.upper, LETTERS) if u not in known and not u.isascii())}]+"
    parts = re.split(f"({in_twin})", words) if capitals else [words]
    for part in filter(None, parts):
        run = copy.deepcopy(element)
        element.addprevious(run)  # type: ignore[attr-defined]
        is_twin = bool(capitals) and bool(re.fullmatch(in_twin, part))
        text = "".join(known.get(letter, letter) for letter in (part.lower() if is_twin else part))
        run.find(qn("w:t")).text = text  # type: ignore[attr-defined]
        run.find(qn("w:t")).set(qn("xml:space"), "preserve")  # type: ignore[attr-defined]
        Run(run, None).font.name = capitals if is_twin else plain  # type: ignore[arg-type]
    element.getparent().remove(element)  # type: ignore[attr-defined]


@pytest.mark.parametrize("encoding", FONTS)
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_letter_in_an_old_font_is_read_and_mended(name: str, encoding: str) -> None:
    template = own_template(name)
    signer = {**template.example["nguoi_ky"], "ho_ten": "Trương Thị Thu Hà"}
    sound = render_docx(template, {**template.example, "nguoi_ky": signer}, year=2026)
    old = retyped(sound, encoding)
    before, report = check(sound), check(old)
    expected = {one.code for one in before.findings}
    assert {one.code for one in report.findings} - expected == {"phong_chu.ma_cu"}
    assert report.verdict == "khong_dat" and all(
        one.mendable for one in report.findings if one.code == "phong_chu.ma_cu"
    )
    mended = mend(old)
    sound = mend(sound).docx  # a biên bản gets the rule below its subject, which the sample lacks
    assert docx_text(mended.docx, headers=True) == docx_text(sound, headers=True)
    before, after = check(sound), check(mended.docx)
    assert (after.verdict, after.findings) == (before.verdict, before.findings)
    assert mend(mended.docx).docx == mended.docx
