"""Making letters and looking at them: render, merge, check, mend."""

from io import BytesIO
from typing import Any

from flask import Response, jsonify, send_file, url_for

from intranet.accounts.models import Person
from intranet.api import queries, service
from intranet.api.routes.programs.bodies import MergeOrder, Model, RenderOrder, docx_body, json_body, sheet_form
from intranet.api.routes.programs.operation import DOCX, Content, Refusal, operation
from intranet.api.rules import Scope
from intranet.checking.queries import present_profile
from intranet.checking.service import print_letter
from intranet.core import permissions
from intranet.core.clock import today
from intranet.core.db import transaction
from intranet.core.files import path_of
from intranet.docservice.catalogue import Template
from intranet.docservice.check.run import check as check_format
from intranet.docservice.guard import KINDS
from intranet.docservice.mend import mend as mend_format
from intranet.docservice.merge.checked import CheckedSheet, check_sheet
from intranet.docservice.merge.columns import columns_of
from intranet.docservice.merge.run import letters_zip, plan_of
from intranet.docservice.merge.sheet import Fault, Sheet, read_sheet
from intranet.docservice.merge.sheets_made import example_sheet, returned_sheet
from intranet.documents.facts import office_facts
from intranet.lettertemplates.office_templates import get_template
from intranet.printing.rules import FilesState

PDF, XLSX, ZIP = KINDS["pdf"].media_type, KINDS["xlsx"].media_type, "application/zip"
FILE = {"type": "string", "format": "binary"}
MOST_LETTERS = 500
SHEET_FORM = {
    "type": "object",
    "required": ["sheet"],
    "properties": {"sheet": FILE, "order": {"type": "string", "contentMediaType": "application/json"}},
}


class Waiting(Model):
    """Bản PDF đang được làm; đọc địa chỉ ở url."""

    state: str
    url: str


@operation(
    "POST", "/templates/<template_id>/render", "Làm một văn bản: Word ngay, PDF ở địa chỉ được trả về",
    scope=Scope.RENDER, units=2, takes=Content(schema=RenderOrder),
    gives={200: Content(DOCX, FILE), 202: Content(schema=Waiting)}, refuses=(400, 404, 409, 422),
)  # fmt: skip
def render(person: Person, template_id: str) -> Any:
    template, order = get_template(template_id), json_body(RenderOrder)
    docx = print_letter(template, _with_office(template, order.facts, person), year=order.year or today().year)
    if order.format == "docx":
        return send_file(BytesIO(docx), mimetype=DOCX, as_attachment=True, download_name=f"{template.id}.docx")
    with transaction():
        rendering = service.ask_for_pdf(person, template.id, docx)
    return _waiting(rendering.id)


@operation(
    "GET", "/renderings/<int:rendering_id>", "Bản PDF đã yêu cầu; 202 khi còn đang làm", scope=Scope.RENDER,
    gives={200: Content(PDF, FILE), 202: Content(schema=Waiting)}, refuses=(404, 503),
)  # fmt: skip
def rendering(person: Person, rendering_id: int) -> Any:
    found = queries.get_rendering(rendering_id)
    permissions.require(person, "api.rendering", found)
    if found.files_state == FilesState.FAILED:
        raise Refusal(503, found.files_reason, "pdf")
    if found.pdf_sha256 is None:
        return _waiting(found.id)
    return send_file(path_of(found.pdf_sha256), mimetype=PDF, download_name=f"{found.template_id}.pdf")


@operation(
    "GET", "/templates/<template_id>/sheet", "Bảng Excel để điền khi ghép hàng loạt", scope=Scope.MERGE,
    gives={200: Content(XLSX, FILE)}, refuses=(404, 409),
)  # fmt: skip
def sheet(person: Person, template_id: str) -> Any:
    template = get_template(template_id)
    content = BytesIO(example_sheet(template, known=_with_office(template, {}, person)))
    return send_file(content, mimetype=XLSX, as_attachment=True, download_name=f"{template.id}.xlsx")


