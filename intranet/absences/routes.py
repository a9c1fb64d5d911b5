"""Vắng mặt, xử lý thay: who is away, who stands in, entering and correcting it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from intranet.absences import queries, service
from intranet.absences.forms import AbsenceForm, NewAbsenceForm
from intranet.absences.models import Absence
from intranet.accounts.models import Person
from intranet.accounts.queries import get_person
from intranet.accounts.routes.form_page import history_lines
from intranet.core.clock import today
from intranet.core.history import history_of
from intranet.web.access import needs
from intranet.web.forms import done, whole_number_or_none

bp = Blueprint("absences", __name__)


@bp.get("/absences")
@needs("absence.list")
def index() -> Any:
    """Who is away now or soon, and who does his work?"""
    ended = request.args.get("ended") == "1"
    found = queries.absences(today(), ended=ended)
    return render_template("absences/index.html", absences=found, ended=ended)


@bp.route("/absences/new", methods=["GET", "POST"])
@needs("absence.list")
def enter() -> Any:
    """One's own absence, or that of somebody whose head or admin one is."""
    form = NewAbsenceForm()
    form.offer_people(queries.people_to_enter_for(_me()), whole_number_or_none(request.args.get("person")) or _me().id)
    form.offer()
    made: list[Absence] = []

    def save() -> None:
        made.append(service.enter_absence(get_person(form.person_id.data), _me(), form.facts()))

    if request.method == "POST" and done(form, save):
        return _to(made[0], "Đã ghi vắng mặt.")
    page = render_template("absences/form.html", form=form, absence=None)
    return (page, 422) if request.method == "POST" else page


@bp.get("/absences/<int:absence_id>")
@needs("absence.view", absence=queries.get_absence)
def absence(absence: Absence) -> Any:
    """One absence: its days, who stands in, what was done in it."""
    return render_template(
        "absences/absence.html",
        absence=absence,
        is_open=absence.cancelled_at is None and absence.last_on >= today(),
        acts=queries.acts_in(absence),
        lines=history_lines(history_of(absence)),
    )


@bp.route("/absences/<int:absence_id>/change", methods=["GET", "POST"])
@needs("absence.change", absence=queries.get_absence)
def change(absence: Absence) -> Any:
    """Other days, another deputy, back earlier."""
    form = AbsenceForm(obj=absence)
    form.offer(absence.person)
    if request.method == "GET":
        form.deputy_id.data = absence.deputy_id or 0
    if request.method == "POST" and done(form, lambda: service.change_absence(absence, _me(), form.facts())):
        return _to(absence, "Đã lưu.")
    page = render_template("absences/form.html", form=form, absence=absence)
    return (page, 422) if request.method == "POST" else page


@bp.post("/absences/<int:absence_id>/cancel")
@needs("absence.cancel", absence=queries.get_absence)
def cancel(absence: Absence) -> Any:
    """He is not away after all."""
    service.cancel_absence(absence, _me())
    return _to(absence, "Đã bỏ đợt vắng mặt.")


@bp.post("/absences/<int:absence_id>/step_down")
@needs("absence.step_down", absence=queries.get_absence)
def step_down(absence: Absence) -> Any:
    """The deputy gives the work back."""
    service.step_down(absence, _me())
    flash("Đã thôi xử lý thay.", "success")
    return redirect(url_for(".index"), 303)


def _to(absence: Absence, words: str) -> Response:
    flash(words, "success")
    return redirect(url_for(".absence", absence_id=absence.id), 303)


def _me() -> Person:
    person: Person = current_user._get_current_object()
    return person
