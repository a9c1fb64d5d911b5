"""Deadlines that live: extensions as acts, work that comes again, what waits for an event, why work is late."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace as Thing

import pytest
import time_machine
from sqlalchemy import func, select

from intranet.core.clock import OFFICE_ZONE
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.core.history import history_of
from intranet.docservice.assignments.recurrence import Wait, next_day, wait_of
from intranet.plans import service
from intranet.plans.jobs import make_occurrences
from intranet.plans.models import Extension, Task
from intranet.plans.rules import NEVER, TaskState, Timeliness, stays_of, timeliness_of

DUE, LATER = date(2025, 4, 30), date(2025, 5, 20)


# Rules as days.


@pytest.mark.parametrize(
    ("rule", "after", "day"),
    [
        ("hằng tháng: ngày 25", date(2025, 2, 25), date(2025, 3, 25)),
        ("hằng tháng: ngày 31", date(2025, 1, 31), date(2025, 2, 28)),
        ("hằng tháng", date(2025, 2, 10), date(2025, 2, 28)),
        ("hằng quý: ngày 20 tháng cuối quý", date(2025, 3, 20), date(2025, 6, 20)),
        ("hằng quý", date(2025, 12, 31), date(2026, 3, 31)),
        ("6 tháng", date(2025, 2, 25), date(2025, 6, 30)),
        ("6 tháng; hằng năm", date(2025, 6, 30), date(2025, 12, 31)),
        ("9 tháng", date(2025, 10, 1), date(2026, 9, 30)),
        ("hằng năm: ngày 15/12", date(2025, 12, 15), date(2026, 12, 15)),
        ("hằng tuần: thứ Sáu", date(2025, 3, 7), date(2025, 3, 14)),
        ("hằng tuần: thứ Hai", date(2025, 3, 7), date(2025, 3, 10)),
        ("2 lần/năm", date(2025, 2, 1), date(2025, 6, 30)),
        ("4 lần/năm", date(2025, 6, 30), date(2025, 9, 30)),
        ("hằng ngày", date(2025, 2, 1), None),
        ("không nêu chu kỳ", date(2025, 2, 1), None),
    ],
)
def test_the_next_day_of_a_rule(rule: str, after: date, day: date | None) -> None:
    assert next_day(rule, after) == day


@pytest.mark.parametrize(
    ("words", "wait"),
    [
        ("trước 05 ngày tổ chức Hội nghị", Wait("tổ chức Hội nghị", -5)),
        ("chậm nhất 05 ngày trước khi khai mạc", Wait("khai mạc", -5)),
        ("trong vòng 10 ngày kể từ ngày tiếp nhận", Wait("tiếp nhận", 10)),
        ("trong thời hạn 07 ngày làm việc kể từ khi có yêu cầu", Wait("có yêu cầu", 7, True)),
        ("sau 2 tuần kết thúc lớp học", Wait("kết thúc lớp học", 14)),
        ("trước khi đoàn kiểm tra làm việc 05 ngày", Wait("đoàn kiểm tra làm việc", -5)),
        ("thường xuyên", None),
    ],
)
def test_what_a_relative_deadline_waits_for(words: str, wait: Wait | None) -> None:
    assert wait_of(words) == wait


def task_of(due: date, first: date, reported: date | None, state: str = "done") -> Thing:
    moment = datetime(reported.year, reported.month, reported.day, 10, tzinfo=OFFICE_ZONE) if reported else None
    deadline = None if due == NEVER else due
    return Thing(deadline=deadline, first_due_on=first, reported_at=moment, state=state)


@pytest.mark.parametrize(
    ("task", "found"),
    [
        (task_of(DUE, DUE, DUE), Timeliness.FIRST),
        (task_of(LATER, DUE, DUE), Timeliness.FIRST),
        (task_of(LATER, DUE, LATER), Timeliness.EXTENDED),
        (task_of(LATER, DUE, LATER + timedelta(1)), Timeliness.LATE),
        (task_of(DUE, DUE, None, "doing"), Timeliness.LATE),
        (task_of(LATER + timedelta(30), DUE, None, "doing"), None),
        (task_of(NEVER, NEVER, DUE), None),
        (task_of(DUE, DUE, None, "cancelled"), None),
    ],
)
def test_how_a_task_stood_to_its_deadlines(task: Thing, found: Timeliness | None) -> None:
    assert timeliness_of(task, date(2025, 6, 1)) == found


# Extensions.


@pytest.fixture
def task(plans):
    """Made when asked for: a task of department one, due at the end of April."""
    return lambda **facts: plans.accepted(deadline=DUE, **facts)


def asked(task: Task, head) -> Extension:
    with transaction():
        return service.ask_extension(task, LATER, "Chờ số liệu của các huyện", head, "12/CV-PTTTT")


def test_an_extension_moves_the_deadline_and_keeps_the_first(both_engines, plans, task) -> None:
    work, cast = task(), plans.cast
    extension = asked(work, cast.head)
    assert (work.deadline, extension.state) == (DUE, "asked")
    with transaction():
        service.grant_extension(extension, cast.leader, date(2025, 5, 15), "Không gia hạn thêm")
    session.expire_all()
    assert (work.deadline, work.first_deadline, work.is_extended) == (date(2025, 5, 15), DUE, True)
    assert (extension.granted_until, extension.decided_by.id) == (date(2025, 5, 15), cast.leader.id)
    assert history_of(work)[0].words == "gia hạn đến 15/05/2025 (hạn gốc 30/04/2025)"
    again = asked(work, cast.head)
    with transaction():
        service.grant_extension(again, cast.office_head)
    session.expire_all()
    assert (work.deadline, work.first_deadline) == (LATER, DUE)


def test_no_unit_decides_on_its_own_extension(both_engines, plans, office, task) -> None:
    work, cast = task(), plans.cast
    extension = asked(work, cast.head)
    for person in (cast.head, cast.staff, cast.other_head):
        with pytest.raises(NotPermitted), transaction():
            service.grant_extension(extension, person)
    own = plans.accepted(cast.van_phong, deadline=DUE)
    of_office = asked(own, cast.office_head)
    with pytest.raises(NotPermitted), transaction():
        service.grant_extension(of_office, cast.clerk)
    with pytest.raises(NotPermitted), transaction():
        service.ask_extension(work, LATER, "Lý do", cast.staff)


def test_declined_needs_a_reason_and_leaves_the_deadline(both_engines, plans, task) -> None:
    work, cast = task(), plans.cast
    extension = asked(work, cast.head)
    with pytest.raises(Invalid, match="lý do"), transaction():
        service.decline_extension(extension, cast.leader, " ")
    with transaction():
        service.decline_extension(extension, cast.leader, "Phải xong trước đại hội")
    session.expire_all()
    assert (work.deadline, extension.state, extension.decision) == (DUE, "declined", "Phải xong trước đại hội")


def test_what_cannot_be_asked(both_engines, plans, task) -> None:
    work, cast = task(), plans.cast
    with pytest.raises(Invalid, match="sau hạn hiện nay"), transaction():
        service.ask_extension(work, DUE, "Lý do", cast.head)
    with pytest.raises(Invalid, match="lý do"), transaction():
        service.ask_extension(work, LATER, "  ", cast.head)
    first = asked(work, cast.head)
    with pytest.raises(Refused, match="chờ quyết định"), transaction():
        service.ask_extension(work, LATER, "Lần nữa", cast.head)
    with transaction():
        service.withdraw_extension(first, cast.head)
    asked(work, cast.head)
    with pytest.raises(Refused, match="không có thời hạn"), transaction():
        service.ask_extension(plans.accepted(), LATER, "Lý do", cast.head)


# Work that comes again.


def occurrences() -> list[tuple[date, str]]:
    return [(task.deadline, task.state) for task in session.scalars(select(Task).order_by(Task.falls_on, Task.id))]


def at(day: date) -> time_machine.travel:
    return time_machine.travel(datetime(day.year, day.month, day.day, 7, tzinfo=OFFICE_ZONE), tick=False)


def test_the_next_occurrence_stands_when_the_day_of_the_last_has_passed(both_engines, plans) -> None:
    first = plans.accepted(recurrence="hằng tháng: ngày 25", checklist=("Gửi số liệu",), plan=plans.plan())
    assert first.deadline == date(2025, 3, 25)
    with transaction():
        service.tick(first.items[0], True, plans.cast.head)
    with at(date(2025, 3, 25)):
        make_occurrences()
    assert len(occurrences()) == 1
    for _ in range(2):
        with at(date(2025, 3, 26)):
            make_occurrences()
    assert occurrences() == [(date(2025, 3, 25), "doing"), (date(2025, 4, 25), "accepted")]
    second = session.scalars(select(Task).where(Task.series_id == first.id)).one()
    assert [item.done_at for item in second.items] == [None] and second.first_deadline == date(2025, 4, 25)
    with at(date(2025, 7, 1)):
        make_occurrences()
    assert [day for day, _ in occurrences()][2:] == [date(2025, 5, 25), date(2025, 6, 25), date(2025, 7, 25)]


def test_a_series_ends_with_its_plan_its_period_or_when_it_is_called_off(both_engines, plans) -> None:
    short = plans.plan(period_until=date(2025, 3, 31))
    plans.accepted(recurrence="hằng tháng: ngày 25", plan=short)
    dropped = plans.accepted(recurrence="hằng tháng: ngày 25", plan=plans.plan())
    closed = plans.plan()
    with transaction():
        service.cancel(dropped, plans.cast.clerk, "Không cần nữa")
        service.close(closed, plans.cast.clerk)
    with at(date(2025, 6, 1)):
        make_occurrences()
    assert session.scalar(select(func.count()).select_from(Task)) == 2


# Deadlines that wait for an event.


def test_the_day_of_an_event_sets_what_waits_for_it_and_moves_it(both_engines, plans) -> None:
    plan, cast = plans.plan(), plans.cast
    before = plans.accepted(plan=plan, event="tổ chức Hội nghị", event_days=-5)
    working = plans.accepted(plan=plan, event="Tổ chức hội nghị", event_days=-5, event_in_working_days=True)
    other = plans.accepted(plan=plan, event="khai mạc", event_days=3)
    assert before.deadline is None
    with transaction():
        assert service.set_event(plan, "tổ chức Hội nghị", date(2025, 6, 20), cast.clerk) == 2
    assert (before.deadline, working.deadline, other.deadline) == (date(2025, 6, 15), date(2025, 6, 13), None)
    with transaction():
        service.set_event(plan, "tổ chức Hội nghị", date(2025, 6, 27), cast.clerk)
    assert (before.deadline, before.first_deadline) == (date(2025, 6, 22), date(2025, 6, 15))
    with pytest.raises(Invalid, match="Không có nhiệm vụ"), transaction():
        service.set_event(plan, "bế mạc", date(2025, 6, 27), cast.clerk)
    with pytest.raises(NotPermitted), transaction():
        service.set_event(plan, "khai mạc", date(2025, 6, 27), cast.head)


# Why it is late.


def test_where_a_task_lay_and_for_how_long(both_engines, plans) -> None:
    cast, stories = plans.cast, []
    with at(date(2025, 3, 1)):
        work = plans.task(deadline=date(2025, 3, 20))
    moves = (
        (date(2025, 3, 6), lambda: service.accept(work, cast.head, cast.staff)),
        (date(2025, 3, 10), lambda: service.start(work, cast.staff)),
        (date(2025, 3, 25), lambda: service.report(work, cast.head)),
        (date(2025, 4, 2), lambda: service.redo(work, cast.leader, "Thiếu số liệu")),
    )
    for day, move in moves:
        with at(day), transaction():
            move()
    with at(date(2025, 4, 5)):
        found = stays_of(work, list(reversed(history_of(work))), datetime.now(OFFICE_ZONE))
    stories = [(stay.label, stay.holder, stay.days) for stay in found]
    assert stories == [
        ("Chưa nhận", cast.one.name, 5),
        ("Đã nhận", f"Chuyên viên phòng 1, {cast.one.name}", 4),
        ("Đang làm", f"Chuyên viên phòng 1, {cast.one.name}", 15),
        ("Chờ xác nhận", "Phó Chủ tịch hoặc Văn phòng (xác nhận)", 8),
        ("Yêu cầu làm lại", f"Chuyên viên phòng 1, {cast.one.name}", 3),
    ]
    assert work.state == TaskState.REDO


def test_the_page_asks_decides_and_says_why(app, plans, as_person, task) -> None:
    work, cast = task(), plans.cast
    head, leader = as_person(cast.head), as_person(cast.leader)
    page = head.visit(f"/tasks/{work.id}")
    assert "Vì sao muộn" in page.text and "Soạn công văn xin gia hạn" in page.buttons()
    page = head.press("Gửi đề nghị", on=page, until="20/05/2025", reason="Chờ số liệu", letter_mark="")
    assert "Chờ quyết định" in page.text and "Đồng ý gia hạn" not in page.buttons()
    page = leader.visit(f"/tasks/{work.id}")
    page = leader.press("Đồng ý gia hạn", on=page)
    assert "Hạn gốc 30/04/2025, hạn hiện nay 20/05/2025." in page.text
    with transaction():
        service.report(work, cast.head)
    page = leader.visit(f"/plans/{work.plan_id}")
    assert "0 đúng hạn gốc · 0 đúng hạn sau gia hạn · 1 quá hạn" in page.text


def test_the_plans_page_takes_the_day_of_an_event(app, plans, as_person) -> None:
    work = plans.accepted(event="tổ chức Hội nghị", event_days=-5)
    clerk = as_person(plans.cast.clerk)
    page = clerk.press("Ghi ngày", on=clerk.visit(f"/plans/{work.plan_id}"), day="20/06/2025")
    assert "Đã ghi thời hạn cho 1 nhiệm vụ." in page.text
    session.expire_all()
    assert work.deadline == date(2025, 6, 15)
    clerk.press("Ghi ngày", on=page, status=422, day="31/02/2025")
