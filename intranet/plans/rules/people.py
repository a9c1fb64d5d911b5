"""Who may do what with plans and tasks; who confirms whose work."""

from typing import Any

from intranet.accounts.rules import (
    Role,
    departments_headed,
    departments_of,
    heads_department,
    is_clerk,
    is_leader,
    is_of_office,
    sees_everything,
)
from intranet.core.permissions import HandedOver, Permission

# Who may do what. A task has `lead_id`, `support_ids` and `plan` (with `leader`).


def _everybody(person: Any, thing: Any) -> bool:
    return True


def manages_plans(person: Any, thing: Any = None) -> bool:
    """Leaders, clerks and Văn phòng make plans and hand out their tasks."""
    return is_leader(person) or is_clerk(person) or is_of_office(person)


def manages_plan_itself(person: Any, plan: Any) -> bool:
    """What a direction or conclusions say is changed where they were written, and they end with their tasks."""
    return manages_plans(person) and plan.is_plan


def is_of_lead(person: Any, task: Any) -> bool:
    """Whether the task is his own department's."""
    return task.lead_id in departments_of(person)


def takes_part(person: Any, task: Any) -> bool:
    """Whether his department leads or supports the task."""
    return bool(departments_of(person) & {task.lead_id, *task.support_ids})


def sees_task(person: Any, task: Any) -> bool:
    """Its lead and supporting departments, leaders, Văn phòng and clerks see a task."""
    return sees_everything(person) or takes_part(person, task)


def sees_all_departments(person: Any) -> bool:
    """Whose page of a plan shows every department's tasks: heads of unit beside those who see everything."""
    return sees_everything(person) or bool(departments_headed(person))


def heads_lead(person: Any, task: Any) -> bool:
    """Whether he is head or deputy head of the department that leads the task."""
    return heads_department(person, task.lead_id)


def confirms(person: Any, task: Any) -> bool:
    """The issuing leader confirms, or Văn phòng for him; no unit confirms its own task.

    A leader does not count as a member of the unit where he sits, unless he heads it: one who sits in Văn phòng does
    not confirm for the others. When the issuing leader heads the unit himself, or has left, another leader stands in.
    """
    if heads_department(person, task.lead_id):
        return False
    if is_leader(person):
        leader = task.plan.leader
        if person.id == leader.id or not leader.is_active or heads_department(leader, task.lead_id):
            return True
        if not heads_department(person, person.department_id):
            return False
    return is_of_office(person) and task.lead_id not in departments_of(person)


def is_head_of_lead(person: Any, task: Any) -> bool:
    """Whether he is the head himself, not a deputy head, of the department that leads the task."""
    return any(held.role == Role.HEAD and held.department_id == task.lead_id for held in person.roles)


def gave(person: Any, task: Any) -> bool:
    """Whether he is the leader who gave the task."""
    return bool(task.plan.leader.id == person.id)


def would_confirm(person: Any, task: Any) -> bool:
    """Whether a reported task is told to him: the leader who gave it, and the heads of Văn phòng."""
    return gave(person, task) or (is_of_office(person) and heads_department(person, person.department_id))


def has_in_hand(person: Any, task: Any) -> bool:
    """Whether the task would go to him: he is in charge of it, or heads the department that leads it."""
    return task.assignee_id == person.id or heads_lead(person, task)


def is_of_lead_or_heads_it(person: Any, task: Any) -> bool:
    """No unit confirms its own task, nor does one of its members for an absent leader."""
    return task.lead_id in departments_of(person)


def ticks(person: Any, item: Any) -> bool:
    """Members of the lead department tick every item; others those that are assigned to them."""
    return is_of_lead(person, item.task) or (item.assignee_id == person.id and takes_part(person, item.task))


def withdraws(person: Any, evidence: Any) -> bool:
    """Evidence is taken back by whoever gave it, or by the head of the lead department."""
    return evidence.by_id == person.id or heads_lead(person, evidence.task)


def confirms_task_of(person: Any, extension: Any) -> bool:
    """Whoever confirms the work decides on its time; the unit that asks never does."""
    return confirms(person, extension.task)


def withdraws_extension(person: Any, extension: Any) -> bool:
    """An extension is taken back by whoever asked for it, or by the head of the department."""
    return extension.asked_by_id == person.id or heads_lead(person, extension.task)


