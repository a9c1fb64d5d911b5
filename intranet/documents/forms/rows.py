"""Rows of a form without a script: "_up", "_down", "_remove" name a row as prefix:n, and the rest moves along."""

import re

from werkzeug.datastructures import MultiDict

from intranet.documents.forms.reading import Sent

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
