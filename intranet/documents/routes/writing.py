"""Writing a letter by its form: saving, rows without a script, two people at once, words kept aside."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from intranet.accounts.queries import groups, open_departments, signers_for
from intranet.core.clock import now, today
from intranet.core.errors import DomainError, Invalid, Refused, Stale
from intranet.docservice.catalogue import Template
from intranet.docservice.facts import Problem
from intranet.documents import queries, service
from intranet.documents.facts import Typed, check_typed, in_words, issuer_of
from intranet.documents.forms.letter import Offered, names_of_units, problem_links, sections_of
from intranet.documents.forms.reading import TAKE_LINE, TAKE_TASKS, revision_of, typed_from, with_offer
from intranet.documents.models import Document, DocumentDraft
from intranet.documents.queries.offers import offers_for, tasks_of
from intranet.documents.queries.typing import writers_in_words
from intranet.documents.routes.blueprint import bp
from intranet.documents.routes.files import page_urls
from intranet.documents.routes.preview import preview_as_json
from intranet.documents.rules import Mode
from intranet.lettertemplates.office_templates import get_template
from intranet.web.access import needs
from intranet.web.filters import clock
from intranet.web.rows import Sent, rearranged, wanted_row


@bp.get("/documents/<int:document_id>/edit")
@needs("document.edit", document=queries.get_document)
def edit(document: Document) -> Any:
    if document.mode == Mode.FILE or document.draft is None:
        return redirect(url_for(".word", document_id=document.id))
    draft = document.draft
    return _form_page(document, _typed_of(draft), draft.revision)


@bp.post("/documents/<int:document_id>/edit")
@needs("document.edit", document=queries.get_document)
def save_version(document: Document) -> Any:
    template = get_template(document.template_id)
    sent = rearranged(request.form)
    typed, revision = typed_from(template, sent), revision_of(sent)
    if wanted_row(sent):
        return _form_page(document, typed, revision, extra=sent.get("_add", ""))
    if TAKE_LINE in sent or TAKE_TASKS in sent:
        return _form_page(document, with_offer(template, typed, sent, tasks_of), revision)
    try:
        if "_preview" in sent:
            return _saved_to_look(document, typed, revision)
        if "_draft" in sent:
            return _saved_for_later(document, typed, revision)
        return _saved(document, template, typed, revision)
    except Stale as stale:
        return _compare_page(document, template, typed, sent, stale)
    except (Invalid, Refused) as refusal:
        problem = Problem(getattr(refusal, "field", ""), refusal.sentence)
        return _form_page(document, typed, revision, (problem,), refusal.advice), refusal.status


def _saved(document: Document, template: Template, typed: Typed, revision: int) -> Any:
    service.save_draft(document, typed, revision, current_user)  # somebody else's words come before wrong ones
    authority = service.authority_for(document, typed.signer_authority_id, typed.field)
    problems = check_typed(template, typed, issuer_of(document, authority), authority).problems
    if problems:
        return _form_page(document, typed, revision, problems), 422
    version = service.save_version(document, typed, revision, current_user)
    flash(f"Đã lưu bản {version.n}.", "success")
    return redirect(url_for(".document", document_id=document.id), 303)


def _saved_for_later(document: Document, typed: Typed, revision: int) -> Any:
    service.save_draft(document, typed, revision, current_user)
    flash("Đã lưu tạm. Bản dự thảo chưa thay đổi cho đến khi bấm «Lưu bản dự thảo».", "success")
    return redirect(url_for(".edit", document_id=document.id), 303)


def _saved_to_look(document: Document, typed: Typed, revision: int) -> Any:
    """Without a script the pages are asked for by a button, which saves what is typed."""
    service.save_draft(document, typed, revision, current_user)
    service.ask_for_preview(document)
    return redirect(url_for(".edit", document_id=document.id, _anchor="xem-truoc"), 303)


@bp.post("/documents/<int:document_id>/draft")
@needs("document.edit", document=queries.get_document)
def draft(document: Document) -> Any:
    """The form saves itself; the answer carries the new revision back into it."""
    typed = typed_from(get_template(document.template_id), request.form)
    try:
        saved = service.save_draft(document, typed, revision_of(request.form), current_user)
    except DomainError as refusal:
        return {"error": f"{refusal.sentence} {refusal.advice}".strip()}, refusal.status
    return {"saved": clock(now()), "set": {"revision": str(saved.revision)}}


@bp.post("/documents/<int:document_id>/settle")
@needs("document.edit", document=queries.get_document)
def settle(document: Document) -> Any:
    template = get_template(document.template_id)
    typed, take = typed_from(template, request.form), request.form.get("take", "")
    try:
        service.settle(document, typed, take, revision_of(request.form), current_user)
    except Stale as stale:
        return _compare_page(document, template, typed, request.form, stale)
    whose = "của bạn" if take == "mine" else "của người kia"
    flash(f"Đang dùng nội dung {whose}. Nội dung còn lại nằm ở «Bản giữ lại» cuối trang.", "success")
    return redirect(url_for(".edit", document_id=document.id), 303)


@bp.get("/documents/<int:document_id>/kept/<int:kept_id>")
@needs("document.edit", document=queries.get_document)
def kept(document: Document, kept_id: int) -> Any:
    found = queries.get_kept_draft(document, kept_id)
    words = in_words(get_template(document.template_id), found.facts)
    return render_template("documents/kept.html", document=document, kept=found, words=words)


@bp.post("/documents/<int:document_id>/kept/<int:kept_id>/restore")
@needs("document.edit", document=queries.get_document)
def restore_kept(document: Document, kept_id: int) -> Any:
    service.restore_kept(document, queries.get_kept_draft(document, kept_id), current_user)
    flash("Đã lấy lại. Nội dung vừa thay cũng được giữ ở «Bản giữ lại».", "success")
    return redirect(url_for(".edit", document_id=document.id), 303)


@bp.post("/documents/<int:document_id>/discard")
@needs("document.discard", document=queries.get_document)
def discard(document: Document) -> Any:
    service.discard(document, current_user)
    flash("Đã xóa bản đang soạn.", "success")
    return redirect(url_for(".index"), 303)


def _typed_of(draft: DocumentDraft) -> Typed:
    return Typed(draft.facts, draft.signer_authority_id, draft.field)


def _form_page(
    document: Document,
    typed: Typed,
    revision: int,
    problems: tuple[Problem, ...] = (),
    advice: str = "",
    extra: str = "",
) -> str:
    template = get_template(document.template_id)
    units = names_of_units(open_departments(), groups())
    offered = Offered(_authorities(document), units, offers_for(template, current_user))
    return render_template(
        "documents/edit.html",
        document=document,
        template=template,
        sections=sections_of(template, typed, offered, problems, extra),
        problems=problem_links(template, problems),
        advice=advice,
        revision=revision,
        kept=queries.kept_drafts(document),
        pages=page_urls(document),
        preview=preview_as_json(queries.preview_of(document)),
        writers=writers_in_words(document, current_user),
    )


def _authorities(document: Document) -> Any:
    # All of the type, whatever the field: the form's own choice of field is not saved yet.
    return signers_for(document.department.issuer_id, document.type_code, today())


def _compare_page(document: Document, template: Template, mine: Typed, sent: Sent, stale: Stale) -> Any:
    assert document.draft is not None
    theirs = document.draft
    pairs = zip(in_words(template, mine.facts), in_words(template, theirs.facts), strict=True)
    differing = [(label, ours, others) for (label, ours), (_, others) in pairs if ours != others]
    hidden = [(name, value) for name, value in sent.items(multi=True) if name[0] != "_" and name not in NOT_SENT_ON]
    page = render_template(
        "documents/compare.html", document=document, theirs=theirs, differing=differing, hidden=hidden, stale=stale
    )
    return page, stale.status


NOT_SENT_ON = frozenset({"csrf_token", "revision", "take"})
