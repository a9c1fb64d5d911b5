"""The bell and its page, as a person uses them."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask

from intranet.core.clock import today
from intranet.core.db import transaction
from intranet.plans import service
from intranet.plans.rules import TaskProposal
from intranet.plans.service import TaskFacts
from tests.plans.conftest import Plans
from tests.support.office import Office
from tests.support.statements import counted_statements
from tests.support.visitor import Page, Visitor


@pytest.fixture
def cast(app: Flask, office: Office) -> SimpleNamespace:
    return office.cast()


@pytest.fixture
def plans(cast: SimpleNamespace) -> Plans:
    return Plans(cast)


def bell(page: Page) -> str:
    return " ".join(page.tree.xpath("//a[contains(@class, 'bell')]")[0].text_content().split())


def lines(page: Page) -> list[str]:
    return [" ".join(line.text_content().split()) for line in page.tree.xpath("//*[@class='news']/ul/li/p")]


def test_the_bell_counts_things_not_notices(app: Flask, cast: SimpleNamespace, plans: Plans) -> None:
    plan = plans.plan()
    plans.tasks(plan, *(TaskProposal(words=f"Việc {n}", department_id=cast.one.id) for n in range(3)))
    plans.task(cast.one)
    head, staff = Visitor(app).sign_in(cast.head), Visitor(app).sign_in(cast.staff)
    assert bell(head.visit("/")) == "Thông báo2 chưa đọc"
    assert bell(staff.visit("/")) == "Thông báo"
    assert "Không có thông báo chưa đọc" in staff.visit("/notices").text


def test_twenty_moved_deadlines_are_one_line_that_opens_the_plan(
    app: Flask, cast: SimpleNamespace, plans: Plans
) -> None:
    plan, later = plans.plan("43"), today() + timedelta(days=30)
    tasks = plans.tasks(plan, *(TaskProposal(words=f"Việc {n}", department_id=cast.one.id) for n in range(20)))
    head = Visitor(app).sign_in(cast.head)
    head.press("Đánh dấu đã đọc hết", head.visit("/notices"))
    with transaction():
        for task in tasks:
            service.edit_task(task, TaskFacts(task.words, deadline=later), cast.clerk)
    page = head.visit("/notices")
    assert [line.split(" · ")[0] for line in lines(page)] == ["Văn thư đổi thời hạn 20 nhiệm vụ"]
    assert len(page.tree.xpath("//*[@class='news']//details//a")) == 20
    opened = head.press("KH 43: Tuyên truyền thi đua (chưa đọc)", page)
    assert opened.url == f"/plans/{plan.id}"
    assert bell(opened) == "Thông báo"
    assert "Văn thư đổi thời hạn 20 nhiệm vụ" in head.visit("/notices?all=1").text


def test_marking_all_read_spares_what_came_after_the_page_was_opened(
    app: Flask, cast: SimpleNamespace, plans: Plans
) -> None:
    plans.task(cast.one)
    head = Visitor(app).sign_in(cast.head)
    page = head.visit("/notices")
    plans.task(cast.one)
    assert bell(head.press("Đánh dấu đã đọc hết", page)) == "Thông báo1 chưa đọc"


def test_a_notice_of_another_opens_for_nobody(app: Flask, cast: SimpleNamespace, plans: Plans) -> None:
    plans.task(cast.one)
    page = Visitor(app).sign_in(cast.head).visit("/notices")
    [address] = page.tree.xpath("//*[@class='news']//form/@action")
    assert "thông báo của người khác" in Visitor(app).sign_in(cast.staff).post(address, status=403).text


def test_the_page_asks_as_little_for_many_notices_as_for_few(app: Flask, cast: SimpleNamespace, plans: Plans) -> None:
    head = Visitor(app).sign_in(cast.head)

    def statements() -> int:
        with counted_statements() as found:
            head.visit("/notices")
        return len(found)

    plans.task(cast.one)
    few = statements()
    for _ in range(5):
        plans.task(cast.one)
    assert statements() == few
