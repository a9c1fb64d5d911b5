"""The list of incoming letters: every filter is the address."""

from dataclasses import asdict, replace
from typing import Any

from flask import render_template, request, url_for
from flask_login import current_user

from intranet.accounts import queries as accounts
from intranet.accounts.rules import sees_everything
from intranet.core.clock import today
from intranet.incoming import queries
from intranet.incoming.queries import PAGE_SIZE, VIEWS, Filters
from intranet.incoming.routes.blueprint import bp
from intranet.web.access import needs
from intranet.web.forms import search_words, whole_number_or_none

# The others are worth a link only where there are such letters.
ALWAYS = ("", "handling", "late", "answered")


@bp.get("/incoming")
@needs("incoming.list")
def index() -> Any:
    """Which letters came, and which of them are late?"""
    wanted = asked_for()
    counts = queries.count_letters(current_user, wanted)
    total = counts[wanted.view]
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, whole_number_or_none(request.args.get("page")) or 1), pages)
    units = accounts.open_departments() if sees_everything(current_user) else ()
    return render_template(
        "incoming/index.html",
        letters=queries.list_letters(current_user, wanted, page),
        wanted=wanted,
        total=total,
        page=page,
        pages=pages,
        views=[
            {"label": words, "count": counts[view], "url": address(wanted, view=view), "active": view == wanted.view}
            for view, words in VIEWS.items()
            if counts[view] or view in (*ALWAYS, wanted.view)
        ],
        departments=[("", "Mọi đơn vị"), *((unit.id, unit.name) for unit in units)] if units else (),
        years=[("", "Mọi năm"), *((year, year) for year in range(today().year, today().year - 6, -1))],
        address=address,
    )


def asked_for() -> Filters:
    """The filters of the address."""
    asked = request.args
    view = asked.get("view", "")
    return Filters(
        view=view if view in VIEWS else "",
        year=whole_number_or_none(asked.get("year")),
        department_id=whole_number_or_none(asked.get("department_id")),
        words=search_words(asked.get("words")),
    )


def address(wanted: Filters, **changes: Any) -> str:
    """The address of the list with some of its filters changed."""
    page = changes.pop("page", None)
    asked = {name: value for name, value in asdict(replace(wanted, **changes)).items() if value}
    return url_for("incoming.index", **asked, page=page)
