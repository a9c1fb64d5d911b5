"""Reading readings: one, the list of open ones, one proposal."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.plans.models import Plan, Task
from intranet.plans.queries.tasks import just_the_name
from intranet.plans.rules import TaskState
from intranet.readings.models import Proposal, Reading, ReadingPage
from intranet.readings.rules import OPEN_STATES, ProposalState

PAGE = 30


@dataclass(frozen=True)
class ReadingsPage:
    """One page of the list, how many there are in all, and how many tasks each proposes."""

    readings: Sequence[Reading]
    counts: Counter[int]
    total: int
    page: int
    pages: int


def get_reading(reading_id: int) -> Reading:
    """The reading, or NotFound."""
    reading = session.get(Reading, reading_id)
    if reading is None:
        raise NotFound("Không tìm thấy bản đọc này.")
    return reading


def get_proposal(reading: Reading, proposal_id: int) -> Proposal:
    """A proposal of this very reading, or NotFound."""
    proposal = session.get(Proposal, proposal_id)
    if proposal is None or proposal.reading_id != reading.id:
        raise NotFound("Không tìm thấy nhiệm vụ này.", "Có thể nhiệm vụ vừa được gộp. Hãy tải lại trang.")
    return proposal


def list_readings(is_open: bool, page: int = 1) -> ReadingsPage:
    """A page of the readings that wait for somebody, or of the settled ones, the newest first."""
    states = Reading.state.in_(OPEN_STATES) if is_open else Reading.state.not_in(OPEN_STATES)
    total = session.scalar(select(func.count(Reading.id)).where(states)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    query = select(Reading).where(states).options(just_the_name(Reading.changed_by), selectinload(Reading.plan))
    found = session.scalars(query.order_by(Reading.id.desc()).limit(PAGE).offset((page - 1) * PAGE)).all()
    counted = (
        select(Proposal.reading_id, func.count())
        .where(Proposal.reading_id.in_([one.id for one in found]), Proposal.state != ProposalState.DROPPED)
        .group_by(Proposal.reading_id)
    )
    counts = Counter(dict(session.execute(counted).all()))
    return ReadingsPage(found, counts, total, page, pages)


def proposals_of(reading: Reading) -> Sequence[Proposal]:
    """Every proposal in the letter's order, with what its line shows, in a number of statements that does not grow."""
    query = (
        select(Proposal)
        .where(Proposal.reading_id == reading.id)
        .options(selectinload(Proposal.department), selectinload(Proposal.group), selectinload(Proposal.supports))
    )
    return session.scalars(query.order_by(Proposal.position, Proposal.id)).all()


def pages_of(reading: Reading) -> Sequence[ReadingPage]:
    """The pages of a PDF that were read, in order."""
    return session.scalars(
        select(ReadingPage).where(ReadingPage.reading_id == reading.id).order_by(ReadingPage.number)
    ).all()


def old_tasks(plan: Plan) -> Sequence[Task]:
    """The tasks of the plan on record that an amended plan is compared with: all but the cancelled ones."""
    query = (
        select(Task)
        .where(Task.plan_id == plan.id, Task.state != TaskState.CANCELLED)
        .options(selectinload(Task.lead), selectinload(Task.supports), selectinload(Task.group))
    )
    return session.scalars(query.order_by(Task.position, Task.id)).all()


def readings_of_plan(plan: Plan) -> Sequence[Reading]:
    """The letters that were read for this plan, the newest first."""
    query = select(Reading).where(Reading.plan_id == plan.id).options(just_the_name(Reading.changed_by))
    return session.scalars(query.order_by(Reading.id.desc())).all()
