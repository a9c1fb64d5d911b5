"""From what was read of a letter to the rows of a reading: the head as proposed, and a proposal for each task."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from intranet.docservice.assignments import PlanReading, ReadTask
from intranet.docservice.assignments.roles import LEAD, SUPPORT
from intranet.docservice.reading import Mark, Paragraph
from intranet.docservice.reading import Reading as LetterText
from intranet.docservice.vietnamese import fold
from intranet.plans.receivers import Receivers, receiver_ids
from intranet.plans.rules import TaskRole, first_day, last_day

ROLES = {LEAD: TaskRole.LEAD, SUPPORT: TaskRole.SUPPORT}
SIGNATURE_BLOCKS = 12
# Who gets a task that names two units at once is for a person to see.
TWO_UNITS = 0.6


def head_of(found: PlanReading, text: LetterText) -> dict[str, Any]:
    """The columns of a reading's head, as far as the letter says them."""
    head = found.head
    return {
        "number": head.number[:20],
        "symbol": head.notation[:60],
        "issued_on": head.issued,
        "subject": head.subject,
        "issuer_words": head.body[:300],
        "legal_bases": legal_bases_of(text),
    }


def legal_bases_of(text: LetterText) -> list[str]:
    """The lines that begin with "Căn cứ" before the first numbered part."""
    lines = [block.text for block in text.blocks[:40] if isinstance(block, Paragraph)]
    return [line.strip(" -;.") for line in lines if fold(line).startswith("can cu ")][:20]


def signer_among(people: Iterable[Any], text: LetterText) -> Any | None:
    """The one of these people whose name stands in the letter's last lines, where it is signed."""
    last = " ".join(
        block.text if isinstance(block, Paragraph) else " ".join(cell for row in block.rows for cell in row)
        for block in text.blocks[-SIGNATURE_BLOCKS:]
    )
    signed = [person for person in people if fold(person.name) in fold(last)]
    return signed[0] if len(signed) == 1 else None


def columns_of(
    tasks: Sequence[ReadTask], receivers: Receivers, marks: dict[str, tuple[Mark, ...]]
) -> list[dict[str, Any]]:
    """The columns of a proposal for each task that was read; `support_ids` beside them."""
    return [_columns(task, receivers, marks.get(task.place, ())) for task in tasks]


def _columns(task: ReadTask, receivers: Receivers, marks: tuple[Mark, ...]) -> dict[str, Any]:
    receiver, others = _receiver(task.unit, receivers)
    support_ids, unknown = receivers.departments_in([*others, *task.supports])
    own = receiver_ids(receiver) if receiver else {}
    return {
        "words": task.words,
        "place": task.number[:60],
        **own,
        "unit_words": "" if receiver else task.unit,
        "role": ROLES.get(task.role, TaskRole.DO),
        "support_ids": [unit for unit in support_ids if unit != own.get("department_id")],
        "support_words": unknown,
        "start_on": first_day(task.deadline),
        "deadline": last_day(task.deadline),
        "deadline_words": task.deadline.words[:300],
        "deadline_kind": task.deadline.kind,
        "deadline_rule": "" if last_day(task.deadline) else (task.deadline.form or "")[:200],
        "is_asked": task.is_asked,
        "confidence": min(task.confidence, TWO_UNITS) if others else task.confidence,
        "passages": [task.place],
        "marks": [{"place": task.place, **asdict(mark)} for mark in marks],
    }


def _receiver(unit: str, receivers: Receivers) -> tuple[str | None, list[str]]:
    """The unit of the office that is meant; of several in a row the first leads and the others help."""
    if key := receivers.find(unit):
        return key, []
    first, *others = unit.split(", ")
    return (receivers.find(first), others) if others else (None, [])
