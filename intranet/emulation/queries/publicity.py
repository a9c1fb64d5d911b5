"""Reading publications: narrowed, in pages, counted by channel and month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, extract, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from intranet.accounts.models import Person
from intranet.accounts.rules import departments_of
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.core.search import holds_all
from intranet.docservice.searching import search_terms
from intranet.emulation.models import Channel, Exemplar, Publication
from intranet.emulation.rules import Topic
from intranet.plans.models import Plan, Task, task_support
from intranet.plans.rules import WORKABLE

PAGE = 50
MONTHS = range(1, 13)


@dataclass(frozen=True)
class PublicationFilter:
    """What the list's address asks for; `month` 1 to 12 within `year`, 0 for the whole year; `year` 0 for all."""

    q: str = ""
    channel: int = 0
    topic: str = ""
    year: int = 0
    month: int = 0

    def conditions(self) -> list[ColumnElement[bool]]:
        """The filter as SQL; what was withdrawn is left out."""
        found = [Publication.withdrawn_at.is_(None), holds_all(Publication.search_text, search_terms(self.q))]
        if self.channel:
            found.append(Publication.channel_id == self.channel)
        if self.topic:
            found.append(Publication.topic == self.topic)
        if self.year:
            found.append(extract("year", Publication.published_on) == self.year)
        if self.month:
            found.append(extract("month", Publication.published_on) == self.month)
        return found


@dataclass(frozen=True)
class PublicationPage:
    """One page of the list and how many there are in all."""

    publications: Sequence[Publication]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class ChannelCounts:
    """How much was published on one channel in each month of a year."""

    channel: Channel
    months: dict[int, int]

    @property
    def total(self) -> int:
        return sum(self.months.values())


def get_publication(publication_id: int) -> Publication:
    """The publication, or NotFound."""
    found = session.get(Publication, publication_id)
    if found is None:
        raise NotFound("Không tìm thấy tin, bài này.")
    return found


def get_channel(channel_id: int) -> Channel:
    """The channel, or NotFound."""
    found = session.get(Channel, channel_id)
    if found is None:
        raise NotFound("Không tìm thấy kênh này.")
    return found


def channels(with_closed: bool = False) -> Sequence[Channel]:
    """The channels in their order, those still used unless asked otherwise."""
    query = select(Channel).order_by(Channel.position, Channel.id)
    return session.scalars(query if with_closed else query.where(Channel.closed_on.is_(None))).all()


def list_publications(wanted: PublicationFilter, page: int = 1) -> PublicationPage:
    """A page of the list, the latest first."""
    total = session.scalar(select(func.count(Publication.id)).where(*wanted.conditions())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    query = _listed(wanted).limit(PAGE).offset((page - 1) * PAGE)
    return PublicationPage(session.scalars(query).unique().all(), total, page, pages)


def all_publications(wanted: PublicationFilter) -> Sequence[Publication]:
    """The whole list, for Excel."""
    return session.scalars(_listed(wanted)).unique().all()


def publications_about(exemplar: Exemplar) -> Sequence[Publication]:
    """What was published about an exemplar, the latest first."""
    query = select(Publication).where(Publication.about.contains(exemplar), Publication.withdrawn_at.is_(None))
    return session.scalars(
        query.options(joinedload(Publication.channel)).order_by(Publication.published_on.desc())
    ).all()


def counts_of(year: int) -> list[ChannelCounts]:
    """Every channel with its months of a year, in the order of the channels; closed ones only when they had any."""
    month = extract("month", Publication.published_on)
    query = select(Publication.channel_id, month, func.count()).where(*PublicationFilter(year=year).conditions())
    found: dict[int, dict[int, int]] = {}
    for channel_id, number, count in session.execute(query.group_by(Publication.channel_id, month)):
        found.setdefault(channel_id, {})[int(number)] = count
    rows = [ChannelCounts(one, dict.fromkeys(MONTHS, 0) | found.get(one.id, {})) for one in channels(with_closed=True)]
    return [row for row in rows if row.total or row.channel.closed_on is None]


def topics_of(year: int) -> dict[Topic, int]:
    """How much of each content of the plan was published in a year."""
    query = select(Publication.topic, func.count()).where(*PublicationFilter(year=year).conditions())
    counted = dict(session.execute(query.group_by(Publication.topic)).all())
    return {topic: counted.get(topic, 0) for topic in Topic}


def years() -> list[int]:
    """The years in which something was published, the latest first."""
    year = extract("year", Publication.published_on)
    return [int(one) for one in session.scalars(select(year).distinct().order_by(year.desc()))]


def count_for_plan(plan: Plan, since: date, until: date) -> list[dict[str, Any]]:
    """For a report: by channel and month ("2025-03") how many pieces serve tasks of the plan in a period."""
    year, month = extract("year", Publication.published_on), extract("month", Publication.published_on)
    query = (
        select(Channel.name, year, month, func.count())
        .select_from(Publication)
        .join(Publication.channel)
        .join(Publication.task)
        .where(
            Task.plan_id == plan.id,
            Publication.withdrawn_at.is_(None),
            Publication.published_on.between(since, until),
        )
        .group_by(Channel.id, Channel.name, Channel.position, year, month)
        .order_by(Channel.position, Channel.id, year, month)
    )
    return [
        {"channel": name, "month": f"{int(of_year):04d}-{int(number):02d}", "count": count}
        for name, of_year, number, count in session.execute(query)
    ]


def tasks_to_prove(person: Person) -> Sequence[Task]:
    """The tasks of the person's departments that are being worked on, for a select; one of them may be locked then."""
    own = departments_of(person)
    supported = select(task_support.c.task_id).where(task_support.c.department_id.in_(own))
    query = select(Task).where(Task.state.in_(WORKABLE), or_(Task.lead_id.in_(own), Task.id.in_(supported)))
    return session.scalars(query.options(selectinload(Task.plan)).order_by(Task.plan_id, Task.position, Task.id)).all()


def _listed(wanted: PublicationFilter) -> Select[Publication]:
    shown = (joinedload(Publication.channel), selectinload(Publication.about), joinedload(Publication.task))
    query = select(Publication).where(*wanted.conditions()).options(*shown)
    return query.order_by(Publication.published_on.desc(), Publication.id.desc())
