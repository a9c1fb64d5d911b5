"""Pages of a PDF as pictures for the browser, photographs as one A4 PDF, and small pictures of evidence."""

import io
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageOps, ImageStat
from pypdf import PdfWriter

from intranet.docservice.errors import DocError
from intranet.docservice.flatten import flattened

MOST_PIXELS = 60_000_000
MOST_PIXELS_OF_A_PAGE = 12_000_000
LONGEST_SIDE = 10_000
MOST_PHOTOS = 50
GREYS_OF_A_LETTER = 16
DOTS_PER_INCH = 200
A4_AT_200_DPI = (1654, 2339)
PHOTO_FORMATS = ("JPEG", "PNG")

Source = bytes | Path | BinaryIO

# PDFium is not safe for threads: one page at a time in this process.
pdfium_turn = threading.Lock()


@contextmanager
def opened_pdf(pdf: Source, name: str = "") -> Iterator[pdfium.PdfDocument]:
    """A PDF opened while nobody else uses PDFium here; DocError pdf_broken, or file_is_locked."""
    name = name or (pdf.name if isinstance(pdf, Path) else "PDF")
    with pdfium_turn:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as error:
            code = "file_is_locked" if "password" in str(error).lower() else "pdf_broken"
            raise DocError(code, name=name) from None
        try:
            yield document
        finally:
            document.close()


def page_count(pdf: Source, name: str = "") -> int:
    """How many pages; DocError pdf_broken, or file_is_locked when it asks for a password."""
    with opened_pdf(pdf, name) as document:
        return len(document)


def page_image(pdf: Source, page: int, *, width: int = 1000, file_format: Literal["PNG", "WEBP"] = "WEBP") -> bytes:
    """Page number `page` (the first is 1) as a picture `width` pixels wide; a page of odd shape comes smaller.

    A page of black text at 1000 pixels takes about 50 kB. DocError no_such_page, pdf_broken, file_is_locked.
    """
    with opened_pdf(pdf) as document:
        if not 1 <= page <= len(document):
            raise DocError("no_such_page", page=page)
        document.init_forms()  # number, date, signature and seal of a signed letter are fields
        sheet = document[page - 1]
        wide, high = sheet.get_size()
        scale = min(width / wide, LONGEST_SIDE / max(wide, high), (MOST_PIXELS_OF_A_PAGE / (wide * high)) ** 0.5)
        picture = sheet.render(scale=scale).to_pil().convert("RGB")
    if _has_colour(picture):
        return _encoded(picture, file_format)
    # Letters need few greys, and a picture of few greys packs four times smaller than one of many.
    few_greys = picture.convert("L").quantize(GREYS_OF_A_LETTER, dither=Image.Dither.NONE)
    return _encoded(few_greys if file_format == "PNG" else few_greys.convert("L"), file_format, lossless=True)


def colour_of(picture: Image.Image) -> tuple[float, float, float]:
    """The mean red, green and blue, 0 to 255, of what a transparent picture shows; white where it shows nothing."""
    seen = picture.convert("RGBA")
    mask = seen.getchannel("A").point(lambda alpha: 255 if alpha > 64 else 0)
    if mask.getbbox() is None:
        return 255.0, 255.0, 255.0
    red, green, blue = ImageStat.Stat(seen.convert("RGB"), mask).mean
    return red, green, blue


def _has_colour(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    return bool(ImageChops.difference(red, green).getbbox() or ImageChops.difference(red, blue).getbbox())


def check_photo(photo: Source, name: str = "") -> str:
    """Read a photograph through, in little memory; its media type.

    DocError picture_too_large (more than 60 megapixels, told from the header alone) or picture_broken.
    """
    with _photo(photo, name) as picture:
        picture.draft("RGB", (256, 256))
        _load(picture, name)
        return "image/png" if picture.format == "PNG" else "image/jpeg"


def thumbnail(photo: Source, *, side: int = 320, name: str = "") -> bytes:
    """A small upright JPEG, at most `side` pixels each way, without the camera's notes (place, owner)."""
    return _encoded(_upright(photo, (side, side), name), "JPEG")


def photos_to_pdf(photos: Iterable[Source], *, flatten: bool = False) -> bytes:
    """Photographs in their order, one to an A4 page (200 dpi, upright, on white), for a signed sheet that was
    photographed instead of scanned; `flatten` lays a sheet taken at an angle flat, where it is surely found.

    DocError no_photos, too_many_photos (more than 50), picture_broken, picture_too_large.
    """
    writer = PdfWriter()
    for number, photo in enumerate(photos, start=1):
        if number > MOST_PHOTOS:
            raise DocError("too_many_photos", limit=MOST_PHOTOS)
        writer.append(io.BytesIO(_a4_page(photo, f"ảnh {number}", flatten)))
    if not writer.pages:
        raise DocError("no_photos")
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def _a4_page(photo: Source, name: str, flatten: bool) -> bytes:
    longest = round(max(A4_AT_200_DPI) * (1.5 if flatten else 1))  # the desk around a sheet is cut away
    picture = _upright(photo, (longest, longest), name)
    if flatten:
        picture = flattened(picture)
    size = A4_AT_200_DPI if picture.height >= picture.width else A4_AT_200_DPI[::-1]
    picture = ImageOps.contain(picture, size)
    page = Image.new("RGB", size, "white")
    page.paste(picture, ((size[0] - picture.width) // 2, (size[1] - picture.height) // 2))
    result = io.BytesIO()
    page.save(result, "PDF", resolution=DOTS_PER_INCH, quality=85)
    return result.getvalue()


def _upright(photo: Source, size: tuple[int, int], name: str) -> Image.Image:
    """The photograph turned as it was held, on white, no larger than `size`."""
    with _photo(photo, name) as picture:
        picture.draft("RGB", size)
        _load(picture, name)
        picture.thumbnail(size)
        upright = ImageOps.exif_transpose(picture)
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
        white = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(white, upright)
    return upright.convert("RGB")


@contextmanager
def _photo(photo: Source, name: str) -> Iterator[Image.Image]:
    name = name or (photo.name if isinstance(photo, Path) else "ảnh")
    try:
        picture = Image.open(io.BytesIO(photo) if isinstance(photo, bytes) else photo, formats=PHOTO_FORMATS)
    except Image.DecompressionBombError:
        raise DocError("picture_too_large", name=name, limit=MOST_PIXELS // 1_000_000) from None
    except (OSError, SyntaxError, ValueError):
        raise DocError("picture_broken", name=name) from None
    with picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise DocError("picture_too_large", name=name, limit=MOST_PIXELS // 1_000_000)
        yield picture


def _load(picture: Image.Image, name: str) -> None:
    try:
        picture.load()
    except (OSError, SyntaxError, ValueError, EOFError):
        raise DocError("picture_broken", name=name or "ảnh") from None


def _encoded(picture: Image.Image, file_format: str, lossless: bool = False) -> bytes:
    result = io.BytesIO()
    picture.save(result, file_format, quality=80, lossless=lossless)
    return result.getvalue()
