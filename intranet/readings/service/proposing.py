"""What a letter that was read proposes: its head, a proposal for each task, and the tasks on record they go on with."""

from dataclasses import asdict

from sqlalchemy import select

from intranet.accounts.models import Department
from intranet.core.db import session
from intranet.docservice.assignments import read_plan
from intranet.docservice.reading import Reading as LetterText
from intranet.plans.queries import leaders, office_receivers
from intranet.readings import queries
from intranet.readings.comparing import Asked, OldTask, gathered, is_same, paired
from intranet.readings.models import Proposal, Reading
from intranet.readings.proposing import columns_of, head_of, signer_among
from intranet.readings.rules import Change, Purpose, ReadingState
from intranet.readings.service.reading import clear_proposals


def propose(reading: Reading, text: LetterText) -> None:
    """Write down what the letter says, in place of anything an earlier pass proposed."""
    receivers = office_receivers()
    found = read_plan(text, receivers.units)
    clear_proposals(reading)
    _write_head(reading, head_of(found, text))
    signer = signer_among(leaders(), text)
    reading.leader_id = reading.leader_id or (signer.id if signer else None)
    reading.plain_blocks = [asdict(block) for block in text.blocks]
    reading.warnings = list(dict.fromkeys(text.warnings))
    units = {unit.id: unit for unit in session.scalars(select(Department))}
    for position, columns in enumerate(columns_of(found.tasks, receivers, text.marks()), 1):
        supports = [units[unit_id] for unit_id in columns.pop("support_ids")]
        session.add(Proposal(reading=reading, position=position, supports=supports, **columns))
    reading.state, reading.problem = ReadingState.READY, ""
    session.flush()
    compare(reading)


def _write_head(reading: Reading, head: dict[str, object]) -> None:
    """What somebody has already written into the head stays."""
    for name, value in head.items():
        setattr(reading, name, getattr(reading, name) or value)


def compare(reading: Reading) -> None:
    """Say of each proposal of an amended plan whether the plan on record has it already."""
    if reading.purpose != Purpose.AMEND or reading.plan is None:
        return
    old = gathered(queries.old_tasks(reading.plan))
    proposals = queries.proposals_of(reading)
    for proposal, before in zip(proposals, paired(old, [asked_by(one) for one in proposals]), strict=True):
        proposal.old_ids = list(before.ids) if before else []
        proposal.change = Change.NEW if before is None else _change(before, proposal)


def _change(before: OldTask, proposal: Proposal) -> Change:
    return Change.KEPT if is_same(before, asked_by(proposal)) else Change.CHANGED


def asked_by(proposal: Proposal) -> Asked:
    """A proposal as far as it is compared with the plan on record."""
    return Asked(
        words=proposal.words,
        place=proposal.place,
        receiver=proposal.receiver,
        deadline=proposal.deadline,
        support_ids=frozenset(unit.id for unit in proposal.supports),
    )
