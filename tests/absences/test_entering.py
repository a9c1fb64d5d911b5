"""Entering, changing and taking back an absence: each rule once, on both engines."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from intranet.absences import service
from intranet.absences.models import Absence
from intranet.absences.queries import absences
from intranet.absences.service import AbsenceFacts, change_absence, enter_absence
from intranet.accounts.models import Person
from intranet.accounts.rules import Role
from intranet.core.clock import today
from intranet.core.db import db, session, transaction
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.core.history import history_of
from tests.support.news import news
from tests.support.office import Office

DAY = timedelta(days=1)


@pytest.fixture
def cast(both_engines: Flask, office: Office) -> SimpleNamespace:
    people = office.cast()
    people.second = office.person(Role.LEADER, department=people.van_phong, name="Chủ tịch", post="Chủ tịch")
    return people


def away(person: Any, deputy: Any = None, first: int = 10, last: int = 15, actor: Any = None) -> Absence:
    with transaction():
        days = AbsenceFacts(today() + first * DAY, today() + last * DAY, deputy, "Nghỉ phép")
        return enter_absence(person, actor or person, days)


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        ("staff", True), ("head", True), ("leader", True), ("admin", True),
        ("other_head", False), ("other_staff", False), ("clerk", False), ("office_head", False),
    ],
)  # fmt: skip
def test_who_enters_it(cast: SimpleNamespace, actor: str, may: bool) -> None:
    if may:
        assert away(cast.staff, actor=getattr(cast, actor)).entered_by_id == getattr(cast, actor).id
        return
    with pytest.raises(NotPermitted):
        away(cast.staff, actor=getattr(cast, actor))


def test_it_is_on_record_and_the_deputy_is_told_at_once(cast: SimpleNamespace) -> None:
    absence = away(cast.head, cast.other_head)
    said = f"giao bạn xử lý thay {cast.head.title} {absence.days_in_words}"
    assert news(cast.other_head) == [f"{cast.head.name} {said}"]
    line = history_of(absence)[0]
    assert line.words == f"ghi vắng {absence.days_in_words}; {cast.other_head.title} xử lý thay"
    assert line.detail == {"person_id": cast.head.id, "deputy_id": cast.other_head.id}


# Each: what is entered first, what then (person, deputy, first and last day from today), the field and its words.
REFUSED: dict[str, tuple[list[tuple[str, str, int, int]], tuple[str, str, int, int], str, str]] = {
    "backwards": ([], ("staff", "", 5, 4), "last_on", "Ngày cuối đứng trước ngày đầu"),
    "over": ([], ("staff", "", -5, -1), "last_on", "Ngày cuối đã qua"),
    "himself": ([], ("staff", "staff", 1, 2), "deputy_id", "phải là người khác"),
    "twice": ([("staff", "", 1, 5)], ("staff", "", 5, 9), "first_on", "đã ghi vắng"),
    "deputy away": ([("head", "", 3, 8)], ("staff", "head", 8, 9), "deputy_id", "cũng vắng"),
    "circle": ([("staff", "head", 1, 5)], ("head", "staff", 2, 3), "first_on", "đang nhận xử lý thay"),
    "chain": ([("staff", "head", 1, 5)], ("head", "other_head", 5, 6), "first_on", "Hãy đổi người xử lý thay"),
    "leader": ([], ("leader", "office_head", 1, 2), "deputy_id", "do một lãnh đạo khác"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_says_so_beside_its_field(cast: SimpleNamespace, case: str) -> None:
    before, (person, deputy, first, last), field, words = REFUSED[case]
    for who, second, begin, end in before:
        away(getattr(cast, who), getattr(cast, second, None), begin, end)
    count = len(absences(today()))
    with pytest.raises(Invalid) as refusal:
        away(getattr(cast, person), getattr(cast, deputy, None), first, last)
    assert (refusal.value.field, words in refusal.value.sentence) == (field, True)
    assert len(absences(today())) == count


@pytest.mark.parametrize(
    ("person", "deputy"), [("leader", "second"), ("staff", "other_staff"), ("clerk", "office_head"), ("head", None)]
)
def test_who_may_stand_in(cast: SimpleNamespace, person: str, deputy: str | None) -> None:
    away(getattr(cast, person), getattr(cast, deputy) if deputy else None)


def test_without_a_reason_it_is_not_entered(cast: SimpleNamespace) -> None:
    with pytest.raises(Invalid) as refusal, transaction():
        enter_absence(cast.staff, cast.staff, AbsenceFacts(today(), today(), None, "  "))
    assert refusal.value.field == "reason"


def test_somebody_else_stands_in_from_now_on_and_both_hear(cast: SimpleNamespace) -> None:
    absence = away(cast.head, cast.staff)
    with transaction():
        days = AbsenceFacts(absence.first_on, absence.last_on, cast.other_head, absence.reason)
        change_absence(absence, cast.head, days)
    assert news(cast.staff)[-1] == f"{cast.head.name} ghi bạn thôi xử lý thay {cast.head.title}"
    assert len(news(cast.other_head)) == 1


def test_the_deputy_gives_it_back_and_can_then_be_away_himself(cast: SimpleNamespace) -> None:
    absence = away(cast.head, cast.staff)
    with pytest.raises(NotPermitted), transaction():
        service.step_down(absence, cast.other_head)
    with transaction():
        service.step_down(absence, cast.staff)
    away(cast.staff)
    assert session.get_one(Absence, absence.id).deputy_id is None


def test_what_is_over_or_taken_back_is_not_changed(cast: SimpleNamespace) -> None:
    absence = away(cast.head, cast.staff)
    with transaction():
        service.cancel_absence(absence, cast.head)
    for act in (service.cancel_absence, service.step_down):
        with pytest.raises(Refused), transaction():
            act(absence, cast.staff if act is service.step_down else cast.head)
    away(cast.head, cast.staff)  # the days are free again


@pytest.mark.parametrize("wrong", ["deputy_id = person_id", "last_on = '2001-01-01'"])
def test_the_table_itself_refuses_what_cannot_be(cast: SimpleNamespace, wrong: str) -> None:
    away(cast.head, cast.staff)
    with pytest.raises(Exception, match=r"(?i)check|constraint"), db.engine.begin() as connection:
        connection.execute(text(f"UPDATE absence SET {wrong}"))


def test_days_in_words() -> None:
    one = Absence(first_on=date(2026, 12, 1), last_on=date(2026, 12, 1), person=Person(name="A", post=""))
    assert one.days_in_words == "ngày 01/12/2026"
