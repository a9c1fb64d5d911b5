"""A page that is one form: shown, checked, saved, and the refusal of a field beside that field."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request

from intranet.core.errors import Invalid
from intranet.core.history import HistoryEntry
from intranet.web.filters import moment
from intranet.web.forms import Form

Trail = list[tuple[str, str | None]]


def form_page(
    form: Form,
    save: Callable[[], str],
    *,
    title: str,
    trail: Trail,
    button: str = "Lưu",
    done: str = "Đã lưu.",
    lead: str = "",
    kind: str = "primary",
    keep: str = "",
    multipart: bool = False,
) -> Any:
    """Show the form, or save it and go to the address that `save` gives; the last step of the trail is the way back."""
    if form.validate_on_submit():
        try:
            there = save()
        except Invalid as refusal:
            if refusal.field not in form:
                raise
            form[refusal.field].errors = [refusal.sentence]
        else:
            flash(done, "success")
            return redirect(there, 303)
    page = render_template(
        "accounts/form_page.html", form=form, title=title, trail=trail, button=button, lead=lead, kind=kind, keep=keep,
        multipart=multipart,
    )  # fmt: skip
    return (page, 422) if request.method == "POST" else page


def history_lines(entries: list[HistoryEntry]) -> list[dict[str, str]]:
    """History as the macro of the same name shows it."""
    return [{"who": e.who, "what": e.words, "when": moment(e.at), "note": e.note} for e in entries]
