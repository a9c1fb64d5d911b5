"""The one place that commits, and types that behave alike on both databases."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from intranet.accounts.models import Department, LoginAttempt, Person
from intranet.core.clock import office_time, today
from intranet.core.db import Base, insert_at_once, session, transaction
from intranet.core.history import HistoryEntry, history_of, record
from tests.support.office import Office


def posts() -> list[str]:
    session.rollback()
    return list(session.scalars(select(Person.post).order_by(Person.id)))


def test_all_of_a_change_is_kept_or_none(both_engines: Flask, office: Office) -> None:
    person = office.person()
    with transaction():
        session.get_one(Person, person.id).post = "kept"
    for error in (RuntimeError, KeyboardInterrupt):
        with pytest.raises(error), transaction():
            session.get_one(Person, person.id).post = "lost"
            session.flush()
            raise error
    assert posts() == ["kept"]


def test_a_transaction_looks_again_at_what_was_read_before(both_engines: Flask, office: Office) -> None:
    person = office.person()
    read = session.get_one(Person, person.id)
    assert read.post == ""

    def elsewhere() -> None:
        with both_engines.app_context(), transaction():
            session.get_one(Person, person.id).post = "new"

    other = threading.Thread(target=elsewhere)
    other.start()
    other.join()
    with transaction():
        assert read.post == "new"


def test_writers_stand_in_line_and_none_is_lost(both_engines: Flask, office: Office) -> None:
    person_id = office.person().id  # read here: the row belongs to this thread's session
    with transaction():
        session.get_one(Person, person_id).session_epoch = 0

    def count_up() -> None:
        with both_engines.app_context():
            for _ in range(5):
                with transaction():
                    mine = session.get_one(Person, person_id)
                    session.refresh(mine, with_for_update={"of": Person})
                    mine.session_epoch += 1

    writers = [threading.Thread(target=count_up) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    session.rollback()
    assert session.get_one(Person, person_id).session_epoch == 20


def test_a_moment_is_aware_and_in_utc_whatever_zone_it_came_in(both_engines: Flask) -> None:
    vietnam = datetime(2025, 2, 25, 0, 30, tzinfo=timezone(timedelta(hours=7)))
    with transaction():
        session.add(LoginAttempt(username="a", address="b", at=vietnam))
    kept = session.scalars(select(LoginAttempt.at)).one()
    assert kept == vietnam and kept.tzinfo is UTC
    with pytest.raises(StatementError), transaction():
        session.add(LoginAttempt(username="a", address="b", at=datetime(2025, 2, 25)))
    assert office_time(kept).day == 25 and isinstance(today(), type(kept.date()))


def test_a_broken_uniqueness_shows_at_once(both_engines: Flask, office: Office) -> None:
    person = office.person(username="mot")
    double = Person(username="mot", name="Hai", department_id=person.department_id, password_hash="x")
    with pytest.raises(IntegrityError), transaction():
        insert_at_once(double)


def test_what_belongs_to_nothing_is_refused(both_engines: Flask) -> None:
    with pytest.raises(IntegrityError), transaction():
        session.add(Department(issuer_id=999))


def test_history_is_written_with_the_change_and_never_again(both_engines: Flask, office: Office) -> None:
    person = office.person(name="Văn thư")
    with transaction():
        record(person, person, "one", "đã làm một", note="ghi chú", field="x")
        record(person, None, "two", "đã làm hai")
    two, one = history_of(person)
    assert (two.actor_name, two.actor_id, one.actor_name, one.detail) == ("Hệ thống", None, "Văn thư", {"field": "x"})
    with pytest.raises(DBAPIError), transaction():
        session.get_one(HistoryEntry, one.id).words = "khác"
    with pytest.raises(DBAPIError), transaction():
        session.delete(session.get_one(HistoryEntry, one.id))
    with pytest.raises(RuntimeError), transaction():
        record(person, person, "three", "không giữ")
        raise RuntimeError
    assert [entry.act for entry in history_of(person)] == ["two", "one"]


def test_every_constraint_has_a_name() -> None:
    nameless = [
        f"{table.name}: {constraint}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert nameless == []
