"""Đơn vị: the departments that get work, their names through time, their heads, merging and closing."""

from typing import Any

from flask import render_template, url_for
from flask_login import current_user

from intranet.accounts import queries, service
from intranet.accounts.forms.office import (
    CloseDepartmentForm,
    DepartmentFactsForm,
    DepartmentForm,
    HeadsForm,
    NameForm,
    tell_day_of,
)
from intranet.accounts.models import Department
from intranet.accounts.routes.administration import trail
from intranet.accounts.routes.blueprint import bp
from intranet.accounts.routes.form_page import Trail, form_page, history_lines
from intranet.accounts.rules import KIND_LABELS, DepartmentKind
from intranet.core.clock import today
from intranet.core.history import history_of
from intranet.web.access import needs
from intranet.web.forms import as_choices


@bp.get("/admin/departments")
@needs("office.view")
def departments() -> Any:
    return render_template(
        "accounts/departments.html",
        departments=queries.open_departments(),
        closed=[d for d in queries.departments_by_id().values() if not d.is_open],
        headcounts=queries.headcounts(),
        heads=queries.heads_by_department(),
        kinds=KIND_LABELS,
        trail=trail(("Đơn vị", None)),
    )


@bp.get("/admin/departments/<int:department_id>")
@needs("office.view", department=queries.get_department)
def department(department: Department) -> Any:
    head, deputies = queries.heads_of(department)
    return render_template(
        "accounts/department.html",
        department=department,
        head=head,
        deputies=deputies,
        people=queries.people_of(department.id),
        kind=KIND_LABELS[DepartmentKind(department.kind)],
        trail=trail(("Đơn vị", url_for("accounts.departments")), (department.name, None)),
        lines=history_lines(history_of(department)),
    )


@bp.route("/admin/departments/new", methods=["GET", "POST"])
@needs("office.edit")
def make_department() -> Any:
    form = DepartmentForm()

    def save() -> str:
        names = {"name": form.name.data, "short_name": form.short_name.data, "holds_from": form.holds_from.day}
        return _page_of(service.make_department(current_user, _facts(form), **names))

    steps = trail(("Đơn vị", url_for("accounts.departments")))
    return form_page(form, save, title="Thêm đơn vị", trail=steps, button="Thêm")


@bp.route("/admin/departments/<int:department_id>/edit", methods=["GET", "POST"])
@needs("office.edit", department=queries.get_department)
def edit_department(department: Department) -> Any:
    form = DepartmentFactsForm(obj=department)

    def save() -> str:
        service.edit_department(department, current_user, _facts(form))
        return _page_of(department)

    return form_page(form, save, title="Sửa đơn vị", trail=_of(department))


@bp.route("/admin/departments/<int:department_id>/rename", methods=["GET", "POST"])
@needs("office.edit", department=queries.get_department)
def rename_department(department: Department) -> Any:
    held = department.name_on(today())
    form = NameForm(name=held.name, short_name=held.short_name)
    tell_day_of(form, held)

    def save() -> str:
        names = {"name": form.name.data, "short_name": form.short_name.data, "holds_from": form.holds_from.day}
        service.rename_department(department, current_user, **names)
        return _page_of(department)

    lead = "Tên cũ vẫn được nhận ra trong văn bản."
    return form_page(form, save, title="Đổi tên đơn vị", trail=_of(department), button="Đổi tên", lead=lead)


@bp.route("/admin/departments/<int:department_id>/heads", methods=["GET", "POST"])
@needs("office.edit", department=queries.get_department)
def set_heads(department: Department) -> Any:
    head, deputies = queries.heads_of(department)
    form = HeadsForm(head=head.id if head else 0, deputies=[person.id for person in deputies])
    own = {person.id: person for person in (*queries.people_of(department.id), *deputies)}
    everybody = {person.id: person for person in (*queries.active_people(), *([head] if head else []))}
    form.offer(list(everybody.values()), list(own.values()))

    def save() -> str:
        chosen = [own[number] for number in form.deputies.data]
        service.set_heads(department, current_user, everybody.get(form.head.data), chosen)
        return _page_of(department)

    lead = "Trưởng và phó đơn vị nhận việc, phân công và báo hoàn thành cho đơn vị này."
    return form_page(form, save, title="Trưởng đơn vị, cấp phó", trail=_of(department), lead=lead)


@bp.route("/admin/departments/<int:department_id>/close", methods=["GET", "POST"])
@needs("office.edit", department=queries.get_department)
def close_department(department: Department) -> Any:
    others = {other.id: other for other in queries.open_departments() if other is not department}
    form = CloseDepartmentForm()
    form.into.choices = as_choices([(0, "Không chuyển đi đâu"), *((d.id, d.name) for d in others.values())])

    def save() -> str:
        service.close_department(department, current_user, others.get(form.into.data), form.reason.data)
        return _page_of(department)

    count = len(queries.people_of(department.id))
    lead = f"Đơn vị đóng từ hôm nay, không nhận việc mới và không mở lại được. Hiện có {count} người."
    title = f"Đóng hoặc nhập đơn vị: {department.name}"
    return form_page(form, save, title=title, trail=_of(department), button="Đóng đơn vị", lead=lead, kind="danger")


def _page_of(department: Department) -> str:
    return url_for("accounts.department", department_id=department.id)


def _of(department: Department) -> Trail:
    return trail(("Đơn vị", url_for("accounts.departments")), (department.name, _page_of(department)))


def _facts(form: DepartmentFactsForm) -> service.DepartmentFacts:
    return service.DepartmentFacts(
        issuer_id=form.issuer_id.data,
        kind=DepartmentKind(form.kind.data),
        spellings=form.spellings.data,
        position=form.position.data or 0,
        is_office=form.is_office.data,
    )
