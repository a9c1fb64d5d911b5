"""The files of a batch: the sheet returned with its faults, a letter's Word file and pages, a zip, one PDF to print."""

import tempfile
import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from flask import request, send_file

from intranet.batches import queries, service
from intranet.batches.models import Batch, BatchLetter
from intranet.batches.routes.blueprint import bp
from intranet.core.errors import NotFound, Refused
from intranet.core.files import path_of
from intranet.docservice.errors import DocError
from intranet.docservice.guard import KINDS
from intranet.docservice.images import page_image
from intranet.docservice.merge.printing import print_pdf
from intranet.docservice.merge.sheets_made import returned_sheet
from intranet.documents.routes.files import PAGE_WIDTH
from intranet.web.access import needs
from intranet.web.excel import MEDIA_TYPE

IN_MEMORY = 8 << 20
NOT_YET = "Chưa có tệp này: đợt văn bản đang được làm."


@bp.get("/batches/<int:batch_id>/returned.xlsx")
@needs("batch.view", batch=queries.get_batch)
def returned(batch: Batch) -> Any:
    """The sheet as it was sent, its faults marked in their cells."""
    try:
        sheet, checked = service.checked_again(batch)
    except DocError as error:
        raise Refused(error.sentence) from error
    name = f"{batch.sheet_name.removesuffix('.xlsx')} - cần sửa.xlsx"
    content = returned_sheet(sheet, checked.faults)
    return send_file(BytesIO(content), mimetype=MEDIA_TYPE, as_attachment=True, download_name=name)


@bp.get("/batches/<int:batch_id>/letters/<int:position>.docx")
@needs("batch.view", batch=queries.get_batch)
def letter_docx(batch: Batch, position: int) -> Any:
    letter = queries.get_letter(batch, position)
    preview = queries.preview_of(letter)
    sha256 = letter.docx_sha256 or (preview.docx_sha256 if preview else None)
    if sha256 is None:
        raise NotFound("Chưa có tệp Word của bản này.", "Hãy bấm «Xem trước» ở trang của bản.")
    media_type = KINDS["docx"].media_type
    return send_file(path_of(sha256), mimetype=media_type, as_attachment=True, download_name=f"{letter.name}.docx")


@bp.get("/batches/<int:batch_id>/letters/<int:position>/pages/<int:page>.webp")
@needs("batch.view", batch=queries.get_batch)
def letter_page(batch: Batch, position: int, page: int) -> Any:
    letter = queries.get_letter(batch, position)
    preview = queries.preview_of(letter)
    sha256 = letter.pdf_sha256 or (preview.pdf_sha256 if preview else None)
    if sha256 is None:
        raise NotFound("Chưa có trang xem trước của bản này.")
    try:
        picture = page_image(path_of(sha256), page, width=PAGE_WIDTH, file_format="WEBP")
    except DocError as error:
        raise NotFound(error.sentence) from error
    return picture, {"Content-Type": "image/webp", "Cache-Control": "private, max-age=86400"}


@bp.get("/batches/<int:batch_id>/letters.zip")
@needs("batch.view", batch=queries.get_batch)
def letters_zip(batch: Batch) -> Any:
    """Word and PDF of every letter, in the order of the sheet."""
    letters = [letter for letter in queries.letters_of(batch) if letter.docx_sha256]
    if not letters:
        raise NotFound(NOT_YET)
    package = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (closed when it has been sent)
    _pack(package, letters)
    package.seek(0)
    return send_file(package, mimetype="application/zip", as_attachment=True, download_name=f"{_name(batch)}.zip")


@bp.get("/batches/<int:batch_id>/print.pdf")
@needs("batch.view", batch=queries.get_batch)
def print_all(batch: Batch) -> Any:
    """One PDF of all letters in the order of the sheet; `two_sided=1` begins each on a front side."""
    letters = queries.letters_of(batch)
    if not letters or not all(letter.pdf_sha256 for letter in letters):
        raise NotFound(NOT_YET)
    pdfs = [path_of(letter.pdf_sha256) for letter in letters if letter.pdf_sha256]
    pdf = print_pdf(pdfs, two_sided=request.args.get("two_sided") == "1")
    return send_file(BytesIO(pdf), mimetype=KINDS["pdf"].media_type, download_name=f"{_name(batch)}.pdf")


def _pack(target: Any, letters: Sequence[BatchLetter]) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:  # a .docx is packed already
        for letter in letters:
            for sha256, ending in ((letter.docx_sha256, ".docx"), (letter.pdf_sha256, ".pdf")):
                if sha256:
                    package.write(path_of(sha256), f"{letter.name}{ending}")


def _name(batch: Batch) -> str:
    return f"{batch.template_title} {batch.subject[:60]}".replace("/", "-").strip()
