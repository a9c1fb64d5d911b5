"""Signing in and out."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user, logout_user

from intranet.accounts import service
from intranet.accounts.forms import SignInForm
from intranet.accounts.kept import KeptForm, kept_in_this_form
from intranet.accounts.models import Person
from intranet.accounts.routes.blueprint import bp
from intranet.accounts.session import begin, next_address
from intranet.core.errors import DomainError
from intranet.web.access import needs, public


@bp.get("/sign-in")
@public
def sign_in() -> Any:
    there = next_address()
    if current_user.is_authenticated:
        return redirect(there)
    return render_template("accounts/sign_in.html", form=SignInForm(formdata=None), kept=None, next=there)


@bp.post("/sign-in", endpoint="sign_in_now")
@needs("public", in_steps=True)
def sign_in_now() -> Any:
    form, kept = SignInForm(), kept_in_this_form()
    if form.validate():
        try:
            person = service.sign_in(form.username.data, form.password.data, request.remote_addr)
        except DomainError as refusal:
            form.form_errors.append(" ".join(filter(None, (refusal.sentence, refusal.advice))))
        else:
            return _welcome(person, kept)
    return render_template("accounts/sign_in.html", form=form, kept=kept, next=next_address()), 422


def _welcome(person: Person, kept: KeptForm | None) -> Any:
    begin(person)
    if kept is not None and not person.must_change_password:
        return render_template("accounts/send_on.html", kept=kept)
    return redirect(next_address(), 303)


@bp.post("/sign-out")
@public
def sign_out() -> Any:
    logout_user()
    flash("Đã đăng xuất.", "success")
    return redirect(url_for("accounts.sign_in"), 303)
