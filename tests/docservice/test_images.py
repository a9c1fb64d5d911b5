"""Pages of a PDF as pictures, photographs as one A4 PDF, thumbnails."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter

from intranet.docservice import images
from intranet.docservice.errors import DocError
from intranet.docservice.images import page_count, page_image, photos_to_pdf, thumbnail
from tests.support.office_files import picture, picture_pdf

TURNED_RIGHT = 6  # EXIF: the camera was held upright; show the picture turned by 90 degrees.
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def refusal(action: Callable[[], object]) -> str:
    with pytest.raises(DocError) as refused:
        action()
    return refused.value.code


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def photograph(width: int = 800, height: int = 600, orientation: int = 1) -> bytes:
    """A white photograph with a red corner at its top left, with the camera's notes."""
    result = io.BytesIO()
    shot = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(shot).rectangle((0, 0, width // 4, height // 4), fill="red")
    notes = Image.Exif()
    notes[ORIENTATION], notes[MAKE] = orientation, "Máy ảnh"
    notes.get_ifd(GPS)[1] = "N"
    shot.save(result, "JPEG", exif=notes)
    return result.getvalue()


def is_red(shot: Image.Image, x: float, y: float) -> bool:
    """At a place given in parts of the width and height."""
    red, green, blue = shot.convert("RGB").getpixel((int(shot.width * x), int(shot.height * y)))
    return red > 180 and green < 90 and blue < 90


def test_pages_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(picture_pdf(3))
    assert page_count(picture_pdf(3)) == page_count(tmp_path / "a.pdf") == page_count(io.BytesIO(picture_pdf(3))) == 3


@pytest.mark.parametrize(("file_format", "sign"), [("PNG", b"\x89PNG"), ("WEBP", b"RIFF")])
def test_a_page_as_a_picture_of_the_width_asked_for(file_format, sign: bytes) -> None:
    page = page_image(picture_pdf(2), 2, width=700, file_format=file_format)
    assert page.startswith(sign)
    assert opened(page).width == 700
    assert opened(page).height == pytest.approx(990, abs=3)


def test_the_page_shows_what_is_on_it() -> None:
    page = opened(page_image(photos_to_pdf([photograph(600, 800)]), 1, width=600))
    assert is_red(page, 0.1, 0.15)
    assert not is_red(page, 0.6, 0.6)


@pytest.mark.parametrize("file_format", ["PNG", "WEBP"])
def test_a_page_of_text_is_light_and_a_coloured_one_keeps_its_colours(file_format) -> None:
    page = Image.new("RGB", (1000, 1414), "white")
    for line in range(60, 1350, 22):
        ImageDraw.Draw(page).text((90, line), "Liên minh Hợp tác xã thành phố " * 4, fill="black")
    text, stamped = io.BytesIO(), io.BytesIO()
    page.save(text, "PDF")
    ImageDraw.Draw(page).ellipse((600, 1000, 800, 1200), outline="red", width=9)
    page.save(stamped, "PDF")
    light, coloured = (page_image(pdf.getvalue(), 1, file_format=file_format) for pdf in (text, stamped))
    assert len(light) < len(coloured) / 2
    assert opened(light).convert("L").getpixel((5, 5)) == 255
    assert is_red(opened(coloured), 0.6025, 0.778)


def test_a_page_that_is_not_there() -> None:
    for page in (0, 3, -1):
        assert refusal(lambda page=page: page_image(picture_pdf(2), page)) == "no_such_page"


@pytest.mark.parametrize("size", [(14_400, 14_400), (10, 14_400), (14_400, 10)])
def test_a_page_of_odd_shape_stays_small(size: tuple[int, int]) -> None:
    writer, result = PdfWriter(), io.BytesIO()
    writer.add_blank_page(*size)
    writer.write(result)
    page = opened(page_image(result.getvalue(), 1, width=2000))
    assert page.width * page.height <= images.MOST_PIXELS_OF_A_PAGE * 1.01


def test_what_is_no_pdf_is_refused() -> None:
    for content in (b"", b"%PDF-", b"<html>", picture()):
        assert refusal(lambda content=content: page_count(content)) == "pdf_broken"


def test_pdfium_is_asked_by_one_thread_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not made for threads; the web server has several."""
    alone: list[bool] = []
    real = images.pdfium.PdfDocument

    def noting(pdf: object) -> object:
        alone.append(images.pdfium_turn.locked())
        return real(pdf)

    monkeypatch.setattr(images.pdfium, "PdfDocument", noting)
    with ThreadPoolExecutor(4) as threads:
        pages = list(threads.map(lambda page: page_image(picture_pdf(4), page, width=300), [1, 2, 3, 4]))
    assert [opened(page).width for page in pages] == [300] * 4
    assert alone == [True] * 4


def test_photographs_become_a4_pages_in_their_order() -> None:
    pdf = photos_to_pdf([photograph(600, 800), photograph(800, 600), picture("PNG", (50, 50))])
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in PdfReader(io.BytesIO(pdf)).pages]
    assert sizes == [(595, 842), (842, 595), (595, 842)]


def test_a_turned_photograph_stands_upright() -> None:
    pdf = photos_to_pdf([photograph(800, 600, TURNED_RIGHT)])
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    assert page.mediabox.height > page.mediabox.width
    shown = opened(page_image(pdf, 1, width=600))
    assert is_red(shown, 0.9, 0.15), "what was top left is top right once the picture is turned"
    assert not is_red(shown, 0.1, 0.15)


def test_a_large_photograph_is_read_small_and_kept_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A photograph of 48 megapixels would be 144 MB unpacked; a page of 200 dots to the inch is what is needed."""
    unpacked: list[int] = []
    load = images._load

    def load_and_note(shot: Image.Image, name: str) -> None:
        unpacked.append(shot.width * shot.height)
        load(shot, name)

    monkeypatch.setattr(images, "_load", load_and_note)
    pdf = photos_to_pdf([photograph(8000, 6000)])
    images.check_photo(photograph(8000, 6000))
    assert max(unpacked) <= 13_000_000
    (scan,) = PdfReader(io.BytesIO(pdf)).pages[0].images
    assert opened(scan.data).size == (2339, 1654)
    assert len(pdf) < 1 << 20


def test_see_through_pictures_stand_on_white() -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (100, 140), (0, 0, 0, 0)).save(clear, "PNG")
    shown = opened(page_image(photos_to_pdf([clear.getvalue()]), 1)).convert("RGB")
    assert shown.getpixel((500, 700)) == (255, 255, 255)
    assert opened(thumbnail(clear.getvalue())).convert("RGB").getpixel((50, 50)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK", "I;16"])
def test_pictures_of_every_mode(mode: str) -> None:
    result = io.BytesIO()
    Image.new(mode, (30, 40)).save(result, "JPEG" if mode == "CMYK" else "PNG")
    assert page_count(photos_to_pdf([result.getvalue()])) == 1
    assert opened(thumbnail(result.getvalue())).size == (30, 40)


def test_photographs_that_cannot_be_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MOST_PHOTOS", 2)
    assert refusal(lambda: photos_to_pdf([])) == "no_photos"
    assert refusal(lambda: photos_to_pdf([picture(size=(20, 20))] * 3)) == "too_many_photos"
    assert refusal(lambda: photos_to_pdf([photograph(), photograph()[:900]])) == "picture_broken"
    assert refusal(lambda: photos_to_pdf([picture("GIF")])) == "picture_broken"


def test_the_broken_photograph_is_named_by_its_place() -> None:
    with pytest.raises(DocError, match="ảnh 2"):
        photos_to_pdf([photograph(), b"x"])


def test_a_thumbnail_is_small_upright_and_tells_nothing_of_the_camera() -> None:
    small = thumbnail(photograph(4000, 3000, TURNED_RIGHT), side=320)
    assert opened(small).size == (240, 320)
    assert is_red(opened(small), 0.9, 0.1)
    assert dict(opened(small).getexif()) == {}
    assert len(small) < 20_000
