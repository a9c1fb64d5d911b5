"""Danh bạ: who works where, and how to reach them."""

from typing import Any

from flask import render_template, request

from intranet.accounts import queries
from intranet.accounts.routes.blueprint import bp
from intranet.core.clock import today
from intranet.web.access import signed_in
from intranet.web.forms import search_words


@bp.get("/directory")
@signed_in
def directory() -> Any:
    words = search_words(request.args.get("q"))
    return render_template("accounts/directory.html", parts=queries.directory(words, today()), words=words)
