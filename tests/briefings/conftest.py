"""Plans and tasks behind a briefing are made like those of tests/plans; the day is always the same Thursday."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine

from intranet.briefings import service
from intranet.briefings.models import Briefing
from intranet.briefings.rules import Conclusion, Typed
from intranet.core.clock import OFFICE_ZONE
from intranet.core.db import transaction
from tests.plans.conftest import Plans, as_person, plans

__all__ = ["as_person", "plans"]

DAY = date(2026, 11, 26)


def at(day: date, hour: int = 9) -> time_machine.travel:
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=OFFICE_ZONE), tick=False)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with at(DAY):
        yield


class Meetings:
    """Makes briefings for the usual people."""

    def __init__(self, plans: Plans) -> None:
        self.cast = plans.cast

    def open(self, held_on: date = DAY) -> Briefing:
        with transaction():
            return service.open_briefing(held_on, self.cast.leader, self.cast.clerk)

    def type(self, briefing: Briefing, *lines: Conclusion, by: object = None, **words: str) -> None:
        with transaction():
            service.save_typed(briefing, Typed(**words, lines=lines), briefing.revision, by or self.cast.clerk)

    def for_one(self, words: str = "Đăng tin", days: int | None = 4) -> Conclusion:
        """A line that gives department one work."""
        deadline = (DAY + timedelta(days=days)).isoformat() if days is not None else ""
        return Conclusion(words=words, receiver=f"d:{self.cast.one.id}", deadline=deadline)

    def concluded(self, held_on: date = DAY, *lines: Conclusion) -> Briefing:
        briefing = self.open(held_on)
        self.type(briefing, *(lines or (self.for_one(),)))
        with transaction():
            service.confirm(briefing, self.cast.leader)
        return briefing


@pytest.fixture
def meetings(plans: Plans) -> Meetings:
    """Builders of briefings; ask for `app` or `both_engines` first."""
    return Meetings(plans)
