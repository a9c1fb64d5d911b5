"""The files of a letter: Word, PDF, pages as pictures, signed sheets; each only for those who may see the letter."""

from typing import Any

from flask import request, send_file, url_for

from intranet.core.errors import NotFound
from intranet.core.files import path_of
from intranet.docservice.errors import DocError
from intranet.docservice.guard import KINDS
from intranet.docservice.images import page_image
from intranet.documents import queries, service
from intranet.documents.models import Document
from intranet.documents.routes.blueprint import bp
from intranet.printing.models import MadeFiles
from intranet.printing.rules import FilesState
from intranet.web.access import needs

PAGE_WIDTH = 900
# The pages that wait for a letter's PDF besides its own, by what they call themselves.
BACK = {"edit": ".edit", "decide": "home.decide_letter"}
NO_PDF = "Chưa có bản PDF. Hãy tải tệp .docx, hoặc chờ bản PDF được tạo xong."


@bp.get("/documents/<int:document_id>/versions/<int:n>.docx")
@needs("document.view_work", document=queries.get_document)
def version_docx(document: Document, n: int) -> Any:
    return _docx(document, queries.get_version(document, n), n)


@bp.get("/documents/<int:document_id>/versions/<int:n>.pdf")
@needs("document.view_work", document=queries.get_document)
def version_pdf(document: Document, n: int) -> Any:
    return _pdf(document, queries.get_version(document, n), n)


@bp.get("/documents/<int:document_id>/versions/<int:n>/pages/<int:page>.webp")
@needs("document.view_work", document=queries.get_document)
def version_page(document: Document, n: int, page: int) -> Any:
    return _page(queries.get_version(document, n), page)


@bp.get("/documents/<int:document_id>/numbered.docx")
@needs("document.view", noting=service.note_reading, document=queries.get_document)
def numbered_docx(document: Document) -> Any:
    return _docx(document, _numbered(document), document.current_n)


@bp.get("/documents/<int:document_id>/numbered.pdf")
@needs("document.view", noting=service.note_reading, document=queries.get_document)
def numbered_pdf(document: Document) -> Any:
    return _pdf(document, _numbered(document), document.current_n)


@bp.get("/documents/<int:document_id>/numbered/pages/<int:page>.webp")
@needs("document.view", document=queries.get_document)
def numbered_page(document: Document, page: int) -> Any:
    return _page(_numbered(document), page)


@bp.get("/documents/<int:document_id>/scans/<int:scan_id>.pdf")
@needs("document.view", noting=service.note_reading, document=queries.get_document)
def scan_pdf(document: Document, scan_id: int) -> Any:
    scan = queries.get_scan(document, scan_id)
    return send_file(
        path_of(scan.file_sha256),
        mimetype=KINDS["pdf"].media_type,
        download_name=_name(document, document.current_n, " bản ký.pdf"),
    )


@bp.get("/documents/<int:document_id>/scans/<int:scan_id>/pages/<int:page>.webp")
@needs("document.view", document=queries.get_document)
def scan_page(document: Document, scan_id: int, page: int) -> Any:
    return _picture(queries.get_scan(document, scan_id).file_sha256, page)


@bp.get("/documents/<int:document_id>/attachments/<int:attachment_id>")
@needs("document.view", noting=service.note_reading, document=queries.get_document)
def attachment(document: Document, attachment_id: int) -> Any:
    found = queries.get_attachment(document, attachment_id)
    return send_file(
        path_of(found.file_sha256),
        mimetype=found.file.media_type,
        as_attachment=True,
        download_name=found.file_name,
    )


@bp.get("/documents/<int:document_id>/files")
@needs("document.view", document=queries.get_document)
def files(document: Document) -> Any:
    """How far the PDF is, for the page that waits for it."""
    made = document.files
    if made is None or made.files_state == FilesState.FAILED:
        return {"state": "failed", "text": made.files_reason if made else ""}
    if made.files_state == FilesState.WAITING:
        return {"state": "working", "text": "Đang tạo bản PDF để xem…"}
    address = BACK.get(request.args.get("back", ""), ".document")
    return {"state": "done", "text": "Đã có bản PDF.", "url": url_for(address, document_id=document.id)}


def page_urls(document: Document) -> list[str]:
    """The pictures of the letter as it stands: the signed sheet, else the numbered files, else the last version."""
    if document.scan and document.scan.n == document.current_n and document.number:
        scan = document.scan
        numbers = range(1, scan.page_count + 1)
        return [url_for("documents.scan_page", document_id=document.id, scan_id=scan.id, page=i) for i in numbers]
    made, numbered = document.files, document.numbered
    if made is None:
        return []
    if numbered is not None and made is numbered:
        mark = (numbered.pdf_sha256 or "")[:8]
        return [
            url_for("documents.numbered_page", document_id=document.id, page=i, v=mark) for i in numbered.page_numbers
        ]
    n = document.current_n
    return [url_for("documents.version_page", document_id=document.id, n=n, page=i) for i in made.page_numbers]


def _numbered(document: Document) -> MadeFiles:
    if document.numbered is None:
        raise NotFound("Văn bản này chưa có số.")
    return document.numbered


def _docx(document: Document, made: MadeFiles, n: int) -> Any:
    return send_file(
        path_of(made.docx_sha256),
        mimetype=KINDS["docx"].media_type,
        as_attachment=True,
        download_name=_name(document, n, ".docx"),
    )


def _pdf(document: Document, made: MadeFiles, n: int) -> Any:
    if made.pdf_sha256 is None:
        raise NotFound(made.files_reason or NO_PDF)
    return send_file(
        path_of(made.pdf_sha256), mimetype=KINDS["pdf"].media_type, download_name=_name(document, n, ".pdf")
    )


def _page(made: MadeFiles, page: int) -> Any:
    if made.pdf_sha256 is None:
        raise NotFound(made.files_reason or NO_PDF)
    return _picture(made.pdf_sha256, page)


def _picture(sha256: str, page: int) -> Any:
    """A page as a picture; the same address always shows the same picture, so the browser keeps it."""
    try:
        picture = page_image(path_of(sha256), page, width=PAGE_WIDTH, file_format="WEBP")
    except DocError as error:
        raise NotFound(error.sentence) from error
    return picture, {"Content-Type": "image/webp", "Cache-Control": "private, max-age=31536000, immutable"}


def _name(document: Document, n: int, ending: str) -> str:
    """The name under which a file is saved: "43-KH-LMHTX Tập huấn.pdf", "KH bản 3 Tập huấn.docx"."""
    mark = document.number.full if document.number else f"{document.type_code} bản {n}"
    return f"{mark} {document.subject[:60]}".replace("/", "-").strip() + ending
