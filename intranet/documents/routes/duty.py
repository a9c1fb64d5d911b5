"""Whom the office charges with checking the format: one page for the admin."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from intranet.accounts.queries import active_people
from intranet.documents import queries, service
from intranet.documents.routes.blueprint import bp
from intranet.web.access import needs
from intranet.web.forms import whole_number_or_none


@bp.route("/documents/format_duty", methods=["GET", "POST"])
@needs("document.set_up")
def format_duty() -> Any:
    if request.method == "POST":
        chosen = {number for one in request.form.getlist("person_id") if (number := whole_number_or_none(one))}
        service.set_format_duty(chosen, current_user)
        flash("Đã ghi người kiểm tra thể thức.", "success")
        return redirect(url_for(".format_duty"), 303)
    charged = [str(duty.person_id) for duty in queries.people_with_format_duty()]
    people = [(str(p.id), f"{p.name}, {p.department.name}") for p in active_people()]
    return render_template("documents/format_duty.html", people=people, charged=charged)
