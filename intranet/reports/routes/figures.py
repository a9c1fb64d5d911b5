"""The page of figures: bars with their numbers, the tables under them, each number with its list, and Excel."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask_login import current_user

from intranet.accounts.queries import departments_by_id, main_issuer
from intranet.accounts.rules import departments_of, sees_everything
from intranet.core.clock import today
from intranet.core.errors import NotFound
from intranet.plans.queries import kept_from
from intranet.plans.queries.lists import ALL
from intranet.plans.rules import SOURCE_LABELS, SourceKind, short_title
from intranet.registers.sheet import NOT_FOR_ALL
from intranet.reports.queries import figures as queries
from intranet.reports.queries.figures import Source, Wait
from intranet.reports.routes.blueprint import bp
from intranet.reports.rules.figures import (
    KEPT_LOOKS,
    LETTER_WAITS,
    LONGEST_PERIOD,
    SPANS,
    TASK_WAITS,
    Period,
    quarter_of,
    share_done,
    usual_periods,
)
from intranet.web.access import needs
from intranet.web.excel import Column, excel_answer
from intranet.web.forms import read_day, whole_number_or_none

MOST_BARS, MOST_ROWS = 20, 60  # on the page; Excel has them all


@dataclass(frozen=True)
class Part:
    """One part of a bar and its number in the table: what it counts, how it looks, where its list is."""

    label: str
    value: int
    tone: str
    url: str | None = None


@dataclass(frozen=True)
class Row:
    """One bar: a month, a department, a plan, a state; `more` are further words of its line in the table."""

    label: str
    parts: Sequence[Part]
    more: Sequence[str] = ()
    note: str = ""
    url: str | None = None
    now: int | None = None  # how many wait today, for a state

    @property
    def total(self) -> int:
        return sum(part.value for part in self.parts)


@dataclass(frozen=True)
class Chart:
    """A picture and its table: `heads` name the parts, `more_heads` what follows them."""

    name: str
    title: str
    what: str
    first_head: str
    heads: Sequence[tuple[str, str]]
    more_heads: Sequence[str]
    rows: Sequence[Row]
    help: str = ""

    @property
    def most(self) -> int:
        return max((row.total for row in self.rows), default=0)


@bp.get("/reports/figures")
@needs("report.figures")
def figures() -> Any:
    """How much is done in time, and where do things lie?"""
    period = _period()
    charts = [chart(period) for chart in CHARTS.values()]
    units = sorted(departments_by_id().values(), key=lambda unit: (unit.position, unit.id))
    return render_template(
        "reports/figures.html",
        period=period,
        charts=charts,
        links=[_period_link(period, *usual) for usual in usual_periods(today())],
        departments=[("", "Tất cả đơn vị"), *((unit.id, unit.name) for unit in units)],
        excel=lambda chart: url_for(".figures_sheet", name=chart.name, **_parameters(period)),
        most_bars=MOST_BARS,
        most_rows=MOST_ROWS,
    )


@bp.get("/reports/figures/<name>.xlsx")
@needs("report.figures")
def figures_sheet(name: str) -> Any:
    """One table in Excel."""
    if name not in CHARTS:
        raise NotFound("Không có bảng số liệu này.")
    period = _period()
    chart = CHARTS[name](period)
    columns = [Column(chart.first_head, 40), *(Column(words, 14) for words, _ in chart.heads)]
    columns += [Column("Cộng", 10), *(Column(head, 16) for head in chart.more_heads)]
    rows = [
        [f"{row.label}: {row.note}" if row.note else row.label, *(p.value for p in row.parts), row.total, *row.more]
        for row in chart.rows
    ]
    unit = departments_by_id().get(period.department or 0)
    days = f"Kỳ: {period.since:%d/%m/%Y} – {period.until:%d/%m/%Y}"
    above = [main_issuer().name, days, unit.name if unit else "Tất cả đơn vị"]
    return excel_answer(f"so-lieu-{name}", chart.title, columns, rows, above=above)


def _months(period: Period) -> Chart:
    found = queries.by_month(period, today())
    rows = [
        _kept_row(f"Tháng {int(month[5:])}/{month[:4]}", found[month], period, _days_of(month, period))
        for month in sorted(found)
    ]
    return _kept_chart("thang", "Theo tháng đến hạn", "Tháng", rows)


def _departments(period: Period) -> Chart:
    found, units = queries.by_department(period, today()), departments_by_id()
    ordered = sorted((units[number] for number in found), key=lambda unit: (unit.position, unit.id))
    rows = [_kept_row(unit.name, found[unit.id], period, {"department": unit.id}) for unit in ordered]
    return _kept_chart("don-vi", "Theo đơn vị chủ trì", "Đơn vị", rows)


def _sources(period: Period) -> Chart:
    kept = kept_from(current_user)
    rows = [_source_row(source, counts, period, kept) for source, counts in queries.by_source(period, today()).items()]
    return _kept_chart("ke-hoach", "Theo kế hoạch", "Kế hoạch", rows)


def _source_row(source: Source, counts: Mapping[str, int], period: Period, kept: Collection[int]) -> Row:
    if source.plan_id is None:
        return _kept_row(SOURCE_LABELS[SourceKind(source.kind)], counts, period, {"source": source.kind})
    page = url_for("plans.plan", plan_id=source.plan_id)
    about = NOT_FOR_ALL if source.plan_id in kept else short_title(source.subject)
    return _kept_row(source.mark, counts, period, {"plan": source.plan_id}, about, page)


def _kept_chart(name: str, title: str, head: str, rows: Sequence[Row]) -> Chart:
    heads = [(words, tone) for words, tone in KEPT_LOOKS.values()]
    why = "Nhiệm vụ có hạn trong kỳ; đúng hạn tính theo ngày đơn vị báo hoàn thành."
    return Chart(name, title, "nhiệm vụ", head, heads, ["Đã xong (%)"], rows, why)


def _kept_row(
    label: str,
    counts: Mapping[str, int],
    period: Period,
    where: Mapping[str, Any],
    note: str = "",
    url: str | None = None,
) -> Row:
    asked = {"due_from": period.since, "due_until": period.until, "department": period.department, **where}
    linked = sees_everything(current_user) or asked["department"] in departments_of(current_user)
    parts = [
        Part(words, counts.get(kind, 0), tone, _tasks(asked | {"state": ALL, "kept": kind}) if linked else None)
        for kind, (words, tone) in KEPT_LOOKS.items()
    ]
    return Row(label, parts, [str(share_done(counts))], note, url)


def _task_waits(period: Period) -> Chart:
    where = {"department": period.department}
    linked = sees_everything(current_user) or period.department in departments_of(current_user)
    links = {state: _tasks(where | {"state": state}) if linked else None for state in TASK_WAITS}
    return _waits("nhiem-vu-cho", "Nhiệm vụ chờ bao lâu", TASK_WAITS, queries.task_waits(period), links)


def _letter_waits(period: Period) -> Chart:
    links = {state: url_for("documents.index", state=state, unit=period.department) for state in LETTER_WAITS}
    return _waits("van-ban-cho", "Văn bản chờ bao lâu", LETTER_WAITS, queries.letter_waits(period), links)


def _waits(
    name: str, title: str, states: Mapping[str, tuple[str, str]], waits: Iterable[Wait], links: Mapping[str, str | None]
) -> Chart:
    rows = []
    for wait in waits:
        words, whose = states[wait.state]
        parts = [Part(label, wait.spans[span], tone) for span, _, label, tone in SPANS]
        more = [_days(wait.mean) if wait.count else "", _days(wait.longest) if wait.count else "", str(wait.now)]
        rows.append(Row(words, parts, more, f"việc của {whose}", links[wait.state], wait.now))
    heads = [(label, tone) for _, _, label, tone in SPANS]
    why = "Các lần chờ kết thúc trong kỳ. Cột cuối: số đang chờ hôm nay."
    return Chart(name, title, "lần chờ", "Bước", heads, ["Trung bình", "Lâu nhất", "Đang chờ"], rows, why)


CHARTS = {
    "thang": _months,
    "don-vi": _departments,
    "ke-hoach": _sources,
    "nhiem-vu-cho": _task_waits,
    "van-ban-cho": _letter_waits,
}


def _days(count: float) -> str:
    """1,5 ngày."""
    return f"{count:.1f} ngày".replace(".", ",")


def _days_of(month: str, period: Period) -> dict[str, Any]:
    """The days of a month that lie in the period."""
    first = date.fromisoformat(f"{month}-01")
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    last = date.fromordinal(after.toordinal() - 1)
    return {"due_from": max(first, period.since), "due_until": min(last, period.until)}


def _tasks(asked: Mapping[str, Any]) -> str:
    words = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"{url_for('plans.tasks')}?{words}"


def _period() -> Period:
    """What the address asks for; without days this quarter, days the wrong way round or too far apart are set right."""
    given = request.args
    since, until = quarter_of(today())
    since, until = read_day(given.get("since", "")) or since, read_day(given.get("until", "")) or until
    since, until = min(since, until), max(since, until)
    department = whole_number_or_none(given.get("department"))
    known = department if department in departments_by_id() else None
    return Period(max(since, until - LONGEST_PERIOD), until, known)


def _parameters(period: Period) -> dict[str, Any]:
    days = {"since": period.since.isoformat(), "until": period.until.isoformat()}
    return days | ({"department": period.department} if period.department else {})


def _period_link(period: Period, label: str, since: date, until: date) -> dict[str, Any]:
    url = url_for(".figures", **_parameters(Period(since, until, period.department)))
    return {"label": label, "url": url, "active": (since, until) == (period.since, period.until)}
