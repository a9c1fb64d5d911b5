"""A letter from its file to tasks in the departments' hands: nothing is made before somebody says so."""

from datetime import date

import pytest
from sqlalchemy import select

from intranet.accounts.rules import Role
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.core.history import history_of
from intranet.plans.models import Plan, Task
from intranet.plans.rules import TaskRole
from intranet.plans.service import PlanFacts
from intranet.readings import service
from intranet.readings.rules import ReadingState

HEAD = PlanFacts("71", "KH-LMHTX", date(2025, 3, 3), "Tổ chức Ngày hội sản phẩm hợp tác xã năm 2025", 0)


def settle(reading, cast) -> None:
    """What a clerk does with the letter of these tests: he says who "Ban Thi đua" is, and looks at what is unsure."""
    with transaction():
        service.name_unit(reading, "Ban Thi đua", f"d:{cast.van_phong.id}", cast.clerk)
        for proposal in list(reading.proposals):
            service.accept_task(proposal, cast.clerk)


def test_what_a_letter_says_is_proposed_and_nothing_is_made(both_engines, readings) -> None:
    reading, cast = readings.read(), readings.cast
    assert (reading.state, reading.mark, reading.issued_on) == (ReadingState.READY, "71/KH-LMHTX", date(2025, 3, 3))
    assert reading.leader_id == cast.leader.id and reading.legal_bases == [
        "Căn cứ Chương trình công tác năm 2025 của Liên minh"
    ]
    first, second, third, unknown, everybody = reading.proposals
    assert (first.receiver, first.role, first.deadline) == (f"d:{cast.one.id}", TaskRole.LEAD, date(2025, 4, 20))
    assert [unit.name for unit in first.supports] == ["Văn phòng"] and first.place == "II.1"
    assert (second.deadline, second.deadline_words) == (None, "")
    assert (third.start_on, third.deadline) == (date(2025, 3, 1), date(2025, 3, 31))
    assert (unknown.receiver, unknown.unit_words) == ("", "Ban Thi đua")
    assert everybody.group is not None and everybody.group.name == "Các đơn vị"
    assert session.scalars(select(Plan)).all() == [] and session.scalars(select(Task)).all() == []


def test_confirmed_it_is_a_plan_with_its_tasks_in_one_change(both_engines, readings) -> None:
    reading, cast = readings.read(), readings.cast
    settle(reading, cast)
    with transaction():
        plan = service.confirm(reading, cast.clerk, HEAD, cast.leader)
    tasks = session.scalars(select(Task).order_by(Task.position, Task.id)).all()
    assert (plan.mark, plan.file_name, reading.state) == ("71/KH-LMHTX", "ke-hoach.txt", ReadingState.CONFIRMED)
    assert [(task.lead.short_name, task.role, task.deadline) for task in tasks] == [
        ("PTTTT", "lead", date(2025, 4, 20)),
        ("PTTTT", "do", None),
        ("PKTTCTV", "do", date(2025, 3, 31)),
        ("VP", "do", None),
        ("PTTTT", "do", None),
        ("PKTTCTV", "do", None),
    ]
    assert {task.reading_id for task in tasks} == {reading.id} and tasks[0].passage == "dòng 19"


def test_a_refused_confirmation_leaves_nothing_behind(both_engines, readings) -> None:
    reading, cast = readings.read(), readings.cast
    with pytest.raises(Refused, match="chưa rõ đơn vị nhận"), transaction():
        service.confirm(reading, cast.clerk, HEAD, cast.leader)
    settle(reading, cast)
    too_late = PlanFacts("71", "KH-LMHTX", date(2025, 6, 1), "Ngày hội", 0)
    with pytest.raises(Invalid, match="trước ngày ban hành"), transaction():
        service.confirm(reading, cast.clerk, too_late, cast.leader)
    session.expire_all()
    assert reading.state == ReadingState.READY and session.scalars(select(Plan)).all() == []


def test_only_those_who_manage_plans_read_letters(app, readings) -> None:
    with pytest.raises(NotPermitted), transaction():
        service.begin(readings.cast.staff, [], typed="Giao Văn phòng")


def test_another_clerk_goes_on_where_the_first_left_off(app, readings, office) -> None:
    reading, cast = readings.read(), readings.cast
    with transaction():
        service.drop_task(reading.proposals[1], cast.clerk)
    other = cast.office_head
    with transaction():
        service.restore_task(reading.proposals[1], other)
    assert reading.changed_by_id == other.id
    assert [entry.act for entry in history_of(reading)] == ["begin"]


def test_splitting_and_joining(both_engines, readings) -> None:
    reading, cast = readings.read(), readings.cast
    with transaction():
        service.split_task(reading.proposals[2], ["Lập danh sách trước ngày 10/3", "", "gửi Văn phòng"], cast.clerk)
    session.refresh(reading)
    words = [(one.words, one.deadline, one.receiver) for one in reading.proposals[2:4]]
    two = f"d:{cast.two.id}"
    assert words == [("Lập danh sách trước ngày 10/3", date(2025, 3, 10), two), ("gửi Văn phòng", None, two)]
    with transaction():
        service.join_task(reading.proposals[1], cast.clerk)
    session.refresh(reading)
    joined = reading.proposals[0]
    assert joined.words.endswith("\nViết bài giới thiệu các sản phẩm tiêu biểu.") and len(joined.passages) == 2
    assert len(reading.proposals) == 5
    with pytest.raises(Refused, match="Phía trên"), transaction():
        service.join_task(joined, cast.clerk)


def test_a_name_is_remembered_for_the_next_letter(both_engines, readings) -> None:
    reading, cast = readings.read(), readings.cast
    with transaction():
        assert service.name_unit(reading, "Ban Thi đua", f"d:{cast.two.id}", cast.clerk, remember=True) == 1
    again = readings.read()
    assert [one.unit_words for one in again.proposals] == [""] * 5
    assert again.proposals[3].department_id == cast.two.id


def test_the_admin_puts_an_unknown_unit_on_the_list(both_engines, readings, office) -> None:
    reading, cast = readings.read(), readings.cast
    with pytest.raises(NotPermitted), transaction():
        service.add_unit(reading, "Ban Thi đua", "Ban Thi đua", "BTĐ", cast.clerk)
    both = office.person(Role.ADMIN, Role.CLERK, department=cast.van_phong)
    with transaction():
        unit = service.add_unit(reading, "Ban Thi đua", "Ban Thi đua", "BTĐ", both)
    session.refresh(reading)
    assert reading.proposals[3].department_id == unit.id and unit.short_name == "BTĐ"
