"""The leader hears at once of a deadline that falls into the absence of whoever is in charge."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from intranet.accounts.service import set_away
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.notices.models import Notice
from intranet.plans import service
from intranet.plans.models import Task

pytestmark = pytest.mark.usefixtures("both_engines")
SOON = today() + timedelta(days=10)


def warned(person: Any) -> list[tuple[int, str]]:
    query = select(Notice.subject_id, Notice.words).where(
        Notice.kind == "deadline_in_absence", Notice.person_id == person.id
    )
    return [(row[0], row[1]) for row in session.execute(query.order_by(Notice.id))]


def away(person: Any, first: date, last: date) -> None:
    with transaction():
        set_away(person, person, first, last)


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
        set_away(plans.cast.head, plans.cast.head, None, None)
    assert len(warned(plans.cast.leader)) == 1
