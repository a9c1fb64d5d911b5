"""What people type about accounts: sign-in, own password, own particulars."""

from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo, Optional

from intranet.accounts.passwords import LONGEST, SHORTEST
from intranet.accounts.rules import why_no_email, why_no_phone
from intranet.web.forms import REQUIRED, Form, Line, at_most, clean_line, refused_by

EMAIL, PHONE = refused_by(why_no_email), refused_by(why_no_phone)


class SignInForm(Form):
    username = StringField(
        "Tên đăng nhập",
        validators=[REQUIRED, at_most(80)],
        filters=[clean_line],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        "Mật khẩu", validators=[REQUIRED, at_most(LONGEST)], render_kw={"autocomplete": "current-password"}
    )


class FirstPasswordForm(Form):
    """Somebody who has just signed in with the password he was given need not type it again."""

    new_password = PasswordField(
        "Mật khẩu mới",
        description=f"Ít nhất {SHORTEST} ký tự, ví dụ vài từ dễ nhớ với bạn ghép lại cùng chữ số.",
        validators=[REQUIRED, at_most(LONGEST)],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "Gõ lại mật khẩu mới",
        validators=[REQUIRED, EqualTo("new_password", "Hai lần gõ mật khẩu mới không giống nhau.")],
        render_kw={"autocomplete": "new-password"},
    )


class PasswordForm(FirstPasswordForm):
    current_password = PasswordField(
        "Mật khẩu hiện tại", validators=[REQUIRED, at_most(LONGEST)], render_kw={"autocomplete": "current-password"}
    )


class ProfileForm(Form):
    phone = Line(
        "Điện thoại", most=40, validators=[Optional(), PHONE], render_kw={"autocomplete": "tel", "type": "tel"}
    )
    email = Line(
        "Thư điện tử", most=200, validators=[Optional(), EMAIL], render_kw={"autocomplete": "email", "type": "email"}
    )
