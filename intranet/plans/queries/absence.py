"""Whose absence a task's deadline falls into."""

from collections.abc import Sequence

from intranet.absences.models import Absence
from intranet.absences.rules import absence_on
from intranet.accounts.models import Person
from intranet.accounts.queries import holders_of
from intranet.accounts.rules import HEADS
from intranet.plans.models import Task
from intranet.plans.rules import ACTIVE


def absences_over(task: Task, heads: Sequence[Person] | None = None) -> list[Absence]:
    """The absences of everybody in charge on the day of the deadline; empty as long as one of them is here.

    In charge is the person put in charge, or the heads of the department (`heads`, when the caller knows them).
    """
    if task.deadline is None or task.state not in ACTIVE:
        return []
    in_charge = [task.assignee] if task.assignee else heads or holders_of(HEADS, {task.lead_id})
    found = [absence_on(person, task.deadline) for person in in_charge]
    return [] if None in found else found
