"""Reading occasions of awards, their nominees and votes."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from intranet.accounts.models import Person
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.emulation.models import AwardOccasion, CouncilSeat, Exemplar, Nomination, Vote
from intranet.emulation.rules import OccasionState


def get_occasion(occasion_id: int) -> AwardOccasion:
    """The occasion with all its page shows, or NotFound."""
    # No joins: the row is locked when a move is made, and PostgreSQL locks no outer join.
    nominee = selectinload(AwardOccasion.nominations)
    query = select(AwardOccasion).where(AwardOccasion.id == occasion_id).options(
        nominee.selectinload(Nomination.exemplar).selectinload(Exemplar.member),
        nominee.selectinload(Nomination.exemplar).selectinload(Exemplar.papers),
        nominee.selectinload(Nomination.votes).selectinload(Vote.seat),
        selectinload(AwardOccasion.seats).selectinload(CouncilSeat.person),
    )  # fmt: skip
    occasion = session.scalars(query).one_or_none()
    if occasion is None:
        raise NotFound("Không tìm thấy đợt khen thưởng này.")
    return occasion


def get_nomination(nomination_id: int) -> Nomination:
    """A nominee of an occasion, or NotFound."""
    nomination = session.get(Nomination, nomination_id)
    if nomination is None:
        raise NotFound("Không tìm thấy hồ sơ đề nghị này.")
    return nomination


def get_seat(seat_id: int) -> CouncilSeat:
    """A seat of a council, or NotFound."""
    seat = session.get(CouncilSeat, seat_id)
    if seat is None:
        raise NotFound("Không tìm thấy phiếu này.")
    return seat


def occasions() -> Sequence[AwardOccasion]:
    """All occasions, the newest first."""
    query = select(AwardOccasion).options(selectinload(AwardOccasion.nominations), selectinload(AwardOccasion.seats))
    return session.scalars(query.order_by(AwardOccasion.id.desc()).limit(200)).all()


def awarded_earlier(exemplar_ids: Sequence[int]) -> Sequence[Nomination]:
    """The awards these exemplars have been given."""
    query = (
        select(Nomination)
        .join(AwardOccasion)
        .where(
            Nomination.exemplar_id.in_(exemplar_ids),
            Nomination.awarded.is_(True),
            AwardOccasion.decided_on.is_not(None),
        )
        .options(joinedload(Nomination.occasion))
    )
    return session.scalars(query).all()


def awards_of(exemplar: Exemplar) -> Sequence[Nomination]:
    """In which occasions an exemplar was proposed, the newest first."""
    query = select(Nomination).where(Nomination.exemplar_id == exemplar.id, Nomination.removed_at.is_(None))
    return session.scalars(query.options(joinedload(Nomination.occasion)).order_by(Nomination.id.desc())).all()


def ballots_waiting_for(person: Person) -> Sequence[CouncilSeat]:
    """The seats of open ballots in which the person has not voted yet."""
    query = select(CouncilSeat).join(CouncilSeat.occasion).where(*_unvoted(person))
    return session.scalars(query.options(contains_eager(CouncilSeat.occasion)).order_by(CouncilSeat.id)).all()


def count_ballots(person: Person) -> int:
    """How many ballots wait for the person's vote, for the menu."""
    query = select(func.count(CouncilSeat.id)).join(CouncilSeat.occasion).where(*_unvoted(person))
    return session.scalar(query) or 0


def _unvoted(person: Person) -> tuple[ColumnElement[bool], ...]:
    return (
        CouncilSeat.person_id == person.id,
        CouncilSeat.voted_at.is_(None),
        CouncilSeat.round == AwardOccasion.round,
        AwardOccasion.state == OccasionState.VOTING,
    )
