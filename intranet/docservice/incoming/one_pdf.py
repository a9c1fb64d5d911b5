"""The files of a letter, PDFs and photographs, as one PDF to look at; the files themselves stay as they came."""

import io
from collections.abc import Sequence
from itertools import groupby

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from intranet.docservice.errors import DocError
from intranet.docservice.images import photos_to_pdf

Part = tuple[str, bytes]  # the kind ("pdf", "jpeg", "png") and the bytes


def one_pdf(parts: Sequence[Part]) -> bytes:
    """All pages in the order of the files, sheets photographed at an angle laid flat; a single PDF comes back as it is.

    DocError: no_photos for no part at all, pdf_broken, picture_broken, too_many_photos.
    """
    if len(parts) == 1 and parts[0][0] == "pdf":
        return parts[0][1]
    writer = PdfWriter()
    for is_pdf, group in groupby(parts, key=lambda part: part[0] == "pdf"):
        contents = [content for _, content in group]
        for pdf in contents if is_pdf else [photos_to_pdf(contents, flatten=True)]:
            try:
                writer.append(PdfReader(io.BytesIO(pdf)))
            except (PyPdfError, ValueError, KeyError) as error:
                raise DocError("pdf_broken", name="PDF") from error
    if not writer.pages:
        raise DocError("no_photos")
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()