# What passes to whoever stands in for somebody absent (feature `absences`); making and changing plans does not.
_TO_DEPUTY = HandedOver()
_HEADS_WORK = HandedOver(first=is_head_of_lead)
_DOING = HandedOver(of=has_in_hand)
_CONFIRMING = HandedOver(of=would_confirm, unless=is_of_lead_or_heads_it, first=gave)
_DECIDING = HandedOver(
    of=lambda person, extension: would_confirm(person, extension.task),
    unless=lambda person, extension: is_of_lead_or_heads_it(person, extension.task),
    first=lambda person, extension: gave(person, extension.task),
)

_MANAGERS = "Việc này do lãnh đạo, văn thư hoặc Văn phòng thực hiện."
_PLAN_ITSELF = "Việc này do lãnh đạo, văn thư hoặc Văn phòng thực hiện, và chỉ với kế hoạch."
_HEADS = "Việc này do trưởng hoặc phó đơn vị chủ trì thực hiện."
_SEEN = "Nhiệm vụ này của đơn vị khác, bạn không xem được."
_PART = "Việc này chỉ dành cho đơn vị chủ trì và đơn vị phối hợp."
_LEAD = "Việc này do người của đơn vị chủ trì thực hiện."
_CONFIRM = "Người xác nhận là lãnh đạo giao việc hoặc Văn phòng; đơn vị không tự xác nhận việc của mình."

PERMISSIONS: dict[str, Permission] = {
    "plan.list": Permission(_everybody),
    "plan.view": Permission(_everybody),
    "plan.make": Permission(manages_plans, _MANAGERS),
    "plan.edit": Permission(manages_plan_itself, _PLAN_ITSELF),
    "plan.close": Permission(manages_plan_itself, _PLAN_ITSELF),
    "plan.reopen": Permission(manages_plan_itself, _PLAN_ITSELF),
    "plan.add_tasks": Permission(manages_plans, _MANAGERS),
    "task.list": Permission(_everybody),
    "task.view": Permission(sees_task, _SEEN, _TO_DEPUTY),
    "task.edit": Permission(manages_plans, _MANAGERS),
    "task.accept": Permission(heads_lead, _HEADS, _HEADS_WORK),
    "task.refuse": Permission(heads_lead, _HEADS, _HEADS_WORK),
    "task.assign": Permission(heads_lead, _HEADS, _HEADS_WORK),
    "task.start": Permission(takes_part, _PART, _DOING),
    "task.report": Permission(heads_lead, _HEADS, _HEADS_WORK),
    "task.confirm": Permission(confirms, _CONFIRM, _CONFIRMING),
    "task.redo": Permission(confirms, _CONFIRM, _CONFIRMING),
    "task.reassign": Permission(manages_plans, _MANAGERS),
    "task.cancel": Permission(manages_plans, _MANAGERS),
    "task.close": Permission(manages_plans, _MANAGERS),
    "task.resume": Permission(manages_plans, _MANAGERS),
    "task.edit_checklist": Permission(is_of_lead, _LEAD),
    "task.tick": Permission(takes_part, _PART, _DOING),
    "task.add_evidence": Permission(takes_part, _PART, _DOING),
    "task.comment": Permission(sees_task, _SEEN, _TO_DEPUTY),
    "task.ask_extension": Permission(heads_lead, _HEADS, _HEADS_WORK),
    "extension.grant": Permission(confirms_task_of, _CONFIRM, _DECIDING),
    "extension.decline": Permission(confirms_task_of, _CONFIRM, _DECIDING),
    "extension.withdraw": Permission(withdraws_extension, "Chỉ người đã đề nghị hoặc trưởng đơn vị được rút đề nghị."),
    "plan.set_event": Permission(manages_plan_itself, _PLAN_ITSELF),
    "item.tick": Permission(
        ticks,
        "Đầu việc này không giao cho bạn.",
        HandedOver(of=lambda person, item: item.assignee_id == person.id or has_in_hand(person, item.task)),
    ),
    "evidence.withdraw": Permission(withdraws, "Chỉ người đã gửi hoặc trưởng đơn vị chủ trì được rút minh chứng."),
}
