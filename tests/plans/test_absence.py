"""The leader hears at once of a deadline that falls into the absence of whoever is in charge."""

from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from intranet.absences.models import Absence
from intranet.absences.service import AbsenceFacts, cancel_absence, change_absence, enter_absence
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.notices.models import Notice
from intranet.plans import service
from intranet.plans.models import Task

SOON = today() + timedelta(days=10)


def warned(person: Any) -> list[tuple[int, str]]:
    query = select(Notice.subject_id, Notice.words).where(
        Notice.kind == "deadline_in_absence", Notice.person_id == person.id
    )
    return [(row[0], row[1]) for row in session.execute(query.order_by(Notice.id))]


def away(person: Any, first: date, last: date, deputy: Any = None) -> None:
    with transaction():
        enter_absence(person, person, AbsenceFacts(first, last, deputy, "Nghỉ phép"))


def assigned(plans: Any, deadline: date) -> Task:
    task = plans.task(deadline=deadline)
    with transaction():
        service.accept(task, plans.cast.head, assignee=plans.cast.staff)
    return task


def test_who_goes_away_when_his_work_is_due(both_engines: Flask, plans: Any) -> None:
    inside, outside = assigned(plans, SOON), assigned(plans, SOON + timedelta(days=9))
    away(plans.cast.staff, SOON - timedelta(days=1), SOON + timedelta(days=1))
    found = warned(plans.cast.leader)
    assert [number for number, _ in found] == [inside.id] != [outside.id]
    assert f"Hạn {SOON:%d/%m/%Y} rơi vào ngày vắng của {plans.cast.staff.name}" in found[0][1]


def test_work_given_for_days_when_the_head_is_away(both_engines: Flask, plans: Any) -> None:
    away(plans.cast.head, SOON, SOON)
    assert warned(plans.cast.leader) == []
    task = plans.task(deadline=SOON)
    assert [number for number, _ in warned(plans.cast.leader)] == [task.id]
    plans.task(deadline=SOON + timedelta(days=1))
    assert len(warned(plans.cast.leader)) == 1


def test_a_head_who_goes_away_and_comes_back(both_engines: Flask, plans: Any) -> None:
    task = plans.task(deadline=SOON)
    away(plans.cast.head, SOON, SOON)
    assert [number for number, _ in warned(plans.cast.leader)] == [task.id]
    with transaction():
        cancel_absence(session.scalars(select(Absence)).one(), plans.cast.head)
    assert len(warned(plans.cast.leader)) == 1


def test_heads_hear_too_and_who_stands_in_is_named(both_engines: Flask, plans: Any) -> None:
    assigned(plans, SOON)
    away(plans.cast.staff, SOON, SOON, deputy=plans.cast.head)
    (_, said), *_ = warned(plans.cast.head)
    assert said.endswith(f"; xử lý thay: {plans.cast.head.title}")


def test_a_deadline_moved_into_the_absence_and_an_absence_moved_over_the_deadline(
    both_engines: Flask, plans: Any
) -> None:
    task = assigned(plans, SOON - timedelta(days=5))
    away(plans.cast.staff, SOON, SOON)
    assert warned(plans.cast.leader) == []
    facts = service.TaskFacts(words=task.words, deadline=SOON)
    with transaction():
        service.edit_task(task, facts, plans.cast.clerk)
    assert len(warned(plans.cast.leader)) == 1
    later = SOON + timedelta(days=20)
    other = assigned(plans, later)
    with transaction():
        absence = session.scalars(select(Absence)).one()
        change_absence(absence, plans.cast.staff, AbsenceFacts(SOON, later, None, "Nghỉ phép"))
    assert [number for number, _ in warned(plans.cast.leader)] == [task.id, task.id, other.id]


def test_the_page_of_the_task_says_so(app: Flask, plans: Any, as_person: Any) -> None:
    task = assigned(plans, SOON)
    assert "rơi vào ngày vắng" not in as_person(plans.cast.head).visit(f"/tasks/{task.id}").text
    away(plans.cast.staff, SOON, SOON, deputy=plans.cast.head)
    page = as_person(plans.cast.leader).visit(f"/tasks/{task.id}").text
    assert f"Hạn {SOON:%d/%m/%Y} rơi vào ngày vắng" in page and f"{plans.cast.head.title} xử lý thay" in page
