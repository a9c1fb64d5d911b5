"""Who is signed in: the account behind a request, how long it lasts, and where a stranger is sent."""

from datetime import datetime, timedelta
from typing import Any

from flask import Flask, redirect, render_template, request, session, url_for
from flask_login import LoginManager, current_user, login_user

from intranet.accounts.forms import SignInForm
from intranet.accounts.kept import keep_this_request, kept_in_this_form
from intranet.accounts.models import Person
from intranet.core.clock import now
from intranet.core.db import session as database
from intranet.web.origin import is_own_address
from intranet.web.refusals import wants_json

SEEN = "seen"
NOTE_EVERY = timedelta(minutes=5)
# What may be opened before the first password is changed.
BEFORE_FIRST_PASSWORD = {"accounts.change_password", "accounts.sign_out", "accounts.sign_in", "static", "healthz"}


def register(app: Flask, manager: LoginManager) -> None:
    """Teach Flask-Login our accounts; a session ends with its epoch ("sign out everywhere") or by lying idle."""
    manager.init_app(app)
    app.extensions["login_manager"] = manager
    manager.user_loader(_load)
    manager.unauthorized_handler(_ask_to_sign_in)
    app.before_request(_note_that_he_is_here)
    app.before_request(_lead_to_first_password)
    app.context_processor(_own_menu)


def begin(person: Person) -> None:
    """Start a fresh session on this browser; nothing of an earlier one is taken over."""
    session.clear()
    session.permanent = True  # the cookie lasts as long as the setting says, not as long as the browser is open
    session[SEEN] = now().isoformat()
    login_user(person)


def _load(identity: str) -> Person | None:
    number, _, epoch = identity.partition(".")
    person = database.get(Person, int(number)) if number.isdigit() else None
    return person if person and person.is_active and str(person.session_epoch) == epoch else None


def _note_that_he_is_here() -> None:
    """Writing the cookie anew, at most every few minutes, is what moves the end of the session on."""
    if request.endpoint == "static" or not current_user.is_authenticated:
        return
    seen = session.get(SEEN)
    if seen is None or now() - datetime.fromisoformat(seen) > NOTE_EVERY:
        session[SEEN] = now().isoformat()


def _lead_to_first_password() -> Any:
    if request.endpoint in BEFORE_FIRST_PASSWORD or not current_user.is_authenticated:
        return None
    if not current_user.must_change_password:
        return None
    if wants_json():
        return {"error": "Hãy đổi mật khẩu lần đầu rồi làm tiếp."}, 403
    return redirect(url_for("accounts.change_password"), 303)


def _own_menu() -> dict[str, Any]:
    if not current_user.is_authenticated:
        return {"account_links": []}
    return {
        "account_links": [
            {"label": "Tài khoản của tôi", "url": url_for("accounts.account"), "icon": "person", "method": "get"},
            {"label": "Hướng dẫn", "url": url_for("guide.index"), "icon": "info-circle", "method": "get"},
            {
                "label": "Đăng xuất",
                "url": url_for("accounts.sign_out"),
                "icon": "box-arrow-right",
                "method": "post",
            },
        ]
    }


def _ask_to_sign_in() -> Any:
    """A page leads back to itself after signing in; a form that was sent is kept on the sign-in page and sent on."""
    if wants_json():
        return {"error": "Bạn cần đăng nhập lại."}, 401
    if request.endpoint == "accounts.sign_out":
        return redirect(url_for("accounts.sign_in"), 303)
    if request.endpoint == "accounts.sign_in_now":  # the sign-in page itself lay open too long
        form = SignInForm()
        form.form_errors.append("Trang đăng nhập mở đã lâu. Hãy nhập lại mật khẩu.")
        return render_template("accounts/sign_in.html", form=form, kept=kept_in_this_form(), next=next_address()), 400
    if request.method == "POST":
        kept = keep_this_request()
        return render_template("accounts/sign_in.html", form=SignInForm(formdata=None), kept=kept, next=""), 401
    there = request.full_path if request.query_string else request.path
    return redirect(url_for("accounts.sign_in", next=None if there == "/" else there))


def next_address() -> str:
    """Where to go after signing in: the page that was asked for, never one of another site."""
    there = request.values.get("next", "")
    return there if is_own_address(there) else "/"
