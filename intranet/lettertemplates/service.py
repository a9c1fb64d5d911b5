"""Changing templates: a change is tried out apart, looked at, and becomes a version that is never changed again."""

import tomllib
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from intranet.core import history
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused, Stale
from intranet.core.files import keep_bytes, read
from intranet.docservice.catalogue import Template, TemplateFiles, template_of
from intranet.docservice.clinic.proposal import proposed_fields
from intranet.docservice.clinic.trial import Trial, try_out, try_out_here
from intranet.docservice.errors import DocError
from intranet.docservice.fields import Field, read_field
from intranet.docservice.guard import KINDS, inspect_upload, shown_name
from intranet.docservice.samples import sample_fact
from intranet.docservice.toml_text import toml_text
from intranet.lettertemplates import queries
from intranet.lettertemplates.models import TemplateDraft, TemplateVersion
from intranet.lettertemplates.office_templates import catalogue, files_in_force, files_of, template_at
from intranet.lettertemplates.rules import DraftState, new_id
from intranet.printing.rules import FilesState
from intranet.printing.service import ask_for_files

DOCX = KINDS["docx"].media_type
NOT_PRINTED = "Mẫu còn lỗi nên chưa in thử được."


def word_file(stream: BinaryIO | None, name: str) -> bytes:
    """The bytes of an uploaded Word file; raises Invalid with the guard's sentence."""
    if stream is None or not name:
        raise Invalid("Hãy chọn tệp Word (.docx).", field="file")
    try:
        inspect_upload(stream, name, {"docx"})
    except DocError as error:
        raise Invalid(error.sentence, field="file") from error
    return stream.read()


def tried(template_id: str, files: TemplateFiles, like_id: str = "") -> Trial:
    """Try the files out, apart and within limits; what the template in force departs in too weighs less.

    Takes about a second, so it is done before the change is written.
    """
    known = {template.id for template in catalogue()}
    before = next((one for one in (template_id, like_id) if one in known), None)
    trial = try_out(template_id, files)
    # What is in force was tried out apart before, so it needs no process of its own.
    return trial if before is None else trial.compared_with(try_out_here(before, files_in_force(before)))


def begin(template_id: str, files: TemplateFiles, trial: Trial, actor: Any, *, file_name: str = "") -> TemplateDraft:
    """Begin a change of a template that is in force."""
    revision = files_in_force(template_id).revision
    return _drafted(
        TemplateDraft(template_id=template_id, base_revision=revision, by_id=actor.id), files, trial, file_name
    )


def begin_copy(like: Template, title: str, files: TemplateFiles, trial: Trial, actor: Any) -> TemplateDraft:
    """Begin a template that does not exist yet, as a copy of another; raises Invalid without a title."""
    taken = {template.id for template in catalogue()} | queries.ids_ever_used()
    draft = TemplateDraft(template_id=new_id(title, taken), like_id=like.id, by_id=actor.id)
    return _drafted(draft, files, trial, "")


def copied(like: Template, title: str) -> TemplateFiles:
    """The files of a copy under another title; raises Invalid without one."""
    if not title:
        raise Invalid("Hãy đặt tên cho mẫu mới.", field="title")
    files = files_in_force(like.id)
    description = table_of(files.toml) | {"title": title, "purpose": ""}
    return replace(files, toml=toml_text(description).encode())


def redo(draft: TemplateDraft, files: TemplateFiles, trial: Trial, *, file_name: str = "") -> TemplateDraft:
    """Put other files into a change; raises Refused when it was saved or given up meanwhile."""
    _require_open(draft)
    return _drafted(draft, files, trial, file_name or draft.file_name)


def _drafted(draft: TemplateDraft, files: TemplateFiles, trial: Trial, file_name: str) -> TemplateDraft:
    draft.file_name = shown_name(file_name)
    draft.file_sha256 = keep_bytes(files.docx, DOCX)
    draft.toml, draft.example = files.toml.decode(), files.example.decode()
    draft.faults = [fault.as_json() for fault in trial.faults]
    draft.docx_sha256 = keep_bytes(trial.letter, DOCX) if trial.letter else None
    draft.pdf_sha256 = draft.page_count = None
    draft.files_state, draft.files_reason = FilesState.FAILED, NOT_PRINTED
    session.add(draft)
    session.flush()
    if draft.docx_sha256:
        ask_for_files(draft)
    return draft


def files_of_draft(draft: TemplateDraft) -> TemplateFiles:
    """The three files of a change."""
    return TemplateFiles(read(draft.file_sha256), draft.toml.encode(), draft.example.encode())


@dataclass(frozen=True)
class Form:
    """The fields of a change's form, as far as they can be read."""

    fields: tuple[Field, ...] = ()


def form_of(files: TemplateFiles) -> Form:
    """The form of a change, without looking at its Word file."""
    tables = table_of(files.toml).get("fields", ())
    return Form(tuple(field for table in tables if (field := read_field(table, []))))


def description_of(draft: TemplateDraft) -> dict[str, Any]:
    """The form of a change as its template.toml says it."""
    return table_of(draft.toml.encode())


def table_of(toml: bytes) -> dict[str, Any]:
    """One of the two TOML files as plain values."""
    return tomllib.loads(toml.decode("utf-8-sig"))


