"""Who is reminded of a deadline: whoever does the work and is here, else the heads of his department."""

from datetime import date

from intranet.absences.rules import deputy_on, is_here
from intranet.accounts.models import Person
from intranet.accounts.queries import holders_of
from intranet.accounts.rules import HEADS
from intranet.core.db import session
from intranet.notices import service as notices
from intranet.notices.marks import Mark, Reached
from intranet.plans.models import ChecklistItem, Task
from intranet.plans.queries.reminders import Deadline
from intranet.plans.rules import ACTIVE


def remind(deadline: Deadline, mark: Reached, day: date) -> None:
    """Speak of one deadline, unless it was moved, settled or spoken of meanwhile."""
    item = session.get(ChecklistItem, deadline.thing_id) if deadline.thing_type == "checklist_item" else None
    task = item.task if item else session.get(Task, deadline.thing_id)
    if task is None or task.state not in ACTIVE or _settled(item, task, deadline):
        return
    if not notices.remember(deadline.thing_type, deadline.thing_id, deadline.due_on, mark.on):
        return
    people = _people(task, item, day, late=Mark.LATE in mark.marks)
    notices.remind(people, task, deadline.due_on, mark, day, part=item.words if item else "")


def _settled(item: ChecklistItem | None, task: Task, deadline: Deadline) -> bool:
    if item is not None:
        return item.done_at is not None or item.due_on != deadline.due_on
    return task.due_on != deadline.due_on


def _people(task: Task, item: ChecklistItem | None, day: date, late: bool) -> list[Person]:
    """Whose work it is, or who stands in for him; the heads when neither is here, and while it is late."""
    doer = (item.assignee if item else None) or task.assignee
    acts = doer if doer is None or is_here(doer, day) else deputy_on(doer, day)
    here = [acts] if acts is not None else []
    if here and not late:
        return here
    return [*here, *(head for head in holders_of(HEADS, {task.lead_id}) if is_here(head, day))]
