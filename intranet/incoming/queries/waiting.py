"""What of the incoming letters waits for one person: the menu's count and the cards of "Việc của tôi"."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select

from intranet.accounts.models import Person
from intranet.accounts.rules import departments_headed, is_clerk
from intranet.core.db import session
from intranet.incoming.models import Forwarding, IncomingLetter
from intranet.incoming.queries.letters import for_lists
from intranet.incoming.rules import Part, State
from intranet.plans.rules import NEVER

WAITING_LABELS = {
    "direct": "Văn bản đến chờ bạn cho ý kiến",
    "register": "Văn bản đến chờ vào sổ",
    "deliver": "Văn bản đến chờ trình, chờ chuyển",
    "see": "Văn bản đến mới chuyển tới bạn, đơn vị bạn",
}
SHOWN = 50


@dataclass(frozen=True)
class Waiting:
    """Why letters wait for a person, and which."""

    reason: str
    label: str
    letters: Sequence[IncomingLetter]


def waiting_for(person: Person) -> list[Waiting]:
    """What waits for this person, by reason, the oldest first."""
    conditions = _conditions(person)
    found = []
    for reason, label in WAITING_LABELS.items():
        if reason in conditions:
            query = for_lists(select(IncomingLetter).where(conditions[reason]))
            letters = session.scalars(query.order_by(IncomingLetter.id).limit(SHOWN)).all()
            if letters:
                found.append(Waiting(reason, label, letters))
    return found


def count_waiting(person: Person) -> int:
    """How many letters wait for this person: one statement, for the menu."""
    counted = select(func.count()).select_from(IncomingLetter).where(or_(*_conditions(person).values()))
    return session.scalar(counted) or 0


def handled_by(department_ids: Collection[int]) -> Sequence[IncomingLetter]:
    """The letters these units handle and have seen, the most pressing first."""
    lies_there = select(Forwarding.letter_id).where(
        Forwarding.department_id.in_(sorted(department_ids)),
        Forwarding.part == Part.LEAD,
        Forwarding.seen_at.is_not(None),
        Forwarding.revoked_at.is_(None),
    )
    query = for_lists(select(IncomingLetter).where(IncomingLetter.state == State.HANDLING))
    found = session.scalars(query.where(IncomingLetter.id.in_(lies_there)).order_by(IncomingLetter.id).limit(SHOWN))
    return sorted(found, key=lambda letter: letter.due_on or NEVER)


def _conditions(person: Person) -> dict[str, ColumnElement[bool]]:
    found: dict[str, ColumnElement[bool]] = {
        "direct": (IncomingLetter.state == State.PRESENTED) & (IncomingLetter.leader_id == person.id)
    }
    if is_clerk(person):
        found["register"] = IncomingLetter.state == State.RECEIVED
        found["deliver"] = IncomingLetter.state == State.REGISTERED
    mine = or_(Forwarding.person_id == person.id, Forwarding.department_id.in_(sorted(departments_headed(person))))
    unseen = select(Forwarding.letter_id).where(mine, Forwarding.seen_at.is_(None), Forwarding.revoked_at.is_(None))
    found["see"] = IncomingLetter.id.in_(unseen)
    return found
