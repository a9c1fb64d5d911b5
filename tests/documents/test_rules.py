"""Who may make which move in which state, written out by hand; and what stands in a move's way."""

from datetime import date
from types import SimpleNamespace

import pytest

from intranet.accounts.rules import Role
from intranet.core.permissions import can, register
from intranet.documents.rules import (
    FLOW,
    PERMISSIONS,
    CheckKind,
    State,
    authority_problem,
    covers_field,
    outdated_check,
    sees,
    standing_check,
)

register(PERMISSIONS)

ONE, TWO, OFFICE = 1, 2, 9


def person(number: int, department_id: int, *roles: Role, duty: bool = False) -> SimpleNamespace:
    heads = (Role.HEAD, Role.DEPUTY_HEAD)
    held = [SimpleNamespace(role=role, department_id=department_id if role in heads else None) for role in roles]
    return SimpleNamespace(
        id=number,
        name=f"Người {number}",
        is_active=True,
        roles=held,
        department_id=department_id,
        department=SimpleNamespace(is_office=department_id == OFFICE),
        format_duty=object() if duty else None,
    )


PEOPLE = {
    "drafter": person(1, ONE, Role.STAFF),
    "colleague": person(2, ONE, Role.STAFF),
    "head": person(3, ONE, Role.HEAD),
    "deputy": person(4, ONE, Role.DEPUTY_HEAD),
    "other": person(5, TWO, Role.STAFF),
    "other_head": person(6, TWO, Role.HEAD),
    "charged": person(7, TWO, Role.STAFF, duty=True),
    "clerk": person(8, OFFICE, Role.CLERK),
    "office_head": person(9, OFFICE, Role.HEAD),
    "office_staff": person(10, OFFICE, Role.STAFF),
    "signer": person(11, OFFICE, Role.LEADER),
    "other_leader": person(12, OFFICE, Role.LEADER),
    "admin": person(13, OFFICE, Role.ADMIN),
}
WRITERS = {"drafter", "head", "deputy"}
FORMAT = {"charged", "clerk", "office_head"}

# state → move → who; whoever is not named may not, and a move not named is nobody's.
MATRIX: dict[State, dict[str, set[str]]] = {
    State.DRAFT: {"submit_for_check": WRITERS, "cancel": WRITERS},
    State.CHECKING: {
        "check_content": {"head", "deputy"},
        "check_format": FORMAT,
        "present": WRITERS,
        "change_signer": WRITERS | {"clerk"},
        "send_back": {"head", "deputy"} | FORMAT,
        "withdraw": {"drafter"},
        "cancel": WRITERS,
    },
    State.PRESENTED: {
        "sign": {"signer"},
        "record_signed": {"clerk"},
        "change_signer": WRITERS | {"clerk"},
        "send_back": {"signer"} | FORMAT,
        "withdraw": {"drafter"},
        "cancel": WRITERS,
    },
    State.SIGNED: {
        "number": {"clerk"},
        "issue_unnumbered": {"clerk"},
        "send_back": {"clerk"},
        "cancel": {"clerk"},
    },
    State.NUMBERED: {"add_scan": {"clerk"}, "seal": {"clerk"}, "send_back": {"clerk"}, "cancel": {"clerk"}},
    State.SCANNED: {"add_scan": {"clerk"}, "issue": {"clerk"}, "send_back": {"clerk"}, "cancel": {"clerk"}},
    State.ISSUED: {"recall": {"clerk"}, "replace": {"clerk"}, "rectify": {"clerk"}},
    State.SENT: {},
    State.RECALLED: {},
    State.REPLACED: {},
    State.CANCELLED: {},
}


def letter(state: State, **columns: object) -> SimpleNamespace:
    facts = {
        "state": state,
        "state_label": str(state),
        "drafter_id": 1,
        "drafter": PEOPLE["drafter"],
        "department_id": ONE,
        "signer_id": 11,
        "current_n": 2,
        "checks": [],
        "opinions": [],
        "readers": [],
        "is_restricted": False,
        "mode": "form",
        "draft": None,
        "type_code": "KH",
        "field": "",
    }
    return SimpleNamespace(**{**facts, **columns})


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", State)
def test_each_person_may_make_exactly_his_moves(state: State, who: str) -> None:
    expected = {move for move, people in MATRIX[state].items() if who in people}
    assert {move.name for move in FLOW.open_to(PEOPLE[who], letter(state))} == expected


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("submit_for_check", WRITERS),
        ("check_content", {"head", "deputy"}),
        ("check_format", FORMAT),
        ("sign", {"signer"}),
        ("number", {"clerk"}),
        ("issue", {"clerk"}),
        ("set_up", {"admin"}),
        ("make", set(PEOPLE)),
        ("list", set(PEOPLE)),
    ],
)
def test_permissions_name_their_people(name: str, who: set[str]) -> None:
    assert {key for key, one in PEOPLE.items() if can(one, f"document.{name}", letter(State.CHECKING))} == who


EVERYBODY = set(PEOPLE)
OWN = {"drafter", "colleague", "head", "deputy"}
ABOVE = {"clerk", "signer", "other_leader"}


