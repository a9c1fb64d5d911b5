"""The clerk's desk: six piles, each with its count, its list and its key."""

from datetime import timedelta
from types import SimpleNamespace

from flask import Flask

from intranet.core.clock import today
from intranet.core.db import transaction
from intranet.home.desk import desk_of
from intranet.reports.service import make_report
from intranet.workdays.queries import work_calendar


def waiting(reason: str, count: int) -> SimpleNamespace:
    return SimpleNamespace(reason=reason, letters=list(range(count)), documents=tuple(range(count)))


def test_six_piles_in_the_order_of_a_letters_way(app: Flask) -> None:
    due = [SimpleNamespace(due_on=today())] * 4
    piles = desk_of([waiting("register", 3), waiting("direct", 9)], [waiting("issue", 2), waiting("sign", 7)], due)
    assert [(pile.label, pile.count, pile.url, pile.key) for pile in piles] == [
        ("Đến chờ vào sổ", 3, "#register", 1),
        ("Đến chờ chuyển", 0, "", 2),
        ("Đi chờ cấp số", 0, "", 3),
        ("Đi chờ quét, ký số", 0, "", 4),
        ("Đi chờ phát hành", 2, "#issue", 5),
        ("Đến sắp quá hạn", 4, "#due", 6),
    ]
    assert piles[5].tone == "soon"
    assert desk_of([], [], [SimpleNamespace(due_on=today() - timedelta(days=1))])[5].tone == "late"


def test_a_deadline_comes_to_the_desk_three_working_days_before(app: Flask, work, as_person) -> None:
    last = work_calendar().working_days_after(today(), 3)
    work.incoming.directed(last + timedelta(days=1), subject="Thư còn lâu")
    work.incoming.directed(last, subject="Thư sắp quá hạn")
    home = as_person(work.cast.clerk).visit("/")
    assert "Văn bản đến sắp, đã quá hạn (1)" in home.text
    assert "Thư sắp quá hạn" in home.text and "Thư còn lâu" not in home.text


def test_a_report_part_owed_by_ones_department_waits_on_its_page(app: Flask, work, as_person) -> None:
    task = work.plans.accepted()
    with transaction():
        make_report(task.plan, today(), today(), today() + timedelta(days=3), work.cast.clerk)
    home = as_person(work.cast.staff).visit("/")
    assert "Phần báo cáo đơn vị chưa gửi (1)" in home.text and "còn 3 ngày" in home.text
    line = next(words for words in home.links() if words.startswith("Điền phần của"))
    part = as_person(work.cast.staff).visit(home.links()[line])
    as_person(work.cast.staff).press("Gửi phần của đơn vị", part)
    assert "Phần báo cáo đơn vị chưa gửi" not in as_person(work.cast.staff).visit("/").text
    assert "Phần báo cáo" not in as_person(work.cast.other_staff).visit("/").text
