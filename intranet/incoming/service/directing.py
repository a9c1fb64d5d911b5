"""Presenting, directing and forwarding letters (Điều 23 NĐ 30/2020); a direction becomes tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from intranet.accounts.models import Department, Person
from intranet.accounts.queries import departments_by_id, get_person
from intranet.accounts.rules import departments_headed, is_leader
from intranet.core import permissions
from intranet.core.clock import now, today
from intranet.core.db import session
from intranet.core.errors import Invalid
from intranet.core.flow import advance
from intranet.incoming.models import Direction, Forwarding, IncomingLetter
from intranet.incoming.rules import FLOW, PART_LABELS, Part
from intranet.incoming.service.registering import ask_for_stamp
from intranet.incoming.service.telling import tell_clerks, tell_leader, tell_units
from intranet.plans import service as plans
from intranet.plans.models import Plan
from intranet.plans.queries import leaders, source_of
from intranet.plans.rules import Priority, SourceKind, TaskProposal, TaskState


@dataclass(frozen=True)
class Receiver:
    """A unit a letter goes to, or a person by name: the part, and an own deadline when there is one.

    `person_id` beside a unit is who is charged with it there; alone it is a single person, who helps or only knows.
    """

    department_id: int | None
    part: Part
    due_on: date | None = None
    person_id: int | None = None


def present(letter: IncomingLetter, leader: Person, actor: Any) -> None:
    """Trình: the letter waits for a leader's direction (Điều 23.1). Raises Invalid for somebody who is no leader."""
    if not is_leader(leader) or not leader.is_active:
        raise Invalid("Hãy chọn một lãnh đạo trong danh sách.", field="leader")
    advance(letter, FLOW, "present", actor).words = f"trình {leader.name} cho ý kiến"
    letter.leader, letter.returned_note = leader, ""
    tell_leader(letter, "trình xin ý kiến chỉ đạo", actor)


def direct(
    letter: IncomingLetter,
    leader: Person,
    words: str,
    receivers: Sequence[Receiver],
    actor: Any,
    *,
    given_on: date | None = None,
) -> Direction:
    """Ý kiến chỉ đạo: who handles it, who helps, until when (Điều 23.2); those who lead or have a day of their own
    get a task. A later direction adds to the earlier ones; what a unit refused is cancelled.

    Raises Invalid (fields "words", "receivers", "leader", "given_on").
    """
    given_on = given_on or today()
    _check_direction(letter, leader, words, receivers, given_on)
    entry = advance(letter, FLOW, "direct", actor, note=words)
    if actor.id != leader.id:
        entry.words = f"ghi ý kiến chỉ đạo của {leader.name}"
    letter.leader, letter.returned_note, letter.limit_on = leader, "", None
    direction = Direction(letter=letter, leader=leader, words=words.strip(), given_on=given_on, recorded_by_id=actor.id)
    session.add(direction)
    session.flush()
    _forward_to(letter, receivers, actor, direction)
    _hand_out(letter, direction, receivers, actor)
    ask_for_stamp(letter)
    return direction


def forward(letter: IncomingLetter, receivers: Sequence[Receiver], actor: Any) -> None:
    """Chuyển thẳng a letter whose unit is clear by the office's rules, without a direction (Điều 23.1)."""
    _check_receivers(letter, receivers)
    advance(letter, FLOW, "forward", actor).words = f"chuyển {in_words(receivers)}"
    days = [receiver.due_on for receiver in receivers if receiver.part == Part.LEAD and receiver.due_on]
    letter.limit_on = min(days, default=letter.limit_on)
    _forward_to(letter, receivers, actor, None)
    ask_for_stamp(letter)


def send_back(letter: IncomingLetter, actor: Any, note: str) -> None:
    """The leader gives the letter back to the clerk, saying why."""
    advance(letter, FLOW, "send_back", actor, note)
    letter.returned_note, letter.leader = note.strip(), None
    tell_clerks(letter, f"trả lại: {note.strip()}", actor)


def give_back(letter: IncomingLetter, actor: Any, note: str) -> None:
    """The head of the unit that should handle it gives it back to the leader: it is not his unit's business.

    The unit's tasks that it has not begun are refused with the same words.
    """
    whose = permissions.acting_for(actor, "incoming.give_back", letter) or actor
    mine = letter.lead_ids & departments_headed(whose)
    advance(letter, FLOW, "give_back", actor, note)
    letter.returned_note = note.strip()
    if letter.leader is None:  # forwarded by the clerk: any leader may take it up
        letter.leader = next(iter(leaders()), None)
    for forwarding in letter.forwardings:
        if forwarding.department_id in mine:
            forwarding.revoked_at = now()
    for task in letter.tasks:
        if task.lead_id in mine and task.state in (TaskState.NEW, TaskState.ACCEPTED):
            plans.refuse(task, actor, note)
    tell_leader(letter, f"trả lại, không thuộc đơn vị: {note.strip()}", actor)


def in_words(receivers: Sequence[Receiver]) -> str:
    """Who gets it, for history: "Phòng A (xử lý chính), Phòng B (để biết)"."""
    return ", ".join(f"{_name_of(one)} ({PART_LABELS[one.part].lower()})" for one in receivers)


def _name_of(receiver: Receiver) -> str:
    unit = departments_by_id()[receiver.department_id].name if receiver.department_id else ""
    who = get_person(receiver.person_id).name if receiver.person_id else ""
    return f"{unit}, {who}" if unit and who else unit or who


