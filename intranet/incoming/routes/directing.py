"""Presenting, directing, forwarding, giving back."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request
from flask_login import current_user

from intranet.accounts import queries as accounts
from intranet.accounts.rules import is_leader
from intranet.core.clock import today
from intranet.core.errors import Invalid
from intranet.incoming import queries, service
from intranet.incoming.forms import DirectForm, PresentForm, ReceiversForm
from intranet.incoming.models import IncomingLetter
from intranet.incoming.routes.blueprint import bp, to_letter
from intranet.incoming.routes.files import page_urls
from intranet.plans.routes.blueprint import me
from intranet.web.access import needs
from intranet.web.forms import done


@bp.post("/incoming/<int:letter_id>/present")
@needs("incoming.present", letter=queries.get_letter)
def present(letter: IncomingLetter) -> Any:
    """Trình lãnh đạo."""
    form = PresentForm()
    if not form.validate():
        raise Invalid("Hãy chọn lãnh đạo để trình.", field="leader")
    leader = accounts.get_person(int(form.leader.data))
    service.present(letter, leader, me())
    return to_letter(letter, f"Đã trình {leader.name}.")


@bp.route("/incoming/<int:letter_id>/direct", methods=["GET", "POST"])
@needs("incoming.direct", letter=queries.get_letter)
def direct(letter: IncomingLetter) -> Any:
    """Phiếu giải quyết: what is to be done, by whom, until when."""
    begun = {"leader": str(letter.leader_id or ""), "given_on": today(), "lead": _lead_of(letter)}
    form = DirectForm(myself=me() if is_leader(current_user) else None, data=begun)
    if request.method == "POST" and done(form, lambda: _placed(lambda: _direct(letter, form))):
        return to_letter(letter, "Đã ghi ý kiến chỉ đạo và giao việc.")
    page = render_template("incoming/direct.html", letter=letter, form=form, pages=page_urls(letter))
    return (page, 422) if request.method == "POST" else page


@bp.route("/incoming/<int:letter_id>/forward", methods=["GET", "POST"])
@needs("incoming.forward", letter=queries.get_letter)
def forward(letter: IncomingLetter) -> Any:
    """Chuyển thẳng: the unit is clear by the office's rules."""
    form = ReceiversForm(data={"lead": _lead_of(letter)})
    if request.method == "POST" and done(
        form, lambda: _placed(lambda: service.forward(letter, form.receivers(today()), me()))
    ):
        return to_letter(letter, "Đã chuyển văn bản.")
    page = render_template("incoming/forward.html", letter=letter, form=form)
    return (page, 422) if request.method == "POST" else page


def _direct(letter: IncomingLetter, form: DirectForm) -> None:
    leader = accounts.get_person(int(form.leader.data)) if "leader" in form else me()
    day = form.day()
    service.direct(letter, leader, form.said(), form.receivers(day), me(), given_on=day)


def _placed(action: Callable[[], Any]) -> None:
    """Do it; a problem with the receivers stands beside the unit that handles the letter."""
    try:
        action()
    except Invalid as refusal:
        if refusal.field == "receivers":
            refusal.field = "lead"
        raise


def _lead_of(letter: IncomingLetter) -> str:
    return str(min(letter.lead_ids)) if letter.lead_ids else ""
