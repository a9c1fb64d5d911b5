"""The council's ballot, and the decision that ends an occasion."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from intranet.core.errors import Invalid
from intranet.emulation.forms.awards import DecisionForm
from intranet.emulation.models import AwardOccasion, CouncilSeat
from intranet.emulation.queries import awards as queries
from intranet.emulation.routes.blueprint import bp
from intranet.emulation.service import awards as service
from intranet.plans.routes.blueprint import me, typed
from intranet.web.access import needs
from intranet.web.forms import upload


@bp.route("/council_seats/<int:seat_id>/vote", methods=["GET", "POST"])
@needs("council_seat.vote", seat=queries.get_seat)
def vote(seat: CouncilSeat) -> Any:
    """All nominees on one page, agreed to or not."""
    problem = ""
    service.refuse_paper_over_own(seat, me())
    if request.method == "POST":
        given = {one.id: request.form.get(f"agrees-{one.id}", "") for one in seat.occasion.nominees}
        try:
            service.vote(seat, {number: word == "yes" for number, word in given.items() if word in ("yes", "no")}, me())
        except Invalid as refusal:
            problem = refusal.sentence
        else:
            flash("Đã ghi phiếu.", "success")
            return redirect(url_for(".award", occasion_id=seat.occasion_id), 303)
    else:
        # A ballot is its voter's: who enters paper ballots is not shown what was given before.
        ballots = [ballot for one in seat.occasion.nominees for ballot in one.votes if ballot.seat_id == seat.id]
        said = {ballot.nomination_id: ballot.agrees for ballot in ballots if seat.person_id == me().id}
        given = {number: "yes" if agrees else "no" for number, agrees in said.items()}
    page = render_template("emulation/vote.html", seat=seat, occasion=seat.occasion, given=given, problem=problem)
    return (page, 422) if problem else page


@bp.route("/awards/<int:occasion_id>/decide", methods=["GET", "POST"])
@needs("award_occasion.decide", occasion=queries.get_occasion)
def decide(occasion: AwardOccasion) -> Any:
    """What the decision says of each who was sent up."""
    sent_up = [one for one in occasion.nominees if one.passed]
    form = DecisionForm(data={"agency": occasion.addressees.splitlines()[0]} if request.method == "GET" else None)
    granted = {one.id: request.form.get(f"granted-{one.id}", "yes") for one in sent_up}
    if form.validate_on_submit():
        decision = service.Decision(
            mark=form.mark.data,
            agency=form.agency.data,
            decided_on=form.decided_on.day,
            granted={one.id: (granted[one.id] == "yes", typed(f"note-{one.id}", most=500)) for one in sent_up},
        )
        try:
            service.decide(occasion, decision, me(), *upload(form.file.data))
        except Invalid as refusal:
            if refusal.field not in form:
                raise
            form[refusal.field].errors = [refusal.sentence]
        else:
            flash("Đã ghi quyết định; trạng thái của từng điển hình đã theo kết quả.", "success")
            return redirect(url_for(".award", occasion_id=occasion.id), 303)
    page = render_template("emulation/decide.html", occasion=occasion, form=form, sent_up=sent_up, granted=granted)
    return (page, 422) if request.method == "POST" else page
