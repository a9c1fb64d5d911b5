"""The clerk's desk: six lists of letters, in the order of a letter's way through the office."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from intranet.core.clock import today

# Short name, the reason for which letters wait (an incoming letter's or an own one's), and the tone of the number.
LISTS = (
    ("Đến chờ vào sổ", "register", "soon"),
    ("Đến chờ chuyển", "deliver", "soon"),
    ("Đi chờ cấp số", "number", "doing"),
    ("Đi chờ quét, ký số", "scan", "doing"),
    ("Đi chờ phát hành", "issue", "doing"),
)
DUE = "due"


@dataclass(frozen=True)
class Pile:
    """One list: how much lies there, where it is on the page, and the key that leads to it."""

    label: str
    count: int
    url: str
    tone: str
    key: int


def desk_of(arrived: Iterable[Any], own: Iterable[Any], due: Sequence[Any]) -> list[Pile]:
    """The six piles from what waits for the clerk; `due` are the incoming letters that are late or soon will be."""
    counts = {waiting.reason: len(waiting.letters) for waiting in arrived}
    counts |= {waiting.reason: len(waiting.documents) for waiting in own}
    counts[DUE] = len(due)
    is_late = any(letter.due_on and letter.due_on < today() for letter in due)
    lists = (*LISTS, ("Đến sắp quá hạn", DUE, "late" if is_late else "soon"))
    return [
        Pile(label, counts.get(reason, 0), f"#{reason}" if counts.get(reason) else "", tone, key)
        for key, (label, reason, tone) in enumerate(lists, 1)
    ]
