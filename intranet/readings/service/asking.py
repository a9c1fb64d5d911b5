"""A proposal as plans take it."""

from intranet.plans.rules import TaskProposal, TaskRole
from intranet.readings.models import Proposal


def asked_of(one: Proposal) -> TaskProposal:
    """What is handed out; what is known of its letter goes with the task."""
    return TaskProposal(
        words=one.words,
        place=one.place,
        department_id=one.department_id,
        group_id=one.group_id,
        support_ids=tuple(unit.id for unit in one.supports if unit.is_open),
        start_on=one.start_on,
        deadline=one.deadline,
        deadline_words=one.deadline_words,
        needs_evidence=one.needs_evidence,
        role=TaskRole(one.role),
        reading_id=one.reading_id,
        passage=one.passages[0] if one.passages else "",
    )