@operation(
    "POST", "/templates/<template_id>/merge", "Ghép: mỗi dòng của bảng một văn bản Word, trả về tệp zip",
    scope=Scope.MERGE, units=40, most_megabytes=8, takes=Content("multipart/form-data", SHEET_FORM),
    gives={200: Content(ZIP, FILE)}, refuses=(400, 404, 409, 422),
)  # fmt: skip
def merge(person: Person, template_id: str) -> Any:
    template = get_template(template_id)
    read, checked, order = _sent_sheet(template, person)
    if checked.faults:
        errors = [_error(fault) for fault in checked.faults[:MOST_LETTERS]]
        raise Refusal(422, f"Bảng còn {len(checked.faults)} chỗ cần sửa.", "sheet", errors=errors)
    if len(checked.letters) > MOST_LETTERS:
        raise Refusal(422, f"Mỗi lần ghép tối đa {MOST_LETTERS} bản.", "merge_too_many")
    year = order.year or today().year
    plan = plan_of(template, read, checked.letters, year)
    package = letters_zip(plan, lambda facts: print_letter(template, facts, year=year))
    return send_file(BytesIO(package), mimetype=ZIP, as_attachment=True, download_name=f"{template.id}.zip")


@operation(
    "POST", "/templates/<template_id>/sheet", "Bảng đã điền, trả lại với chỗ sai được tô màu; Fault-Count đếm",
    scope=Scope.MERGE, units=10, most_megabytes=8, takes=Content("multipart/form-data", SHEET_FORM),
    gives={200: Content(XLSX, FILE)}, refuses=(400, 404, 409, 422),
)  # fmt: skip
def returned(person: Person, template_id: str) -> Any:
    read, checked, _ = _sent_sheet(get_template(template_id), person)
    headers = {"Fault-Count": str(len(checked.faults))}
    return Response(returned_sheet(read, checked.faults), content_type=XLSX, headers=headers)


@operation(
    "POST", "/check", "Kiểm tra thể thức một tệp Word theo Nghị định 30/2020/NĐ-CP", scope=Scope.CHECK, units=10,
    most_megabytes=30, takes=Content(DOCX, FILE), gives={200: Content(schema={"type": "object"})}, refuses=(422,),
)  # fmt: skip
def check(person: Person) -> Any:
    return jsonify(check_format(docx_body(), present_profile()[1]).as_json())


@operation(
    "POST", "/mend", "Sửa những lỗi thể thức máy sửa được; lời văn giữ nguyên", scope=Scope.CHECK, units=10,
    most_megabytes=30, takes=Content(DOCX, FILE), gives={200: Content(DOCX, FILE)}, refuses=(422,),
)  # fmt: skip
def mend(person: Person) -> Any:
    mended = mend_format(docx_body(), present_profile()[1])
    return Response(mended.docx, content_type=DOCX, headers={"Repaired-Count": str(len(mended.repaired))})


def _with_office(template: Template, facts: dict[str, Any], person: Person) -> dict[str, Any]:
    """The facts with the head of the person's own office, unless they name another."""
    known = office_facts(person.department.issuer, today())
    return {field.key: known for field in template.fields if field.kind == "office"} | facts


def _sent_sheet(template: Template, person: Person) -> tuple[Sheet, CheckedSheet, MergeOrder]:
    """The sheet of this request, what is wrong in it, and what is common to all its letters."""
    content, name, order = sheet_form()
    read = read_sheet(content, name, columns_of(template))
    return read, check_sheet(template, read, _with_office(template, order.facts, person)), order


def _waiting(rendering_id: int) -> Any:
    url = url_for("v1.rendering", rendering_id=rendering_id)
    body = Waiting(state="working", url=url).model_dump()
    return jsonify(body), 202, {"Location": url, "Retry-After": "1"}


def _error(fault: Fault) -> dict[str, Any]:
    return {"sheet": fault.sheet, "cell": fault.cell, "row": fault.row, "column": fault.head, "detail": fault.message}
