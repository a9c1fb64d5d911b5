"""Sending a letter to be read, waiting for it, and looking at what was read beside the letter."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from intranet.plans.forms import receiver_choices
from intranet.plans.models import Plan
from intranet.plans.queries import get_plan, same_plan
from intranet.plans.routes.blueprint import me
from intranet.readings import queries, service
from intranet.readings.forms import BeginForm, TextForm
from intranet.readings.models import Proposal, Reading
from intranet.readings.routes.blueprint import TASKS_A_PAGE, bp
from intranet.readings.routes.letter import shown_sheets, text_of
from intranet.readings.rules import FLOW, Purpose, ReadingState, is_unsure
from intranet.web.access import needs
from intranet.web.forms import done, whole_number_or_none


@bp.get("/readings")
@needs("reading.list")
def index() -> Any:
    """Which letters wait for somebody to look at what was read?"""
    is_open = request.args.get("state") != "settled"
    page = queries.list_readings(is_open, request.args.get("page", 1, type=int))
    return render_template("readings/index.html", page=page, is_open=is_open)


@bp.route("/readings/begin", methods=["GET", "POST"])
@needs("reading.begin")
def begin() -> Any:
    """Send a letter; for a plan on record, its further tasks or its newer wording."""
    form = BeginForm()
    number = whole_number_or_none(request.values.get("plan"))
    plan = get_plan(number) if number else None
    amends = bool(plan) and bool(request.values.get("amends"))
    made: list[Reading] = []
    if done(form, lambda: made.append(_begin(form, plan, amends))):
        return redirect(url_for(".reading", reading_id=made[0].id), 303)
    page = render_template("readings/begin.html", form=form, plan=plan, amends=amends)
    return page, 422 if form.is_submitted() else 200


def _begin(form: BeginForm, plan: Plan | None, amends: bool) -> Reading:
    return service.begin(me(), form.uploads(), typed=form.typed.data or "", plan=plan, amends=amends)


@bp.get("/readings/<int:reading_id>")
@needs("reading.view", reading=queries.get_reading)
def reading(reading: Reading) -> Any:
    """What was read, task by task, beside the letter's own words."""
    if reading.state == ReadingState.READING:
        return render_template("readings/wait.html", reading=reading, text=_how_far(reading))
    proposals = queries.proposals_of(reading)
    pages = max(1, -(-len(proposals) // TASKS_A_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    shown = proposals[(page - 1) * TASKS_A_PAGE : page * TASKS_A_PAGE]
    return render_template(
        "readings/reading.html",
        reading=reading,
        proposals=proposals,
        shown=list(enumerate(shown, (page - 1) * TASKS_A_PAGE + 1)),
        page=page,
        pages=pages,
        per_page=TASKS_A_PAGE,
        sheets=shown_sheets(reading, shown),
        receivers=receiver_choices(),
        unknown=_unknown_names(proposals),
        twin=_twin(reading),
        left_out=_left_out(reading, proposals),
        before=service.changed_from(reading, shown),
        unsure=[(number, one) for number, one in enumerate(proposals, 1) if is_unsure(one)],
        reasons=FLOW.reasons_against("confirm", reading) if reading.is_ready else (),
    )


@bp.get("/readings/<int:reading_id>/progress")
@needs("reading.view", reading=queries.get_reading)
def progress(reading: Reading) -> Any:
    """How far the reading is, for the page that waits for it."""
    if reading.state != ReadingState.READING:
        return {"state": "done", "text": "Đã đọc xong.", "url": url_for(".reading", reading_id=reading.id)}
    told: dict[str, Any] = {"state": "working", "text": _how_far(reading)}
    return told if reading.share is None else told | {"share": reading.share}


def _how_far(reading: Reading) -> str:
    if reading.page_count > 1 and reading.pages_read:
        return f"Đã đọc {reading.pages_read}/{reading.page_count} trang…"
    return "Đang đọc văn bản…"


def _unknown_names(proposals: Sequence[Proposal]) -> dict[str, int]:
    """The names that mean no unit of the office, each with the number of tasks that carry it."""
    names: dict[str, int] = {}
    for one in proposals:
        if not one.is_dropped:
            for name in [one.unit_words, *one.support_words]:
                if name:
                    names[name] = names.get(name, 0) + 1
    return names


def _twin(reading: Reading) -> Plan | None:
    if not reading.is_ready or reading.purpose != Purpose.PLAN:
        return None
    return same_plan(reading.number, reading.symbol, reading.issued_on)


def _left_out(reading: Reading, proposals: Sequence[Proposal]) -> list[Any]:
    if reading.purpose != Purpose.AMEND or reading.plan is None or not reading.is_ready:
        return []
    return service.left_out(reading, reading.plan, proposals)


@bp.route("/readings/<int:reading_id>/text", methods=["GET", "POST"])
@needs("reading.read_again", reading=queries.get_reading)
def read_again(reading: Reading) -> Any:
    """The letter's text, to be corrected by hand and read once more."""
    form = TextForm(data={"typed": reading.typed or text_of(reading)})
    if done(form, lambda: service.read_again(reading, me(), form.typed.data or "")):
        flash("Đang đọc lại theo nội dung đã sửa.", "success")
        return redirect(url_for(".reading", reading_id=reading.id), 303)
    page = render_template("readings/text.html", form=form, reading=reading)
    return page, 422 if form.is_submitted() else 200
