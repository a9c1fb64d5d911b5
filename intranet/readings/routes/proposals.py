"""The buttons of one task that was read: right, correct, split, join, take out, bring back, add."""

from typing import Any

from flask import render_template, request

from intranet.plans.routes.blueprint import me, typed
from intranet.readings import queries, service
from intranet.readings.forms import ProposalForm, read_facts
from intranet.readings.models import Proposal, Reading
from intranet.readings.routes.blueprint import bp, to_tasks
from intranet.readings.routes.letter import shown_sheets
from intranet.web.access import needs
from intranet.web.forms import done


def _next(reading: Reading, proposal: Proposal) -> Proposal:
    """The task below, so that the keyboard goes on; the last stays."""
    order = queries.proposals_of(reading)
    return next((one for one in order if one.position > proposal.position and not one.is_dropped), proposal)


@bp.post("/readings/<int:reading_id>/tasks/<int:proposal_id>/accept")
@needs("reading.edit", reading=queries.get_reading)
def accept_task(reading: Reading, proposal_id: int) -> Any:
    proposal = queries.get_proposal(reading, proposal_id)
    service.accept_task(proposal, me())
    return to_tasks(reading, _next(reading, proposal))


@bp.route("/readings/<int:reading_id>/tasks/<int:proposal_id>/edit", methods=["GET", "POST"])
@needs("reading.edit", reading=queries.get_reading)
def edit_task(reading: Reading, proposal_id: int) -> Any:
    proposal = queries.get_proposal(reading, proposal_id)
    form = ProposalForm(data=read_facts(proposal))
    if done(form, lambda: service.edit_task(proposal, form.facts(), me())):
        return to_tasks(reading, proposal, "Đã sửa nhiệm vụ.")
    return _form_page(reading, form, proposal)


@bp.route("/readings/<int:reading_id>/tasks/new", methods=["GET", "POST"])
@needs("reading.edit", reading=queries.get_reading)
def add_task(reading: Reading) -> Any:
    form = ProposalForm()
    made: list[Proposal] = []
    if done(form, lambda: made.append(service.add_task(reading, form.facts(), me()))):
        return to_tasks(reading, made[0], "Đã thêm nhiệm vụ.")
    return _form_page(reading, form, None)


def _form_page(reading: Reading, form: ProposalForm, proposal: Proposal | None) -> Any:
    page = render_template(
        "readings/task_form.html",
        form=form,
        reading=reading,
        proposal=proposal,
        sheets=shown_sheets(reading, [proposal] if proposal else []),
    )
    return page, 422 if form.is_submitted() else 200


@bp.post("/readings/<int:reading_id>/tasks/<int:proposal_id>/split")
@needs("reading.edit", reading=queries.get_reading)
def split_task(reading: Reading, proposal_id: int) -> Any:
    proposal = queries.get_proposal(reading, proposal_id)
    service.split_task(proposal, typed("parts", 10_000).splitlines(), me())
    return to_tasks(reading, proposal, "Đã tách nhiệm vụ.")


@bp.post("/readings/<int:reading_id>/tasks/<int:proposal_id>/join")
@needs("reading.edit", reading=queries.get_reading)
def join_task(reading: Reading, proposal_id: int) -> Any:
    proposal = queries.get_proposal(reading, proposal_id)
    above = [one for one in queries.proposals_of(reading) if one.position < proposal.position and not one.is_dropped]
    service.join_task(proposal, me())
    return to_tasks(reading, above[-1] if above else None, "Đã gộp với nhiệm vụ phía trên.")


@bp.post("/readings/<int:reading_id>/tasks/<int:proposal_id>/drop")
@needs("reading.edit", reading=queries.get_reading)
def drop_task(reading: Reading, proposal_id: int) -> Any:
    proposal = queries.get_proposal(reading, proposal_id)
    service.drop_task(proposal, me())
    return to_tasks(reading, _next(reading, proposal))


@bp.post("/readings/<int:reading_id>/tasks/<int:proposal_id>/restore")
@needs("reading.edit", reading=queries.get_reading)
def restore_task(reading: Reading, proposal_id: int) -> Any:
    proposal = queries.get_proposal(reading, proposal_id)
    service.restore_task(proposal, me())
    return to_tasks(reading, proposal)


@bp.post("/readings/<int:reading_id>/spare")
@needs("reading.edit", reading=queries.get_reading)
def spare_task(reading: Reading) -> Any:
    """A task on record that the amended letter no longer names stays, or goes after all."""
    ids = [int(number) for number in request.form.getlist("task") if number.isdecimal() and len(number) <= 9]
    service.spare_task(reading, ids, bool(request.form.get("stays")), me())
    return to_tasks(reading)
