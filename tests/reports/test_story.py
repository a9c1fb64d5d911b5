"""A quarter of the office's life, then the report: its figures are those of the log, and stay so for ever."""

import random
from collections import Counter
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from intranet.accounts.rules import Capacity
from intranet.core.clock import OFFICE_ZONE, office_time
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted
from intranet.core.history import HistoryEntry
from intranet.docservice.render import render_docx
from intranet.docservice.word import docx_text
from intranet.documents.facts import Typed, check_typed
from intranet.lettertemplates.office_templates import get_template
from intranet.notices.models import Notice
from intranet.plans import service as plan_service
from intranet.plans.models import Plan, Task
from intranet.plans.rules import TaskProposal, TaskState
from intranet.reports import service
from intranet.reports.models import Report
from intranet.reports.rules import STANDINGS
from tests.plans.conftest import Plans
from tests.support.office import Office

START, END = date(2025, 4, 1), date(2025, 6, 30)


def at(day: date, hour: int = 9) -> time_machine.travel:
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=OFFICE_ZONE), tick=False)


def a_quarter(plans: Plans, seed: int = 43) -> Plan:
    """Thirty tasks, and what people do with them on the days of a quarter; some are ill, some late, some refuse."""
    dice, cast = random.Random(seed), plans.cast
    heads = {cast.one.id: cast.head, cast.two.id: cast.other_head}
    with at(START):
        plan = plans.plan("43", issued_on=START)
        proposals = [
            TaskProposal(
                words=f"Việc số {n}",
                place=f"III.{n}",
                department_id=dice.choice(list(heads)),
                deadline=None if n % 6 == 0 else START + timedelta(days=dice.randrange(5, 110)),
            )
            for n in range(1, 31)
        ]
        tasks = plans.tasks(plan, *proposals)
    for day in range(1, (END - START).days, 3):
        with at(START + timedelta(days=day)):
            for task in dice.sample(tasks, 4):
                step(task, heads[task.lead_id], cast, dice)
    return plan


def step(task: Task, head: object, cast: SimpleNamespace, dice: random.Random) -> None:
    """The next thing that may happen to a task, if anybody is there to do it."""
    moves = {
        TaskState.NEW: lambda: (plan_service.refuse(task, head, "Không đúng việc") if dice.random() < 0.1
                                else plan_service.accept(task, head)),
        TaskState.ACCEPTED: lambda: plan_service.add_note(task, "Đã làm", head),
        TaskState.DOING: lambda: plan_service.report(task, head),
        TaskState.REDO: lambda: plan_service.report(task, head),
        TaskState.REPORTED: lambda: (plan_service.redo(task, cast.leader, "Thiếu số liệu") if dice.random() < 0.2
                                     else plan_service.confirm(task, cast.leader)),
    }  # fmt: skip
    move = moves.get(TaskState(task.state))
    if move and dice.random() > 0.2:  # else somebody is ill
        with transaction():
            move()


def counted_from_the_log(plan: Plan, day: date) -> Counter[str]:
    """Every figure once more, from the lines of history alone (and each task's deadline)."""
    figures: Counter[str] = Counter()
    for task_id, due in session.execute(select(Task.id, Task.due_on).where(Task.plan_id == plan.id)):
        query = select(HistoryEntry).where(HistoryEntry.subject_type == "task", HistoryEntry.subject_id == task_id)
        moves = [entry for entry in session.scalars(query.order_by(HistoryEntry.id)) if entry.after]
        state = moves[-1].after if moves else "new"
        figures["total"] += 1
        if state == "done":
            late = office_time(moves[-1].at).date() > due
            figures["done_late" if late else "on_time"] += 1
        elif state in ("reported", "refused"):
            figures[state] += 1
        elif due.year == 9999:
            figures["no_deadline"] += 1
        else:
            figures["late" if due < day else "open"] += 1
    return figures


def made(plan: Plan, plans: Plans) -> Report:
    with transaction():
        return service.make_report(plan, START, END, END + timedelta(days=5), plans.cast.clerk)


