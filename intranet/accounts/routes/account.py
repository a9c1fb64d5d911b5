"""A person's own account: particulars, password, sessions."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from intranet.accounts import service
from intranet.accounts.forms import FirstPasswordForm, PasswordForm, ProfileForm
from intranet.accounts.routes.blueprint import bp
from intranet.accounts.session import begin
from intranet.core.errors import Invalid
from intranet.web.access import signed_in


@bp.get("/account")
@signed_in
def account() -> Any:
    return render_template("accounts/account.html", form=ProfileForm(obj=current_user))


@bp.post("/account")
@signed_in
def edit_profile() -> Any:
    form = ProfileForm()
    if not form.validate():
        return render_template("accounts/account.html", form=form), 422
    service.edit_profile(current_user, phone=form.phone.data, email=form.email.data)
    flash("Đã lưu.", "success")
    return redirect(url_for("accounts.account"), 303)


@bp.route("/account/password", methods=["GET", "POST"])
@signed_in
def change_password() -> Any:
    first = current_user.must_change_password
    form = FirstPasswordForm() if first else PasswordForm()
    if form.validate_on_submit():
        try:
            if first:
                service.set_first_password(current_user, form.new_password.data)
            else:
                service.change_password(current_user, form.current_password.data, form.new_password.data)
        except Invalid as refusal:
            form[refusal.field].errors = [refusal.sentence]
        else:
            begin(current_user._get_current_object())
            flash("Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất.", "success")
            return redirect("/" if first else url_for("accounts.account"), 303)
    page = render_template("accounts/password.html", form=form, first=first)
    return (page, 422) if form.errors else page


@bp.post("/account/sign-out-elsewhere")
@signed_in
def sign_out_elsewhere() -> Any:
    service.sign_out_elsewhere(current_user)
    begin(current_user._get_current_object())
    flash("Đã đăng xuất khỏi mọi thiết bị khác.", "success")
    return redirect(url_for("accounts.account"), 303)
