"""Handing out the tasks of a plan or another source: one for a department, one for each member of a group."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from intranet.accounts.models import Department, DepartmentGroup, Person
from intranet.core import history, permissions
from intranet.core.db import session
from intranet.core.errors import Invalid, Refused
from intranet.docservice.assignments.recurrence import next_day
from intranet.docservice.searching import search_text
from intranet.plans.models import ChecklistItem, Plan, Task
from intranet.plans.rules import SourceKind, TaskProposal, receivers_of
from intranet.plans.service.many import hold_tasks
from intranet.plans.service.telling import tell_given

# How the day of a source is called.
SET_ON: dict[str, str] = {
    SourceKind.PLAN: "ban hành kế hoạch",
    SourceKind.DIRECTIVE: "cho ý kiến chỉ đạo",
    SourceKind.CONCLUSIONS: "giao ban",
}


def add_tasks(plan: Plan, proposals: Sequence[TaskProposal], actor: Person) -> list[Task]:
    """Give the plan's tasks to their receivers, in the order of the batch.

    A group makes one task for each open member; when it does not include the departments named one by one, those
    of this batch are left out. Raises NotPermitted, Refused for a closed plan, Invalid for a task without words or
    receiver or with a deadline before the plan.
    """
    permissions.require(actor, "plan.add_tasks", plan)
    if not plan.is_open:
        raise Refused("Kế hoạch đã kết thúc nên không giao thêm nhiệm vụ được.", "Hãy mở lại kế hoạch trước.")
    for number, proposal in enumerate(proposals, 1):
        _check(plan, proposal, number)
    hold_tasks()
    groups = {group.id: group for group in session.scalars(select(DepartmentGroup))}
    open_units: dict[int, Department] = {
        unit.id: unit for unit in session.scalars(select(Department).where(Department.closed_on.is_(None)))
    }
    last = session.scalar(select(func.max(Task.position)).where(Task.plan_id == plan.id)) or 0
    positions = {id(proposal): last + number for number, proposal in enumerate(proposals, 1)}
    tasks = [
        _make(plan, proposal, _unit(open_units, lead_id), positions[id(proposal)], open_units, actor)
        for proposal, lead_id in receivers_of(proposals, groups)
    ]
    history.record(plan, actor, "add_tasks", f"giao {len(tasks)} nhiệm vụ")
    tell_given(tasks, actor)
    return tasks


def _check(plan: Plan, proposal: TaskProposal, number: int) -> None:
    if not proposal.words.strip():
        raise Invalid(f"Nhiệm vụ thứ {number} chưa có nội dung.", field="words")
    if (proposal.department_id is None) == (proposal.group_id is None):
        raise Invalid(f"Nhiệm vụ thứ {number} chưa có đơn vị nhận.", field="receiver")
    check_days(plan, proposal)


def check_days(plan: Plan, facts: Any) -> None:
    """Refuse a deadline before the plan or before the task's own start."""
    if facts.deadline and facts.deadline < plan.issued_on:
        raise Invalid(
            f"Thời hạn {facts.deadline:%d/%m/%Y} đứng trước ngày {SET_ON[plan.kind]} {plan.issued_on:%d/%m/%Y}.",
            field="deadline",
        )
    if facts.deadline and facts.start_on and facts.deadline < facts.start_on:
        raise Invalid("Thời hạn đứng trước ngày bắt đầu.", field="deadline")


def first_occurrence(recurrence: str, issued_on: date) -> date | None:
    """The first day on which work that comes again falls after its plan; None for work that comes once."""
    return next_day(recurrence, issued_on) if recurrence else None


def _unit(open_units: dict[int, Department], department_id: int) -> Department:
    if department_id not in open_units:
        raise Invalid("Đơn vị nhận không còn hoạt động.", field="receiver", advice="Hãy chọn đơn vị khác.")
    return open_units[department_id]


def _make(
    plan: Plan,
    proposal: TaskProposal,
    lead: Department,
    position: int,
    open_units: dict[int, Department],
    actor: Person,
) -> Task:
    task = Task(
        plan=plan,
        position=position,
        place=proposal.place,
        words=proposal.words.strip(),
        lead=lead,
        role=proposal.role,
        group_id=proposal.group_id,
        reading_id=proposal.reading_id,
        passage=proposal.passage,
        start_on=proposal.start_on,
        deadline=proposal.deadline or first_occurrence(proposal.recurrence, plan.issued_on),
        recurrence=proposal.recurrence,
        event=proposal.event,
        event_days=proposal.event_days,
        event_in_working_days=proposal.event_in_working_days,
        deadline_words=proposal.deadline_words,
        priority=proposal.priority,
        needs_evidence=proposal.needs_evidence,
        search_text=search_text(proposal.words),
        supports=[_unit(open_units, unit) for unit in dict.fromkeys(proposal.support_ids) if unit != lead.id],
        items=[ChecklistItem(words=words, position=n) for n, words in enumerate(proposal.checklist, 1)],
    )
    task.falls_on = task.deadline if task.recurrence else None
    session.add(task)
    history.record(task, actor, "make", f"giao nhiệm vụ cho {lead.name}")
    return task
