"""The clerk's desk: six lists of letters, in the order of a letter's way through the office."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import url_for

# Short name, the reason for which letters wait (an incoming letter's or an own one's), and the tone of the number.
LISTS = (
    ("Đến chờ vào sổ", "register", "soon"),
    ("Đến chờ chuyển", "deliver", "soon"),
    ("Đi chờ cấp số", "number", "doing"),
    ("Đi chờ quét, ký số", "scan", "doing"),
    ("Đi chờ phát hành", "issue", "doing"),
)


@dataclass(frozen=True)
class Pile:
    """One list: how much lies there, where it is, and the key that leads to it."""

    label: str
    count: int
    url: str
    tone: str
    key: int


def desk_of(arrived: Iterable[Any], own: Iterable[Any], late: int) -> list[Pile]:
    """The six piles from what waits for the clerk; `late` counts the incoming letters that are over their deadline."""
    counts = {waiting.reason: len(waiting.letters) for waiting in arrived}
    counts |= {waiting.reason: len(waiting.documents) for waiting in own}
    piles = [
        Pile(label, counts.get(reason, 0), f"#{reason}" if counts.get(reason) else "", tone, key)
        for key, (label, reason, tone) in enumerate(LISTS, 1)
    ]
    overdue = url_for("incoming.index", view="late") if late else ""
    return [*piles, Pile("Đến quá hạn giải quyết", late, overdue, "late", len(LISTS) + 1)]