def _check_direction(
    letter: IncomingLetter, leader: Person, words: str, receivers: Sequence[Receiver], given_on: date
) -> None:
    if not words.strip():
        raise Invalid("Hãy ghi ý kiến chỉ đạo.", field="words")
    if not is_leader(leader) or not leader.is_active:
        raise Invalid("Hãy chọn lãnh đạo cho ý kiến.", field="leader")
    if not letter.arrived_on <= given_on <= today():
        raise Invalid("Ngày cho ý kiến phải từ ngày văn bản đến tới hôm nay.", field="given_on")
    _check_receivers(letter, receivers)
    if any(one.due_on and one.due_on < given_on for one in receivers):
        raise Invalid("Thời hạn không thể trước ngày cho ý kiến.", field="receivers")


def _check_receivers(letter: IncomingLetter, receivers: Sequence[Receiver]) -> None:
    ids = [receiver.department_id for receiver in receivers if receiver.department_id]
    units = departments_by_id()
    if len(set(ids)) != len(ids):
        raise Invalid("Mỗi đơn vị chỉ có một phần việc.", field="receivers")
    for receiver in receivers:
        _check_person(receiver)
    if any(unit not in units or not units[unit].is_open for unit in ids):
        raise Invalid("Có đơn vị không còn hoạt động. Hãy chọn đơn vị khác.", field="receivers")
    if not any(receiver.part == Part.LEAD for receiver in receivers) and not letter.lead_ids:
        raise Invalid("Hãy chọn đơn vị xử lý chính.", field="receivers")


def _check_person(receiver: Receiver) -> None:
    if receiver.person_id is None:
        return
    person = get_person(receiver.person_id)
    if not person.is_active:
        raise Invalid(f"{person.name} không còn làm việc. Hãy chọn người khác.", field="receivers")
    if receiver.department_id and receiver.department_id != person.department_id:
        raise Invalid(f"{person.name} không thuộc đơn vị xử lý chính.", field="receivers")


def _forward_to(letter: IncomingLetter, receivers: Sequence[Receiver], actor: Any, direction: Direction | None) -> None:
    """The letter lies with each unit and each person once: a new part takes the place of the earlier one, which stays
    on record."""
    again = {(one.department_id, None if one.department_id else one.person_id) for one in receivers}
    for forwarding in letter.forwardings:
        alone = None if forwarding.department_id else forwarding.person_id
        if (forwarding.department_id, alone) in again:
            forwarding.revoked_at = now()
    for receiver in receivers:
        session.add(
            Forwarding(
                letter=letter,
                direction=direction,
                department_id=receiver.department_id,
                person_id=receiver.person_id,
                part=receiver.part,
                due_on=receiver.due_on,
                sent_by_id=actor.id,
            )
        )
    session.flush()
    units = [one.department_id for one in receivers if one.department_id]
    tell_units(letter, units, [get_person(one.person_id) for one in receivers if one.person_id], actor)


def _hand_out(letter: IncomingLetter, direction: Direction, receivers: Sequence[Receiver], actor: Any) -> None:
    for task in letter.tasks:
        if task.state == TaskState.REFUSED:
            plans.cancel(task, actor, "Đã có ý kiến chỉ đạo mới.")
    proposals = list(_proposals(letter, direction.words, receivers))
    if proposals:
        given = plans.add_tasks(_source(letter, direction, actor), proposals, actor)
        charged = {one.department_id: one.person_id for one in receivers if one.part == Part.LEAD}
        for task in given:
            if person_id := charged.get(task.lead_id):
                plans.charge(task, get_person(person_id), actor)
        session.expire(letter, ["tasks"])


def _source(letter: IncomingLetter, direction: Direction, actor: Any) -> Plan:
    found = source_of(SourceKind.DIRECTIVE, letter.id)
    if found is not None:
        return found
    assert letter.book is not None
    return plans.make_plan(
        actor,
        kind=SourceKind.DIRECTIVE,
        origin_id=letter.id,
        number=letter.number_text,
        symbol=f"{letter.book.issuer.name_on(letter.arrived_on).symbol}/{letter.book.year}",
        issued_on=direction.given_on,
        subject=letter.subject,
        leader=direction.leader,
        issuer_words=letter.agency,
    )


def _proposals(letter: IncomingLetter, words: str, receivers: Sequence[Receiver]) -> list[TaskProposal]:
    units: dict[int, Department] = departments_by_id()
    leads = [receiver for receiver in receivers if receiver.part == Part.LEAD]
    helpers = [receiver for receiver in receivers if receiver.part == Part.SUPPORT and receiver.department_id]
    about = f"{letter.type_name} {letter.code} của {letter.agency}: {letter.subject}".replace("  ", " ")
    said = f"{words.strip().rstrip('.')}. {about}"
    priority = Priority.URGENT if letter.urgency else Priority.NORMAL
    found = [
        TaskProposal(
            words=said,
            department_id=lead.department_id,
            support_ids=tuple(helper.department_id for helper in helpers if helper.department_id),
            deadline=lead.due_on,
            priority=priority,
        )
        for lead in leads
    ]
    named = ", ".join(units[lead.department_id].name for lead in leads if lead.department_id) or "đơn vị chủ trì"
    return found + [
        TaskProposal(
            words=f"Phối hợp với {named}: {said}",
            department_id=helper.department_id,
            deadline=helper.due_on,
            priority=priority,
        )
        for helper in helpers
        if helper.due_on
    ]
