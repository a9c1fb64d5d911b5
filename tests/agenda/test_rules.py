"""Which days a view shows, how a deadline looks, who may look at whose calendar."""

from datetime import date, timedelta
from types import SimpleNamespace as Thing

import pytest

from intranet.accounts.rules import HEADS, Role
from intranet.agenda.rules import View, looks_at_department, looks_at_person, own_scope, span_of, tone_of
from intranet.plans.rules import TaskState

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("view", "day", "first", "last", "earlier", "later"),
    [
        (View.MONTH, THURSDAY, (2026, 10, 26), (2026, 12, 6), (2026, 10, 1), (2026, 12, 1)),
        (View.MONTH, date(2027, 2, 1), (2027, 2, 1), (2027, 2, 28), (2027, 1, 1), (2027, 3, 1)),
        (View.MONTH, date(2026, 12, 31), (2026, 11, 30), (2027, 1, 3), (2026, 11, 1), (2027, 1, 1)),
        (View.WEEK, THURSDAY, (2026, 11, 23), (2026, 11, 29), (2026, 11, 16), (2026, 11, 30)),
        (View.AGENDA, THURSDAY, (2026, 11, 26), (2026, 12, 25), (2026, 10, 27), (2026, 12, 26)),
    ],
)
def test_the_days_of_a_view_and_its_arrows(
    view: View, day: date, first: tuple, last: tuple, earlier: tuple, later: tuple
) -> None:
    span = span_of(view, day)
    shown = (span.first, span.last, span.earlier, span.later)
    assert shown == tuple(date(*numbers) for numbers in (first, last, earlier, later))
    days = [one for week in span.weeks for one in week]
    assert days[0] == span.first and days[-1] == span.last and len(set(days)) == len(days)
    assert view == View.AGENDA or all(len(week) == 7 and week[0].weekday() == 0 for week in span.weeks)


@pytest.mark.parametrize(
    ("state", "days", "tone"),
    [
        (TaskState.DOING, -1, "late"),
        (TaskState.NEW, 0, "soon"),
        (TaskState.DOING, 7, "soon"),
        (TaskState.REDO, 8, "doing"),
        (TaskState.REPORTED, -5, "waiting"),
        (TaskState.DONE, -5, "done"),
    ],
)
def test_how_a_deadline_looks(state: TaskState, days: int, tone: str) -> None:
    assert tone_of(state, THURSDAY + timedelta(days=days), THURSDAY) == tone


def person(number: int, department: int, *roles: Role, office: bool = False) -> Thing:
    held = [Thing(role=role, department_id=department if role in HEADS else None) for role in roles]
    return Thing(id=number, department_id=department, department=Thing(is_office=office), roles=held)


STAFF, MATE, HEAD = person(1, 1, Role.STAFF), person(2, 1, Role.STAFF), person(3, 1, Role.HEAD)
OTHER, LEADER, OFFICE = person(4, 2, Role.STAFF), person(5, 9, Role.LEADER), person(6, 9, Role.STAFF, office=True)


@pytest.mark.parametrize(
    ("looking", "own", "foreign"),
    [(STAFF, True, False), (HEAD, True, False), (OTHER, False, True), (LEADER, True, True), (OFFICE, True, True)],
)
def test_whose_department_one_looks_at(looking: Thing, own: bool, foreign: bool) -> None:
    assert (looks_at_department(looking, Thing(id=1)), looks_at_department(looking, Thing(id=2))) == (own, foreign)


@pytest.mark.parametrize(
    ("looking", "seen"),
    [(STAFF, {1}), (HEAD, {1, 2, 3}), (OTHER, {4}), (LEADER, {1, 2, 3, 4, 5, 6}), (OFFICE, {1, 2, 3, 4, 5, 6})],
)
def test_whose_own_calendar_one_looks_at(looking: Thing, seen: set[int]) -> None:
    everybody = (STAFF, MATE, HEAD, OTHER, LEADER, OFFICE)
    assert {other.id for other in everybody if looks_at_person(looking, other)} == seen


def test_a_heads_own_calendar_is_his_departments_too() -> None:
    assert own_scope(STAFF).department_ids == frozenset() and own_scope(HEAD).department_ids == {1}
