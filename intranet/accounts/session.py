"""Who is signed in: the account behind a request, and where a stranger is sent."""

from typing import Any

from flask import Flask, redirect, render_template, request, url_for
from flask_login import LoginManager

from intranet.accounts.models import Person
from intranet.core.db import session as database
from intranet.web.refusals import typed_fields, wants_json


def register(app: Flask, manager: LoginManager) -> None:
    """Teach Flask-Login our accounts; a session ends with its epoch ("sign out everywhere")."""
    manager.init_app(app)
    manager.user_loader(_load)
    manager.unauthorized_handler(_ask_to_sign_in)


def _load(identity: str) -> Person | None:
    number, _, epoch = identity.partition(".")
    person = database.get(Person, int(number)) if number.isdigit() else None
    return person if person and person.is_active and str(person.session_epoch) == epoch else None


def _ask_to_sign_in() -> Any:
    """A page leads back to itself after signing in; a form that was sent is kept on the sign-in page and sent on."""
    if wants_json():
        return {"error": "Bạn cần đăng nhập lại."}, 401
    if request.method == "POST":
        return render_template("accounts/sign_in.html", form=None, typed=typed_fields(), action=request.full_path), 401
    return redirect(url_for("accounts.sign_in", next=request.full_path if request.query_string else request.path))
