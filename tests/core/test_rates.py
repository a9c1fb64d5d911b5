"""So much a minute: a sliding minute, counted in the database, so that two processes count as one."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from intranet.core import rates
from intranet.core.rates import Spent, taken
from tests.support.office import make_app

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_minute_holds_so_many_units_and_slides() -> None:
    known = Spent(NOON)
    for units, at, wait in ((4, 0, 0), (4, 0, 0), (4, 20, 55), (2, 20, 0), (4, 60, 24), (4, 84, 0), (6, 85, 35)):
        known, waits = taken(known, units, 10, NOON + at * SECOND)
        assert (units, at, waits) == (units, at, wait)


def test_who_waits_as_long_as_he_is_told_is_served() -> None:
    for spent in range(1, 11):
        for units in range(1, 11):
            known, at = Spent(NOON, spent, 7), NOON + 31 * SECOND
            known, wait = taken(known, units, 10, at)
            if wait:
                assert taken(known, units, 10, at + (wait - 2) * SECOND)[1] > 0
                assert taken(known, units, 10, at + wait * SECOND)[1] == 0


def test_a_long_pause_forgets_all() -> None:
    later = NOON + timedelta(minutes=2)
    assert taken(Spent(NOON, 10, 10), 10, 10, later) == (Spent(later, 10), 0)


def test_each_counts_by_itself(both_engines: Flask) -> None:
    assert [rates.take("api 1", 4, 10), rates.take("api 1", 6, 10), rates.take("api 2", 10, 10)] == [0, 0, 0]
    assert rates.take("api 1", 1, 10) > 0 and rates.take("feed 1", 10, 10) == 0


def test_many_at_once_in_several_programs_get_no_more_than_there_is(
    both_engines: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "now", lambda: NOON)  # all in one moment, however slow the machine
    settings = both_engines.extensions["settings"]
    programs = [both_engines, make_app(settings.instance, settings.database)]
    waits: list[int] = []

    def ask(program: Flask) -> None:
        with program.app_context():
            waits.extend(rates.take("api 7", 3, 10) for _ in range(3))

    threads = [threading.Thread(target=ask, args=(program,)) for program in programs * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(waits) == 12 and waits.count(0) == 3
