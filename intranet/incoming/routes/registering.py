"""Registering and correcting: the page beside the form, what the machine read beside each field."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from intranet.accounts import queries as accounts
from intranet.core.clock import today
from intranet.core.errors import Refused
from intranet.docservice.searching import search_key
from intranet.docservice.vietnamese import so
from intranet.incoming import queries, service
from intranet.incoming.forms import BookForm, LetterForm, RegisterForm, SecretForm, taken_proposal, written
from intranet.incoming.models import IncomingLetter
from intranet.incoming.routes.blueprint import bp, to_letter, working_issuers
from intranet.incoming.routes.files import page_urls
from intranet.incoming.rules import TYPE_NAMES, URGENCY_LABELS, State
from intranet.plans.routes.blueprint import me
from intranet.registers.queries import find_book
from intranet.registers.rules import ARRIVALS
from intranet.registers.service import open_book as open_register_book
from intranet.web.access import needs
from intranet.web.forms import done


@bp.route("/incoming/<int:letter_id>/register", methods=["GET", "POST"])
@needs("incoming.register", letter=queries.get_letter)
def register(letter: IncomingLetter) -> Any:
    """Vào sổ: a proposal goes into its field only when a person takes it ("_take", or a key)."""
    if letter.state != State.RECEIVED:
        if request.method == "GET":
            return to_letter(letter)
        raise Refused(f"Văn bản này đã ở trạng thái «{letter.state_label}».", "Hãy mở văn bản để xem.")
    proposals = _proposals(letter)
    form = RegisterForm(working_issuers(), data={"arrived_on": letter.arrived_on}, marked="secrecy" in proposals)
    if request.method == "POST" and "_take" in request.form:
        taken_proposal(form, request.form["_take"], proposals)
        return _page(letter, form, proposals)
    if request.method == "POST" and done(form, lambda: _register(letter, form, proposals)):
        flash(f"Đã vào sổ: số đến {letter.number_text}.", "success")
        following = queries.next_to_register(letter) if "next" in request.form else None
        if following:
            return redirect(url_for("incoming.register", letter_id=following.id), 303)
        return to_letter(letter)
    page = _page(letter, form, proposals)
    return (page, 422) if request.method == "POST" else page


@bp.route("/incoming/<int:letter_id>/correct", methods=["GET", "POST"])
@needs("incoming.correct", letter=queries.get_letter)
def correct(letter: IncomingLetter) -> Any:
    """Correct the line of the register."""
    form = LetterForm(data=written(letter))
    if request.method == "POST" and done(form, lambda: service.correct(letter, form.facts(letter.arrived_on), me())):
        return to_letter(letter, "Đã lưu dòng sổ.")
    page = render_template(
        "incoming/correct.html", letter=letter, form=form, agencies=queries.agencies(), types=TYPE_NAMES,
        pages=page_urls(letter)[:1],
    )  # fmt: skip
    return (page, 422) if request.method == "POST" else page


@bp.route("/incoming/open_book", methods=["GET", "POST"])
@needs("incoming.open_book")
def open_book() -> Any:
    """Open the year's book at any number: an office starts in March, not at 01."""
    issuers = {issuer.id: issuer for issuer in working_issuers()}
    form = BookForm(list(issuers.values()), data={"year": today().year, "first_number": 1})
    if request.method == "POST" and done(
        form,
        lambda: open_register_book(
            issuers[form.issuer.data], ARRIVALS, form.year.data or 0, form.first_number.data or 0, me()
        ),
    ):
        flash("Đã mở sổ văn bản đến.", "success")
        return redirect(url_for("incoming.index"), 303)
    page = render_template("incoming/open_book.html", form=form)
    return (page, 422) if request.method == "POST" else page


def _register(letter: IncomingLetter, form: RegisterForm, proposals: dict[str, Any]) -> None:
    facts = form.facts(form.arrived_on.day)
    issuer = accounts.get_issuer(form.issuer.data)
    read = {name: found["value"] for name, found in proposals.items()}
    service.register(letter, issuer, facts, me(), twin_reason=form.twin_reason.data or "", read=read)


def _proposals(letter: IncomingLetter) -> dict[str, Any]:
    """What the machine read, an agency that wrote before in the spelling the office knows it by."""
    found = {name: dict(proposal) for name, proposal in letter.proposals.items()}
    if "agency" in found:
        known = {search_key(name): name for name in queries.agencies()}
        found["agency"]["value"] = known.get(search_key(found["agency"]["value"]), found["agency"]["value"])
    if "urgency" in found:
        found["urgency"]["words"] = URGENCY_LABELS[found["urgency"]["value"]]
    return found


def _page(letter: IncomingLetter, form: RegisterForm, proposals: dict[str, Any]) -> str:
    return render_template(
        "incoming/register.html",
        letter=letter,
        form=form,
        proposals=proposals,
        secret=SecretForm(formdata=None),
        twins=_twins(letter, form),
        pages=page_urls(letter),
        agencies=queries.agencies(),
        types=TYPE_NAMES,
        next_number=_next_number(form),
        following=queries.next_to_register(letter),
    )


def _twins(letter: IncomingLetter, form: RegisterForm) -> list[queries.Twin]:
    """Before anything is typed: the same file; afterwards also the same number."""
    return queries.twins(
        letter,
        code=form.code.data or "",
        agency=form.agency.data or "",
        identifier=form.identifier.data or "",
        written_on=form.written_on.data,
    )


def _next_number(form: RegisterForm) -> str:
    """What the arrival number would be: only a promise, somebody else may be quicker."""
    issuer_id = form.issuer.data or next((issuer.id for issuer in working_issuers()), 0)
    day = form.arrived_on.data or today()
    book = find_book(issuer_id, ARRIVALS, day.year)
    return so(book.last_number + 1 if book else 1)
