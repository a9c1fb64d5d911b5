"""Why a task is late: how long it lay in each state, and with whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from intranet.plans.rules.states import TASK_STATE_LABELS, TaskState

_TELLING = frozenset({"assign", "reassign", "inherit"})
_OVER = frozenset({TaskState.DONE, TaskState.CANCELLED, TaskState.CLOSED})


@dataclass(frozen=True)
class Stay:
    """A time that a task spent in one state in one pair of hands; `until` None while it still does."""

    state: TaskState
    holder: str
    since: datetime
    until: datetime | None
    days: int

    @property
    def label(self) -> str:
        return TASK_STATE_LABELS[self.state]


def stays_of(task: Any, entries: Sequence[Any], moment: datetime) -> list[Stay]:
    """The stays of a task from when it was made, by its history (the oldest line first).

    Who holds it: the department until somebody is in charge, then that person; whoever confirms while it is reported;
    whoever gave it while it is refused. A department that the task came from later is told by its history line.
    """
    moves = [entry for entry in entries if entry.act in _TELLING or (entry.after and entry.before != entry.after)]
    unit, charge = _first_unit(task, entries), ""
    state, since = TaskState.NEW, task.made_at
    stays: list[Stay] = []
    for entry in moves:
        stays.append(Stay(state, _holder(task, state, unit, charge), since, entry.at, (entry.at - since).days))
        if entry.act == "assign":
            charge = _named(entry.words)
        elif entry.act in ("reassign", "inherit"):
            unit, charge = re.split(r" (?:cho|sang) ", entry.words)[-1], charge if entry.act == "inherit" else ""
        elif entry.act == "refuse":
            charge = ""
        state, since = TaskState(entry.after or state), entry.at
    if state not in _OVER:
        stays.append(Stay(state, _holder(task, state, unit, charge), since, None, (moment - since).days))
    return [stay for stay in stays if stay.until is None or stay.until > stay.since]


def _first_unit(task: Any, entries: Sequence[Any]) -> str:
    made = next((entry.words for entry in entries if entry.act == "make"), "")
    return made.rpartition(" cho ")[2] or task.lead.name


def _named(words: str) -> str:
    """ "giao Nguyễn Văn A phụ trách" → Nguyễn Văn A."""
    return words.removeprefix("giao ").removesuffix(" phụ trách")


def _holder(task: Any, state: TaskState, unit: str, charge: str) -> str:
    if state == TaskState.REPORTED:
        return f"{task.plan.leader.name} hoặc Văn phòng (xác nhận)"
    if state == TaskState.REFUSED:
        return f"{task.plan.leader.name} (nơi giao)"
    return f"{charge}, {unit}" if charge else unit
