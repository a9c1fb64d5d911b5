"""Counting in working days, against a calendar on the wall: 2026 with its swapped days."""

from collections.abc import Mapping
from datetime import date

import pytest

from intranet.workdays.foreseen import foreseen_days
from intranet.workdays.rules import DayKind, SpecialDay, WorkCalendar, years_to_confirm

OFF_2026 = (
    "01/01", "02/01", "16/02", "17/02", "18/02", "19/02", "20/02", "27/04", "30/04", "01/05", "31/08", "01/09",
    "02/09", "24/11",
)  # fmt: skip
WORKED_2026 = ("10/01", "22/08")


def on(words: str, year: int = 2026) -> date:
    day, month = words.split("/")
    return date(year, int(month), int(day))


def wall(year: int) -> Mapping[date, SpecialDay]:
    if year != 2026:
        return {}
    kinds = {on(day): DayKind.OFF for day in OFF_2026} | {on(day): DayKind.WORKED for day in WORKED_2026}
    return {day: SpecialDay(day, kind, "") for day, kind in kinds.items()}


CALENDAR = WorkCalendar(wall)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("05/01", True),  # thứ Hai
        ("03/01", False),  # thứ Bảy
        ("02/01", False),  # nghỉ hoán đổi
        ("10/01", True),  # thứ Bảy làm bù
        ("11/01", False),  # Chủ nhật
        ("31/08", False),
        ("22/08", True),
        ("24/11", False),
        ("26/11", True),
    ],
)
def test_the_office_works(day: str, works: bool) -> None:
    assert CALENDAR.is_working_day(on(day)) is works


@pytest.mark.parametrize(
    ("day", "follows"),
    [("05/01", "05/01"), ("01/01", "05/01"), ("14/02", "23/02"), ("29/08", "03/09"), ("10/01", "10/01")],
)
def test_a_period_that_ends_on_a_day_off_ends_with_the_next_working_day(day: str, follows: str) -> None:
    assert CALENDAR.next_working_day(on(day)) == on(follows)


@pytest.mark.parametrize(
    ("day", "count", "before"),
    [
        ("07/01", 1, "06/01"),
        ("05/01", 1, "31/12"),  # ngày làm việc cuối của năm trước
        ("12/01", 1, "10/01"),  # thứ Bảy làm bù
        ("23/02", 1, "13/02"),  # qua cả Tết
        ("23/02", 3, "11/02"),
        ("03/09", 2, "27/08"),
        ("07/01", 0, "07/01"),
    ],
)
def test_working_days_before(day: str, count: int, before: str) -> None:
    expected = on(before, 2025) if before == "31/12" else on(before)
    assert CALENDAR.working_days_before(on(day), count) == expected


@pytest.mark.parametrize(
    ("day", "count", "after"), [("13/02", 1, "23/02"), ("28/08", 5, "09/09"), ("09/01", 1, "10/01")]
)
def test_working_days_after(day: str, count: int, after: str) -> None:
    assert CALENDAR.working_days_after(on(day), count) == on(after)


def test_what_is_foreseen_for_2026_is_the_wall_calendar() -> None:
    foreseen = foreseen_days(2026)
    weekdays_off = {day for day, special in foreseen.items() if special.kind == DayKind.OFF and day.weekday() < 5}
    assert weekdays_off == {on(day) for day in OFF_2026}
    assert {day for day, special in foreseen.items() if special.kind == DayKind.WORKED} == {on(d) for d in WORKED_2026}


def test_tet_is_foreseen_for_the_years_to_come_and_nothing_for_the_end_of_time() -> None:
    assert foreseen_days(2027)[date(2027, 2, 6)].name == "Tết Nguyên Đán"
    assert foreseen_days(9999) == {}


@pytest.mark.parametrize(
    ("day", "confirmed", "asked"),
    [
        ("01/06", set(), [2026]),
        ("01/06", {2026}, []),
        ("31/10", {2026}, []),
        ("01/11", {2026}, [2027]),
        ("01/11", {2026, 2027}, []),
    ],
)
def test_which_years_the_office_is_asked_to_confirm(day: str, confirmed: set[int], asked: list[int]) -> None:
    assert years_to_confirm(on(day), confirmed) == asked
