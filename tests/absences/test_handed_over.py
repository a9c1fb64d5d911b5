"""What passes to whoever stands in for an absent person, and what never does; written out by hand."""

from types import SimpleNamespace
from typing import Any

import pytest

import intranet.app  # noqa: F401  (fills the table of permissions)
from intranet.core import permissions
from intranet.core.permissions import HandedOver, Permission, acting_for, can

# Checks, confirmations, opinions, directions and forwarded letters, tasks, "đã xem", and reading what that takes.
PASSES = {
    "delivery.acknowledge",
    "document.check_content", "document.check_format", "document.give_opinion", "document.overrule_finding",
    "document.send_back", "document.view", "document.view_work",
    "extension.decline", "extension.grant",
    "incoming.advise", "incoming.direct", "incoming.finish", "incoming.give_back", "incoming.see",
    "incoming.send_back", "incoming.view", "incoming_letter.view",
    "item.tick",
    "task.accept", "task.add_evidence", "task.ask_extension", "task.assign", "task.comment", "task.confirm",
    "task.redo", "task.refuse", "task.report", "task.start", "task.tick", "task.view",
}  # fmt: skip
# Điều 13: who signs does so by his own authority; Điều 32: the seal is handed over in writing alone.
NEVER = {
    "document.sign", "document.record_signed", "signature.sign", "signature.seal", "document.seal", "document.number",
    "document.issue", "document.change_signer", "document.confirm_access", "register.cancel", "office.edit",
    "absence.enter",
}  # fmt: skip


def test_what_passes_is_what_is_written_here(app: Any) -> None:
    found = {name for name, rule in permissions.TABLE.items() if rule.handed_over is not None}
    assert found == PASSES
    assert permissions.TABLE.keys() >= NEVER and not NEVER & found


HEAD = SimpleNamespace(name="head", is_active=True, stands_in_for=())
SECOND = SimpleNamespace(name="second", is_active=True, stands_in_for=(HEAD,))
THIRD = SimpleNamespace(name="third", is_active=True, stands_in_for=(SECOND,))
DRAFTER = SimpleNamespace(name="drafter", is_active=True, stands_in_for=(HEAD,))


@pytest.fixture
def sample(monkeypatch: pytest.MonkeyPatch) -> None:
    handed = HandedOver(unless=lambda person, thing: person.name == "drafter")
    monkeypatch.setitem(permissions.TABLE, "sample.check", Permission(lambda person, _: person is HEAD, "", handed))
    monkeypatch.setitem(permissions.TABLE, "sample.sign", Permission(lambda person, _: person is HEAD, ""))
    of_both = HandedOver(first=lambda person, thing: person is HEAD)
    monkeypatch.setitem(permissions.TABLE, "sample.both", Permission(lambda p, _: p in (HEAD, SECOND), "", of_both))
    not_his = HandedOver(of=lambda person, thing: False)
    monkeypatch.setitem(permissions.TABLE, "sample.units", Permission(lambda person, _: person is HEAD, "", not_his))


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("person", "right", "may", "whom"),
    [
        (HEAD, "sample.check", True, None),
        (SECOND, "sample.check", True, HEAD),
        (SECOND, "sample.sign", False, None),  # not handed over
        (THIRD, "sample.check", False, None),  # no chain: second stands in, third does not for both
        (DRAFTER, "sample.check", False, None),  # kept out himself
        (SECOND, "sample.both", True, HEAD),  # his own right too, but first the head's work
        (SECOND, "sample.units", False, None),  # what a whole unit may do is not the absent one's own
    ],
)
def test_who_may_and_for_whom(person: Any, right: str, may: bool, whom: Any) -> None:
    assert (can(person, right), acting_for(person, right)) == (may, whom)


@pytest.mark.usefixtures("sample")
def test_who_has_left_stands_in_for_nobody() -> None:
    assert not can(SimpleNamespace(name="gone", is_active=False, stands_in_for=(HEAD,)), "sample.check")
