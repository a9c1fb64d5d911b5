"""Người dùng: accounts one by one, their roles, first passwords, leaving."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from intranet.accounts import queries, service
from intranet.accounts.forms.people import LeaveForm, NewPersonForm, PersonForm, RolesForm
from intranet.accounts.models import Person
from intranet.accounts.routes.administration import trail
from intranet.accounts.routes.blueprint import bp
from intranet.accounts.routes.form_page import Trail, form_page, history_lines
from intranet.accounts.rules import OFFICE_ROLES, ROLE_LABELS, Role
from intranet.core.errors import Invalid
from intranet.core.history import history_of
from intranet.web.access import needs, submit
from intranet.web.excel import Column, excel_answer
from intranet.web.forms import as_choices, search_words, whole_number_or_none

COLUMNS = (
    Column("Họ và tên", 28),
    Column("Tên đăng nhập", 18),
    Column("Chức vụ", 28),
    Column("Đơn vị", 32),
    Column("Vai trò", 24),
    Column("Điện thoại", 16),
    Column("Thư điện tử", 28),
    Column("Nghỉ từ", 12),
)


@bp.get("/admin/people")
@needs("office.view")
def people() -> Any:
    wanted = queries.PeopleFilter(
        words=search_words(request.args.get("q")),
        department_id=whole_number_or_none(request.args.get("department")),
        role=request.args.get("role", ""),
        left=request.args.get("left") == "1",
    )
    found = queries.people(wanted)
    if request.args.get("as") == "excel":
        return excel_answer("nguoi-dung", "DANH SÁCH NGƯỜI DÙNG", COLUMNS, [_cells(person) for person in found])
    return render_template(
        "accounts/people.html",
        people=found,
        wanted=wanted,
        departments=queries.open_departments(),
        roles=ROLE_LABELS,
        trail=trail(("Người dùng", None)),
    )


@bp.get("/admin/people/<int:person_id>")
@needs("office.view", person=queries.get_person)
def person(person: Person) -> Any:
    return render_template(
        "accounts/person.html",
        person=person,
        authorities=queries.authorities_of(person),
        trail=trail(("Người dùng", url_for("accounts.people")), (person.name, None)),
        lines=history_lines(history_of(person)),
    )


@bp.route("/admin/people/new", methods=["GET", "POST"])
@needs("office.edit", in_steps=True)
def make_person() -> Any:
    form = NewPersonForm(roles=[Role.STAFF])
    if not form.validate_on_submit():
        page = _new_person_page(form)
        return (page, 422) if request.method == "POST" else page
    newcomer = service.prepare(_facts(form), [Role(role) for role in form.roles.data])

    def save() -> Any:
        try:
            made = service.make_person(newcomer, current_user)
        except Invalid as refusal:
            form[refusal.field].errors = [refusal.sentence]
            return _new_person_page(form), 422
        page = render_template("accounts/slips.html", newcomers=[newcomer], title="Đã mở tài khoản", trail=_list())
        return page, {"Content-Location": _page_of(made)}

    return submit(save)


def _new_person_page(form: NewPersonForm) -> str:
    return render_template(
        "accounts/form_page.html",
        form=form,
        title="Thêm người",
        trail=_list(),
        button="Mở tài khoản",
        lead="Mật khẩu lần đầu hiện một lần sau khi mở tài khoản, để in hoặc đọc cho người ấy.",
        kind="primary",
    )


@bp.route("/admin/people/<int:person_id>/edit", methods=["GET", "POST"])
@needs("office.edit", person=queries.get_person)
def edit_person(person: Person) -> Any:
    form = PersonForm(obj=person)
    if not person.department.is_open:
        own = as_choices([(person.department_id, person.department.name)])
        form.department_id.choices = [*own, *form.department_id.choices]

    def save() -> str:
        service.edit_person(person, current_user, _facts(form))
        return _page_of(person)

    return form_page(form, save, title="Sửa thông tin", trail=_of(person))


@bp.route("/admin/people/<int:person_id>/roles", methods=["GET", "POST"])
@needs("office.edit", person=queries.get_person)
def set_roles(person: Person) -> Any:
    form = RolesForm(roles=[held.role for held in person.roles if held.role in OFFICE_ROLES])

    def save() -> str:
        service.set_roles(person, current_user, [Role(role) for role in form.roles.data])
        return _page_of(person)

    lead = "Trưởng và phó đơn vị ghi ở trang của đơn vị; quyền ký ghi ở mục Thẩm quyền ký."
    return form_page(form, save, title=f"Vai trò của {person.name}", trail=_of(person), lead=lead)


@bp.route("/admin/people/<int:person_id>/leave", methods=["GET", "POST"])
@needs("office.edit", person=queries.get_person)
def leave(person: Person) -> Any:
    form = LeaveForm()

    def save() -> str:
        service.leave(person, current_user, form.day.day)
        return _page_of(person)

    lead = "Từ ngày ấy không đăng nhập được; quyền ký kết thúc ngày trước đó. Việc đã làm vẫn ghi tên người này."
    return form_page(
        form, save, title=f"{person.name} nghỉ", trail=_of(person), button="Ghi nghỉ", lead=lead, kind="danger"
    )


@bp.post("/admin/people/<int:person_id>/come-back")
@needs("office.edit", person=queries.get_person)
def come_back(person: Person) -> Any:
    service.come_back(person, current_user)
    flash("Đã mở lại tài khoản.", "success")
    return redirect(_page_of(person), 303)


@bp.post("/admin/people/<int:person_id>/reset-password")
@needs("office.edit", person=queries.get_person)
def reset_password(person: Person) -> Any:
    password = service.reset_password(person, current_user)
    slip = {"facts": person, "password": password}
    page = render_template("accounts/slips.html", newcomers=[slip], title="Mật khẩu mới", trail=_of(person))
    return page, {"Content-Location": _page_of(person)}


@bp.post("/admin/people/<int:person_id>/sign-out-everywhere")
@needs("office.edit", person=queries.get_person)
def sign_out_everywhere(person: Person) -> Any:
    service.sign_out_everywhere(person, current_user)
    flash(f"Đã đăng xuất {person.name} khỏi mọi thiết bị.", "success")
    return redirect(_page_of(person), 303)


def _page_of(person: Person) -> str:
    return url_for("accounts.person", person_id=person.id)


def _list() -> Trail:
    return trail(("Người dùng", url_for("accounts.people")))


def _of(person: Person) -> Trail:
    return [*_list(), (person.name, _page_of(person))]


def _facts(form: PersonForm) -> service.PersonFacts:
    fields = ("name", "department_id", "post", "phone", "email")
    return service.PersonFacts(username=form.username.data.lower(), **{name: form[name].data for name in fields})


def _cells(person: Person) -> tuple[Any, ...]:
    roles = ", ".join(held.label for held in person.roles)
    department = person.department.name
    return (
        person.name, person.username, person.post, department, roles, person.phone, person.email, person.left_on
    )  # fmt: skip
