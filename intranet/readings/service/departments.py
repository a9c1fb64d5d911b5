"""When a department is merged or closed, what is proposed for it goes to its heir, or waits for a person's choice."""

from sqlalchemy import select

from intranet.accounts.models import Department, Person
from intranet.accounts.service import ON_DEPARTMENT_CLOSED
from intranet.core.db import session
from intranet.readings.models import Proposal, Reading
from intranet.readings.rules import OPEN_STATES


def move_proposals(closed: Department, heir: Department | None, actor: Person) -> None:
    """Move the proposals of open readings from a closing department to its heir."""
    query = select(Proposal).join(Reading).where(Reading.state.in_(OPEN_STATES), Proposal.department_id == closed.id)
    for proposal in session.scalars(query):
        proposal.department = heir
        if heir is None:
            proposal.unit_words = closed.name


ON_DEPARTMENT_CLOSED.append(move_proposals)
