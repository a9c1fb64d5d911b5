"""Which font drew each letter, asked of the PDF: one family for all words, those with Vietnamese marks too."""

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterator

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from intranet.docservice.pdf_pool import PdfPool
from intranet.docservice.render import render_docx
from tests.support.letters import own_catalogue, own_template
from tests.support.office_files import VIETNAMESE, letter, saved

# Times New Roman where the office has it, else the font of its widths.
FAMILIES = ("TimesNewRoman", "LiberationSerif")
FACES = {"", "Bold", "Italic", "BoldItalic"}


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PdfPool]:
    with PdfPool(tmp_path_factory.mktemp("fonts"), size=1) as warm:
        yield warm


def drawn(pdf: bytes) -> dict[str, set[str]]:
    """The font of every letter: family and face → the letters it drew."""
    found: dict[str, set[str]] = defaultdict(set)
    for page in pypdfium2.PdfDocument(io.BytesIO(pdf)):
        words = page.get_textpage()
        for at in range(words.count_chars()):
            sign = chr(pdfium.FPDFText_GetUnicode(words.raw, at))
            if sign.strip() and sign.isprintable():
                found[_font(words.raw, at)].add(sign)
    return found


def _font(words: pdfium.FPDF_TEXTPAGE, at: int) -> str:
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(words, at, name, len(name), flags)
    return name.value.decode().split("+")[-1].replace("PSMT", "").replace("MT", "").replace(",", "-")


def assert_one_family(fonts: dict[str, set[str]]) -> None:
    assert any(all(font.partition("-")[0] == family for font in fonts) for family in FAMILIES), fonts
    assert {font.partition("-")[2].replace("Regular", "") for font in fonts} <= FACES


def test_every_vietnamese_letter_in_every_face(pool: PdfPool) -> None:
    document = docx.Document(io.BytesIO(letter()))
    for bold, italic in ((False, False), (True, False), (False, True), (True, True)):
        run = document.add_paragraph().add_run(f"{VIETNAMESE} {VIETNAMESE.upper()}")
        run.bold, run.italic = bold, italic
    fonts = drawn(pool.convert(saved(document)))
    assert_one_family(fonts)
    alphabet = set(f"{VIETNAMESE}{VIETNAMESE.upper()}") - {" "}
    assert len(fonts) == 4 and all(alphabet <= letters for letters in fonts.values())


@pytest.mark.parametrize("template_id", ["to_trinh_kinh_phi", "quyet_dinh_khen_thuong"])
def test_a_letter_is_drawn_with_one_family(pool: PdfPool, template_id: str) -> None:
    template = own_template(template_id)
    assert_one_family(drawn(pool.convert(render_docx(template, template.example))))


@pytest.mark.campaign
def test_every_letter_is_drawn_with_one_family(pool: PdfPool) -> None:
    for template in own_catalogue():
        assert_one_family(drawn(pool.convert(render_docx(template, template.example))))


def test_a_stranger_among_the_fonts_is_seen(pool: PdfPool) -> None:
    document = docx.Document(io.BytesIO(letter("Nội dung")))
    document.add_paragraph().add_run("chữ khác").font.name = "DejaVu Sans"
    with pytest.raises(AssertionError, match="DejaVuSans"):
        assert_one_family(drawn(pool.convert(saved(document))))
