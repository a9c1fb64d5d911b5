"""Every state × move × person, written out by hand; no database."""

from datetime import date
from types import SimpleNamespace as Thing

import pytest

from intranet.core.permissions import Permission
from intranet.plans import rules
from intranet.plans.rules import PERMISSIONS, PLAN_FLOW, TASK_FLOW, Due, PlanState, TaskProposal, TaskState

OFFICE, ONE, TWO, THREE = 1, 2, 3, 4
_ids = iter(range(1, 1000))


def somebody(department: int, *roles: str, heads: int | None = None, active: bool = True) -> Thing:
    held = [Thing(role=role, department_id=None) for role in roles]
    if heads is not None:
        held.append(Thing(role="head", department_id=heads))
    place = Thing(is_office=department == OFFICE)
    return Thing(id=next(_ids), department_id=department, department=place, roles=held, is_active=active)


LEADER = somebody(OFFICE, "leader")
PEOPLE = {
    "leader": LEADER,
    "other leader": somebody(THREE, "leader"),
    "clerk": somebody(OFFICE, "clerk"),
    "office head": somebody(OFFICE, heads=OFFICE),
    "office staff": somebody(OFFICE, "staff"),
    "head": somebody(ONE, heads=ONE),
    "staff": somebody(ONE, "staff"),
    "supporting head": somebody(TWO, heads=TWO),
    "supporting staff": somebody(TWO, "staff"),
    "outside head": somebody(THREE, heads=THREE),
    "outside staff": somebody(THREE, "staff"),
    "admin": somebody(THREE, "admin"),
}
MANAGERS = {"leader", "other leader", "clerk", "office head", "office staff"}
CONFIRMING = {"leader", "clerk", "office head", "office staff"}
TAKING_PART = {"head", "staff", "supporting head", "supporting staff"}
# Who may make which move on a task of department ONE, supported by TWO, issued by the leader.
WHO = {
    "accept": {"head"},
    "refuse": {"head"},
    "assign": {"head"},
    "report": {"head"},
    "start": TAKING_PART,
    "confirm": CONFIRMING,
    "redo": CONFIRMING,
    "reassign": MANAGERS,
    "cancel": MANAGERS,
    "close": MANAGERS,
    "resume": MANAGERS,
}
# From which states a move leads where; None: the state stays.
WHERE = {
    "accept": ({"new"}, "accepted"),
    "refuse": ({"new", "accepted"}, "refused"),
    "assign": ({"new", "accepted", "doing", "redo"}, None),
    "report": ({"accepted", "doing", "redo"}, "reported"),
    "start": ({"accepted", "redo"}, "doing"),
    "confirm": ({"reported"}, "done"),
    "redo": ({"reported", "done"}, "redo"),
    "reassign": ({"new", "accepted", "doing", "redo", "refused"}, "new"),
    "cancel": ({"new", "accepted", "doing", "redo", "reported", "refused"}, "cancelled"),
    "close": ({"new", "accepted", "doing", "redo", "reported", "refused"}, "closed"),
    "resume": ({"closed"}, "accepted"),
}
NEEDING_WORDS = {"refuse", "redo", "cancel"}


def task_of(lead: int = ONE, state: str = "new", supports: tuple[int, ...] = (TWO,), **more: object) -> Thing:
    facts = {"needs_evidence": False, "items": [], "evidence": [], **more}
    plan = Thing(leader=facts.pop("leader", LEADER), state=facts.pop("plan_state", PlanState.OPEN))
    return Thing(lead_id=lead, support_ids=set(supports), state=state, plan=plan, **facts)


@pytest.mark.parametrize("state", TaskState)
@pytest.mark.parametrize("name", PEOPLE)
def test_which_moves_are_open(state: TaskState, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intranet.core.permissions.TABLE", PERMISSIONS)
    expected = {move for move, (sources, _) in WHERE.items() if state in sources and name in WHO[move]}
    assert {move.name for move in TASK_FLOW.open_to(PEOPLE[name], task_of(state=state))} == expected


def test_where_moves_lead_and_which_need_words() -> None:
    assert {move.name: (move.sources, move.target) for move in TASK_FLOW.moves} == WHERE
    assert {move.name for move in TASK_FLOW.moves if move.needs_note} == NEEDING_WORDS


def may(name: str, permission: str, thing: object) -> bool:
    rule: Permission = PERMISSIONS[permission]
    return rule.may(PEOPLE[name], thing)


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        ("task.view", MANAGERS | TAKING_PART),
        ("task.comment", MANAGERS | TAKING_PART),
        ("task.edit", MANAGERS),
        ("task.edit_checklist", {"head", "staff"}),
        ("task.tick", TAKING_PART),
        ("task.add_evidence", TAKING_PART),
        ("task.list", set(PEOPLE)),
    ],
)
def test_who_works_on_a_task(permission: str, allowed: set[str]) -> None:
    assert {name for name in PEOPLE if may(name, permission, task_of())} == allowed


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        ("plan.list", set(PEOPLE)),
        ("plan.view", set(PEOPLE)),
        ("plan.make", MANAGERS),
        ("plan.edit", MANAGERS),
        ("plan.close", MANAGERS),
        ("plan.reopen", MANAGERS),
        ("plan.add_tasks", MANAGERS),
    ],
)
def test_who_works_on_a_plan(permission: str, allowed: set[str]) -> None:
    assert {name for name in PEOPLE if may(name, permission, Thing(is_plan=True))} == allowed


