"""An amended plan beside the plan on record: which task is kept, changed, new, and which the new letter leaves out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from intranet.docservice.searching import search_key

# Words that share less are not the same task, whoever does it.
_LEAST_ALIKE = 0.55
_SAME_UNIT, _SAME_PLACE = 0.15, 0.05


@dataclass(frozen=True)
class OldTask:
    """What the plan on record gives to one receiver; a group's tasks are one, with all their ids."""

    ids: tuple[int, ...]
    words: str
    place: str
    receiver: str
    unit_name: str
    deadline: date | None
    support_ids: frozenset[int]
    is_finished: bool = False


@dataclass(frozen=True)
class Asked:
    """What the amended plan asks for, as far as it is compared."""

    words: str
    place: str
    receiver: str
    deadline: date | None
    support_ids: frozenset[int]


def gathered(tasks: Iterable[Any]) -> list[OldTask]:
    """The tasks of a plan as its letter gave them: what a group got, one row per member, is one again."""
    rows: dict[tuple[int, int | None, int | None], list[Any]] = {}
    for task in tasks:
        alone = None if task.group_id else task.id
        rows.setdefault((task.position, task.group_id, alone), []).append(task)
    return [_old(members) for members in rows.values()]


def _old(members: Sequence[Any]) -> OldTask:
    first = members[0]
    return OldTask(
        ids=tuple(task.id for task in members),
        words=first.words,
        place=first.place,
        receiver=f"g:{first.group_id}" if first.group_id else f"d:{first.lead_id}",
        unit_name=first.group.name if first.group else first.lead.name,
        deadline=first.deadline,
        support_ids=frozenset(first.support_ids),
        is_finished=all(task.finished_at is not None for task in members),
    )


def paired(old: Sequence[OldTask], asked: Sequence[Asked]) -> list[OldTask | None]:
    """For each task of the amended plan the one on record that it goes on with, the likest pairs first."""
    old_keys = [search_key(task.words) for task in old]
    new_keys = [search_key(task.words) for task in asked]
    pairs = []
    for there, one in enumerate(old):
        for here, other in enumerate(asked):
            alike = fuzz.ratio(old_keys[there], new_keys[here]) / 100
            if alike >= _LEAST_ALIKE:
                alike += _SAME_UNIT * (one.receiver == other.receiver) + _SAME_PLACE * (one.place == other.place)
                pairs.append((alike, -there, -here))
    found: list[OldTask | None] = [None] * len(asked)
    taken: set[int] = set()
    for _, there, here in sorted(pairs, reverse=True):
        if -there not in taken and found[-here] is None:
            taken.add(-there)
            found[-here] = old[-there]
    return found


def is_same(old: OldTask, asked: Asked) -> bool:
    """Whether nothing of the task changes: its words (accents and spaces aside), receiver, deadline and helpers."""
    return not changes_of(old, asked)


def changes_of(old: OldTask, asked: Asked) -> list[str]:
    """What changes, in the words of a page."""
    compared = (
        ("nội dung", search_key(old.words) != search_key(asked.words)),
        ("đơn vị", old.receiver != asked.receiver),
        ("thời hạn", old.deadline != asked.deadline),
        ("phối hợp", old.support_ids != asked.support_ids),
    )
    return [name for name, differs in compared if differs]
