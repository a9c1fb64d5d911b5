"""Mã truy cập: a person makes and revokes his own; the admin sees and revokes everybody's."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from intranet.accounts.routes.administration import trail
from intranet.api import queries, service
from intranet.api.forms import TokenForm
from intranet.api.models import ApiToken
from intranet.api.routes.blueprint import bp
from intranet.api.rules import Scope
from intranet.core.errors import Invalid
from intranet.web.access import needs


@bp.get("/account/tokens")
@needs("token.list")
def tokens() -> Any:
    return _page(TokenForm.fresh())


@bp.post("/account/tokens")
@needs("token.make")
def make() -> Any:
    form = TokenForm()
    if form.validate() and form.expires_on.data:
        scopes = [Scope(word) for word in form.scopes.data or ()]
        try:
            token, secret = service.make(
                current_user, name=form.name.data, scopes=scopes, expires_on=form.expires_on.data
            )
        except Invalid as refusal:
            form[refusal.field].errors = [refusal.sentence]
        else:
            page = render_template("api/secret.html", token=token, secret=secret)
            # Shown once: the same form sent again leads to the list, and no history keeps the page.
            return page, {"Content-Location": url_for(".tokens"), "Cache-Control": "no-store"}
    return _page(form), 422


@bp.post("/account/tokens/<int:token_id>/revoke")
@needs("token.revoke", token=queries.get_token)
def revoke(token: ApiToken) -> Any:
    service.revoke(token, current_user)
    flash(f"Đã thu hồi mã «{token.name}».", "success")
    return redirect(url_for(".tokens" if token.person_id == current_user.id else ".all_tokens"), 303)


@bp.get("/admin/tokens")
@needs("token.list_all")
def all_tokens() -> Any:
    return render_template("api/all_tokens.html", tokens=queries.all_tokens(), trail=trail(("Mã truy cập", None)))


def _page(form: TokenForm) -> str:
    return render_template("api/tokens.html", form=form, tokens=queries.tokens_of(current_user))
