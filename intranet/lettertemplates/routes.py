"""The pages of the office's templates: the list, one template with its versions, and a change on its way."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from intranet.core.errors import Invalid, NotFound
from intranet.core.files import path_of, read
from intranet.docservice.catalogue import Template, TemplateFiles
from intranet.docservice.clinic.marked import marked_copy
from intranet.docservice.errors import DocError
from intranet.docservice.facts import check_facts
from intranet.docservice.guard import KINDS
from intranet.docservice.images import page_image
from intranet.docservice.toml_text import toml_text
from intranet.lettertemplates import forms, queries, service
from intranet.lettertemplates.models import TemplateDraft, TemplateVersion
from intranet.lettertemplates.office_templates import catalogue, files_in_force, get_template
from intranet.lettertemplates.rules import KIND_WORDS, field_changes
from intranet.printing.rules import FilesState
from intranet.web.access import needs, submit
from intranet.web.forms import clean_line, clean_text, upload
from intranet.web.rows import rearranged, wanted_row

bp = Blueprint("lettertemplates", __name__)
PAGE_WIDTH = 900


@bp.app_context_processor
def words_of_fields() -> dict[str, Any]:
    """How the kinds of fields are called."""
    return {"kind_words": KIND_WORDS}


@bp.get("/templates")
@needs("template.view")
def index() -> Any:
    known = catalogue()
    own = {version.template_id: version for version in queries.versions_in_force()}
    return render_template(
        "lettertemplates/index.html",
        templates=list(known),
        problems=known.problems,
        own=own,
        drafts=queries.open_drafts(),
    )


@bp.get("/templates/<template_id>")
@needs("template.view")
def template(template_id: str) -> Any:
    return _template_page(get_template(template_id))


def _template_page(template: Template, problem: Invalid | None = None) -> str:
    versions = queries.versions_of(template.id)
    return render_template(
        "lettertemplates/template.html",
        template=template,
        versions=versions,
        in_force=next((version.id for version in versions if version.revision == template.revision), None),
        drafts=[draft for draft in queries.open_drafts() if draft.template_id == template.id],
        problem=problem,
    )


@bp.get("/templates/<template_id>/template.docx")
@needs("template.view")
def word(template_id: str) -> Any:
    return _word(files_in_force(template_id).docx, f"{template_id}.docx")


@bp.post("/templates/<template_id>/replace")
@needs("template.change", in_steps=True)
def replace_word(template_id: str) -> Any:
    """Another Word file for a template: tried out before anything is written."""
    template = get_template(template_id)
    stream, name = upload(request.files.get("file"))
    try:
        docx = service.word_file(stream, name)
    except Invalid as problem:
        return _template_page(template, problem), problem.status
    files = replace(files_in_force(template_id), docx=docx)
    trial = service.tried(template_id, files)
    return submit(lambda: _to_draft(service.begin(template_id, files, trial, current_user, file_name=name)))


@bp.post("/templates/<template_id>/edit")
@needs("template.change", in_steps=True)
def edit(template_id: str) -> Any:
    """A change of the form alone, with the Word file as it is."""
    files = files_in_force(template_id)
    trial = service.tried(template_id, files)

    def begin() -> Any:
        draft = service.begin(template_id, files, trial, current_user)
        return redirect(url_for(".fields", draft_id=draft.id), 303)

    return submit(begin)


@bp.post("/templates/<template_id>/copy")
@needs("template.change", in_steps=True)
def copy(template_id: str) -> Any:
    """A new template that begins as this one."""
    like, title = get_template(template_id), clean_line(request.form.get("title")) or ""
    try:
        files = service.copied(like, title[:300])
    except Invalid as problem:
        return _template_page(like, problem), problem.status
    trial = service.tried("", files, like.id)
    return submit(lambda: _to_draft(service.begin_copy(like, title, files, trial, current_user)))


@bp.get("/templates/versions/<int:version_id>.docx")
@needs("template.view", version=queries.get_version)
def version_word(version: TemplateVersion) -> Any:
    return _word(read(version.file_sha256), f"{version.template_id} bản {version.n}.docx")


@bp.post("/templates/versions/<int:version_id>/restore")
@needs("template.change", version=queries.get_version)
def restore(version: TemplateVersion) -> Any:
    again = service.restore(version, current_user)
    flash(f"Đã dùng lại bản {version.n}; nay là bản {again.n}.", "success")
    return redirect(url_for(".template", template_id=version.template_id), 303)


@bp.get("/templates/drafts/<int:draft_id>")
@needs("template.view", draft=queries.get_draft)
def draft(draft: TemplateDraft) -> Any:
    return _draft_page(draft)


def _draft_page(draft: TemplateDraft, problem: Invalid | None = None) -> str:
    files = service.files_of_draft(draft)
    before = next((one for one in catalogue() if one.id in (draft.template_id, draft.like_id)), None)
    return render_template(
        "lettertemplates/draft.html",
        draft=draft,
        faults=draft.told,
        title=service.description_of(draft).get("title", draft.template_id),
        changes=field_changes(before.fields if before else (), service.form_of(files).fields),
        proposals=service.proposals(draft),
        pages=[url_for(".page", draft_id=draft.id, page=page) for page in range(1, (draft.page_count or 0) + 1)],
        problem=problem,
    )


@bp.get("/templates/drafts/<int:draft_id>/state")
@needs("template.view", draft=queries.get_draft)
def draft_state(draft: TemplateDraft) -> Any:
    """Whether the pages of the example are drawn."""
    if draft.files_state == FilesState.WAITING:
        return {"state": "working", "text": "Đang vẽ trang in thử…"}
    return {"state": "done", "text": "Đã xong.", "url": url_for(".draft", draft_id=draft.id)}


@bp.get("/templates/drafts/<int:draft_id>/pages/<int:page>.webp")
@needs("template.view", draft=queries.get_draft)
def page(draft: TemplateDraft, page: int) -> Any:
    if draft.pdf_sha256 is None:
        raise NotFound("Trang này chưa được vẽ.")
    try:
        picture = page_image(path_of(draft.pdf_sha256), page, width=PAGE_WIDTH, file_format="WEBP")
    except DocError as error:
        raise NotFound(error.sentence) from error
    return picture, {"Content-Type": "image/webp", "Cache-Control": "private, max-age=3600"}


@bp.get("/templates/drafts/<int:draft_id>/marked.docx")
@needs("template.view", draft=queries.get_draft)
def marked(draft: TemplateDraft) -> Any:
    """The Word file with a comment at each fault."""
    try:
        copy = marked_copy(read(draft.file_sha256), draft.told)
    except DocError as error:
        raise NotFound(error.sentence) from error
    return _word(copy, f"{draft.template_id} (ghi chú).docx")


@bp.get("/templates/drafts/<int:draft_id>/example.docx")
@needs("template.view", draft=queries.get_draft)
def example_word(draft: TemplateDraft) -> Any:
    """The example as it prints."""
    if draft.docx_sha256 is None:
        raise NotFound("Mẫu còn lỗi nên chưa in thử được.")
    return _word(read(draft.docx_sha256), f"{draft.template_id} in thử.docx")


@bp.post("/templates/drafts/<int:draft_id>/word")
@needs("template.change", in_steps=True, draft=queries.get_draft)
def mend_word(draft: TemplateDraft) -> Any:
    """The Word file after mending, into the same change."""
    stream, name = upload(request.files.get("file"))
    try:
        docx = service.word_file(stream, name)
    except Invalid as problem:
        return _draft_page(draft, problem), problem.status
    return _redone(draft, replace(service.files_of_draft(draft), docx=docx), name=name)


@bp.post("/templates/drafts/<int:draft_id>/propose")
@needs("template.change", in_steps=True, draft=queries.get_draft)
def propose(draft: TemplateDraft) -> Any:
    """The names the Word file prints become fields of the form."""
    return _redone(draft, service.with_proposals(draft), then=".fields")


@bp.get("/templates/drafts/<int:draft_id>/fields")
@needs("template.view", draft=queries.get_draft)
def fields(draft: TemplateDraft) -> Any:
    description = service.description_of(draft)
    return _fields_page(draft, description, description.get("fields", ()))


@bp.post("/templates/drafts/<int:draft_id>/fields")
@needs("template.change", in_steps=True, draft=queries.get_draft)
def save_fields(draft: TemplateDraft) -> Any:
    sent = rearranged(request.form)
    description = service.description_of(draft)
    tables = forms.fields_from(sent, description.get("fields", ()))
    head = {name: clean_line(sent.get(name)) or "" for name in ("title", "group", "purpose")}
    if wanted_row(sent):
        return _fields_page(draft, description | head, tables, extra="_add" in sent)
    problems = forms.field_problems(tables)
    if not head["title"]:
        problems.insert(0, {"id": "title", "label": "", "message": "Hãy đặt tên cho mẫu."})
    if problems:
        return _fields_page(draft, description | head, tables, problems), 422
    return _redone(draft, service.with_fields(service.files_of_draft(draft), head, tables))


def _fields_page(
    draft: TemplateDraft, description: Any, tables: Any, problems: Any = (), *, extra: bool = False
) -> str:
    rows = forms.rows_of(tables)
    return render_template(
        "lettertemplates/fields.html",
        draft=draft,
        head=description,
        rows=[*rows, replace(forms.BLANK, index=len(rows))] if extra else rows,
        blank=forms.BLANK,
        sections=[(section["id"], section["title"]) for section in description.get("sections", ())],
        problems=problems,
    )


@bp.get("/templates/drafts/<int:draft_id>/example")
@needs("template.view", draft=queries.get_draft)
def example(draft: TemplateDraft) -> Any:
    return _example_page(draft, service.table_of(draft.example.encode()))


@bp.post("/templates/drafts/<int:draft_id>/example")
@needs("template.change", in_steps=True, draft=queries.get_draft)
def save_example(draft: TemplateDraft) -> Any:
    files = service.files_of_draft(draft)
    known = service.form_of(files)
    facts = forms.example_from(request.form, known.fields, service.table_of(files.example))
    problems = [
        {"id": problem.path.split(".")[0], "label": "", "message": problem.message}
        for problem in check_facts(known, facts).problems
    ]
    if problems:
        return _example_page(draft, facts, problems), 422
    return _redone(draft, replace(files, example=toml_text(facts).encode()))


def _example_page(draft: TemplateDraft, facts: Any, problems: Any = ()) -> str:
    controls = forms.example_controls(service.form_of(service.files_of_draft(draft)).fields, facts)
    return render_template("lettertemplates/example.html", draft=draft, controls=controls, problems=problems)


@bp.post("/templates/drafts/<int:draft_id>/save")
@needs("template.change", draft=queries.get_draft)
def save(draft: TemplateDraft) -> Any:
    version = service.save(draft, clean_text(request.form.get("note")) or "", current_user)
    flash(f"Mẫu «{version.title}» nay dùng bản {version.n}. Văn bản đã soạn giữ nguyên.", "success")
    return redirect(url_for(".template", template_id=version.template_id), 303)


@bp.post("/templates/drafts/<int:draft_id>/drop")
@needs("template.change", draft=queries.get_draft)
def drop(draft: TemplateDraft) -> Any:
    service.drop(draft, current_user)
    flash("Đã bỏ bản sửa. Mẫu đang dùng giữ nguyên.", "success")
    return redirect(url_for(".index"), 303)


def _redone(draft: TemplateDraft, files: TemplateFiles, *, name: str = "", then: str = ".draft") -> Any:
    """Try the files out, then put them into the change."""
    trial, draft_id = service.tried(draft.template_id, files, draft.like_id), draft.id

    def redo() -> Any:
        service.redo(queries.get_draft(draft_id), files, trial, file_name=name)
        return redirect(url_for(then, draft_id=draft_id), 303)

    return submit(redo)


def _to_draft(draft: TemplateDraft) -> Any:
    return redirect(url_for(".draft", draft_id=draft.id), 303)


def _word(docx: bytes, name: str) -> Any:
    return send_file(BytesIO(docx), mimetype=KINDS["docx"].media_type, as_attachment=True, download_name=name)
