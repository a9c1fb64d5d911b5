"""Working on what was read: accepting, correcting, splitting, joining, taking out and adding tasks; nothing is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from intranet.accounts.models import Department, Person
from intranet.core import history, permissions
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, NotFound, Refused
from intranet.docservice.assignments.deadlines import Setting, deadline_of
from intranet.plans.receivers import receiver_ids
from intranet.plans.rules import TaskRole, last_day
from intranet.readings.models import Proposal, Reading
from intranet.readings.rules import ProposalState
from intranet.readings.service.proposing import compare
from intranet.readings.service.reading import touch

MOST_PROPOSALS = 1000


@dataclass(frozen=True)
class ProposalFacts:
    """What is written about a proposed task; `receiver` "d:3" or "g:1"."""

    words: str
    receiver: str
    place: str = ""
    role: TaskRole = TaskRole.DO
    support_ids: tuple[int, ...] = ()
    start_on: date | None = None
    deadline: date | None = None
    deadline_words: str = ""
    needs_evidence: bool = False


def accept_task(proposal: Proposal, actor: Person) -> None:
    """Say that a task was read rightly."""
    hold(proposal.reading, actor, proposal)
    proposal.state = ProposalState.ACCEPTED


def edit_task(proposal: Proposal, facts: ProposalFacts, actor: Person) -> None:
    """Correct a task; whoever corrects it has looked at it."""
    hold(proposal.reading, actor, proposal)
    before = proposal.words
    _write(proposal, facts)
    history.record(proposal.reading, actor, "edit_task", "sửa một nhiệm vụ đọc được", note=facts.words, earlier=before)
    compare(proposal.reading)


def split_task(proposal: Proposal, parts: Sequence[str], actor: Person) -> None:
    """Make several tasks of one: the first part stays, the others follow it, each with the deadline its words state.

    Raises Invalid when there is but one part.
    """
    reading = proposal.reading
    hold(reading, actor, proposal)
    words = [part.strip() for part in parts if part.strip()]
    if len(words) < 2:
        raise Invalid("Hãy để mỗi nhiệm vụ một dòng, ít nhất hai dòng.", field="parts")
    others = _below(proposal)
    _require_room(reading, len(words) - 1)
    for later in others:
        later.position += len(words) - 1
    for n, part in enumerate(words[1:], 1):
        copy = _copy(proposal, part)
        copy.position = proposal.position + n
        session.add(copy)
        _reread_deadline(copy)
    proposal.words, proposal.state = words[0], ProposalState.ACCEPTED
    _reread_deadline(proposal)
    history.record(reading, actor, "split_task", f"tách một nhiệm vụ thành {len(words)}", note="\n".join(words))
    compare(reading)


def join_task(proposal: Proposal, actor: Person) -> None:
    """Join a task to the one above it, which gets its words, helpers and passage. Raises Refused for the first."""
    reading = proposal.reading
    hold(reading, actor, proposal)
    above = session.scalars(
        select(Proposal)
        .where(
            Proposal.reading_id == reading.id,
            Proposal.position < proposal.position,
            Proposal.state != ProposalState.DROPPED,
        )
        .order_by(Proposal.position.desc())
        .limit(1)
    ).one_or_none()
    if above is None:
        raise Refused("Phía trên không còn nhiệm vụ nào để gộp vào.")
    history.record(reading, actor, "join_task", "gộp hai nhiệm vụ", note=f"{above.words}\n{proposal.words}")
    above.words, above.state = f"{above.words}\n{proposal.words}", ProposalState.ACCEPTED
    above.supports = list(dict.fromkeys([*above.supports, *proposal.supports]))
    above.support_words = list(dict.fromkeys([*above.support_words, *proposal.support_words]))
    if above.deadline is None:
        above.deadline, above.deadline_words = proposal.deadline, above.deadline_words or proposal.deadline_words
    above.passages = list(dict.fromkeys([*above.passages, *proposal.passages]))
    above.marks = [*above.marks, *(mark for mark in proposal.marks if mark not in above.marks)]
    proposal.supports = []
    session.flush()
    session.delete(proposal)
    session.flush()
    session.expire(reading, ["proposals"])
    compare(reading)


def drop_task(proposal: Proposal, actor: Person) -> None:
    """Take a task out: nothing is made of it; it can be brought back until the reading is confirmed."""
    hold(proposal.reading, actor, proposal)
    proposal.state = ProposalState.DROPPED


def restore_task(proposal: Proposal, actor: Person) -> None:
    """Bring back a task that was taken out."""
    hold(proposal.reading, actor, proposal)
    proposal.state = ProposalState.PROPOSED


def add_task(reading: Reading, facts: ProposalFacts, actor: Person, passage: str = "") -> Proposal:
    """Add a task the machine did not see, at the end of the list."""
    hold(reading, actor)
    _require_room(reading, 1)
    last = max((proposal.position for proposal in reading.proposals), default=0)
    proposal = Proposal(reading=reading, position=last + 1, words=facts.words, passages=[passage] if passage else [])
    session.add(proposal)
    _write(proposal, facts)
    history.record(reading, actor, "add_task", "thêm một nhiệm vụ", note=facts.words)
    compare(reading)
    return proposal


def spare_task(reading: Reading, task_ids: Sequence[int], stays: bool, actor: Person) -> None:
    """Say of tasks on record that an amended letter no longer names whether they stay."""
    hold(reading, actor)
    others = [task_id for task_id in reading.spared_ids if task_id not in task_ids]
    reading.spared_ids = [*others, *(task_ids if stays else ())]


def hold(reading: Reading, actor: Person, proposal: Proposal | None = None) -> None:
    """Lock the reading and see that it still waits, and that nobody has just joined the proposal to another."""
    permissions.require(actor, "reading.edit", reading)
    session.flush()
    lock(reading)
    if not reading.is_ready:
        raise Refused(f"Bản đọc đang ở trạng thái «{reading.state_label}» nên không sửa được.")
    if proposal is not None and session.get(Proposal, proposal.id, populate_existing=True) is None:
        raise NotFound("Nhiệm vụ này vừa được gộp vào nhiệm vụ khác.", "Hãy tải lại trang.")
    touch(reading, actor)


def _write(proposal: Proposal, facts: ProposalFacts) -> None:
    if not facts.words.strip():
        raise Invalid("Hãy ghi nội dung nhiệm vụ.", field="words")
    if not facts.receiver:
        raise Invalid("Hãy chọn đơn vị nhận.", field="receiver")
    if facts.start_on and facts.deadline and facts.deadline < facts.start_on:
        raise Invalid("Thời hạn đứng trước ngày bắt đầu.", field="deadline")
    named = {"department_id": None, "group_id": None, **receiver_ids(facts.receiver)}
    for name, value in named.items():
        setattr(proposal, name, value)
    for name in ("words", "place", "role", "start_on", "deadline", "deadline_words", "needs_evidence"):
        setattr(proposal, name, getattr(facts, name))
    wanted = set(facts.support_ids) - {proposal.department_id}
    units = select(Department).where(Department.id.in_(wanted)).order_by(Department.position)
    proposal.supports = list(session.scalars(units))
    proposal.unit_words, proposal.support_words, proposal.state = "", [], ProposalState.ACCEPTED


def _below(proposal: Proposal) -> Sequence[Proposal]:
    later = select(Proposal).where(Proposal.reading_id == proposal.reading_id, Proposal.position > proposal.position)
    return session.scalars(later).all()


COPIED = (
    "reading_id", "place", "department_id", "group_id", "unit_words", "role", "support_words", "needs_evidence",
    "is_asked", "passages", "marks",
)  # fmt: skip


def _copy(proposal: Proposal, words: str) -> Proposal:
    columns = {name: getattr(proposal, name) for name in COPIED}
    return Proposal(words=words, state=ProposalState.ACCEPTED, supports=list(proposal.supports), **columns)


def _reread_deadline(proposal: Proposal) -> None:
    reading = session.get_one(Reading, proposal.reading_id)
    year = reading.issued_on.year if reading.issued_on else None
    found = deadline_of(proposal.words, Setting(year, issued=reading.issued_on))
    if found.words:
        proposal.deadline, proposal.deadline_words = last_day(found), found.words[:300]
        proposal.deadline_kind, proposal.deadline_rule = found.kind, "" if proposal.deadline else (found.form or "")


def _require_room(reading: Reading, more: int) -> None:
    if len(reading.proposals) + more > MOST_PROPOSALS:
        raise Refused(f"Mỗi văn bản tối đa {MOST_PROPOSALS} nhiệm vụ.", "Hãy chia văn bản thành nhiều phần.")
