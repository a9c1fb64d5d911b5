"""Ai xử lý thay ai: what was done for absent people in a period, line by line from the log, and who was away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from intranet.absences.models import Absence
from intranet.absences.queries import absences_between, acts_for_others
from intranet.core.db import Base, session
from intranet.core.history import ACTING_FOR, HistoryEntry
from intranet.delivery.models import Delivery
from intranet.docservice.vietnamese import short_date
from intranet.notices.rules import PLACES, page_of
from intranet.web.excel import Column

LONGEST = timedelta(days=366)
COLUMNS = (
    Column("Lúc", 18),
    Column("Người xử lý thay", 28),
    Column("Thay cho", 34),
    Column("Việc đã làm", 40),
    Column("Văn bản, nhiệm vụ", 60),
)


@dataclass(frozen=True)
class ActedLine:
    """One act: the log's line, and the thing it was done to, with its page where it has one."""

    entry: HistoryEntry
    thing: str
    url: str

    @property
    def absent(self) -> str:
        return str(self.entry.detail[ACTING_FOR]["title"])


@dataclass(frozen=True)
class Report:
    """The absences and the acts of a period."""

    since: date
    until: date
    absences: Sequence[Absence]
    lines: Sequence[ActedLine]

    @property
    def words(self) -> str:
        return f"Từ {short_date(self.since)} đến {short_date(self.until)}"


def period(since: date | None, until: date | None, day: date) -> tuple[date, date]:
    """The days asked for; the month so far at first, a year at most, never backwards."""
    last = until or day
    first = since or last.replace(day=1)
    first, last = min(first, last), max(first, last)
    return max(first, last - LONGEST), last


def report(since: date, until: date, person_id: int | None = None) -> Report:
    """What the period holds; of one absent person when he is named."""
    acts = [
        entry
        for entry in acts_for_others(since, until)
        if entry.subject_type != "extension" and person_id in (None, entry.detail[ACTING_FOR]["id"])
    ]  # an extension's decision stands on its task as well
    away = [one for one in absences_between(since, until) if person_id in (None, one.person_id)]
    return Report(since, until, away, _lines(acts))


def _lines(entries: Sequence[HistoryEntry]) -> list[ActedLine]:
    ids: dict[str, set[int]] = {}
    for entry in entries:
        ids.setdefault(entry.subject_type, set()).add(entry.subject_id)
    things = {kind: _things(kind, numbers) for kind, numbers in ids.items()}
    return [_line(entry, things[entry.subject_type].get(entry.subject_id)) for entry in entries]


def _line(entry: HistoryEntry, thing: Any) -> ActedLine:
    if isinstance(thing, Delivery):
        return ActedLine(entry, thing.number.full, "")
    words = thing.told_as if thing is not None else f"{entry.subject_type} {entry.subject_id}"
    url = page_of(entry.subject_type, entry.subject_id) if thing is not None and entry.subject_type in PLACES else ""
    return ActedLine(entry, words, url)


def _things(kind: str, numbers: set[int]) -> dict[int, Any]:
    model: Any = next((m.class_ for m in Base.registry.mappers if getattr(m.class_, "__tablename__", "") == kind), None)
    if model is None or not (hasattr(model, "told_as") or model is Delivery):
        return {}
    return {row.id: row for row in session.scalars(select(model).where(model.id.in_(sorted(numbers))))}
