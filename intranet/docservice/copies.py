"""Copies of letters (Điều 25 to 27 NĐ 30/2020): the layout's page joined to the PDF that is copied."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pypdfium2.raw as pdfium_c
from PIL import ImageChops
from pypdf import PdfReader, PdfWriter, Transformation

from intranet.docservice.catalogue import Catalogue, Template
from intranet.docservice.errors import DocError
from intranet.docservice.images import Source, opened_pdf
from intranet.docservice.nd30 import COPY_TYPES, PAGE
from intranet.docservice.render import render_docx
from intranet.docservice.signing.printed import flattened

POINTS_TO_A_MILLIMETRE = 72 / 25.4
# Between the end of the letter and the line above the copy's own part.
GAP = 14
# A scan is never quite white.
WHITE_FROM = 200
# Copying agencies state times of Vietnam (PL I, phần II, I.3c).
MOMENT = "%d/%m/%Y; %H:%M:%S"


def copy_docx(layouts: Catalogue, form: str, facts: Mapping[str, Any], *, year: int | None = None) -> bytes:
    """The last part of a paper copy as a .docx (Mẫu 3.1): "SAO Y" or another form, agency, number, date, signer.

    `form` is a key of nd30.COPY_TYPES, `facts` those of the layout "ban_sao". DocError: unknown_copy, what
    rendering refuses.
    """
    return render_docx(copy_layout(layouts, form), facts, year=year)


def copy_layout(layouts: Catalogue, form: str) -> Template:
    """The layout of a paper copy under its form: "Số: 05/SY-LMHTX" (PL III, I). DocError unknown_copy."""
    if form not in COPY_TYPES:
        raise DocError("unknown_copy", form=form, known=", ".join(COPY_TYPES))
    return replace(layouts.get("ban_sao"), letter_type=COPY_TYPES[form])


def signing_moment(at: datetime) -> str:
    """A moment of signing as box 14 prints it: "25/02/2025; 10:15:30+07:00" (PL I, II.8; ISO 8601)."""
    if at.tzinfo is None:
        raise ValueError("a moment without its time zone")
    zone = at.strftime("%z")
    return f"{at.strftime(MOMENT)}{zone[:3]}:{zone[3:]}"


def paper_copy(letter: bytes, ending: bytes, pages: Sequence[int] | None = None) -> bytes:
    """The PDF of a letter, or of some of its pages (trích sao), with the copy's own part right below its end.

    `ending` is the PDF of `copy_docx`. It stands on the letter's last sheet (PL I, phần II, II.2a), on its own page
    only when no room is left there. `pages` count from 1. The seal of a letter that was signed with keys is drawn like
    all the rest: its signatures hold in its own file alone. DocError no_such_page, pdf_broken.
    """
    with opened_pdf(letter) as source:
        is_signed = pdfium_c.FPDF_GetSignatureCount(source) > 0
        for page in pages or ():
            if not 1 <= page <= len(source):
                raise DocError("no_such_page", page=page)
    letter = flattened(letter) if is_signed else letter
    writer = _only(letter, pages) if pages else PdfWriter(clone_from=io.BytesIO(letter))
    last, block = writer.pages[-1], PdfReader(io.BytesIO(ending)).pages[0]
    _, end = _inked(letter, (pages[-1] if pages else len(writer.pages)) - 1)
    top, bottom = _inked(ending, 0)
    lowest = float(last.mediabox.height) - PAGE.bottom[0] * POINTS_TO_A_MILLIMETRE
    if end + GAP + (bottom - top) <= lowest:
        # PDF counts from below: the block goes down by what its top is to stand lower.
        lower = end + GAP - top
        shift = float(last.mediabox.height) - float(block.mediabox.height) - lower
        last.merge_transformed_page(block, Transformation().translate(0, shift))
    else:
        writer.add_page(block)
    return _written(writer)


def electronic_copy(letter: bytes, corner: bytes) -> bytes:
    """The PDF of a letter with the copy's words at the top right of its first page (Mẫu 3.2).

    `corner` is the PDF of the layout "ban_sao_dien_tu". The copying agency then signs the file. DocError pdf_broken.
    """
    with opened_pdf(letter):
        pass
    writer = PdfWriter(clone_from=io.BytesIO(letter))
    first, words = writer.pages[0], PdfReader(io.BytesIO(corner)).pages[0]
    # The words stand at the same distance from the corner on paper of any size, above the letter's first line.
    right = float(first.mediabox.width) - float(words.mediabox.width)
    up = float(first.mediabox.height) - float(words.mediabox.height) + PAGE.top[0] * POINTS_TO_A_MILLIMETRE / 2
    first.merge_transformed_page(words, Transformation().translate(right, up))
    return _written(writer)


def _inked(pdf: Source, page: int) -> tuple[float, float]:
    """Where the words of a page begin and end, in points from its top; (0, 0) for an empty page."""
    with opened_pdf(pdf) as document:
        picture = document[page].render(scale=1).to_pil().convert("L")
    ink = ImageChops.invert(picture).point(lambda grey: 255 if grey > 255 - WHITE_FROM else 0)
    box = ink.getbbox()
    return (float(box[1]), float(box[3])) if box else (0.0, 0.0)


def _only(pdf: bytes, pages: Sequence[int]) -> PdfWriter:
    reader, writer = PdfReader(io.BytesIO(pdf)), PdfWriter()
    for page in pages:
        writer.add_page(reader.pages[page - 1])
    return writer


def _written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
