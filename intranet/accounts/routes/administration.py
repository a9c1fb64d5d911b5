"""Quản trị: what the office is made of, and what it still lacks."""

from typing import Any

from flask import render_template, url_for

from intranet.accounts import queries
from intranet.accounts.lacking import lacks
from intranet.accounts.routes.blueprint import bp
from intranet.accounts.routes.form_page import Trail
from intranet.core.clock import today
from intranet.web.access import needs


@bp.get("/admin")
@needs("office.view")
def office() -> Any:
    departments = queries.open_departments()
    return render_template(
        "accounts/administration.html",
        lacks=lacks(today()),
        counts={
            "issuers": sum(1 for issuer in queries.issuers() if issuer.closed_on is None),
            "departments": len(departments),
            "groups": len(queries.groups()),
            "people": sum(queries.headcounts().values()),
            "authorities": len(queries.authorities(today())),
        },
    )


def trail(*steps: tuple[str, str | None]) -> Trail:
    """The breadcrumb of an administration page."""
    return [("Quản trị", url_for("accounts.office")), *steps]
