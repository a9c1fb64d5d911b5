"""From what is typed to the office's work: shown to the leader, confirmed by him, then tasks and a draft letter."""

from typing import Any

from intranet.accounts.models import Person
from intranet.briefings import queries
from intranet.briefings.models import Briefing
from intranet.briefings.queries.sheet import count_briefing
from intranet.briefings.rules import FLOW
from intranet.briefings.service.letter import begin_letter
from intranet.core.errors import Invalid
from intranet.core.flow import advance
from intranet.notices.service import tell
from intranet.plans import service as plans
from intranet.plans.models import Plan, Task
from intranet.plans.receivers import receiver_ids
from intranet.plans.rules import SourceKind, TaskProposal


def present(briefing: Briefing, actor: Any) -> None:
    """Show the conclusions to the leader who chaired; raises Refused while one is not complete."""
    advance(briefing, FLOW, "present", actor)
    briefing.returned_note = ""
    tell([briefing.leader], "briefing_presented", "trình kết luận chờ xác nhận", subject=briefing, actor=actor)


def withdraw(briefing: Briefing, actor: Any) -> None:
    """Take the conclusions back to write on."""
    advance(briefing, FLOW, "withdraw", actor)


def send_back(briefing: Briefing, actor: Any, note: str) -> None:
    """The leader wants other words, and says which."""
    advance(briefing, FLOW, "send_back", actor, note)
    briefing.returned_note = note.strip()
    keepers = [briefing.made_by, briefing.saved_by]
    tell(keepers, "briefing_answered", f"trả lại kết luận: {note.strip()}", subject=briefing, actor=actor)


def confirm(briefing: Briefing, actor: Person) -> list[Task]:
    """The leader's word: each line becomes a task of a source of its own, the letter is begun, the page is kept.

    All in the caller's transaction. The leader who chaired is the source's leader and confirms its tasks. The letter
    is drafted for whoever prepared the briefing. Raises Refused while a line is not complete, Invalid for one that
    cannot be handed out.
    """
    sheet = count_briefing(briefing)
    advance(briefing, FLOW, "confirm", actor)
    briefing.sheet, briefing.returned_note = sheet, ""
    made = _hand_out(briefing, actor)
    begin_letter(briefing, _drafter(briefing, actor))
    words = f"xác nhận kết luận, giao {len(made)} nhiệm vụ; dự thảo thông báo chờ hoàn thiện"
    tell([briefing.made_by, briefing.saved_by], "briefing_answered", words, subject=briefing, actor=actor)
    return made


def _drafter(briefing: Briefing, actor: Person) -> Person:
    """Whoever prepared the briefing, or wrote last; the leader himself when neither works here any more."""
    there = (one for one in (briefing.made_by, briefing.saved_by) if one.is_active and one.department.is_open)
    return next(there, actor)


def _hand_out(briefing: Briefing, actor: Person) -> list[Task]:
    proposals = [
        TaskProposal(
            words=line.words,
            place=str(number),
            deadline=line.day,
            deadline_words=line.deadline_words,
            **receiver_ids(line.receiver),
        )
        for number, line in enumerate(briefing.conclusions, 1)
        if line.hands_out
    ]
    if not proposals:
        return []
    return plans.add_tasks(_source(briefing, actor), proposals, actor)


def _source(briefing: Briefing, actor: Person) -> Plan:
    if queries.source_of_briefing(briefing) is not None:
        raise Invalid("Kết luận này đã giao việc rồi.")
    return plans.make_plan(
        actor,
        kind=SourceKind.CONCLUSIONS,
        origin_id=briefing.id,
        number=str(briefing.id),
        symbol="",
        issued_on=briefing.held_on,
        subject=f"Kết luận giao ban ngày {briefing.held_on:%d/%m/%Y}",
        leader=briefing.leader,
    )
