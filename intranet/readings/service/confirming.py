"""Confirming a reading: in one change the plan is there and its tasks are handed out."""

from collections.abc import Sequence

from intranet.accounts.models import Person
from intranet.core import history
from intranet.core.db import session
from intranet.core.errors import Invalid
from intranet.core.flow import advance
from intranet.plans.models import Plan
from intranet.plans.rules import receivers_of, short_title
from intranet.plans.service import PlanFacts, TakenFile, add_tasks, make_plan
from intranet.readings import queries
from intranet.readings.models import Proposal, Reading
from intranet.readings.rules import FLOW, ProposalState, Purpose
from intranet.readings.service.amending import amend
from intranet.readings.service.asking import asked_of
from intranet.readings.service.reading import touch


def confirm(reading: Reading, actor: Person, head: PlanFacts | None = None, leader: Person | None = None) -> Plan:
    """Make the plan that the head describes and hand out its tasks, or give a plan on record its tasks or changes.

    All in the caller's transaction: either everything is there or nothing. Raises Refused while a task has no
    receiver or nobody has looked at what the machine was unsure of; Invalid for a plan that is on record already or
    a deadline before the plan.
    """
    advance(reading, FLOW, "confirm", actor)
    touch(reading, actor)
    plan = reading.plan or _make_plan(reading, actor, head, leader)
    kept = [one for one in queries.proposals_of(reading) if one.state != ProposalState.DROPPED]
    _check_days(kept, plan)
    if reading.purpose == Purpose.AMEND:
        amend(reading, plan, actor)
    else:
        add_tasks(plan, [asked_of(one) for one in kept], actor)
    reading.plan = plan
    session.flush()
    history.record(plan, actor, "read", f"nhập {len(kept)} nhiệm vụ từ văn bản đã đọc", reading_id=reading.id)
    return plan


def units_given(kept: Sequence[Proposal]) -> set[int]:
    """The departments that get something once these proposals are confirmed, each member of a group among them."""
    groups = {one.group_id: one.group for one in kept if one.group_id is not None and one.group is not None}
    return {unit_id for _, unit_id in receivers_of([asked_of(one) for one in kept], groups)}


def _make_plan(reading: Reading, actor: Person, head: PlanFacts | None, leader: Person | None) -> Plan:
    if head is None or leader is None:
        raise Invalid("Hãy chọn lãnh đạo theo dõi, xác nhận.", field="leader")
    facts = vars(head) | {"leader": leader}
    del facts["leader_id"]
    letter = TakenFile(reading.file_sha256, reading.file_name, reading.kind) if reading.file_sha256 else None
    return make_plan(actor, letter=letter, **facts)


def _check_days(kept: list[Proposal], plan: Plan) -> None:
    for number, one in enumerate(kept, 1):
        if one.deadline and one.deadline < plan.issued_on:
            raise Invalid(
                f"Nhiệm vụ {number} («{short_title(one.words, 60)}») có thời hạn {one.deadline:%d/%m/%Y}, trước ngày "
                f"ban hành {plan.issued_on:%d/%m/%Y}.",
                field="issued_on",
                advice="Hãy sửa thời hạn của nhiệm vụ, hoặc ngày ban hành.",
            )
