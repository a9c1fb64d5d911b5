"""Who hears of a deadline, on which days, once."""

from collections.abc import Iterator
from datetime import date, datetime
from types import SimpleNamespace

import pytest
import time_machine
from flask import Flask

from intranet.absences.service import AbsenceFacts, enter_absence
from intranet.accounts.models import Person
from intranet.core.clock import OFFICE_ZONE
from intranet.core.db import session, transaction
from intranet.notices.marks import ALL_MARKS, Mark, Reached
from intranet.notices.service import choose_marks, set_office_marks
from intranet.plans import service
from intranet.plans.jobs import remind_of_deadlines
from intranet.plans.models import Task
from intranet.plans.queries.reminders import Deadline
from intranet.plans.service import TaskFacts
from intranet.plans.service.reminding import remind
from tests.plans.conftest import Plans
from tests.support.news import forget_all, news
from tests.support.office import Office

FRIDAY = date(2026, 12, 4)


@pytest.fixture
def cast(app: Flask, office: Office) -> SimpleNamespace:
    return office.cast()


class Days:
    """The worker through the days: each hour it looks what is to be reminded of."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        self.clock = clock

    def come(self, *days: str, hours: tuple[int, ...] = (7, 8)) -> None:
        for words in days:
            day, month = (int(part) for part in words.split("/"))
            for hour in hours:
                self.clock.move_to(datetime(2026, month, day, hour, tzinfo=OFFICE_ZONE))
                remind_of_deadlines()


@pytest.fixture
def days() -> Iterator[Days]:
    with time_machine.travel(datetime(2026, 11, 2, 8, tzinfo=OFFICE_ZONE), tick=False) as clock:
        yield Days(clock)


@pytest.fixture
def task(days: Days, cast: SimpleNamespace) -> Task:
    """A task of department one, accepted and given to its staff, due on Friday 4 December."""
    task = Plans(cast).accepted(cast.one, deadline=FRIDAY)
    with transaction():
        service.assign(task, cast.staff, cast.head)
    forget_all()
    return task


def test_the_one_in_charge_hears_of_each_day_once(cast: SimpleNamespace, days: Days, task: Task) -> None:
    days.come("26/11", "27/11", "28/11", "30/11", "01/12", "02/12", "03/12", "04/12", "05/12", "10/12")
    assert news(cast.staff) == [
        "Còn 7 ngày, hạn 04/12/2026",
        "Còn 3 ngày, hạn 04/12/2026",
        "Còn 1 ngày, hạn 04/12/2026",
        "Hôm nay là hạn",
    ]
    assert news(cast.head) == news(cast.leader) == news(cast.clerk) == []


def test_a_late_task_is_spoken_of_every_week_to_the_heads_as_well(
    cast: SimpleNamespace, days: Days, task: Task
) -> None:
    days.come("09/12", "11/12", "12/12", "18/12")
    late = ["Quá hạn 7 ngày, hạn 04/12/2026", "Quá hạn 14 ngày, hạn 04/12/2026"]
    assert news(cast.staff)[1:] == late and news(cast.head) == late


def test_a_machine_that_was_off_makes_up_for_the_last_day_only(cast: SimpleNamespace, days: Days, task: Task) -> None:
    days.come("02/12")
    assert news(cast.staff) == ["Còn 2 ngày, hạn 04/12/2026"]


def test_two_workers_that_look_at_once_speak_once(cast: SimpleNamespace, days: Days, task: Task) -> None:
    deadline, mark = Deadline("task", task.id, FRIDAY, date(2026, 11, 2)), Reached(FRIDAY, frozenset({Mark.DAY}))
    for _ in range(2):
        with transaction():
            remind(deadline, mark, FRIDAY)
    assert news(cast.staff) == ["Hôm nay là hạn"]


def test_nobody_is_woken_at_night(cast: SimpleNamespace, days: Days, task: Task) -> None:
    days.come("04/12", hours=(0, 5))
    assert news(cast.staff) == []
    days.come("04/12", hours=(6,))
    assert news(cast.staff) == ["Hôm nay là hạn"]


def test_a_moved_deadline_is_spoken_of_anew(cast: SimpleNamespace, days: Days, task: Task) -> None:
    days.come("27/11", "01/12")
    with transaction():
        service.edit_task(task, TaskFacts(task.words, deadline=date(2026, 12, 11)), cast.clerk)
    forget_all()
    days.come("03/12", "04/12")
    assert news(cast.staff) == ["Còn 7 ngày, hạn 11/12/2026"]


@pytest.mark.parametrize("end", ["reported", "cancelled"])
def test_work_that_is_done_or_taken_back_is_spoken_of_no_more(
    cast: SimpleNamespace, days: Days, task: Task, end: str
) -> None:
    with transaction():
        service.report(task, cast.head) if end == "reported" else service.cancel(task, cast.clerk, "Thôi")
    forget_all()
    days.come("04/12", "11/12")
    assert news(cast.staff) == news(cast.head) == []


def test_a_task_without_somebody_in_charge_is_spoken_of_to_the_heads(cast: SimpleNamespace, days: Days) -> None:
    Plans(cast).task(cast.one, deadline=FRIDAY)
    forget_all()
    days.come("04/12")
    assert (news(cast.head), news(cast.staff)) == (["Hôm nay là hạn"], [])


@pytest.mark.parametrize("why", ["away", "left"])
def test_who_is_away_or_has_left_is_not_bothered_and_the_heads_hear_instead(
    cast: SimpleNamespace, days: Days, task: Task, why: str
) -> None:
    with transaction():
        staff = session.get_one(Person, cast.staff.id)
        if why == "away":
            enter_absence(staff, staff, AbsenceFacts(date(2026, 11, 30), date(2026, 12, 2), reason="Nghỉ phép"))
        else:
            staff.left_on = date(2026, 11, 30)
    days.come("01/12")
    assert (news(cast.staff), news(cast.head)) == ([], ["Còn 3 ngày, hạn 04/12/2026"])
    days.come("03/12")
    assert news(cast.staff) == (["Còn 1 ngày, hạn 04/12/2026"] if why == "away" else [])


def test_an_item_with_a_day_of_its_own_is_spoken_of_to_whom_it_was_given(
    cast: SimpleNamespace, days: Days, task: Task
) -> None:
    mate = Office().person(department=cast.one)
    with transaction():
        mine, done, plain = service.add_items(task, ["Chụp ảnh", "Viết bài", "Duyệt"], cast.head)
        for item in (mine, done, plain):
            service.edit_item(item, item.words, date(2026, 11, 30), cast.head)
        service.assign_item(mine, mate, cast.head)
        service.tick(done, True, cast.staff)
    forget_all()
    days.come("30/11")
    assert news(mate) == ["«Chụp ảnh»: hôm nay là hạn"]
    assert news(cast.staff) == ["«Duyệt»: hôm nay là hạn", "Còn 4 ngày, hạn 04/12/2026"]


def test_everybody_is_reminded_on_the_days_he_chose_or_else_on_the_offices(
    cast: SimpleNamespace, days: Days, task: Task
) -> None:
    with transaction():
        set_office_marks({Mark.DAY}, cast.admin)
    days.come("27/11", "01/12", "03/12")
    assert news(cast.staff) == []
    with transaction():
        choose_marks(cast.staff, {Mark.LATE})
    days.come("04/12", "11/12")
    assert news(cast.staff) == ["Quá hạn 7 ngày, hạn 04/12/2026"] and news(cast.head) == []
    with transaction():
        choose_marks(cast.staff, {Mark.DAY})  # as the office does: kept no more
        set_office_marks(ALL_MARKS, cast.admin)
    days.come("18/12")
    assert news(cast.staff)[1:] == ["Quá hạn 14 ngày, hạn 04/12/2026"]
