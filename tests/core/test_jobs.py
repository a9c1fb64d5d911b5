"""Slow work: exists exactly if its change does, is done by one worker, outlives workers, gives up with a word."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from intranet.core import jobs
from intranet.core.clock import now
from intranet.core.db import session, transaction
from intranet.core.jobs import Job, JobState, claim, enqueue, run, run_due, take_over

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class Work:
    """What the handler of these tests was asked to do."""

    def __init__(self) -> None:
        self.done: list[Any] = []
        self.given_up: list[Any] = []
        self.fails = False

    def do(self, what: Any) -> None:
        if self.fails:
            raise RuntimeError("not today")
        self.done.append(what)

    def give_up(self, what: Any) -> None:
        self.given_up.append(what)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    work = Work()
    monkeypatch.setitem(jobs.HANDLERS, "test.work", work.do)
    monkeypatch.setitem(jobs.LAST_WORDS, "test.work", work.give_up)
    with time_machine.travel(MORNING, tick=False):
        yield work


def ask(what: Any, **options: Any) -> None:
    with transaction():
        enqueue("test.work", what=what, **options)


def the_job() -> Job:
    session.rollback()
    return session.scalars(select(Job)).one()


def test_a_job_exists_exactly_if_its_change_does(both_engines: Flask, work: Work) -> None:
    ask(1)
    with pytest.raises(RuntimeError), transaction():
        enqueue("test.work", what=2)
        raise RuntimeError
    assert run_due() == 1
    assert work.done == [1]
    assert run_due() == 0


def test_a_key_asks_for_work_only_once(both_engines: Flask, work: Work) -> None:
    ask(1, key="once")
    ask(2, key="once")
    run_due()
    ask(3, key="once")
    run_due()
    assert work.done == [1]


def test_work_nobody_does_is_a_bug(both_engines: Flask) -> None:
    with pytest.raises(ValueError, match="no handler"), transaction():
        enqueue("test.nobody")


def test_jobs_wait_for_their_time_and_stand_in_order(both_engines: Flask, work: Work) -> None:
    ask("later", run_at=now() + timedelta(minutes=1))
    ask("first")
    ask("second")
    run_due()
    assert work.done == ["first", "second"]
    with time_machine.travel(MORNING + timedelta(minutes=1), tick=False):
        run_due()
    assert work.done[-1] == "later"


def test_a_failure_is_tried_five_times_with_growing_pauses_and_then_given_up(both_engines: Flask, work: Work) -> None:
    work.fails = True
    ask("hard")
    pauses = []
    with time_machine.travel(MORNING, tick=False) as clock:
        for _ in range(4):
            assert run_due() == 1
            assert run_due() == 0
            pauses.append((the_job().run_at - now()).total_seconds())
            clock.move_to(the_job().run_at)
        assert work.given_up == []
        assert run_due() == 1
    assert pauses == [2, 4, 8, 16]
    assert work.given_up == ["hard"]
    assert (the_job().state, the_job().error) == ("failed", "RuntimeError('not today')")


def test_a_job_that_failed_once_is_done_at_the_next_try(both_engines: Flask, work: Work) -> None:
    work.fails = True
    ask("soon")
    run_due()
    work.fails = False
    with time_machine.travel(MORNING + timedelta(seconds=2), tick=False):
        run_due()
    assert work.done == ["soon"]
    assert (the_job().state, the_job().error, the_job().lease_until) == ("done", "", None)


def test_a_claimed_job_is_nobody_elses_until_its_lease_ends(both_engines: Flask, work: Work) -> None:
    ask("mine")
    mine = claim("a/1")
    assert mine is not None and claim("b/1") is None
    with time_machine.travel(MORNING + jobs.LEASE + timedelta(seconds=1), tick=False):
        taken = claim("b/1")
        assert taken is not None and taken.attempts == 2
        run(mine)  # the first worker comes back too late: its word counts no more
        assert the_job().state == "running"
        run(taken)
    assert the_job().state == "done"


def test_the_next_worker_of_a_machine_takes_over_at_once_and_only_there(both_engines: Flask, work: Work) -> None:
    ask("orphan")
    assert claim("here/1") is not None
    assert take_over("her") == 0
    assert take_over("elsewhere") == 0
    assert take_over("here") == 1
    assert run_due("here/2") == 1


def test_a_job_that_takes_its_worker_down_each_time_is_given_up(both_engines: Flask, work: Work) -> None:
    ask("deadly")
    for _ in range(5):
        assert claim("here/1") is not None
        take_over("here")
    assert run_due() == 1
    assert (work.done, work.given_up) == ([], ["deadly"])
    assert (the_job().state, the_job().error) == ("failed", "the worker died")


def test_a_worker_with_two_hands_does_two_jobs_at_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    both_at_work, stop = threading.Barrier(2, timeout=30), threading.Event()
    done = []

    def meet(what: int) -> None:
        both_at_work.wait()
        done.append(what)
        if len(done) == 2:
            stop.set()

    monkeypatch.setattr(jobs, "EVERY_HOUR", [])
    monkeypatch.setitem(jobs.HANDLERS, "test.work", meet)
    ask(1)
    ask(2)
    jobs.work(stop, hands=2, in_context=app.app_context)
    assert sorted(done) == [1, 2]
    session.rollback()
    assert set(session.scalars(select(Job.state))) == {JobState.DONE}


def test_what_comes_round_is_asked_for_once_an_hour_however_many_workers_ask(
    both_engines: Flask, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "EVERY_HOUR", ["test.round"])
    monkeypatch.setitem(jobs.HANDLERS, "test.round", lambda: work.done.append(f"{now():%H:%M}"))
    with time_machine.travel(MORNING, tick=False) as clock:
        for minutes in (0, 30, 59, 60, 61, 60 * 5 + 10):  # the machine was off for three hours
            clock.move_to(MORNING + timedelta(minutes=minutes))
            jobs.ask_for_the_hour()
            jobs.ask_for_the_hour()
            run_due()
    assert work.done == ["01:00", "02:00", "06:10"]


def test_the_worker_itself_asks_for_the_hour(app: Flask, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    monkeypatch.setattr(jobs, "EVERY_HOUR", ["test.round"])
    monkeypatch.setitem(jobs.HANDLERS, "test.round", stop.set)
    jobs.work(stop)
    assert stop.is_set()
