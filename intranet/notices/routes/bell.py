"""The bell and its page: what a person was told, by day and thing; opening marks it read; how he wants to hear."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from intranet.notices import queries, service
from intranet.notices.forms import ChoicesForm
from intranet.notices.marks import Mark
from intranet.notices.models import Notice
from intranet.notices.routes.blueprint import bp
from intranet.notices.rules import by_day, page_of
from intranet.web.access import needs
from intranet.web.forms import whole_number_or_none


@bp.app_context_processor
def known_to_every_page() -> dict[str, Any]:
    """The number on the bell; counted only when a page has one."""
    return {"unread_things": lambda: queries.unread_things(current_user)}


@bp.get("/notices")
@needs("notice.list")
def index() -> Any:
    everything = request.args.get("all") == "1"
    page = max(1, whole_number_or_none(request.args.get("page")) or 1)
    told = queries.notices_of(current_user, unread=not everything, page=page)
    shown = told[: queries.PAGE_SIZE]
    return render_template(
        "notices/index.html",
        days=by_day(shown),
        newest=shown[0].id if shown else 0,
        everything=everything,
        page=page,
        pages=page + (len(told) > queries.PAGE_SIZE),
        page_of=page_of,
    )


@bp.post("/notices/<int:notice_id>/read")
@needs("notice.read", notice=queries.get_notice)
def read(notice: Notice) -> Any:
    service.read(notice, current_user)
    return redirect(page_of(notice.about_type, notice.about_id), 303)


@bp.post("/notices/read_all")
@needs("notice.read_all")
def read_all() -> Any:
    service.read_all(current_user, whole_number_or_none(request.form.get("up_to")) or 0)
    flash("Đã đánh dấu đọc hết.", "success")
    return redirect(url_for(".index"), 303)


@bp.route("/notices/choices", methods=["GET", "POST"], endpoint="choices")
@needs("notice.choose")
def choose() -> Any:
    hour = queries.digest_hour_of(current_user)
    marks = queries.wanted_marks([current_user])[current_user.id]
    kept = {"digest_hour": "" if hour is None else str(hour), "marks": sorted(marks)}
    form = ChoicesForm(data=kept | queries.choices_of(current_user))
    if form.validate_on_submit():
        service.choose(current_user, form.choices())
        service.choose_marks(current_user, [Mark(mark) for mark in form.marks.data or []])
        flash("Đã ghi cách nhận thông báo.", "success")
        return redirect(url_for(".choices"), 303)
    page = render_template("notices/choices.html", form=form)
    return (page, 422) if form.errors else page
