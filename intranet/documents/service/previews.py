"""Asking for the pages of what is being typed, and drawing them."""

from typing import Any

from intranet.accounts.models import SigningAuthority
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import DomainError
from intranet.core.jobs import enqueue
from intranet.docservice.errors import DocError
from intranet.docservice.images import page_count, page_image
from intranet.docservice.preview import render_preview
from intranet.documents.facts import complete_facts, issuer_of
from intranet.documents.models import Document
from intranet.documents.models.preview import DraftPreview
from intranet.documents.preview_folder import drop_others, keep_pages
from intranet.lettertemplates.office_templates import get_template
from intranet.printing.pdf_maker import make_pdf
from intranet.printing.rules import FilesState

MOST_PAGES = 12
PAGE_WIDTH = 760


def ask_for_preview(document: Document) -> DraftPreview:
    """Ask the worker for the pages of the draft as it is saved; while it draws, the newest wish counts."""
    assert document.draft is not None
    revision = document.draft.revision
    preview = session.get(DraftPreview, document.id, with_for_update=True)
    if preview is None:
        preview = DraftPreview(document_id=document.id, wanted=revision)
        session.add(preview)
    elif preview.state == FilesState.READY and preview.drawn == revision:
        return preview
    elif preview.state == FilesState.WAITING:
        preview.wanted = revision
        return preview
    preview.wanted, preview.state, preview.reason = revision, FilesState.WAITING, ""
    session.flush()
    enqueue("documents.draw_preview", document_id=document.id)
    return preview


def draw(document_id: int) -> None:
    """Draw what is saved now; what was typed meanwhile is drawn after it."""
    document = session.get(Document, document_id)
    if document is None or document.draft is None:
        return
    revision = document.draft.revision
    try:
        template = get_template(document.template_id)
        authority_id = document.draft.signer_authority_id
        authority = session.get(SigningAuthority, authority_id) if authority_id else None
        facts = complete_facts(template, document.draft.facts, issuer_of(document, authority), authority)
        session.rollback()  # nothing stays open while LibreOffice draws
        pdf = make_pdf(render_preview(template, facts, year=today().year))
        pages = range(1, min(page_count(pdf), MOST_PAGES) + 1)
        names = keep_pages(document_id, [page_image(pdf, page, width=PAGE_WIDTH) for page in pages])
    except (DocError, DomainError) as error:
        note(document_id, state=FilesState.FAILED, reason=error.sentence)
        return
    with transaction():
        preview = session.get(DraftPreview, document_id, with_for_update=True)
        if preview is None:
            return
        preview.drawn, preview.pages = revision, names
        if preview.wanted > revision:
            enqueue("documents.draw_preview", document_id=document_id)
        else:
            preview.state = FilesState.READY
    drop_others(document_id, names)


def note(document_id: int, **columns: Any) -> None:
    """Write down how a drawing ended."""
    with transaction():
        preview = session.get(DraftPreview, document_id)
        for name, value in columns.items() if preview is not None else ():
            setattr(preview, name, value)
