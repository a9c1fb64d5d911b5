"""The pages of the list of legal bases."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_login import current_user

from intranet.accounts.routes.form_page import form_page
from intranet.core.clock import today
from intranet.laws import queries, service
from intranet.laws.forms import LawForm
from intranet.laws.models import Law
from intranet.laws.rules import is_in_force
from intranet.web.access import needs
from intranet.web.forms import search_words

bp = Blueprint("laws", __name__)
TITLE = "Căn cứ pháp lý"


@bp.get("/laws")
@needs("law.list")
def index() -> Any:
    words = search_words(request.args.get("q"))
    found = [(law, is_in_force(law, today())) for law in queries.laws(words)]
    return render_template("laws/index.html", laws=found, words=words)


@bp.route("/laws/new", methods=["GET", "POST"])
@needs("law.edit")
def add_law() -> Any:
    form = LawForm()

    def save() -> str:
        service.add_law(current_user, form.facts())
        return url_for(".index")

    return form_page(form, save, title="Thêm căn cứ", trail=[(TITLE, url_for(".index"))], button="Thêm")


@bp.route("/laws/<int:law_id>/edit", methods=["GET", "POST"])
@needs("law.edit", law=queries.get_law)
def edit_law(law: Law) -> Any:
    form = LawForm(obj=law)

    def save() -> str:
        service.edit_law(law, current_user, form.facts())
        return url_for(".index")

    return form_page(form, save, title=f"Sửa {law.title}", trail=[(TITLE, url_for(".index"))])
