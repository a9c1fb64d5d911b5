"""Settling a reading: confirming it, or putting it away."""

from typing import Any

from flask import flash, redirect, render_template, url_for

from intranet.accounts.queries import get_person
from intranet.plans.models import Plan
from intranet.plans.queries import same_plan
from intranet.plans.routes.blueprint import me
from intranet.readings import queries, service
from intranet.readings.forms import ConfirmForm, read_head
from intranet.readings.models import Reading
from intranet.readings.routes.blueprint import TASKS_A_PAGE, bp
from intranet.readings.rules import FLOW, Change, Purpose, lacks_support
from intranet.web.access import needs
from intranet.web.forms import Form, done


@bp.route("/readings/<int:reading_id>/confirm", methods=["GET", "POST"])
@needs("reading.confirm", reading=queries.get_reading)
def confirm(reading: Reading) -> Any:
    """What will be made, once more at a glance; then it is made."""
    is_new = reading.purpose == Purpose.PLAN
    form: Form = ConfirmForm(data=read_head(reading)) if is_new else Form()
    made: list[Plan] = []
    if done(form, lambda: made.append(_confirm(reading, form))):
        flash(f"Đã xác nhận. Nhiệm vụ của {made[0].called} đã tới các đơn vị.", "success")
        return redirect(url_for("plans.plan", plan_id=made[0].id), 303)
    page = render_template(
        "readings/confirm.html",
        reading=reading,
        form=form,
        is_new=is_new,
        twin=_twin(form),
        per_page=TASKS_A_PAGE,
        reasons=FLOW.reasons_against("confirm", reading),
        **_counts(reading),
    )
    return page, 422 if form.is_submitted() else 200


def _twin(form: Form) -> Plan | None:
    if not isinstance(form, ConfirmForm):
        return None
    return same_plan(form.number.data, form.symbol.data, form.issued_on.data)


def _confirm(reading: Reading, form: Form) -> Plan:
    if isinstance(form, ConfirmForm):
        head = form.facts()
        return service.confirm(reading, me(), head, get_person(head.leader_id))
    return service.confirm(reading, me())


def _counts(reading: Reading) -> dict[str, Any]:
    proposals = queries.proposals_of(reading)
    kept = [one for one in proposals if not one.is_dropped]
    left_out = []
    if reading.purpose == Purpose.AMEND and reading.plan is not None:
        old = service.left_out(reading, reading.plan, proposals)
        left_out = [one for one in old if not set(one.ids) & set(reading.spared_ids) and not one.is_finished]
    return {
        "given": sum(bool(one.receiver) for one in kept),
        "units": len(service.units_given(kept)),
        "alone": [(number, one) for number, one in enumerate(proposals, 1) if lacks_support(one)],
        "undated": sum(one.deadline is None for one in kept),
        "changes": {change: sum(one.change == change for one in kept) for change in Change},
        "left_out": left_out,
    }


@bp.post("/readings/<int:reading_id>/drop")
@needs("reading.drop", reading=queries.get_reading)
def drop(reading: Reading) -> Any:
    """Put a reading away."""
    service.drop(reading, me())
    flash("Đã bỏ bản đọc. Tệp và lịch sử vẫn được giữ.", "success")
    return redirect(url_for(".index"), 303)
