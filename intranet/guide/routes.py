"""The pages of the guide: the list, one post's page, all of them to print, plan 43's table."""

from typing import Any

from flask import Blueprint, render_template
from flask_login import current_user

from intranet.core.errors import NotFound
from intranet.guide.content import guide_page, plan_tasks
from intranet.guide.rules import PAGES, PLAN_43, own_pages
from intranet.web.access import needs

bp = Blueprint("guide", __name__)


@bp.get("/guide")
@needs("guide.view")
def index() -> Any:
    """All pages, one's own first."""
    own = own_pages(current_user)
    names = [*own, *(name for name in PAGES if name not in own)]
    return render_template("guide/index.html", pages=[guide_page(name) for name in names], own=own)


@bp.get("/guide/<name>")
@needs("guide.view")
def page(name: str) -> Any:
    """One post's page."""
    if name not in PAGES:
        raise NotFound("Không có trang hướng dẫn này.")
    return render_template("guide/page.html", page=guide_page(name))


@bp.get("/guide/book")
@needs("guide.view")
def book() -> Any:
    """The whole guide, to print."""
    pages = [guide_page(name) for name in PAGES]
    return render_template("guide/book.html", pages=pages, tasks=plan_tasks(PLAN_43))


@bp.get("/guide/ke-hoach-43")
@needs("guide.view")
def plan_43() -> Any:
    """Each task of plan 43: where it is done and where it is proved."""
    return render_template("guide/plan_43.html", tasks=plan_tasks(PLAN_43))