@pytest.mark.parametrize(
    ("state", "who"),
    [
        (State.DRAFT, OWN | ABOVE),
        (State.CHECKING, OWN | ABOVE | {"charged", "office_head"}),
        (State.SIGNED, OWN | ABOVE | {"charged", "office_head"}),
        (State.CANCELLED, OWN | ABOVE | {"charged", "office_head"}),
        (State.ISSUED, EVERYBODY),
        (State.RECALLED, EVERYBODY),
    ],
)
def test_a_letter_is_seen_by_those_it_concerns_until_it_is_issued(state: State, who: set[str]) -> None:
    assert {key for key, one in PEOPLE.items() if sees(one, letter(state))} == who


def test_the_work_on_an_issued_letter_stays_with_those_who_did_it() -> None:
    may = {key for key, one in PEOPLE.items() if can(one, "document.view_work", letter(State.ISSUED))}
    assert may == OWN | ABOVE | {"charged", "office_head"}


@pytest.mark.parametrize(
    ("state", "who"),
    [(State.DRAFT, WRITERS), (State.CHECKING, WRITERS), (State.PRESENTED, set()), (State.ISSUED, set())],
)
def test_a_letter_is_written_by_its_drafter_and_heads_until_it_is_presented(state: State, who: set[str]) -> None:
    assert {key for key, one in PEOPLE.items() if can(one, "document.edit", letter(state))} == who


def test_nobody_checks_his_own_letter_and_a_leader_checks_what_a_head_drafted() -> None:
    own = letter(State.CHECKING, drafter_id=3, drafter=PEOPLE["head"])
    may = {key for key, one in PEOPLE.items() if can(one, "document.check_content", own)}
    assert may == {"deputy", "signer", "other_leader"}
    clerks = letter(State.CHECKING, drafter_id=8, drafter=PEOPLE["clerk"])
    assert {key for key, one in PEOPLE.items() if can(one, "document.check_format", clerks)} == {
        "charged",
        "office_head",
    }


def test_an_account_that_has_left_may_do_nothing() -> None:
    gone = SimpleNamespace(**{**vars(PEOPLE["clerk"]), "is_active": False})
    assert FLOW.open_to(gone, letter(State.SIGNED)) == []


def check(kind: CheckKind, n: int, dropped_at: object = None) -> SimpleNamespace:
    return SimpleNamespace(id=n, kind=kind, n=n, dropped_at=dropped_at)


def test_a_check_belongs_to_one_version() -> None:
    checked = letter(State.CHECKING, checks=[check(CheckKind.CONTENT, 2), check(CheckKind.FORMAT, 1)])
    assert standing_check(checked, CheckKind.CONTENT).n == 2
    assert standing_check(checked, CheckKind.FORMAT) is None
    assert outdated_check(checked, CheckKind.FORMAT).n == 1
    (reason,) = FLOW.reasons_against("present", letter(**{**vars(checked), "signer_authority": authority()}))
    assert reason == "Kiểm tra thể thức: đã kiểm tra bản cũ (bản 1)."


def test_a_dropped_check_does_not_count() -> None:
    dropped = letter(State.CHECKING, checks=[check(CheckKind.CONTENT, 2, dropped_at="then")])
    assert standing_check(dropped, CheckKind.CONTENT) is None


def authority(**columns: object) -> SimpleNamespace:
    facts = {
        "person": SimpleNamespace(name="Phó Chủ tịch", is_active=True),
        "valid_from": date(2020, 1, 1),
        "valid_until": None,
        "types": "",
        "fields": "",
        "capacity": "KT",
        "passed_from": None,
    }
    return SimpleNamespace(**{**facts, **columns})


DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("columns", "field", "words"),
    [
        ({}, "", None),
        ({"valid_until": date(2026, 3, 10)}, "", None),
        ({"valid_until": date(2026, 3, 9)}, "", "không còn hiệu lực"),
        ({"valid_from": date(2026, 3, 11)}, "", "chưa có hiệu lực"),
        ({"person": SimpleNamespace(name="Ông", is_active=False)}, "", "không còn làm việc"),
        ({"types": "KH TTr"}, "", None),
        ({"types": "TTr CV"}, "", "không được ký loại"),
        ({"fields": "Tổ chức\nĐối ngoại"}, "doi ngoai", None),
        ({"fields": "Tổ chức"}, "", None),
        ({"fields": "Tổ chức"}, "Đối ngoại", "không phụ trách lĩnh vực"),
    ],
)
def test_authority_to_sign_holds_by_day_type_and_field(columns: dict, field: str, words: str | None) -> None:
    problem = authority_problem(authority(**columns), "KH", field, DAY)
    assert problem is None if words is None else words in problem


def test_without_a_signer_nobody_signs() -> None:
    assert "Chưa chọn người ký" in authority_problem(None, "KH", "", DAY)


def test_fields_are_compared_without_accents_and_case() -> None:
    assert covers_field(authority(fields="Kinh tế tập thể"), "kinh te tap the")
