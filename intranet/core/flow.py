"""States and moves: one table per feature decides what may happen, which buttons stand, and what history says."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from intranet.core import history, permissions
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused

Blocker = Callable[[Any], str | None]

# What else happens when a subject of that name has made a move, in the same transaction: (subject, move, actor, note).
AFTER_MOVE: dict[str, Callable[[Any, str, Any, str], None]] = {}


@dataclass(frozen=True)
class Move:
    """One thing people do to a subject; its name is also the URL, endpoint, service function and permission."""

    name: str
    label: str
    sources: frozenset[StrEnum]
    target: StrEnum | None
    done: str
    needs_note: bool = False
    kind: str = "quiet"
    blockers: tuple[Blocker, ...] = ()
    offered: bool = True  # False: the page has a form of its own for it instead of a plain button


@dataclass(frozen=True)
class Flow:
    """The moves of one kind of subject, in the order in which buttons stand."""

    subject: str
    moves: tuple[Move, ...]

    def move(self, name: str) -> Move:
        """The move of that name; an unknown name is a bug."""
        return next(move for move in self.moves if move.name == name)

    def permission(self, move: Move) -> str:
        """The name of the permission a move asks for."""
        return f"{self.subject}.{move.name}"

    def open_to(self, person: Any, subject: Any) -> list[Move]:
        """The moves this person may make now, blocked or not: a page shows a blocked one with its reason."""
        return [
            move
            for move in self.moves
            if subject.state in move.sources and permissions.can(person, self.permission(move), subject)
        ]

    def acting_for(self, person: Any, subject: Any) -> Any:
        """The absent person for whom somebody would make the moves open to him, or None when it is his own work."""
        found = (
            permissions.acting_for(person, self.permission(move), subject) for move in self.open_to(person, subject)
        )
        return next((absent for absent in found if absent is not None), None)

    def reasons_against(self, name: str, subject: Any) -> list[str]:
        """Why the move cannot be made yet, a sentence each; empty when nothing stands in its way."""
        found = (blocker(subject) for blocker in self.move(name).blockers)
        return [sentence for sentence in found if sentence]


def advance(
    subject: Any, flow: Flow, name: str, actor: Any, note: str = "", *, words: str = "", **detail: Any
) -> history.HistoryEntry:
    """Make one move: all is checked on the locked row, then state and history change together.

    History says `words`, or else what the move is called there.
    Raises NotPermitted, Refused (wrong state, something in the way) or Invalid (no reason given).
    """
    move = flow.move(name)
    session.flush()
    lock(subject)
    acting_for = permissions.require(actor, flow.permission(move), subject)
    if subject.state not in move.sources:
        raise Refused(
            f"Không thể «{move.label.lower()}» khi đang ở trạng thái «{subject.state_label}».",
            "Có thể người khác vừa xử lý. Hãy tải lại trang để xem trạng thái mới nhất.",
        )
    if move.needs_note and not note.strip():
        raise Invalid("Hãy ghi rõ lý do.", field="note")
    reasons = flow.reasons_against(name, subject)
    if reasons:
        raise Refused(" ".join(reasons))
    before = subject.state
    after = move.target if move.target is not None else before
    subject.state = after
    entry = history.record(
        subject, actor, name, words or move.done, note=note.strip(), before=str(before), after=str(after),
        acting_for=acting_for, **detail,
    )  # fmt: skip
    if flow.subject in AFTER_MOVE:
        AFTER_MOVE[flow.subject](subject, name, actor, note.strip())
    return entry
