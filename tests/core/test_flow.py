"""A move: everything is checked on the locked row, then state and history change together."""

from collections.abc import Callable
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from intranet.core import flow, history, permissions
from intranet.core.errors import Invalid, NotPermitted, Refused
from intranet.core.flow import Flow, Move, advance
from intranet.core.permissions import Permission, can, register, require


class State(StrEnum):
    NEW = "new"
    DONE = "done"


def too_short(thing: Any) -> str | None:
    return "Tên quá ngắn." if len(thing.name) < 3 else None


FLOW = Flow(
    "sample",
    (
        Move("finish", "Xong", frozenset({State.NEW}), State.DONE, "đã làm xong", blockers=(too_short,)),
        Move("reopen", "Mở lại", frozenset({State.DONE}), State.NEW, "đã mở lại", needs_note=True),
        Move("stamp", "Đóng dấu", frozenset(State), None, "đã đóng dấu"),
    ),
)
STAFF = SimpleNamespace(is_active=True, leads=False)
LEADER = SimpleNamespace(is_active=True, leads=True)
GONE = SimpleNamespace(is_active=False, leads=True)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What history was told; the row's own lock is tried with the features that have one."""
    lines: list[dict[str, Any]] = []

    def note(subject: Any, actor: Any, act: str, words: str, **detail: Any) -> None:
        lines.append({"act": act, **detail})

    monkeypatch.setattr(history, "record", note)
    monkeypatch.setattr(flow.session, "refresh", lambda subject, **options: None)
    for name, may in (("finish", _anybody), ("stamp", _anybody), ("reopen", lambda person, thing: person.leads)):
        monkeypatch.setitem(permissions.TABLE, f"sample.{name}", Permission(may, "Chỉ lãnh đạo mở lại."))
    return lines


def _anybody(person: Any, thing: Any) -> bool:
    return True


def thing(state: State = State.NEW, name: str = "Kế hoạch") -> SimpleNamespace:
    return SimpleNamespace(state=state, state_label=str(state), name=name)


def test_a_move_changes_state_and_history_together(app: Flask, written: list[dict[str, Any]]) -> None:
    subject = thing()
    advance(subject, FLOW, "finish", STAFF, " xong việc ", number=7)
    assert subject.state == State.DONE
    told = {"act": "finish", "note": "xong việc", "before": "new", "after": "done", "number": 7}
    assert written == [{**told, "acting_for": None}]
    advance(subject, FLOW, "stamp", STAFF)
    assert (subject.state, written[-1]["after"]) == (State.DONE, "done")


@pytest.mark.parametrize(
    ("subject", "move", "actor", "note", "error", "words"),
    [
        (thing(State.DONE), "finish", STAFF, "", Refused, "Không thể «xong» khi đang ở trạng thái «done»."),
        (thing(name="a"), "finish", STAFF, "", Refused, "Tên quá ngắn."),
        (thing(State.DONE), "reopen", LEADER, "  ", Invalid, "Hãy ghi rõ lý do."),
        (thing(State.DONE), "reopen", STAFF, "vì", NotPermitted, "Chỉ lãnh đạo mở lại."),
        (thing(State.DONE), "reopen", GONE, "vì", NotPermitted, "Chỉ lãnh đạo mở lại."),
        (thing(), "reopen", STAFF, "", NotPermitted, "Chỉ lãnh đạo mở lại."),
    ],
)
def test_a_refused_move_leaves_nothing_behind(
    app: Flask,
    written: list[dict[str, Any]],
    subject: SimpleNamespace,
    move: str,
    actor: SimpleNamespace,
    note: str,
    error: type[Exception],
    words: str,
) -> None:
    before = subject.state
    with pytest.raises(error, match=words.replace("(", r"\(")):
        advance(subject, FLOW, move, actor, note)
    assert (subject.state, written) == (before, [])


def test_buttons_are_the_moves_open_to_a_person(written: list[dict[str, Any]]) -> None:
    def names(person: Any, subject: Any) -> list[str]:
        return [move.name for move in FLOW.open_to(person, subject)]

    assert names(STAFF, thing()) == ["finish", "stamp"]
    assert names(STAFF, thing(State.DONE)) == ["stamp"]
    assert names(LEADER, thing(State.DONE)) == ["reopen", "stamp"]
    assert names(GONE, thing()) == []
    assert FLOW.reasons_against("finish", thing(name="a")) == ["Tên quá ngắn."]
    assert FLOW.reasons_against("finish", thing()) == []


def test_a_permission_has_one_rule_and_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permissions, "TABLE", {})
    rule: Callable[[Any, Any], bool] = lambda person, thing: thing == 1  # noqa: E731
    one = Permission(rule, "Không được.")
    register({"a.b": one})
    register({"a.b": one})
    with pytest.raises(ValueError, match=r"a\.b"):
        register({"a.b": Permission(rule)})
    assert can(STAFF, "a.b", 1) and not can(STAFF, "a.b", 2) and not can(GONE, "a.b", 1)
    with pytest.raises(NotPermitted, match="Không được"):
        require(STAFF, "a.b", 2)
    with pytest.raises(KeyError):
        can(STAFF, "a.unknown")
