"""The list of batches, and a new one: choose a template, download its sheet, send it filled."""

from io import BytesIO
from typing import Any

from flask import Response, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from intranet.accounts.models import SigningAuthority
from intranet.accounts.queries import authorities_for, get_department
from intranet.batches import queries, service
from intranet.batches.forms import NewBatchForm
from intranet.batches.queries import PAGE_SIZE
from intranet.batches.routes.blueprint import bp
from intranet.core.clock import today
from intranet.core.errors import Invalid
from intranet.docservice.catalogue import Template
from intranet.docservice.merge.columns import differing
from intranet.documents.queries import units_one_drafts_for
from intranet.documents.rules import type_code_of
from intranet.lettertemplates.office_templates import catalogue, get_template
from intranet.web.access import needs
from intranet.web.excel import MEDIA_TYPE
from intranet.web.forms import blame, upload, whole_number_or_none


@bp.get("/batches")
@needs("batch.list")
def index() -> Any:
    page = max(1, whole_number_or_none(request.args.get("page")) or 1)
    total = queries.count_for(current_user)
    return render_template(
        "batches/index.html",
        batches=queries.batches_for(current_user, page),
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
    )


@bp.get("/batches/new")
@needs("batch.make")
def new() -> Any:
    groups: dict[str, list[Template]] = {}
    for template in catalogue():
        if service.columns_for(template):
            groups.setdefault(template.group or "Mẫu khác", []).append(template)
    return render_template("batches/new.html", groups=groups)


@bp.get("/batches/new/<template_id>/sheet.xlsx")
@needs("batch.make")
def example(template_id: str) -> Response:
    template = get_template(template_id)
    known = {column.path for column in service.columns_for(template)}
    chosen = [path for path in request.args.getlist("column") if path in known]
    content = service.example_for(template, current_user.department, chosen)
    name = f"Danh sách {template.title}.xlsx".replace("/", "-")
    return send_file(BytesIO(content), mimetype=MEDIA_TYPE, as_attachment=True, download_name=name)


@bp.route("/batches/new/<template_id>", methods=["GET", "POST"])
@needs("batch.make")
def begin(template_id: str) -> Any:
    template = get_template(template_id)
    form = _form(template)
    if form.validate_on_submit():
        file, name = upload(form.sheet.data)
        try:
            batch = service.begin(
                template,
                get_department(int(form.department_id.data)),
                _authority(form, template),
                current_user,
                file=file,
                file_name=name,
            )
        except Invalid as problem:
            blame(form, problem)
        else:
            return redirect(url_for(".batch", batch_id=batch.id), 303)
    columns = service.columns_for(template)
    suggested = differing(columns)
    page = render_template(
        "batches/begin.html",
        template=template,
        form=form,
        choices=[(column.path, column.head) for column in columns],
        suggested=suggested,
        suggested_heads=", ".join(column.head for column in columns if column.path in suggested),
    )
    return (page, 422) if form.errors else page


def _form(template: Template) -> NewBatchForm:
    form = NewBatchForm()
    form.offer(units_one_drafts_for(current_user), _authorities(template))
    if request.method == "GET":
        form.department_id.data = str(current_user.department_id)
    return form


def _authorities(template: Template) -> list[SigningAuthority]:
    return authorities_for(current_user.department.issuer_id, type_code_of(template.letter_type), today())


def _authority(form: NewBatchForm, template: Template) -> SigningAuthority | None:
    chosen = whole_number_or_none(form.signer_authority_id.data)
    return next((authority for authority in _authorities(template) if authority.id == chosen), None)
