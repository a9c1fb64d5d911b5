"""Nhóm đơn vị: departments that letters name together."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from intranet.accounts import queries, service
from intranet.accounts.forms.office import GroupForm
from intranet.accounts.models import Department, DepartmentGroup
from intranet.accounts.routes.administration import trail
from intranet.accounts.routes.blueprint import bp
from intranet.accounts.routes.form_page import form_page
from intranet.web.access import needs


@bp.get("/admin/groups")
@needs("office.view")
def groups() -> Any:
    return render_template("accounts/groups.html", groups=queries.groups(), trail=trail(("Nhóm đơn vị", None)))


@bp.route("/admin/groups/new", methods=["GET", "POST"])
@needs("office.edit")
def make_group() -> Any:
    form = GroupForm()

    def save() -> str:
        service.make_group(current_user, _facts(form), _members(form))
        return url_for("accounts.groups")

    steps = trail(("Nhóm đơn vị", url_for("accounts.groups")))
    lead = "Giao việc cho nhóm là giao cho từng đơn vị trong nhóm, mỗi đơn vị một nhiệm vụ riêng."
    return form_page(form, save, title="Thêm nhóm đơn vị", trail=steps, button="Thêm", lead=lead)


@bp.route("/admin/groups/<int:group_id>/edit", methods=["GET", "POST"])
@needs("office.edit", group=queries.get_group)
def edit_group(group: DepartmentGroup) -> Any:
    form = GroupForm(obj=group, data={"members": [member.id for member in group.members]})
    if form.members.raw_data is None:
        form.members.data = [member.id for member in group.members]

    def save() -> str:
        service.edit_group(group, current_user, _facts(form), _members(form))
        return url_for("accounts.groups")

    steps = trail(("Nhóm đơn vị", url_for("accounts.groups")))
    lead = "Nhiệm vụ đã giao cho nhóm trước đây không đổi theo."
    return form_page(form, save, title=f"Sửa nhóm {group.name}", trail=steps, lead=lead)


@bp.post("/admin/groups/<int:group_id>/remove")
@needs("office.edit", group=queries.get_group)
def remove_group(group: DepartmentGroup) -> Any:
    service.remove_group(group, current_user)
    flash("Đã xóa nhóm.", "success")
    return redirect(url_for("accounts.groups"), 303)


def _members(form: GroupForm) -> list[Department]:
    return [department for department in queries.open_departments() if department.id in form.members.data]


def _facts(form: GroupForm) -> service.GroupFacts:
    return service.GroupFacts(
        name=form.name.data,
        spellings=form.spellings.data,
        position=form.position.data or 0,
        includes_named=form.includes_named.data,
    )
