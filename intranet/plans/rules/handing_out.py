"""What a plan hands out, and who receives it: a department, or each member of a group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intranet.plans.rules.states import Priority, TaskRole


@dataclass(frozen=True)
class TaskProposal:
    """What a plan gives to one receiver: a department, or a group of which each member gets a task of its own.

    `passage` is where the letter that was read (`reading_id`) says so: "trang 2, dòng 5". `recurrence` is the rule of
    work that comes again, `event` what a deadline waits for, `event_days` after it (before: negative).
    """

    words: str
    place: str = ""
    department_id: int | None = None
    group_id: int | None = None
    support_ids: tuple[int, ...] = ()
    deadline: date | None = None
    deadline_words: str = ""
    needs_evidence: bool = False
    priority: Priority = Priority.NORMAL
    start_on: date | None = None
    checklist: tuple[str, ...] = ()
    role: TaskRole = TaskRole.DO
    reading_id: int | None = None
    passage: str = ""
    recurrence: str = ""
    event: str = ""
    event_days: int = 0
    event_in_working_days: bool = False


def receivers_of(proposals: Iterable[TaskProposal], members: Mapping[int, Any]) -> list[tuple[TaskProposal, int]]:
    """Who gets what: each proposal with each department that receives it, in order.

    `members` are the groups by id, each with `members` and `includes_named`. A group that does not include the
    departments named one by one leaves out those that another proposal of the batch names.
    """
    batch = list(proposals)
    named = {proposal.department_id for proposal in batch if proposal.department_id is not None}
    given: list[tuple[TaskProposal, int]] = []
    for proposal in batch:
        if proposal.department_id is not None:
            given.append((proposal, proposal.department_id))
        elif proposal.group_id is not None:
            group = members[proposal.group_id]
            for member in group.members:
                if member.is_open and (group.includes_named or member.id not in named):
                    given.append((proposal, member.id))
    return given


def last_day(deadline: Any) -> date | None:
    """The day by which a deadline's words want the work done: a day, or the end of a range; None for a rule."""
    try:
        return date.fromisoformat((deadline.form or "").rpartition("/")[2])
    except ValueError:
        return None


def first_day(deadline: Any) -> date | None:
    """The day from which a range of days wants the work done; None where the words name no range."""
    begin, slash, _ = (deadline.form or "").partition("/")
    return date.fromisoformat(begin) if slash and len(begin) == 10 else None
