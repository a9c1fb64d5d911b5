"""A proposal as plans take it."""

from intranet.core.clock import today
from intranet.docservice.assignments.recurrence import next_day, wait_of
from intranet.plans.rules import TaskProposal, TaskRole
from intranet.readings.models import Proposal


def asked_of(one: Proposal) -> TaskProposal:
    """What is handed out; what is known of its letter goes with the task.

    A rule such as "hằng quý" makes work that comes again; "trước 05 ngày tổ chức Hội nghị" waits for that event.
    """
    repeats = one.deadline is None and bool(one.deadline_rule) and next_day(one.deadline_rule, today()) is not None
    wait = wait_of(one.deadline_words) if one.deadline is None and one.deadline_kind == "tuong_doi" else None
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
        recurrence=one.deadline_rule[:120] if repeats else "",
        event=wait.event[:200] if wait else "",
        event_days=wait.days if wait else 0,
        event_in_working_days=bool(wait and wait.in_working_days),
        passage=one.passages[0] if one.passages else "",
    )
