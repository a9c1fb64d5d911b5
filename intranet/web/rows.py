"""Rows of a form: read by their numbers; without a script "_up", "_down", "_remove" name a row as prefix:n."""

import re
from collections.abc import Iterable

from werkzeug.datastructures import MultiDict

Sent = MultiDict[str, str]

ROW_BUTTONS = ("_add", "_up", "_down", "_remove")


def wanted_row(sent: Sent) -> bool:
    """Whether a button of the rows was pressed, and not the one that saves."""
    return any(button in sent for button in ROW_BUTTONS)


def rearranged(sent: Sent) -> Sent:
    """What was sent, with the named row moved or left out; unchanged for anything else."""
    for button, shift in (("_up", -1), ("_down", 1)):
        if place := _place(sent.get(button)):
            return _swapped(sent, place[0], place[1], place[1] + shift)
    if place := _place(sent.get("_remove")):
        return MultiDict((n, v) for n, v in sent.items(multi=True) if _row_of(n, place[0]) != place[1])
    return sent


def _place(value: str | None) -> tuple[str, int] | None:
    found = re.fullmatch(r"([a-z_]+):(\d{1,6})", value or "")
    return (found[1], int(found[2])) if found else None


def _row_of(name: str, prefix: str) -> int | None:
    found = re.match(rf"{re.escape(prefix)}-(\d{{1,6}})-", name)
    return int(found[1]) if found else None


def _swapped(sent: Sent, prefix: str, one: int, other: int) -> Sent:
    turn = {one: other, other: one}
    return MultiDict(
        (name.replace(f"{prefix}-{row}-", f"{prefix}-{turn[row]}-", 1), value)
        if (row := _row_of(name, prefix)) in turn
        else (name, value)
        for name, value in sent.items(multi=True)
    )


def table_of(prefix: str, keys: Iterable[str], sent: Sent) -> list[dict[str, str]]:
    """The rows named prefix-<n>-<key>, in the order of n; rows without any words are left out."""
    pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,6}})-({'|'.join(map(re.escape, keys))})")
    found: dict[int, dict[str, str]] = {}
    for name, value in sent.items():
        if match := pattern.fullmatch(name):
            found.setdefault(int(match[1]), {})[match[2]] = value
    rows = [{key: found[n].get(key, "") for key in keys} for n in sorted(found)]
    return [row for row in rows if any(value.strip() for value in row.values())]
