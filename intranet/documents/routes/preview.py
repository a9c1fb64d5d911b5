"""The pages of what is being typed, beside the form."""

from typing import Any

from flask import redirect, request, send_file, url_for

from intranet.documents import queries, service
from intranet.documents.models import Document
from intranet.documents.models.preview import DraftPreview
from intranet.documents.preview_folder import page_path
from intranet.documents.routes.blueprint import bp
from intranet.printing.rules import FilesState
from intranet.web.access import needs

WORDS = {FilesState.WAITING: "Đang vẽ trang in…", FilesState.READY: "Trang in của nội dung vừa lưu."}


@bp.post("/documents/<int:document_id>/preview")
@needs("document.edit", document=queries.get_document)
def preview(document: Document) -> Any:
    """Draw what is saved; the script asks for this after a save."""
    if document.draft is None:
        return redirect(url_for(".word", document_id=document.id), 303)
    asked = service.ask_for_preview(document)
    if request.accept_mimetypes.best == "application/json":
        return preview_as_json(asked)
    return redirect(url_for(".edit", document_id=document.id, _anchor="xem-truoc"), 303)


@bp.get("/documents/<int:document_id>/preview")
@needs("document.edit", document=queries.get_document)
def preview_state(document: Document) -> Any:
    """How far the pages are, and which they are."""
    return preview_as_json(queries.preview_of(document))


def preview_as_json(found: DraftPreview | None) -> dict[str, Any]:
    """A preview as the script wants it."""
    if found is None:
        return {"state": "none", "text": "", "pages": []}
    state = "working" if found.state == FilesState.WAITING else "done" if found.state == FilesState.READY else "failed"
    return {"state": state, "text": WORDS.get(FilesState(found.state), found.reason), "pages": preview_pages(found)}


def preview_pages(found: DraftPreview) -> list[str]:
    """The addresses of the pages; one that stayed the same keeps its address."""
    return [url_for("documents.preview_page", document_id=found.document_id, name=name) for name in found.pages]


@bp.get("/documents/<int:document_id>/preview/<name>.webp")
@needs("document.edit", document=queries.get_document)
def preview_page(document: Document, name: str) -> Any:
    answer = send_file(page_path(document.id, name), mimetype="image/webp")
    answer.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return answer
