"""On which days a deadline is spoken of, against the calendar of late 2026 and of Tết 2026."""

from datetime import date

import pytest

from intranet.notices.marks import Mark, reached, words_on
from intranet.workdays.foreseen import foreseen_days
from intranet.workdays.rules import WorkCalendar

CALENDAR = WorkCalendar(foreseen_days)
LONG_AGO = date(2026, 1, 1)
FRIDAY, MONDAY, AFTER_TET = date(2026, 12, 4), date(2026, 12, 7), date(2026, 2, 23)


def on(words: str) -> date:
    day, month = words.split("/")
    return date(2026, int(month), int(day))


@pytest.mark.parametrize(
    ("deadline", "day", "mark_on", "marks"),
    [
        (FRIDAY, "26/11", None, set()),
        (FRIDAY, "27/11", "27/11", {Mark.WEEK}),
        (FRIDAY, "30/11", "27/11", {Mark.WEEK}),
        (FRIDAY, "01/12", "01/12", {Mark.THREE_DAYS}),
        (FRIDAY, "03/12", "03/12", {Mark.WORKING_DAY}),
        (FRIDAY, "04/12", "04/12", {Mark.DAY}),
        (FRIDAY, "10/12", "04/12", {Mark.DAY}),
        (FRIDAY, "11/12", "11/12", {Mark.LATE}),
        (FRIDAY, "17/12", "11/12", {Mark.LATE}),
        (FRIDAY, "25/12", "25/12", {Mark.LATE}),
        # Three days before Monday is the last working day before it: one reminder, for either wish.
        (MONDAY, "04/12", "04/12", {Mark.THREE_DAYS, Mark.WORKING_DAY}),
        (MONDAY, "06/12", "04/12", {Mark.THREE_DAYS, Mark.WORKING_DAY}),
        # The last working day before Tết comes first of all.
        (AFTER_TET, "13/02", "13/02", {Mark.WORKING_DAY}),
        (AFTER_TET, "16/02", "16/02", {Mark.WEEK}),
    ],
)
def test_the_last_of_its_days(deadline: date, day: str, mark_on: str | None, marks: set[Mark]) -> None:
    found = reached(deadline, LONG_AGO, on(day), CALENDAR)
    assert (found.on if found else None, found.marks if found else set()) == (mark_on and on(mark_on), marks)


def test_days_before_the_work_was_given_do_not_count() -> None:
    assert reached(FRIDAY, on("02/12"), on("02/12"), CALENDAR) is None
    found = reached(FRIDAY, on("02/12"), on("03/12"), CALENDAR)
    assert found is not None and found.marks == {Mark.WORKING_DAY}


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("01/12", "còn 3 ngày, hạn 04/12/2026"),
        ("04/12", "hôm nay là hạn"),
        ("11/12", "quá hạn 7 ngày, hạn 04/12/2026"),
    ],
)
def test_what_is_said(day: str, words: str) -> None:
    assert words_on(FRIDAY, on(day)) == words
