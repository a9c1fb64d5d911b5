"""The plans of the demonstration office, handed out and worked on through the same services people use."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from intranet.accounts.models import Department, DepartmentGroup, Person
from intranet.accounts.rules import heads_department
from intranet.core.clock import today
from intranet.plans import service
from intranet.plans.models import Plan, Task
from intranet.plans.rules import TaskProposal, TaskState

EVIDENCE = "Biên bản và hồ sơ lưu tại đơn vị (minh họa)"


@dataclass(frozen=True)
class Cast:
    """Who and what the demonstration's facts name by their keys."""

    departments: dict[str, Department]
    groups: dict[str, DepartmentGroup]
    people: dict[str, Person]

    def head_of(self, department: Department) -> Person:
        return next(person for person in self.people.values() if heads_department(person, department.id))


def load_plans(entries: list[dict[str, Any]], cast: Cast) -> None:
    """Make the plans, give out their tasks and bring each to the state its facts name."""
    clerk = cast.people["vanthu"]
    for entry in entries:
        plan = _plan(entry, cast, clerk)
        for facts in entry["task"]:
            for task in service.add_tasks(plan, [_proposal(facts, cast)], clerk):
                _bring_forward(task, facts, cast)


def _plan(entry: dict[str, Any], cast: Cast, clerk: Person) -> Plan:
    ago = entry.get("issued_days_ago")
    return service.make_plan(
        clerk,
        number=entry["number"],
        symbol=entry["symbol"],
        issued_on=entry["issued_on"] if ago is None else today() - timedelta(days=ago),
        subject=entry["subject"],
        leader=cast.people[entry["leader"]],
        legal_bases=entry["legal_bases"],
        issuer_words="Liên minh Hợp tác xã thành phố Hải Phòng",
        period_from=entry.get("period_from"),
    )


def _proposal(facts: dict[str, Any], cast: Cast) -> TaskProposal:
    department, group = facts.get("department"), facts.get("group")
    return TaskProposal(
        words=facts["words"],
        place=facts["place"],
        department_id=cast.departments[department].id if department else None,
        group_id=cast.groups[group].id if group else None,
        support_ids=tuple(cast.departments[key].id for key in facts.get("supports", ())),
        deadline=_day(facts.get("due_in_days")),
        needs_evidence=facts.get("needs_evidence", False),
        checklist=tuple(facts.get("checklist", ())),
    )


def _day(count: int | None) -> date | None:
    return None if count is None else today() + timedelta(days=count)


def _bring_forward(task: Task, facts: dict[str, Any], cast: Cast) -> None:
    state = facts.get("state", "accepted" if "assignee" in facts else TaskState.NEW)
    if state == TaskState.NEW:
        return
    head = cast.head_of(task.lead)
    assignee = cast.people[facts["assignee"]] if "assignee" in facts else None
    service.accept(task, head, assignee)
    for item in task.items[: facts.get("ticked", 0)]:
        service.tick(item, True, assignee or head)
    if "asks_for_days" in facts:
        until = max(task.deadline or today(), today()) + timedelta(days=facts["asks_for_days"])
        service.ask_extension(task, until, facts["asks_because"], head)
    if state in (TaskState.REPORTED, TaskState.DONE):
        service.add_note(task, EVIDENCE, assignee or head)
        service.report(task, head)
    if state == TaskState.DONE:
        service.confirm(task, task.plan.leader)
