"""Reading briefings: one, the list, the one before, and what was concluded earlier and how it stands."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from intranet.accounts.queries import departments_by_id, groups
from intranet.accounts.rules import is_leader
from intranet.briefings.models import Briefing
from intranet.briefings.rules import WEEK, State
from intranet.core.clock import OFFICE_ZONE
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.plans.models import Plan, Task
from intranet.plans.queries import source_of
from intranet.plans.queries.tasks import for_lists, just_the_name
from intranet.plans.receivers import DEPARTMENT, GROUP
from intranet.plans.rules import UNFINISHED, SourceKind, TaskState

MOST_SHOWN = 200
MOST_BEFORE = 200


def get_briefing(briefing_id: int) -> Briefing:
    """The briefing, or NotFound."""
    briefing = session.get(Briefing, briefing_id)
    if briefing is None:
        raise NotFound("Không tìm thấy buổi giao ban này.")
    return briefing


def briefings() -> Sequence[Briefing]:
    """The briefings, the newest first."""
    query = select(Briefing).options(just_the_name(Briefing.leader), selectinload(Briefing.document))
    return session.scalars(query.order_by(Briefing.held_on.desc()).limit(MOST_SHOWN)).all()


def waiting_for(person: Any) -> Sequence[Briefing]:
    """The briefings whose conclusions wait for this leader's word; those of a chair who left wait for every leader."""
    if not is_leader(person):
        return []
    query = select(Briefing).where(Briefing.state == State.PRESENTED).options(joinedload(Briefing.leader))
    found = session.scalars(query.order_by(Briefing.held_on)).unique()
    return [one for one in found if one.leader_id == person.id or not one.leader.is_active]


def count_waiting(person: Any) -> int:
    """How many briefings wait for this leader: part of the number in the menu."""
    return len(waiting_for(person))


def task_counts(briefings: Sequence[Briefing]) -> dict[int, tuple[int, int]]:
    """Of each briefing's tasks: how many are done, and how many there are; one statement."""
    counted = (
        select(Plan.origin_id, func.count(Task.finished_at), func.count(Task.id))
        .join(Task, Task.plan_id == Plan.id)
        .where(
            Plan.kind == SourceKind.CONCLUSIONS,
            Plan.origin_id.in_([briefing.id for briefing in briefings]),
            Task.state != TaskState.CANCELLED,
        )
        .group_by(Plan.origin_id)
    )
    return {origin: (done, total) for origin, done, total in session.execute(counted) if origin is not None}


def briefing_before(briefing: Briefing) -> Briefing | None:
    """The concluded briefing before this one."""
    query = select(Briefing).where(Briefing.held_on < briefing.held_on, Briefing.state == State.CONCLUDED)
    return session.scalars(query.order_by(Briefing.held_on.desc()).limit(1)).one_or_none()


def looks_back_to(briefing: Briefing, before: Briefing | None) -> datetime:
    """From which moment the briefing counts what is new and finished, so that nothing falls between two of them.

    That is when the one before was concluded, or the end of its day when it was concluded later; else a week ago.
    """
    if before is None:
        return datetime.combine(briefing.held_on - WEEK, time(), OFFICE_ZONE)
    end_of_day = datetime.combine(before.held_on + timedelta(days=1), time(), OFFICE_ZONE)
    return min(before.confirmed_at or end_of_day, end_of_day)


def source_of_briefing(briefing: Briefing) -> Plan | None:
    """The source of the tasks that were concluded there, once they are out."""
    return source_of(SourceKind.CONCLUSIONS, briefing.id)


def concluded_before(briefing: Briefing, before: Briefing | None) -> Sequence[Task]:
    """The tasks of the briefing before, whatever became of them, and those of earlier ones that are not finished."""
    still_open = Task.state.in_(UNFINISHED)
    last = Plan.origin_id == before.id if before else still_open
    query = (
        select(Task)
        .join(Plan, Task.plan_id == Plan.id)
        .where(
            Plan.kind == SourceKind.CONCLUSIONS,
            Plan.origin_id != briefing.id,
            Plan.issued_on < briefing.held_on,
            Task.state != TaskState.CANCELLED,
            or_(last, still_open),
        )
        .options(*for_lists())
        .order_by(Plan.issued_on.desc(), Task.position, Task.id)
    )
    return session.scalars(query.limit(MOST_BEFORE)).all()


def names_of_receivers() -> dict[str, str]:
    """The names of departments and groups by the key of a line's receiver."""
    named = {f"{DEPARTMENT}:{unit.id}": unit.name for unit in departments_by_id().values()}
    return named | {f"{GROUP}:{group.id}": group.name for group in groups()}