@pytest.mark.parametrize("permission", ["plan.edit", "plan.close", "plan.reopen"])
def test_a_direction_is_changed_where_it_was_written(permission: str) -> None:
    assert not any(may(name, permission, Thing(is_plan=False)) for name in PEOPLE)


@pytest.mark.parametrize(
    ("kind", "number", "symbol", "place", "mark", "source"),
    [
        ("plan", "43", "KH-LMHTX", "III.1", "43/KH-LMHTX", "KH 43, mục III.1"),
        ("plan", "43", "KH-LMHTX", "", "43/KH-LMHTX", "KH 43"),
        ("directive", "125", "LMHTX/2025", "", "VB đến 125", "VB đến 125 · bút phê"),
        ("conclusions", "1", "", "2", "Kết luận giao ban 12/03/2025", "Kết luận giao ban 12/03, mục 2"),
    ],
)
def test_how_a_source_of_tasks_is_called(
    kind: str, number: str, symbol: str, place: str, mark: str, source: str
) -> None:
    facts = (kind, number, symbol, date(2025, 3, 12))
    assert rules.source_mark(*facts) == mark
    assert rules.source_short_mark(*facts) + rules.place_words(kind, place) == source


def confirming(task: Thing) -> set[str]:
    return {name for name in PEOPLE if may(name, "task.confirm", task)}


def test_no_unit_confirms_its_own_task() -> None:
    assert confirming(task_of(ONE)) == CONFIRMING
    # Văn phòng's own task: the leader sits there, which does not make him one of the unit.
    assert confirming(task_of(OFFICE)) == {"leader"}


def test_a_leader_who_heads_the_unit_does_not_confirm_its_task_and_another_stands_in() -> None:
    heading = somebody(OFFICE, "leader", heads=OFFICE)
    assert not rules.confirms(heading, task_of(OFFICE, leader=heading))
    assert confirming(task_of(OFFICE, leader=heading)) == {"leader", "other leader"}


def test_a_leader_who_only_sits_in_van_phong_does_not_confirm_in_its_place() -> None:
    assert not rules.confirms(somebody(OFFICE, "leader"), task_of(ONE))
    assert rules.confirms(somebody(OFFICE, "leader", heads=OFFICE), task_of(ONE))


def test_another_leader_stands_in_for_one_who_has_left() -> None:
    assert confirming(task_of(OFFICE, leader=somebody(OFFICE, "leader", active=False))) == {"leader", "other leader"}


def test_an_item_is_ticked_by_the_lead_or_by_whom_it_is_assigned_to() -> None:
    free = Thing(task=task_of(), assignee_id=None)
    theirs = Thing(task=task_of(), assignee_id=PEOPLE["supporting staff"].id)
    foreign = Thing(task=task_of(), assignee_id=PEOPLE["outside staff"].id)
    assert {name for name in PEOPLE if may(name, "item.tick", free)} == {"head", "staff"}
    assert {name for name in PEOPLE if may(name, "item.tick", theirs)} == {"head", "staff", "supporting staff"}
    assert {name for name in PEOPLE if may(name, "item.tick", foreign)} == {"head", "staff"}


def test_evidence_is_withdrawn_by_its_giver_or_the_head() -> None:
    given = Thing(task=task_of(), by_id=PEOPLE["supporting staff"].id)
    assert {name for name in PEOPLE if may(name, "evidence.withdraw", given)} == {"head", "supporting staff"}


DONE, OPEN = Thing(done_at="then"), Thing(done_at=None)
THERE, GONE = Thing(withdrawn_at=None), Thing(withdrawn_at="then")


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        ({}, 0),
        ({"items": [DONE, DONE]}, 0),
        ({"items": [DONE, OPEN]}, 1),
        ({"needs_evidence": True}, 1),
        ({"needs_evidence": True, "evidence": [THERE]}, 0),
        ({"needs_evidence": True, "evidence": [GONE]}, 1),
        ({"needs_evidence": True, "items": [OPEN]}, 2),
        ({"plan_state": PlanState.CLOSED}, 1),
    ],
)
def test_what_stands_in_the_way_of_a_report(facts: dict[str, object], reasons: int) -> None:
    assert len(TASK_FLOW.reasons_against("report", task_of(state="doing", **facts))) == reasons


