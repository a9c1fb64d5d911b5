"""Many PDFs as one for printing, in their order."""

import io
from collections.abc import Iterable
from pathlib import Path

import pypdfium2 as pdfium

from intranet.docservice.errors import DocError
from intranet.docservice.images import pdfium_turn


def print_pdf(pdfs: Iterable[bytes | Path], *, two_sided: bool = False) -> bytes:
    """All PDFs one after the other; `two_sided` adds an empty page where a letter would begin on another's back.

    DocError pdf_broken.
    """
    with pdfium_turn:
        whole = pdfium.PdfDocument.new()
        try:
            for pdf in pdfs:
                append(whole, pdf)
                if two_sided and len(whole) % 2:
                    whole.new_page(*whole[len(whole) - 1].get_size())
            file = io.BytesIO()
            whole.save(file)
            return file.getvalue()
        finally:
            whole.close()


def append(whole: pdfium.PdfDocument, pdf: bytes | Path) -> None:
    """Add all pages of a PDF to an open one, while nobody else uses PDFium here; DocError pdf_broken."""
    try:
        one = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError:
        raise DocError("pdf_broken", name=pdf.name if isinstance(pdf, Path) else "PDF") from None
    try:
        whole.import_pages(one)
    finally:
        one.close()
