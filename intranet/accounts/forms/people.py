"""What the admin types about people."""

from typing import Any

from flask_wtf.file import FileField
from wtforms.validators import Optional

from intranet.accounts import queries
from intranet.accounts.forms.own_account import EMAIL, PHONE
from intranet.accounts.rules import OFFICE_ROLES, ROLE_LABELS
from intranet.core.clock import today
from intranet.web.forms import Checks, Choice, Day, Form, Line, as_choices


class PersonForm(Form):
    name = Line("Họ và tên", required=True, most=200)
    username = Line(
        "Tên đăng nhập",
        required=True,
        most=80,
        description="Chữ thường không dấu, ví dụ chuyenvien.tt.",
        render_kw={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"},
    )
    department_id = Choice("Đơn vị", required=True, coerce=int)
    post = Line("Chức vụ", most=200)
    phone = Line("Điện thoại", most=40, validators=[Optional(), PHONE])
    email = Line("Thư điện tử", most=200, validators=[Optional(), EMAIL])

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        offered = list(queries.open_departments())
        self.department_id.choices = as_choices((d.id, d.name) for d in offered)


class RolesForm(Form):
    roles = Checks("Vai trò", [(role, ROLE_LABELS[role]) for role in OFFICE_ROLES])


class NewPersonForm(PersonForm, RolesForm):
    """A new account: who it is and what he may do."""


class LeaveForm(Form):
    day = Day("Nghỉ từ ngày", required=True, default=today, description="Ngày đầu tiên không còn làm việc.")


class PeopleSheetForm(Form):
    sheet = FileField("Tệp Excel (.xlsx) theo mẫu", render_kw={"accept": ".xlsx"})
