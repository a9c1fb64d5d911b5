"""The named places of a PDF: on which page each stands, and how high."""

import ctypes
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from intranet.docservice.images import opened_pdf


@dataclass(frozen=True)
class Place:
    """A page (the first is 0) and the height above its lower edge in points."""

    page: int
    height: float


def named_places(pdf: bytes) -> dict[str, Place]:
    """The places of a PDF by name; DocError pdf_broken."""
    with opened_pdf(pdf) as document:
        return dict(_named_place(document.raw, number) for number in range(pdfium.FPDF_CountNamedDests(document.raw)))


def _named_place(document: pdfium.FPDF_DOCUMENT, number: int) -> tuple[str, Place]:
    size = ctypes.c_long()
    pdfium.FPDF_GetNamedDest(document, number, None, size)
    name = ctypes.create_string_buffer(size.value)
    target = pdfium.FPDF_GetNamedDest(document, number, name, size)
    has_x, has_y, has_zoom = (ctypes.c_int() for _ in range(3))
    x, y, zoom = (ctypes.c_float() for _ in range(3))
    pdfium.FPDFDest_GetLocationInPage(target, has_x, has_y, has_zoom, x, y, zoom)
    page = pdfium.FPDFDest_GetDestPageIndex(document, target)
    return name.raw.decode("utf-16-le").rstrip("\0"), Place(page, y.value)
