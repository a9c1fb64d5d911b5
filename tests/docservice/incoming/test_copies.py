"""Copies of what came: one PDF of several files, the unseen text, the stamp where nothing is covered."""

import io
from datetime import date

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter

from intranet.docservice.fonts import letter_font
from intranet.docservice.images import page_image, photos_to_pdf
from intranet.docservice.incoming.one_pdf import one_pdf
from intranet.docservice.incoming.overlay import Overlay
from intranet.docservice.incoming.pages import SeenPage, seen_pages
from intranet.docservice.incoming.stamp import HEIGHT, WIDTH, Stamp, free_place, stamped
from intranet.docservice.incoming.text_layer import with_text
from intranet.docservice.reading.layout import Word

STAMP = Stamp("Liên minh Hợp tác xã thành phố Hải Phòng", "125", date(2026, 3, 12), "PCSHT", "03/HTX")


def photo(paint: tuple[int, int, int, int] | None = None) -> bytes:
    """A white A4 photograph, with a black rectangle (in shares of a thousand) when asked."""
    picture = Image.new("RGB", (827, 1169), "white")
    if paint:
        left, top, right, bottom = (value / 1000 for value in paint)
        ImageDraw.Draw(picture).rectangle((left * 827, top * 1169, right * 827, bottom * 1169), fill="black")
    result = io.BytesIO()
    picture.save(result, "JPEG")
    return result.getvalue()


def turned(pdf: bytes, angle: int) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.pages[0].rotate(angle)
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def text_of(pdf: bytes) -> str:
    return " ".join(next(seen_pages(pdf)).lines())


def test_several_files_are_one_pdf_in_their_order() -> None:
    two = photos_to_pdf([photo(), photo()])
    made = one_pdf([("pdf", two), ("jpeg", photo()), ("pdf", two)])
    assert len(PdfReader(io.BytesIO(made)).pages) == 5
    assert one_pdf([("pdf", two)]) is two


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_words_are_drawn_as_the_page_is_seen(angle: int) -> None:
    pdf = turned(photos_to_pdf([photo()]), angle)
    with Overlay(pdf, letter_font()) as over:
        wide, high = over.turn_to(1)
        over.text("Chữ trên", 60, 80, 12)
        over.text("Chữ dưới", 60, high - 80, 12)
        made = over.finished()
    words = next(seen_pages(made)).words
    assert " ".join(word.text for word in words if word.top < high / 2) == "Chữ trên"
    assert (wide > high) == (angle in (90, 270))
    first = min((word for word in words if word.top < high / 2), key=lambda word: word.left)
    assert (first.left, first.bottom) == (pytest.approx(60, abs=3), pytest.approx(80, abs=6))


def test_the_text_of_a_scan_is_found_and_not_seen() -> None:
    pdf = photos_to_pdf([photo()])
    said = "Nghị định về công tác văn thư của các cơ quan, tổ chức"
    words = [Word(word, 60 + 34 * n, 100, 90 + 34 * n, 112) for n, word in enumerate(said.split())]
    made = with_text(pdf, {1: SeenPage(1, 595, 842, tuple(words), is_scan=True)}, letter_font())
    assert text_of(made) == said
    found = next(seen_pages(made)).words[0]
    assert (found.left, found.right) == (pytest.approx(60, abs=2), pytest.approx(90, abs=2))
    assert page_image(made, 1, file_format="PNG") == page_image(pdf, 1, file_format="PNG")


def test_the_stamp_says_what_the_decree_asks_for() -> None:
    words = text_of(stamped(photos_to_pdf([photo()]), STAMP, letter_font("Bold")))
    lines = ("Số: 125", "Ngày: 12/03/2026", "Chuyển: PCSHT", "Số và ký hiệu HS: 03/HTX")
    for said in ("LIÊN MINH HỢP TÁC XÃ", "ĐẾN", *lines):
        assert said in words
    assert (round(WIDTH * 25.4 / 72), round(HEIGHT * 25.4 / 72)) == (50, 35)


@pytest.mark.parametrize("ink", [(0, 0, 1000, 400), (0, 0, 600, 1000), (0, 250, 1000, 1000)])
def test_the_stamp_stands_where_nothing_is_covered(ink: tuple[int, int, int, int]) -> None:
    place = free_place(photos_to_pdf([photo(ink)]))
    assert place is not None
    left, top, right, bottom = (ink[0] * 0.595, ink[1] * 0.842, ink[2] * 0.595, ink[3] * 0.842)
    x, y = place
    assert x >= right or y >= bottom or x + WIDTH <= left or y + HEIGHT <= top


def test_on_a_page_without_a_free_place_the_stamp_stands_on_a_strip_above() -> None:
    pdf = photos_to_pdf([photo((0, 0, 1000, 1000))])
    assert free_place(pdf) is None
    made = stamped(pdf, STAMP, letter_font("Bold"))
    before, after = (PdfReader(io.BytesIO(one)).pages[0].mediabox.height for one in (pdf, made))
    assert after - before > HEIGHT
    assert "Số: 125" in text_of(made)
