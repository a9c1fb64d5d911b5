"""When somebody will be away, leaders and heads hear of the deadlines that fall into those days."""

from sqlalchemy import and_, or_, select

from intranet.absences.models import Absence
from intranet.absences.service import ON_ABSENCE
from intranet.accounts.models import Person
from intranet.accounts.rules import departments_headed
from intranet.core.db import session
from intranet.plans.models import Task
from intranet.plans.rules import ACTIVE
from intranet.plans.service.telling import tell_of_absence


def tell_of_deadlines_while_away(absence: Absence, actor: Person, earlier_deputy: Person | None) -> None:
    """His own tasks, and those of a unit he heads that nobody is in charge of."""
    person = absence.person
    headed = and_(Task.assignee_id.is_(None), Task.lead_id.in_(sorted(departments_headed(person))))
    query = select(Task).where(
        Task.state.in_(ACTIVE),
        Task.due_on.between(absence.first_on, absence.last_on),
        or_(Task.assignee_id == person.id, headed),
    )
    for task in session.scalars(query.order_by(Task.due_on, Task.id)):
        tell_of_absence(task)


ON_ABSENCE.append(tell_of_deadlines_while_away)