@pytest.mark.parametrize("move", [name for name in WHERE if name not in ("close", "resume")])
def test_nothing_moves_in_a_closed_plan(move: str) -> None:
    assert TASK_FLOW.reasons_against(move, task_of(plan_state=PlanState.CLOSED))


@pytest.mark.parametrize(
    ("state", "deadline", "blocks"),
    [
        *[(state, date(2026, 1, 1), True) for state in ("new", "accepted", "doing", "redo", "reported", "refused")],
        *[(state, date(2026, 1, 1), False) for state in ("done", "cancelled", "closed")],
        *[(state, None, False) for state in TaskState],
    ],
)
def test_only_open_deadlines_keep_a_plan_open(state: str, deadline: date | None, blocks: bool) -> None:
    plan = Thing(tasks=[Thing(state=state, deadline=deadline)])
    assert bool(PLAN_FLOW.reasons_against("close", plan)) is blocks


@pytest.mark.parametrize(
    ("deadline", "due"),
    [
        (None, Due.NONE),
        (date(2026, 11, 22), Due.LATE),
        (date(2026, 11, 23), Due.SOON),
        (date(2026, 11, 30), Due.SOON),
        (date(2026, 12, 1), Due.IN_TIME),
    ],
)
def test_how_a_deadline_stands(deadline: date | None, due: Due) -> None:
    assert rules.due_of(deadline, date(2026, 11, 23)) == due


def test_every_state_has_its_words_look_and_standing() -> None:
    for table in (rules.TASK_STATE_LABELS, rules.TASK_STATE_TONES, rules.STANDINGS):
        assert set(table) == set(TaskState)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Đăng bài.", "Đăng bài"),
        ("Chuẩn bị cơ sở vật chất cho Đại hội; bố trí kinh phí", "Chuẩn bị cơ sở vật chất cho Đại hội"),
        ("Đăng  bài\nvề thi đua", "Đăng bài về thi đua"),
        ("một hai ba bốn năm sáu bảy tám", "một hai ba bốn năm…"),
    ],
)
def test_short_titles(words: str, title: str) -> None:
    assert rules.short_title(words, 40 if "Chuẩn" in words else 22) == title


def unit(number: int, is_open: bool = True) -> Thing:
    return Thing(id=number, is_open=is_open)


@pytest.mark.parametrize(("includes_named", "given"), [(True, [ONE, ONE, TWO]), (False, [ONE, TWO])])
def test_a_group_goes_to_each_open_member(includes_named: bool, given: list[int]) -> None:
    group = Thing(members=[unit(ONE), unit(TWO), unit(THREE, is_open=False)], includes_named=includes_named)
    batch = [TaskProposal("Một", department_id=ONE), TaskProposal("Hai", group_id=7)]
    assert [lead for _, lead in rules.receivers_of(batch, {7: group})] == given


@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("43", True), ("043", True), ("1", True), ("43a", True), ("43Đ", True),
        ("0", False), ("00", False), ("-5", False), ("abc 12", False), ("43ab", False), ("4.3", False), ("a43", False),
        ("43 a", False), ("", False),
    ],
)  # fmt: skip
def test_the_number_of_a_plan(number: str, is_right: bool) -> None:
    assert (rules.wrong_number(number) is None) == is_right


@pytest.mark.parametrize(
    ("symbol", "is_right"),
    [
        ("KH-LMHTX", True), ("KH-UBND", True), ("KH/TU", True), ("KH-HĐTĐKT", True), ("2025/NQ-HĐND", True),
        ("KH-SNN.MT", True), ("KH", True), ("Kế", True),
        ("KH - LMHTX", False), ("KH-LMHTX/??", False), ("KH-LMHTX/", False), ("-KH", False), ("KH--UBND", False),
        ("KH_UBND", False), ("2025", False), ("", False),
    ],
)  # fmt: skip
def test_the_symbol_of_a_plan(symbol: str, is_right: bool) -> None:
    assert (rules.wrong_symbol(symbol) is None) == is_right


@pytest.mark.parametrize(
    ("issued_on", "is_right"),
    [(date(2025, 2, 25), True), (date(2026, 3, 1), True), (date(2026, 3, 2), False), (date(2099, 1, 1), False)],
)
def test_the_day_of_a_plan_is_not_far_ahead(issued_on: date, is_right: bool) -> None:
    assert (rules.wrong_day(issued_on, date(2025, 3, 1)) is None) == is_right
