"""Người dùng từ Excel: a sheet is looked at whole, then all get their accounts at once or none does."""

import json
from typing import Any

from flask import Response, render_template, request, send_file, url_for
from flask_login import current_user

from intranet.accounts import people_sheet, queries, service
from intranet.accounts.forms.people import PeopleSheetForm
from intranet.accounts.people_sheet import CheckedSheet, Row
from intranet.accounts.routes.administration import trail
from intranet.accounts.routes.blueprint import bp
from intranet.accounts.routes.form_page import Trail
from intranet.accounts.rules import ROLE_LABELS, Role
from intranet.core.errors import Invalid
from intranet.web.access import needs, submit
from intranet.web.excel import MEDIA_TYPE
from intranet.web.forms import clean_line, upload


@bp.get("/admin/people/sheet/template")
@needs("office.edit")
def people_sheet_template() -> Response:
    content = people_sheet.BytesIO(people_sheet.template(queries.open_departments()))
    return send_file(content, mimetype=MEDIA_TYPE, as_attachment=True, download_name="nguoi-dung.xlsx")


@bp.route("/admin/people/sheet", methods=["GET", "POST"])
@needs("office.edit")
def check_people_sheet() -> Any:
    form = PeopleSheetForm()
    if request.method == "GET":
        return _page(form)
    try:
        rows = _uploaded_rows(form)
    except Invalid as refusal:
        form.sheet.errors = [refusal.sentence]
        return _page(form), 422
    checked = _check(rows)
    if checked.problems:
        return _page(form, checked), 422
    return render_template(
        "accounts/people_sheet_check.html",
        people=checked.people,
        departments=queries.departments_by_id(),
        labels=ROLE_LABELS,
        admins=[facts.name for facts, roles in checked.people if Role.ADMIN in roles],
        rows=json.dumps([[row.number, dict(row.cells)] for row in rows], ensure_ascii=False),
        trail=_trail(),
    )


@bp.post("/admin/people/sheet/take")
@needs("office.edit", in_steps=True)
def take_people_sheet() -> Any:
    checked = _check(_sent_rows())
    if checked.problems:
        return _page(PeopleSheetForm(formdata=None), checked), 422
    newcomers = [service.prepare(facts, roles) for facts, roles in checked.people]

    def take() -> Any:
        for newcomer in newcomers:
            service.make_person(newcomer, current_user)
        title = f"Đã mở {len(newcomers)} tài khoản"
        page = render_template("accounts/slips.html", newcomers=newcomers, title=title, trail=_trail())
        return page, {"Content-Location": url_for("accounts.people")}

    return submit(take)


def _uploaded_rows(form: PeopleSheetForm) -> list[Row]:
    file, name = upload(form.sheet.data)
    if not name:
        raise Invalid("Hãy chọn tệp Excel.", field="sheet")
    return people_sheet.read_rows(file.read(), name)


def _sent_rows() -> list[Row]:
    """The rows of the sheet that was looked at, as its page sends them back; they are checked once more."""
    try:
        rows = [Row(int(number), {c.fact: clean_line(str(cells[c.fact])) or "" for c in people_sheet.COLUMNS})
                for number, cells in json.loads(request.form.get("rows", ""))]  # fmt: skip
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise Invalid("Không đọc được danh sách.", advice="Hãy tải tệp Excel lên lại.") from error
    return rows[: people_sheet.MOST_ROWS]


def _check(rows: list[Row]) -> CheckedSheet:
    return people_sheet.check_rows(rows, queries.open_departments(), queries.usernames())


def _page(form: PeopleSheetForm, checked: CheckedSheet | None = None) -> str:
    return render_template("accounts/people_sheet.html", form=form, checked=checked, trail=_trail())


def _trail() -> Trail:
    return trail(("Người dùng", url_for("accounts.people")))
