"""What a task counts as, and how figures read."""

from datetime import date

import pytest

from intranet.reports.rules import count, in_words, own_words, result_of, since_the_last, standing_of

DAY = date(2025, 6, 30)
BEFORE, AFTER = date(2025, 6, 29), date(2025, 7, 1)

CASES = [
    ("done", None, BEFORE, "on_time"),
    ("done", DAY, DAY, "on_time"),
    ("done", BEFORE, DAY, "done_late"),
    ("closed", None, None, "on_time"),
    ("new", BEFORE, None, "late"),
    ("doing", DAY, None, "open"),  # the last day is not late
    ("redo", AFTER, None, "open"),
    ("accepted", None, None, "no_deadline"),
    ("reported", BEFORE, None, "reported"),
    ("refused", BEFORE, None, "refused"),
    ("cancelled", BEFORE, None, None),
]


@pytest.mark.parametrize(("state", "deadline", "finished", "standing"), CASES)
def test_each_task_counts_once(state: str, deadline: date | None, finished: date | None, standing: str | None) -> None:
    assert standing_of(state, deadline, finished, DAY) == standing


def task(standing: str, **facts: object) -> dict[str, object]:
    return {"standing": standing, "title": "Đăng tin", "finished_on": None, "late_days": 0, "evidence": [], **facts}


def test_figures_read_as_a_sentence() -> None:
    figures = count([task("on_time"), task("on_time"), task("late"), task("no_deadline")])
    assert (figures["total"], figures["done"], figures["late"]) == (4, 2, 1)
    assert in_words(figures) == (
        "4 nhiệm vụ: 2 hoàn thành đúng hạn, 1 quá hạn chưa xong, 1 thường xuyên, đang thực hiện"
    )
    assert in_words(count([])) == "0 nhiệm vụ"


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ((5, 3, 1), (5, 1, 2), "hoàn thành tăng 2; quá hạn giảm 1"),
        ((6, 1, 2), (5, 1, 2), "nhiệm vụ tăng 1"),
        ((5, 1, 2), (5, 1, 2), ""),
    ],
)
def test_what_changed_since_the_last(now: tuple[int, ...], before: tuple[int, ...], words: str) -> None:
    names = ("total", "done", "late")
    assert since_the_last(dict(zip(names, now, strict=True)), dict(zip(names, before, strict=True))) == words


def test_a_result_names_day_delay_and_proof() -> None:
    finished = task("done_late", finished_on="2025-07-05", late_days=5, evidence=["MC1", "MC2"])
    assert result_of(finished) == "Hoàn thành sau hạn, ngày 05/07/2025 (chậm 5 ngày); minh chứng MC1, MC2"
    assert own_words([finished, task("late", late_days=3)]).splitlines() == [
        "Được giao 2 nhiệm vụ: 1 hoàn thành sau hạn, 1 quá hạn chưa xong.",
        f"Đã hoàn thành: Đăng tin ({result_of(finished)}).",
        "Quá hạn: Đăng tin (Quá hạn chưa xong (chậm 3 ngày)).",
    ]
