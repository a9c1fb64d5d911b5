"""Ngày nghỉ, ngày làm bù: the admin looks at a year, corrects it, confirms it."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_login import current_user

from intranet.accounts.routes.administration import trail
from intranet.accounts.routes.form_page import form_page, history_lines
from intranet.core.clock import today
from intranet.core.history import history_of
from intranet.web.access import needs
from intranet.web.forms import read_day, whole_number_or_none
from intranet.workdays import queries, service
from intranet.workdays.forms import ORDINARY, ConfirmYearForm, DaysForm
from intranet.workdays.models import OfficeYear
from intranet.workdays.rules import KIND_LABELS, DayKind

bp = Blueprint("workdays", __name__)

TITLE = "Ngày nghỉ, ngày làm bù"


@bp.get("/admin/days")
@needs("workdays.view")
def days() -> Any:
    this = today().year
    year = queries.get_year(whole_number_or_none(request.args.get("year")) or this)
    confirmed = queries.confirmed_years()
    tabs = [
        {"label": f"{n}{'' if n in confirmed else ' (tạm tính)'}", "url": _page_of(n), "active": n == year.id}
        for n in sorted({this - 1, this, this + 1, year.id})
    ]
    return render_template(
        "workdays/days.html",
        year=year,
        days=queries.days_of(year.id).values(),
        tabs=tabs,
        labels=KIND_LABELS,
        lines=history_lines(history_of(year)),
        trail=trail((TITLE, None)),
    )


@bp.route("/admin/days/set", methods=["GET", "POST"])
@needs("workdays.edit")
def set_days() -> Any:
    form = DaysForm()
    asked = read_day(request.args.get("day", ""))
    if asked and request.method == "GET":
        known = queries.work_calendar().special(asked)
        form.process(obj=known, first=asked)

    def save() -> str:
        kind = None if form.kind.data == ORDINARY else DayKind(form.kind.data)
        first, last = form.first.day, form.last.data or form.first.day
        service.set_days(service.DaysFacts(first, last, kind, form.name.data, form.basis.data), current_user)
        return _page_of(first.year)

    steps = trail((TITLE, url_for(".days")))
    return form_page(form, save, title="Ghi ngày nghỉ, ngày làm bù", trail=steps)


@bp.route("/admin/days/<int:year_id>/confirm", methods=["GET", "POST"])
@needs("workdays.edit", year=queries.get_year)
def confirm_year(year: OfficeYear) -> Any:
    form = ConfirmYearForm()

    def save() -> str:
        service.confirm_year(year, current_user, form.basis.data)
        return _page_of(year.id)

    known = queries.days_of(year.id).values()
    off, worked = (sum(1 for special in known if special.kind == kind) for kind in (DayKind.OFF, DayKind.WORKED))
    lead = (
        f"Năm {year.id} đang ghi {off} ngày nghỉ, {worked} ngày làm bù. Hãy so với văn bản của năm, sửa ngày nào khác "
        "rồi mới xác nhận. Sau khi xác nhận vẫn sửa được; mọi lần sửa đều lưu lại."
    )
    steps = trail((TITLE, _page_of(year.id)))
    return form_page(form, save, title=f"Xác nhận lịch năm {year.id}", trail=steps, button="Xác nhận", lead=lead)


def _page_of(year: int) -> str:
    return url_for("workdays.days", year=year)
