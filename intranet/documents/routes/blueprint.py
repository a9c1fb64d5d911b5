"""The blueprint every page of letters hangs on."""

from datetime import date

from flask import Blueprint

from intranet.docservice.vietnamese import short_date

bp = Blueprint("documents", __name__)


@bp.app_template_filter("as_day")
def as_day(text: str) -> str:
    """A fact's day, 2025-02-25, as people write it; what is no day stays as typed."""
    try:
        return short_date(date.fromisoformat(text))
    except ValueError:
        return text
