"""A scan that is to become an electronic copy: what the decree asks of one (NĐ 30/2020, PL I, phần II, I.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from intranet.docservice.errors import DocError
from intranet.docservice.images import opened_pdf
from intranet.docservice.signing.corner import has_signatures
from intranet.docservice.signing.places import MM

LEAST_DPI = 200
# Scanners round: 1653 points across 210 mm are called 200 dpi.
ROUNDING = 0.98
OLDEST = 14  # PDF 1.4
# A page of paper; at another size the scale was not 100 %.
SHORTEST_MM, LONGEST_MM = 100, 430
MOST_OF_A_PAGE = 0.5
DEEPEST = 4
GREY = (pdfium_c.FPDF_COLORSPACE_DEVICEGRAY, pdfium_c.FPDF_COLORSPACE_CALGRAY)


@dataclass(frozen=True)
class ScannedPage:
    """A page of a scan: how fine (the lesser of both directions, dots per inch), and whether in colour."""

    dpi: int
    is_colour: bool


def check_scan(pdf: bytes) -> tuple[ScannedPage, ...]:
    """The pages of a scan that meets the decree: PDF 1.4 or newer, colour, at least 200 dpi, full size.

    DocError scan_too_coarse, scan_not_colour, scan_no_picture, scan_other_size (each with its page), scan_old,
    scan_signed, pdf_broken, file_is_locked.
    """
    with opened_pdf(pdf) as document:
        if (document.get_version() or 0) < OLDEST:
            raise DocError("scan_old")
        pages = tuple(_checked(number, page) for number, page in enumerate(document, 1))
    if has_signatures(pdf):
        raise DocError("scan_signed")
    return pages


def _checked(number: int, page: pdfium.PdfPage) -> ScannedPage:
    short, long = sorted(side / MM for side in page.get_size())
    if short < SHORTEST_MM or long > LONGEST_MM:
        raise DocError("scan_other_size", page=number, wide=round(short), high=round(long))
    pictures = list(_large_pictures(page))
    if not pictures:
        raise DocError("scan_no_picture", page=number)
    # Some scanners part a page into layers: the finest shows the letters, any of them the colour.
    dpi = max(round(min(facts.horizontal_dpi, facts.vertical_dpi)) for facts in pictures)
    if dpi < LEAST_DPI * ROUNDING:
        raise DocError("scan_too_coarse", page=number, dpi=dpi)
    is_colour = any(facts.colorspace not in GREY and facts.bits_per_pixel > 1 for facts in pictures)
    if not is_colour:
        raise DocError("scan_not_colour", page=number)
    return ScannedPage(dpi, is_colour)


def _large_pictures(page: pdfium.PdfPage) -> Iterator[pdfium_c.FPDF_IMAGEOBJ_METADATA]:
    wide, high = page.get_size()
    for found in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST):
        left, bottom, right, top = found.get_bounds()
        if (right - left) * (top - bottom) >= MOST_OF_A_PAGE * wide * high:
            yield found.get_metadata()