def proposals(draft: TemplateDraft) -> list[dict[str, Any]]:
    """Fields for the names the Word file prints and the form lacks; other templates lend what they call them."""
    elsewhere = {field.key: field for template in catalogue() for field in template.fields}
    files = files_of_draft(draft)
    return proposed_fields(files.docx, form_of(files).fields, elsewhere)


def with_fields(files: TemplateFiles, head: dict[str, Any], fields: list[dict[str, Any]]) -> TemplateFiles:
    """The files with another form; the example loses what is gone and gains a plausible fact for what is new."""
    description = table_of(files.toml) | head | {"fields": fields}
    example = table_of(files.example)
    known = [field for table in fields if (field := read_field(table, []))]
    facts = {key: value for key, value in example.items() if key in {field.key for field in known}}
    for field in known:
        if field.key not in facts and field.kind not in ("letter_number", "letter_date"):
            facts[field.key] = sample_fact(field)
    return replace(files, toml=toml_text(description).encode(), example=toml_text(facts).encode())


def with_proposals(draft: TemplateDraft) -> TemplateFiles:
    """The change's files with every proposed field in its form, in the section of the body."""
    files = files_of_draft(draft)
    description = description_of(draft)
    sections = [section["id"] for section in description.get("sections", ())]
    section = "noi_dung" if "noi_dung" in sections else sections[0] if sections else ""
    fields = list(description.get("fields", ()))
    place = max((n for n, one in enumerate(fields, 1) if one.get("section") == section), default=len(fields))
    fields[place:place] = [table | {"section": section} for table in proposals(draft)]
    return with_fields(files, {}, fields)


def save(draft: TemplateDraft, note: str, actor: Any) -> TemplateVersion:
    """Put a change into force as the template's next version.

    Raises Refused while something must be mended, Stale when the template became another meanwhile.
    """
    _require_open(draft)
    if not draft.is_sound:
        raise Refused("Mẫu còn lỗi phải sửa nên chưa dùng được.", "Sửa các lỗi trong danh sách rồi tải tệp lên lại.")
    known = {template.id for template in catalogue()}
    if draft.base_revision:
        if files_in_force(draft.template_id).revision != draft.base_revision:
            raise Stale(
                "Mẫu này đã được người khác thay trong lúc bạn sửa.",
                "Mở lại mẫu, tải tệp đang dùng về, đưa phần bạn sửa vào rồi gửi lên lại.",
            )
        remember(next(template for template in catalogue() if template.id == draft.template_id))
    elif draft.template_id in known:
        raise Stale("Đã có mẫu khác mang mã này.", "Tạo lại bản chép với tên khác.")
    version = _version(draft.template_id, files_of_draft(draft), actor, note)
    draft.state, draft.saved_as = DraftState.SAVED, version
    history.record(version, actor, "save", f"lưu mẫu «{version.title}» bản {version.n}", note=note)
    return version


def drop(draft: TemplateDraft, actor: Any) -> None:
    """Give a change up; it stays readable."""
    _require_open(draft)
    draft.state = DraftState.DROPPED
    history.record(draft, actor, "drop", "bỏ bản sửa mẫu")


def restore(version: TemplateVersion, actor: Any) -> TemplateVersion:
    """Go back to an earlier version: its files become the next one; raises Refused when they are in force."""
    files = files_of(version)
    if files_in_force(version.template_id).revision == files.revision:
        raise Refused("Bản này đang dùng.", "Chọn một bản khác trong danh sách.")
    again = _version(version.template_id, files, actor, f"Dùng lại bản {version.n}.")
    history.record(again, actor, "restore", f"dùng lại bản {version.n} của mẫu «{version.title}»")
    return again


def remember(template: Template) -> TemplateVersion:
    """Keep the files of a template that is used, so that its letters can be printed alike whatever comes after."""
    kept = queries.version_of_revision(template.id, template.revision)
    return kept or _version(template.id, files_in_force(template.id), None, "")


def template_of_revision(template_id: str, revision: str) -> Template:
    """The template a letter was printed with; raises Refused for a letter older than the keeping of versions."""
    version = queries.version_of_revision(template_id, revision)
    if version is None:
        raise Refused("Bản mẫu của văn bản này không được giữ lại.", "Tệp Word của văn bản vẫn tải về được.")
    return template_at(version)


def _version(template_id: str, files: TemplateFiles, actor: Any, note: str) -> TemplateVersion:
    template, _ = template_of(template_id, files)
    assert template is not None
    newest = next(iter(queries.versions_of(template_id)), None)
    version = TemplateVersion(
        template_id=template_id,
        n=newest.n + 1 if newest else 1,
        revision=files.revision,
        title=template.title,
        file_sha256=keep_bytes(files.docx, DOCX),
        toml=files.toml.decode(),
        example=files.example.decode(),
        note=note,
        made_by_id=actor.id if actor else None,
    )
    session.add(version)
    session.flush()
    return version


def _require_open(draft: TemplateDraft) -> None:
    lock(draft)
    if draft.state != DraftState.OPEN:
        raise Refused("Bản sửa này đã lưu hoặc đã bỏ.", "Mở mẫu ấy và bắt đầu lại từ bản đang dùng.")
