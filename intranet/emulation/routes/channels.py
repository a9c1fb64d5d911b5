"""The channels, and how much was published on each in every month."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from intranet.accounts.routes.form_page import form_page
from intranet.core.clock import today
from intranet.emulation.forms.publicity import ChannelForm
from intranet.emulation.models import Channel
from intranet.emulation.queries import publicity as queries
from intranet.emulation.routes.blueprint import bp
from intranet.emulation.rules import TOPIC_LABELS, USUAL_CHANNELS
from intranet.emulation.service import publicity as service
from intranet.web.access import needs
from intranet.web.excel import Column, excel_answer
from intranet.web.forms import whole_number_or_none

TITLE = "Tin, bài đã đăng"


@bp.get("/publications/figures")
@needs("publication.list")
def publication_figures() -> Any:
    year = _year()
    rows = queries.counts_of(year)
    return render_template(
        "emulation/figures.html",
        year=year,
        years=[(one, str(one)) for one in sorted({today().year, year, *queries.years()}, reverse=True)],
        rows=rows,
        most=max((row.total for row in rows), default=0),
        months=queries.MONTHS,
        by_month={month: sum(row.months[month] for row in rows) for month in queries.MONTHS},
        topics=[(TOPIC_LABELS[topic], topic, count) for topic, count in queries.topics_of(year).items()],
    )


@bp.get("/publications/figures.xlsx")
@needs("publication.list")
def publication_figures_sheet() -> Any:
    year, rows = _year(), queries.counts_of(_year())
    columns = [Column("Kênh", 34), *(Column(f"Tháng {month}", 9) for month in queries.MONTHS), Column("Cả năm", 10)]
    lines: list[list[Any]] = [[row.channel.name, *row.months.values(), row.total] for row in rows]
    sums = [sum(row.months[month] for row in rows) for month in queries.MONTHS]
    lines.append(["Tổng", *sums, sum(sums)])
    above = [f"Ngày xuất: {today():%d/%m/%Y}"]
    return excel_answer("tuyen-truyen", f"Tin, bài theo kênh, theo tháng năm {year}", columns, lines, above=above)


@bp.get("/channels")
@needs("channel.list")
def channels() -> Any:
    return render_template("emulation/channels.html", channels=queries.channels(with_closed=True), usual=USUAL_CHANNELS)


@bp.route("/channels/new", methods=["GET", "POST"])
@needs("channel.edit")
def add_channel() -> Any:
    form = ChannelForm(data={"position": len(queries.channels(with_closed=True)) + 1})
    return _form(form, None, "Thêm kênh", "Thêm")


@bp.route("/channels/<int:channel_id>/edit", methods=["GET", "POST"])
@needs("channel.edit", channel=queries.get_channel)
def edit_channel(channel: Channel) -> Any:
    return _form(ChannelForm(obj=channel), channel, "Sửa kênh", "Lưu")


@bp.post("/channels/add_usual")
@needs("channel.edit")
def add_usual_channels() -> Any:
    service.add_usual_channels(current_user)
    flash("Đã thêm các kênh của Kế hoạch 43.", "success")
    return redirect(url_for(".channels"), 303)


def _form(form: ChannelForm, channel: Channel | None, title: str, button: str) -> Any:
    def save() -> str:
        service.save_channel(channel, current_user, form.name.data, form.position.data or 1, form.closed_on.data)
        return url_for(".channels")

    trail: list[tuple[str, str | None]] = [
        (TITLE, url_for(".publications")),
        ("Kênh tuyên truyền", url_for(".channels")),
    ]
    return form_page(form, save, title=title, trail=trail, button=button)


def _year() -> int:
    year = whole_number_or_none(request.args.get("year")) or today().year
    return year if 1900 <= year <= 2200 else today().year
