"""An amended plan: its tasks on record are changed, called off and added to; ticks and evidence stay with them."""

from collections.abc import Sequence
from dataclasses import replace

from intranet.accounts.models import Person
from intranet.core import history
from intranet.plans.models import Plan, Task
from intranet.plans.rules import UNFINISHED, Priority, receivers_of
from intranet.plans.service import TaskFacts, add_tasks, cancel, edit_task, reassign
from intranet.readings import queries
from intranet.readings.comparing import OldTask, changes_of, gathered
from intranet.readings.models import Proposal, Reading
from intranet.readings.rules import Change, ProposalState
from intranet.readings.service.asking import asked_of
from intranet.readings.service.proposing import asked_by


def amend(reading: Reading, plan: Plan, actor: Person) -> None:
    """Bring the plan on record to what the amended letter says, with history on the plan and on every task.

    A finished task stays as it is. Who works on a task that goes to another unit keeps nothing of it, its checklist
    and evidence go along (see plans.service.reassign). Raises Refused when a changed task waits to be confirmed.
    """
    note = _note(reading)
    proposals = queries.proposals_of(reading)
    tasks = {task.id: task for task in queries.old_tasks(plan)}
    counts = {"changed": 0, "called off": 0}
    for one in proposals:
        if one.change == Change.CHANGED and one.state != ProposalState.DROPPED:
            _change([tasks[task_id] for task_id in one.old_ids if task_id in tasks], one, plan, actor, note)
            counts["changed"] += 1
    for old in left_out(reading, plan, proposals):
        if not set(old.ids) & set(reading.spared_ids):
            for task_id in old.ids:
                if tasks[task_id].state in UNFINISHED:
                    cancel(tasks[task_id], actor, note)
                    counts["called off"] += 1
    added = [one for one in proposals if one.change == Change.NEW and one.state != ProposalState.DROPPED]
    if added:
        add_tasks(plan, [asked_of(one) for one in added], actor)
    words = f"điều chỉnh kế hoạch: sửa {counts['changed']}, bỏ {counts['called off']}, thêm {len(added)} nhiệm vụ"
    history.record(plan, actor, "amend", words, note=note, reading_id=reading.id)


def left_out(reading: Reading, plan: Plan, proposals: Sequence[Proposal]) -> list[OldTask]:
    """The tasks on record that the amended letter no longer names."""
    named = {task_id for one in proposals for task_id in one.old_ids}
    return [old for old in gathered(queries.old_tasks(plan)) if not set(old.ids) & named]


def changed_from(reading: Reading, proposals: Sequence[Proposal]) -> dict[int, tuple[OldTask, list[str]]]:
    """For each proposal that changes a task on record, by its id: that task, and what changes of it."""
    if reading.plan is None or not any(one.old_ids for one in proposals):
        return {}
    old = {task_id: task for task in gathered(queries.old_tasks(reading.plan)) for task_id in task.ids}
    return {
        one.id: (old[one.old_ids[0]], changes_of(old[one.old_ids[0]], asked_by(one)))
        for one in proposals
        if one.change == Change.CHANGED and one.old_ids[0] in old
    }


def _note(reading: Reading) -> str:
    day = f" ngày {reading.issued_on:%d/%m/%Y}" if reading.issued_on else ""
    return f"Theo văn bản {reading.mark}{day}" if reading.mark else f"Theo văn bản «{reading.title}»"


def _change(tasks: Sequence[Task], one: Proposal, plan: Plan, actor: Person, note: str) -> None:
    open_tasks = [task for task in tasks if task.state in UNFINISHED]
    for task in open_tasks:
        edit_task(task, _facts(one, task), actor, note)
        task.reading_id, task.passage = one.reading_id, one.passages[0] if one.passages else ""
    groups = {one.group.id: one.group} if one.group else {}
    wanted = [unit_id for _, unit_id in receivers_of([asked_of(one)], groups)]
    there = {task.lead_id: task for task in tasks}
    leaving = [task for task in open_tasks if task.lead_id not in wanted]
    coming = [unit_id for unit_id in wanted if unit_id not in there]
    if len(leaving) == len(coming) == 1 and one.department:
        reassign(leaving[0], one.department, actor, note)
        return
    for task in leaving:
        cancel(task, actor, note)
    if coming:
        alone = replace(asked_of(one), group_id=None)
        add_tasks(plan, [replace(alone, department_id=unit_id) for unit_id in coming], actor)


def _facts(one: Proposal, task: Task) -> TaskFacts:
    return TaskFacts(
        words=one.words,
        place=one.place,
        support_ids=tuple(unit.id for unit in one.supports if unit.is_open),
        start_on=one.start_on,
        deadline=one.deadline,
        deadline_words=one.deadline_words,
        priority=Priority(task.priority),
        needs_evidence=one.needs_evidence or task.needs_evidence,
    )
