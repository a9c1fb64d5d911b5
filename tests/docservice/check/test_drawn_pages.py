"""What LibreOffice draws of letters made in many manners agrees with what the checker says it read."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pytest

from intranet.docservice.check.find import find_letter
from intranet.docservice.check.judging import off_centre
from intranet.docservice.check.lines import Line
from intranet.docservice.check.reading import read
from intranet.docservice.pdf import PdfMaker
from tests.docservice.check.foreign import MANNERS, as_bytes, write
from tests.docservice.check.letter_words import OFFICIAL, Words
from tests.docservice.check.raw_letters import RAW

COMPARED = (
    "quoc_hieu",
    "tieu_ngu",
    "co_quan_ban_hanh",
    "so_ky_hieu",
    "dia_danh_ngay",
    "ten_loai",
    "quyen_han",
    "noi_nhan",
)
LETTERS = {
    f"{name}, {words.number}": lambda words=words, manner=manner: as_bytes(write(words, manner))
    for name, manner in MANNERS.items()
    if manner.head in {"table", "controls", "nested"}
    for words in (Words(), OFFICIAL)
} | RAW
# The middle of a line on the page, in points, as near as widths of words are known.
MIDDLE = 6.0


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PdfMaker]:
    with PdfMaker(tmp_path_factory.mktemp("libreoffice")) as maker:
        yield maker


def drawn_lines(pdf: bytes) -> list[tuple[str, list[dict[str, Any]]]]:
    """The lines of the pages without their spaces, with their letters."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        lines = [line for page in document.pages for line in page.extract_text_lines(return_chars=True)]
    return [(re.sub(r"\s", "", line["text"]), line["chars"]) for line in lines]


def drawn_letters(line: Line, lines: list[tuple[str, list[dict[str, Any]]]]) -> list[dict[str, Any]]:
    """The letters of a line where LibreOffice drew it, beside whatever stands in the same row."""
    wanted = re.sub(r"\s", "", line.text)
    for text, letters in lines:
        at = text.find(wanted)
        if at >= 0:
            shown = [letter for letter in letters if letter["text"].strip()]
            return shown[at : at + len(wanted)]
    raise AssertionError(f"not drawn: {line.text}")


@pytest.mark.campaign
@pytest.mark.parametrize("name", LETTERS)
def test_sizes_fonts_and_places_are_those_that_are_drawn(name: str, printer: PdfMaker) -> None:
    docx = LETTERS[name]()
    letter, lines = find_letter(read(docx)), drawn_lines(printer.convert(docx))
    page = letter.reading.sections[0]
    compared = 0
    for component in COMPARED:
        for line in letter.lines(component):
            if line.width > line.paragraph.width:
                continue  # it breaks on the page, and the other column stands between its lines
            drawn = drawn_letters(line, lines)
            assert {round(one["size"], 1) for one in drawn} == {line.size}, (component, line.text)
            fonts = {one["fontname"] for one in drawn}
            assert all("Serif" in font or "Times" in font for font in fonts), fonts
            assert all(("Bold" in font) == (line.share("bold") > 0.5) for font in fonts), (component, fonts)
            assert all(("Italic" in font) == (line.share("italic") > 0.5) for font in fonts), (component, fonts)
            width = drawn[-1]["x1"] - drawn[0]["x0"]
            assert width == pytest.approx(line.width, rel=0.05), (component, line.text)
            if line.cell is None and component == "ten_loai":
                middle = (drawn[0]["x0"] + drawn[-1]["x1"]) / 2 - page.margins["left"] - page.text_width / 2
                assert abs(middle - off_centre(line)) < MIDDLE, (component, line.text)
            compared += 1
    assert compared >= len(COMPARED) - 3
