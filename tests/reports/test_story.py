"""A quarter of the office's life, then the report: its figures are those of the log, and stay so for ever."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from intranet.accounts.rules import Capacity
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted
from intranet.core.files import read
from intranet.core.history import HistoryEntry
from intranet.docservice.render import render_docx
from intranet.docservice.word import docx_text
from intranet.documents.facts import Typed, check_typed
from intranet.lettertemplates.office_templates import get_template
from intranet.notices.models import Notice
from intranet.plans import service as plan_service
from intranet.plans.models import Plan
from intranet.plans.rules import TaskState
from intranet.reports import service
from intranet.reports.models import Report
from intranet.reports.rules import STANDINGS
from tests.plans.conftest import Plans
from tests.reports.quarter import END, REASON, START, TASKS, a_quarter, at, counted_from_the_log
from tests.support.office import Office

KEPT = ("đúng hạn gốc", "đúng hạn sau gia hạn", "quá hạn")


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
        counted = counted_from_the_log(plan, END)
    figures = counted.standings
    named = [f"{figures[name]} {words}" for name, words in STANDINGS.items() if figures[name]]
    assert len(named) >= 5, "the quarter has to hold something of most kinds"
    assert f"Kế hoạch giao {figures['total']} nhiệm vụ: {', '.join(named)}." in text
    assert f"Hoàn thành trong kỳ: {counted.done_in_period} nhiệm vụ." in text
    assert min(counted.kept[words] for words in KEPT) > 0, "some are in time, some after an extension, some late"
    assert f"Về thời hạn: {', '.join(f'{counted.kept[words]} {words}' for words in KEPT)}." in text
    assert all(f"Việc số {n}" in text for n in range(1, TASKS + 1))
    proofs = [line for line in text.splitlines() if line.startswith("- MC")]
    assert len(proofs) == sum(len(task.evidence) for task in plan.tasks)
    extended = sum(task.is_extended for task in plan.tasks)
    assert extended and text.count("được gia hạn, hạn gốc") >= extended and REASON in text
    away = session.scalar(select(func.count()).where(HistoryEntry.subject_type == "absence"))
    assert away and away >= 3, "people were ill"
    check_each_department(report, plan, text)


def check_each_department(report: Report, plan: Plan, text: str) -> None:
    """What each department's paragraph begins with adds up to what its tasks are."""
    for part in report.parts:
        own = [task for task in plan.tasks if task.lead_id == part.department_id]
        assert f"- Được giao {len(own)} nhiệm vụ" in text


def test_the_evidence_is_an_annex_of_its_own_in_the_form_of_an_appendix(app: Flask, plans: Plans) -> None:
    plan = a_quarter(plans, days=40)
    with at(END):
        report = made(plan, plans)
        before = docx_text(service.annex_docx(report))
        with transaction():
            document = service.merge(report, plans.cast.clerk)
        session.expire_all()
        (attached,) = document.attachments
        text = docx_text(read(attached.file_sha256))
    lines = text.splitlines()
    assert lines[0].strip() == "Phụ lục" and lines[1].startswith("DANH MỤC MINH CHỨNG KẾT QUẢ THỰC HIỆN KẾ HOẠCH SỐ 43")
    assert lines[2].startswith("(Kèm theo Báo cáo số") and "/BC-LMHTX" in lines[2]
    in_letter = [line for line in document.draft.facts["noi_dung"].splitlines() if line.startswith("- MC")]
    in_annex = [line for line in lines if line.startswith("- MC")]
    assert [line.split(":")[0] for line in in_annex] and len(in_annex) == len(in_letter)
    assert {line.split(":")[0] for line in in_annex} == {line.split(":")[0] for line in in_letter}
    assert before == text and "V. Danh mục minh chứng (Phụ lục kèm theo)" in document.draft.facts["noi_dung"]
    assert any("Đã làm" in line for line in in_annex), "a note is listed with its words"
    assert attached.title == "Danh mục minh chứng"


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(1, 13))
def test_other_quarters_are_counted_alike(app: Flask, plans: Plans, office: Office, seed: int) -> None:
    plan = a_quarter(plans, seed)
    with at(END):
        facts = service.facts_of(made(plan, plans))
        counted = counted_from_the_log(plan, END)
    said = facts["noi_dung"]
    named = [f"{counted.standings[name]} {words}" for name, words in STANDINGS.items() if counted.standings[name]]
    assert f"Kế hoạch giao {TASKS} nhiệm vụ: {', '.join(named)}." in said
    assert f"Về thời hạn: {', '.join(f'{counted.kept[words]} {words}' for words in KEPT)}." in said


def test_departments_answer_and_their_words_stand_in_the_letter(app: Flask, plans: Plans, office: Office) -> None:
    plan, cast = a_quarter(plans, days=40), plans.cast
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
    plan, cast = a_quarter(plans, days=40), plans.cast
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
        assert "4. So với lần báo cáo trước (số liệu 1): hoàn thành tăng" in service.facts_of(second)["noi_dung"]


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
