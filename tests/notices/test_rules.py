"""How many notices become one line: by day, by thing, many of a kind in one."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace as Told

import pytest

from intranet.notices.rules import KINDS, PLACES, by_day, page_of

NOON = datetime(2026, 11, 26, 5, tzinfo=UTC)


def told(kind: str, words: str, about: int = 1, actor: int = 7, at: datetime = NOON, read: bool = False) -> Told:
    return Told(
        kind=kind, words=words, about_type="plan", about_id=about, actor_id=actor, made_at=at,
        read_at=at if read else None,
    )  # fmt: skip


def shown(*notices: Told) -> list[tuple[date, list[list[str]]]]:
    return [(day, [[line.words for line in thing.lines] for thing in things]) for day, things in by_day(notices)]


def test_twenty_moved_deadlines_of_a_plan_are_one_line() -> None:
    moved = [told("deadline_moved", f"đổi thời hạn {n}") for n in range(20)]
    assert shown(*moved) == [(date(2026, 11, 26), [["đổi thời hạn 20 nhiệm vụ"]])]


def test_one_moved_deadline_keeps_its_words_and_what_others_did_stays_apart() -> None:
    lines = shown(
        told("deadline_moved", "đổi thời hạn từ 01/12/2026 thành 05/12/2026"),
        told("deadline_moved", "đổi thời hạn từ 02/12/2026 thành 05/12/2026", actor=8),
        told("task_commented", "nói: «được»"),
        told("task_commented", "nói: «vâng»"),
    )
    assert lines[0][1] == [
        [
            "đổi thời hạn từ 01/12/2026 thành 05/12/2026",
            "đổi thời hạn từ 02/12/2026 thành 05/12/2026",
            "nói: «được»",
            "nói: «vâng»",
        ]
    ]


def test_days_are_those_of_the_office_and_things_keep_their_own_lines() -> None:
    late_evening = datetime(2026, 11, 25, 16, 59, tzinfo=UTC)
    lines = shown(
        told("task_given", "giao nhiệm vụ", about=2, at=late_evening + timedelta(minutes=2)),
        told("task_given", "giao nhiệm vụ", about=1, at=late_evening),
        told("task_given", "giao phối hợp", about=1, at=late_evening),
    )
    assert lines == [
        (date(2026, 11, 26), [["giao nhiệm vụ"]]),
        (date(2026, 11, 25), [["giao 2 nhiệm vụ"]]),
    ]


def test_a_thing_is_unread_until_all_of_it_is_read() -> None:
    [(_, [thing])] = by_day([told("task_commented", "nói: «a»", read=True), told("task_commented", "nói: «b»")])
    assert thing.is_unread
    [(_, [thing])] = by_day([told("task_commented", "nói: «a»", read=True)])
    assert not thing.is_unread


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_kind_has_words_a_person_can_choose_by(kind: object) -> None:
    assert kind.label[0].isupper() and not kind.label.endswith(".")
    assert not kind.many or "{count}" in kind.many


def test_every_place_is_an_address_of_the_program(app: object) -> None:
    adapter = app.url_map.bind("localhost")
    for thing in PLACES:
        _, values = adapter.match(page_of(thing, 12))
        assert values == {f"{thing.split('_')[-1]}_id": 12}
