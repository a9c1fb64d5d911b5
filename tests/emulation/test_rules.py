"""Which words mean one member, what a tax code is, how votes count, and which state a move leads to."""

from types import SimpleNamespace
from typing import Any

import pytest

from intranet.emulation.rules import EXEMPLAR_FLOW, OCCASION_FLOW, kind_of, member_key, tax_code_of
from intranet.emulation.rules.awards import by_votes, has_passed, in_shown_order, namesakes, nominated_twice
from intranet.emulation.rules.exemplars import not_judged


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hợp tác xã Nông nghiệp An Lão", "HTX nông nghiệp  An-Lão", True),
        ("Quỹ tín dụng nhân dân Hưng Đạo", "QTDND Hưng Đạo", True),
        ("Công ty trách nhiệm hữu hạn một thành viên Đại Thành", "Công ty TNHH MTV Đại Thành", True),
        ("HTX An Lão 1", "HTX An Lão 2", False),
        ("HTX Vận tải", "HTX Vận tải Sông Cấm", False),
    ],
)
def test_names_are_compared_as_people_read_them(one: str, other: str, same: bool) -> None:
    assert (member_key(one) == member_key(other)) is same


@pytest.mark.parametrize(
    ("words", "was_number", "code"),
    [
        ("0201234567", False, "0201234567"),
        ("0201234567001", False, "0201234567-001"),
        ("0201234567 - 001", False, "0201234567-001"),
        ("031087001234", False, "031087001234"),
        ("100109106", True, "0100109106"),  # a real check digit: the 0 that Excel dropped comes back
        ("100109107", True, None),
        ("100109106", False, None),  # typed as words, nine digits are nine digits
        ("12345", False, None),
        ("không có", False, None),
        ("", False, ""),
    ],
)
def test_a_tax_code(words: str, was_number: bool, code: str | None) -> None:
    assert tax_code_of(words, was_number) == code


@pytest.mark.parametrize(
    ("words", "kind"),
    [("HTX Rau", "htx"), ("hợp tác xã", "htx"), ("Liên hiệp HTX Vĩnh Bảo", "lien_hiep"), ("QTDND Hưng Đạo", "qtd"),
     ("Công ty TNHH", "dn"), ("DN", "dn"), ("Tổ hợp tác chợ", "to_hop_tac"), ("Dn", "dn"), ("Hội", None)],
)  # fmt: skip
def test_the_kind_a_cell_says(words: str, kind: str | None) -> None:
    assert kind_of(words) == kind


def exemplar(**verdicts: bool) -> Any:
    judged = [SimpleNamespace(criterion=name, is_met=met) for name, met in verdicts.items()]
    return SimpleNamespace(judgements=judged)


def test_every_criterion_of_the_plan_must_be_met() -> None:
    assert not_judged(exemplar()) == "Còn 4 tiêu chí chưa đánh giá."
    assert not_judged(exemplar(law=True, work=False, ideas=True)) == "Còn 1 tiêu chí chưa đánh giá."
    assert not_judged(exemplar(law=True, work=False, ideas=True, others=False)) == "Có 2 tiêu chí chưa đạt."
    assert not_judged(exemplar(law=True, work=True, ideas=True, others=True)) is None


@pytest.mark.parametrize(
    ("agreed", "council", "share", "passes"),
    [(4, 5, 80, True), (3, 5, 80, False), (3, 5, 60, True), (2, 3, 67, False), (2, 3, 66, True), (0, 0, 1, False)],
)
def test_the_share_is_of_the_whole_council(agreed: int, council: int, share: int, passes: bool) -> None:
    assert has_passed(agreed, council, share) is passes


def nominee(id: int, name: str, member: str, agreed: int = 0) -> Any:
    unit = SimpleNamespace(name=member, name_key=member)
    person = SimpleNamespace(name=name, name_key=name, member=unit, member_id=member)
    return SimpleNamespace(id=id, exemplar=person, agreed=agreed)


def test_most_votes_stand_first_then_names() -> None:
    found = by_votes([nominee(1, "c", "x", 2), nominee(2, "b", "x", 3), nominee(3, "a", "x", 2)])
    assert [one.id for one in found] == [2, 3, 1]


@pytest.mark.parametrize(
    ("state", "voted", "shown"), [("voting", (True, None), ["a", "b"]), ("voting", (True, True), ["b", "a"]),
                                  ("submitted", (True, None), ["b", "a"])]
)  # fmt: skip
def test_votes_are_shown_once_nobody_can_follow_them(state: str, voted: tuple, shown: list[str]) -> None:
    nominees = [nominee(1, "a", "x", 0), nominee(2, "b", "x", 1)]
    council = [SimpleNamespace(voted_at=at) for at in voted]
    occasion = SimpleNamespace(state=state, council=council, nominees=nominees)
    assert ["ab"[one.id - 1] for one in in_shown_order(occasion)] == shown


def test_the_same_name_twice_stops_a_list_and_in_two_members_warns() -> None:
    twice = SimpleNamespace(nominees=[nominee(1, "hoa", "rau"), nominee(2, "hoa", "rau")])
    assert nominated_twice(twice) == "«hoa» của rau có hai lần. Hãy bỏ bớt một."
    apart = [nominee(1, "hoa", "rau"), nominee(2, "hoa", "lúa")]
    assert nominated_twice(SimpleNamespace(nominees=apart)) is None
    assert namesakes(apart) == ["«hoa» có ở rau và lúa: có phải một người?"]


# Written by hand: from which states a move starts and where it leads.
EXEMPLAR_MOVES = {
    "nurture": ({"found"}, "nurtured"),
    "propose": ({"nurtured"}, "proposed"),
    "return": ({"proposed"}, "nurtured"),
    "award": ({"proposed"}, "awarded"),
    "nurture_on": ({"awarded"}, "nurtured"),
    "drop": ({"found", "nurtured"}, "dropped"),
    "resume": ({"dropped"}, "found"),
}
OCCASION_MOVES = {
    "nominate": ({"gathering"}, None),
    "remove": ({"gathering"}, None),
    "open_vote": ({"gathering"}, "voting"),
    "take_back": ({"voting"}, "gathering"),
    "submit": ({"voting", "submitted"}, "submitted"),
    "decide": ({"submitted"}, "decided"),
    "cancel": ({"gathering", "voting", "submitted"}, "cancelled"),
}


@pytest.mark.parametrize(("flow", "moves"), [(EXEMPLAR_FLOW, EXEMPLAR_MOVES), (OCCASION_FLOW, OCCASION_MOVES)])
def test_states_and_moves(flow: Any, moves: dict[str, tuple[set[str], str | None]]) -> None:
    assert {move.name: ({*move.sources}, move.target) for move in flow.moves} == moves
    needing = {move.name for move in flow.moves if move.needs_note}
    assert needing == ({"drop", "resume"} if flow is EXEMPLAR_FLOW else {"remove", "take_back", "cancel"})
