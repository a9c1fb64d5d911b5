"""The page of figures: its numbers are those of the log, its links lead to lists as long, its cost does not grow."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from intranet.core.clock import office_time
from intranet.core.db import session, transaction
from intranet.core.history import HistoryEntry
from intranet.core.sql_days import days_between, month_of, office_day
from intranet.documents.models import Document
from intranet.documents.rules import State as LetterState
from intranet.plans import queries as plan_queries
from intranet.plans import service as plan_service
from intranet.plans.models import Plan, Task
from intranet.plans.queries import TaskFilter
from intranet.plans.queries.timeliness import kept_of
from intranet.plans.rules import Kept, SourceKind, Timeliness, timeliness_of
from intranet.reports.queries import figures as queries
from intranet.reports.rules.figures import SPANS, Period, quarter_of, usual_periods
from tests.plans.conftest import Plans
from tests.reports.quarter import END, START, a_quarter, at
from tests.support.statements import counted_statements

WHOLE = Period(START, END + timedelta(days=60))


@pytest.fixture
def quarter(both_engines: Flask, plans: Plans) -> Plan:
    """A plan a quarter later, on the last day."""
    return a_quarter(plans, days=60)


def test_the_bars_are_what_the_rule_says_of_each_task_and_the_waits_what_the_log_says(
    quarter: Plan, plans: Plans
) -> None:
    with at(END):
        by_month, by_unit = queries.by_month(WHOLE, END), queries.by_department(WHOLE, END)
        by_source = queries.by_source(WHOLE, END)
        measured = [task for task in quarter.tasks if task.deadline and task.state not in ("cancelled", "closed")]
        months: dict[str, Counter[str]] = defaultdict(Counter)
        for task in measured:
            months[f"{task.due_on:%Y-%m}"][kept(task)] += 1
        assert dict(by_month) == dict(months)
        assert {unit: counts.total() for unit, counts in by_unit.items()} == Counter(t.lead_id for t in measured)
        ((source, counts),) = by_source.items()
        assert (source.plan_id, counts.total()) == (quarter.id, len(measured))
        for kind in Kept:
            wanted = TaskFilter(state="all", kept=kind, due_from=WHOLE.since, due_until=WHOLE.until)
            listed = plan_queries.list_tasks(plans.cast.leader, wanted, END)
            assert listed.total == counts[kind], "the list behind a number is as long as the number"
        waits = {wait.state: wait for wait in queries.task_waits(Period(START, END))}
    for state, stays in stays_by_the_log(quarter).items():
        assert waits[state].count == len(stays) and waits[state].spans == Counter(span(days) for days in stays)
        assert waits[state].longest == pytest.approx(max(stays))
        assert waits[state].mean == pytest.approx(sum(stays) / len(stays))
    for state, wait in waits.items():
        assert wait.now == sum(task.state == state for task in quarter.tasks)


EDGES = [
    (START + timedelta(days=10), Kept.FIRST),  # the last minutes of the first deadline's day
    (START + timedelta(days=11), Kept.EXTENDED),
    (START + timedelta(days=20), Kept.EXTENDED),
    (START + timedelta(days=21), Kept.DONE_LATE),
]


@pytest.mark.parametrize("hour", [0, 23])  # in Greenwich the day before, and the same day
def test_a_day_belongs_to_its_deadline_from_midnight_to_midnight(both_engines: Flask, plans: Plans, hour: int) -> None:
    cast, made = plans.cast, []
    with at(START):
        for _ in EDGES:
            task = plans.accepted(plan=plans.plan(issued_on=START), deadline=START + timedelta(days=10))
            with transaction():
                asked = plan_service.ask_extension(task, START + timedelta(days=20), "Chờ số liệu", cast.head)
                plan_service.grant_extension(asked, cast.leader)
            made.append(task)
    for task, (day, _) in zip(made, EDGES, strict=True):
        with at(day, hour), transaction():
            plan_service.report(task, cast.head)
    found = dict(session.execute(select(Task.id, kept_of(END))).all())
    assert [found[task.id] for task in made] == [kind for _, kind in EDGES]
    assert [kept(task) for task in made] == [kind for _, kind in EDGES]


def kept(task: Task) -> str:
    """The kind by the rule for one task."""
    timeliness = timeliness_of(task, END)
    if timeliness is None:
        return Kept.OPEN
    if timeliness == Timeliness.LATE:
        return Kept.DONE_LATE if task.reported_at else Kept.LATE
    return Kept.FIRST if timeliness == Timeliness.FIRST else Kept.EXTENDED


def stays_by_the_log(plan: Plan) -> dict[str, list[float]]:
    """How long each task stayed in a waiting state it has left, walked through line by line."""
    found: dict[str, list[float]] = defaultdict(list)
    for task in plan.tasks:
        query = select(HistoryEntry).where(HistoryEntry.subject_type == "task", HistoryEntry.subject_id == task.id)
        state, since = "new", None
        for entry in session.scalars(query.order_by(HistoryEntry.id)):
            if entry.act == "make":
                since = entry.at
            if entry.after and entry.after != state:
                if state in ("new", "reported", "refused"):
                    found[state].append((entry.at - since).total_seconds() / 86400)
                state, since = entry.after, entry.at
    return found


def span(days: float) -> str:
    return next(name for name, most, *_ in SPANS if days <= most)


def test_directions_and_conclusions_are_a_line_each_and_a_department_narrows(both_engines: Flask, plans: Plans) -> None:
    with at(START):
        for kind, number in ((SourceKind.PLAN, "43"), (SourceKind.DIRECTIVE, "7"), (SourceKind.CONCLUSIONS, "1")):
            origin = {} if kind == SourceKind.PLAN else {"origin_id": 1}
            plan = plans.plan(number, issued_on=START, kind=kind, **origin)
            for unit in (plans.cast.one, plans.cast.two):
                plans.task(unit, plan=plan, deadline=START + timedelta(days=3))
    whole = queries.by_source(Period(START, END), END)
    assert [(source.kind, counts[Kept.LATE]) for source, counts in whole.items()] == [
        ("plan", 2), ("conclusions", 2), ("directive", 2),
    ]  # fmt: skip
    one = queries.by_source(Period(START, END, plans.cast.one.id), END)
    assert [counts.total() for counts in one.values()] == [1, 1, 1]
    assert queries.by_month(Period(START, START + timedelta(days=2)), END) == {}


def test_letters_wait_as_long_as_the_log_says(both_engines: Flask, plans: Plans) -> None:
    cast = plans.cast
    with at(START), transaction():
        letter = Document(
            template_id="cong_van", type_code="CV", issuer_id=cast.one.issuer_id, department_id=cast.one.id,
            drafter_id=cast.staff.id, state=LetterState.PRESENTED,
        )  # fmt: skip
        session.add(letter)
        session.flush()
        note(letter, "begin", "", "", 0)
        note(letter, "submit_for_check", "draft", "checking", 1)
        note(letter, "check_content", "checking", "checking", 2)
        note(letter, "present", "checking", "presented", 6)
        note(letter, "send_back", "presented", "draft", 16)
        note(letter, "submit_for_check", "draft", "checking", 17)
        note(letter, "present", "checking", "presented", 18)
    waits = {wait.state: wait for wait in queries.letter_waits(Period(START, END))}
    assert waits["checking"].spans == Counter({"week": 1, "day": 1})
    assert (waits["checking"].mean, waits["checking"].longest) == pytest.approx((3.0, 5.0))
    assert waits["presented"].spans == Counter({"longer": 1}) and waits["presented"].now == 1
    other = {wait.state: wait for wait in queries.letter_waits(Period(START, END, cast.two.id))}
    assert other["checking"].count == other["presented"].now == 0


def note(letter: Document, act: str, before: str, after: str, days: int) -> None:
    session.add(
        HistoryEntry(
            at=at_noon(START + timedelta(days=days)), subject_type="document", subject_id=letter.id, actor_name="Ai đó",
            act=act, words=act, before=before, after=after,
        )
    )  # fmt: skip
    session.flush()


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def test_days_in_sql_are_the_offices_days(both_engines: Flask, plans: Plans) -> None:
    with at(date(2025, 5, 1), hour=6):  # the day before in Greenwich
        task = plans.task(deadline=date(2025, 5, 31))
    row = session.execute(
        select(office_day(Task.made_at), month_of(Task.due_on), days_between(Task.made_at, Task.made_at))
    ).one()
    assert str(row[0]) == "2025-05-01" == str(office_time(task.made_at).date())
    assert (row[1], row[2]) == ("2025-05", 0)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 2, 28), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 11, 26), date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter_ends_with_its_last_day(day: date, first: date, last: date) -> None:
    assert quarter_of(day) == (first, last)


def test_the_usual_periods_join() -> None:
    this, before, *_ = usual_periods(date(2026, 1, 5))
    assert before[1:] == (date(2025, 10, 1), date(2025, 12, 31)) and before[2] + timedelta(days=1) == this[1]


def test_the_page_shows_bars_tables_links_and_excel(app: Flask, plans: Plans, as_person) -> None:
    with at(START):
        plan = plans.plan("43", issued_on=START)
        late = plans.task(plan=plan, words="Việc chậm", deadline=START + timedelta(days=3))
        plans.task(plans.cast.two, plan=plan, words="Việc chưa đến hạn", deadline=END)
    where = f"since={START:%d/%m/%Y}&until={END}"
    with at(START + timedelta(days=10)):
        leader = as_person(plans.cast.leader)
        page = leader.visit(f"/reports/figures?{where}")
        bar = page.tree.xpath("//section[@id='thang']//figure//svg/@aria-label")
        assert bar == ["Tháng 4/2025: 1 quá hạn, chưa xong", "Tháng 6/2025: 1 chưa đến hạn"]
        link = page.tree.xpath("//section[@id='don-vi']//a[starts-with(@aria-label, '1 quá hạn')]/@href")[0]
        behind = leader.visit(link)
        assert "1 nhiệm vụ" in behind.text and "Việc chậm" in behind.text and "Việc chưa đến" not in behind.text
        assert behind.heading == (
            f"Tất cả nhiệm vụ · {plans.cast.one.name} · quá hạn, chưa xong · hạn từ 01/04/2025 đến 30/06/2025"
        )
        only = leader.visit(f"/reports/figures?{where}&department={plans.cast.two.id}")
        assert "Tháng 4/2025" not in only.text and "Tháng 6/2025" in only.text
        sheet = leader.client.get(f"/reports/figures/don-vi.xlsx?{where}").data
        rows = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()
        assert rows[-2][:7] == [plans.cast.one.name, 0, 0, 0, 1, 0, 1]
        leader.visit("/reports/figures/la.xlsx", status=404)
        assert "dành cho lãnh đạo" in as_person(plans.cast.staff).visit("/reports/figures", status=403).text
        head = as_person(plans.cast.head).visit(f"/reports/figures?{where}")
        own = head.tree.xpath("//section[@id='don-vi']//td/a/@href")
        assert len(own) == 1 and f"department={late.lead_id}" in own[0], "a head is led to his own department's lists"


@pytest.mark.parametrize("address", ["since=abc&until=99/99/9999", "since=2026-12-31&until=2020-01-01", "department=x"])
def test_a_period_that_cannot_be_is_set_right(app: Flask, plans: Plans, as_person, address: str) -> None:
    assert as_person(plans.cast.leader).visit(f"/reports/figures?{address}").heading == "Số liệu"


def test_the_figures_cost_as_many_statements_for_many_tasks_as_for_one(app: Flask, plans: Plans) -> None:
    cast: SimpleNamespace = plans.cast
    sizes = []
    with at(START):
        for wave in (1, 9):
            for n in range(wave):
                task = plans.accepted(plan=plans.plan(issued_on=START), deadline=START + timedelta(days=n))
                with transaction():
                    plan_service.report(task, cast.head)
            session.expire_all()
            with counted_statements() as sent:
                counted = [queries.by_month(WHOLE, END), queries.by_department(WHOLE, END)]
                sources, waits = queries.by_source(WHOLE, END), queries.task_waits(WHOLE)
                queries.letter_waits(WHOLE)
            sizes.append(len(sent))
    assert counted[1][cast.one.id].total() == len(sources) == 10
    assert next(wait for wait in waits if wait.state == "reported").now == 10
    assert sizes[0] == sizes[1] <= 9