def letter_text(report: Report, office: Office) -> str:
    """The words of the .docx that the report's letter is, made by the same way as any other letter."""
    document, template = report.document, get_template("bao_cao_thuc_hien_ke_hoach")
    assert document is not None and document.draft is not None
    signing = office.may_sign(document.drafter, Capacity.HEAD, "CHỦ TỊCH")
    typed = Typed({**document.draft.facts, "noi_nhan": ["Các phòng", "Lưu: VT, VP"]}, signing.id)
    checked = check_typed(template, typed, document.issuer, signing)
    assert not checked.problems
    return docx_text(render_docx(template, checked.facts, year=2025))


def test_every_figure_of_the_letter_is_that_of_the_log(app: Flask, plans: Plans, office: Office) -> None:
    plan = a_quarter(plans)
    with at(END):
        report = made(plan, plans)
        with transaction():
            service.merge(report, plans.cast.clerk)
        text = letter_text(report, office)
        figures = counted_from_the_log(plan, END)
    named = [f"{figures[name]} {words}" for name, words in STANDINGS.items() if figures[name]]
    assert len(named) >= 4, "the quarter has to hold something of most kinds"
    assert f"Kế hoạch giao {figures['total']} nhiệm vụ: {', '.join(named)}." in text
    assert all(f"Việc số {n}" in text for n in range(1, 31))
    proofs = [line for line in text.splitlines() if line.startswith("- MC")]
    assert len(proofs) == sum(len(task.evidence) for task in plan.tasks)


def test_departments_answer_and_their_words_stand_in_the_letter(app: Flask, plans: Plans, office: Office) -> None:
    plan, cast = a_quarter(plans), plans.cast
    with at(END):
        report = made(plan, plans)
        told = session.scalars(select(Notice.person_id).where(Notice.kind == "report_asked")).all()
        assert set(told) == {cast.head.id, cast.other_head.id}
        part = next(part for part in report.parts if part.department_id == cast.one.id)
        for stranger in (cast.other_head, cast.leader):
            with pytest.raises(NotPermitted), transaction():
                service.answer(part, "Khác", "", "", stranger)
        with transaction():
            service.answer(part, "Đã đăng 40 tin.\n- Hai phóng sự.", "Thiếu máy ảnh.", "Cấp máy ảnh.", cast.staff)
        assert [waiting.department_id for waiting in report.waiting] == [cast.two.id]
        with transaction():
            service.merge(report, cast.clerk)
        text = letter_text(report, office)
        assert "- Đã đăng 40 tin." in text and "- Hai phóng sự." in text and "+ Thiếu máy ảnh." in text
        with pytest.raises(NotPermitted), transaction():
            service.answer(part, "Muộn", "", "", cast.staff)


def test_the_same_report_can_be_made_again_and_the_next_says_what_changed(app: Flask, plans: Plans) -> None:
    plan, cast = a_quarter(plans), plans.cast
    with at(END):
        first = made(plan, plans)
        facts = service.facts_of(first)
    with at(END + timedelta(days=60)):
        for task in plan.tasks:
            if task.state == TaskState.REPORTED:
                with transaction():
                    plan_service.confirm(task, cast.leader)
        session.expire_all()
        assert service.facts_of(first) == facts
        second = made_later(plan, plans)
        assert second.n == 2
        assert "3. So với lần báo cáo trước (số liệu 1): hoàn thành tăng" in service.facts_of(second)["noi_dung"]


def made_later(plan: Plan, plans: Plans) -> Report:
    until = END + timedelta(days=60)
    with transaction():
        return service.make_report(plan, START, until, until, plans.cast.clerk)


@pytest.mark.parametrize(
    ("since", "until", "answer_by", "field"),
    [
        (END, START, END, "period_until"),
        (END + timedelta(days=1), END + timedelta(days=2), END, "period_from"),
        (START, END, END - timedelta(days=1), "answer_by"),
    ],
)
def test_an_impossible_report_is_refused(
    app: Flask, plans: Plans, since: date, until: date, answer_by: date, field: str
) -> None:
    plan = plans.task(plan=plans.plan(issued_on=START)).plan
    with at(END), pytest.raises(Invalid) as refused, transaction():
        service.make_report(plan, since, until, answer_by, plans.cast.clerk)
    assert refused.value.field == field


def test_a_plan_without_tasks_has_nothing_to_report(app: Flask, plans: Plans) -> None:
    with pytest.raises(Invalid), transaction():
        service.make_report(plans.plan(), START, END, date(2099, 1, 1), plans.cast.clerk)
