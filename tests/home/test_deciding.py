"""What waits for a leader or a head: one page each, three buttons, and after each act the next one comes up."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from intranet.core.clock import today
from intranet.core.db import session
from intranet.documents.rules import State
from intranet.incoming.rules import Urgency
from intranet.plans import service as plans
from tests.incoming.conftest import do

DONE = "Không còn việc nào chờ bạn quyết định."
SIGN, ARRIVED, ASKS, REPORTED = "Tập huấn cần ký", "Về việc lập dự toán", "Việc xin thêm ngày", "Việc đã làm xong"
SAID = "Đã gửi báo cáo giấy."


def all_that_waits(work) -> None:
    """A letter to sign, an incoming letter, a task that asks for time and one that is reported: all for the leader."""
    cast = work.cast
    work.letters.in_state(State.PRESENTED, trich_yeu=SIGN)
    work.incoming.presented(subject=ARRIVED)
    asking = work.plans.accepted(words=ASKS, deadline=today() + timedelta(days=5))
    do(plans.ask_extension, asking, today() + timedelta(days=9), "Chờ số liệu của cơ sở", cast.head)
    do(plans.report, work.plans.accepted(words=REPORTED), cast.head, SAID)


def test_a_leader_goes_through_everything_without_going_back(app: Flask, work, as_person) -> None:
    all_that_waits(work)
    leader = as_person(work.cast.leader)
    home = leader.visit("/")
    assert "Xử lý lần lượt (4)" in home.links() and "4 việc chờ bạn quyết định" in home.text
    page = leader.visit(home.links()["Xử lý lần lượt (4)"])
    assert page.heading == SIGN and "Việc 1/4" in page.text
    assert f"Kiểm tra nội dung: {work.cast.head.name}" in page.text
    assert f"Kiểm tra thể thức: {work.cast.clerk.name}" in page.text
    page = leader.press("Duyệt và ký", page)
    assert page.heading == ARRIVED and "Đã ghi: duyệt và ký." in page.text
    page = leader.visit(page.links()["Cho ý kiến"])
    page = leader.press("Giao xử lý", page, words="Tham mưu trả lời.", lead=str(work.cast.one.id))
    assert page.heading == ASKS and "Chờ số liệu của cơ sở" in page.text
    page = leader.press("Đồng ý gia hạn", page)
    assert page.heading == REPORTED and "Việc 1/1" in page.text and SAID in page.text
    page = leader.press("Xác nhận", page)
    assert page.heading == "Việc của tôi" and DONE in page.text and "Xử lý lần lượt" not in page.text


def test_what_is_put_off_stays_and_an_act_goes_on_behind_it(app: Flask, work, as_person) -> None:
    all_that_waits(work)
    leader = as_person(work.cast.leader)
    first = leader.visit("/decide")
    second = leader.visit(first.links()["Để sau, xem việc tiếp"])
    assert (first.heading, second.heading) == (SIGN, ARRIVED)
    third = leader.press("Trả lại", second, note="Gửi nhầm nơi nhận")
    assert third.heading == ASKS, "not back to what was put off"
    fourth = leader.visit(third.links()["Để sau, xem việc tiếp"])
    assert leader.visit(fourth.links()["Để sau, xem việc tiếp"]).heading == SIGN


def test_an_answer_without_its_reason_comes_back_and_still_leads_on(app: Flask, work, as_person) -> None:
    for subject in ("Tập huấn một", "Tập huấn hai"):
        work.letters.in_state(State.PRESENTED, trich_yeu=subject)
    leader = as_person(work.cast.leader)
    refused = leader.press("Trả lại", leader.visit("/decide"), status=422)
    assert "Hãy ghi" in refused.text
    assert leader.press("Trả lại", refused, note="Thiếu kinh phí").heading == "Tập huấn hai"


def test_a_form_that_leads_on_leads_nowhere_else(app: Flask, work, as_person) -> None:
    letter = work.letters.in_state(State.PRESENTED)
    leader = as_person(work.cast.leader)
    page = leader.visit(f"/decide/letters/{letter.id}")
    page = leader.press("Duyệt và ký", page, _then="https://example.org/")
    assert page.url == "/" and DONE in page.text


def test_a_decision_somebody_else_made_is_only_shown(app: Flask, work, as_person) -> None:
    task = work.plans.accepted(words=REPORTED)
    do(plans.report, task, work.cast.head)
    leader = as_person(work.cast.leader)
    do(plans.confirm, task, work.cast.clerk)
    page = leader.visit(f"/decide/tasks/{task.id}")
    assert "không còn chờ bạn" in page.text and page.buttons() == []
    assert "Xác nhận" not in page.text and "Mở hồ sơ" in page.links()


def test_the_most_urgent_incoming_letter_comes_first(app: Flask, work, as_person) -> None:
    work.incoming.presented(subject="Thư thường")
    work.incoming.presented(subject="Thư khẩn", urgency=Urgency.URGENT)
    work.incoming.presented(subject="Thư hỏa tốc", urgency=Urgency.FLASH)
    leader = as_person(work.cast.leader)
    found, page = [], leader.visit("/decide")
    for _ in range(3):
        found.append(page.heading)
        page = leader.visit(page.links()["Để sau, xem việc tiếp"])
    assert found == ["Thư hỏa tốc", "Thư khẩn", "Thư thường"]


def test_a_letter_that_cannot_be_signed_says_why_and_can_go_back(app: Flask, work, as_person) -> None:
    letter = work.letters.in_state(State.PRESENTED)
    letter.signer_authority.valid_until = today() - timedelta(days=1)
    session.commit()
    page = as_person(work.cast.leader).visit(f"/decide/letters/{letter.id}")
    assert "Chưa duyệt và ký được" in page.text and page.buttons() == ["Trả lại"]


@pytest.mark.parametrize(("state", "who"), [(State.CHECKING, "head"), (State.PRESENTED, "leader")])
def test_the_page_to_decide_counts_what_the_letters_page_counts(app: Flask, work, as_person, state, who: str) -> None:
    letter = work.letters.in_state(state)
    person = as_person(getattr(work.cast, who))
    pattern = r"(?i)(?:còn (\d+) điều chưa đạt|đạt cả (\d+) điều)"
    said = [
        re.search(pattern, person.visit(path).text)
        for path in (f"/decide/letters/{letter.id}", f"/documents/{letter.id}")
    ]
    assert said[0] and said[1] and said[0].groups() == said[1].groups()


def test_a_head_has_one_home_and_one_way_through_it(app: Flask, work, as_person) -> None:
    cast = work.cast
    work.letters.in_state(State.CHECKING, trich_yeu="Dự thảo chờ kiểm tra")
    work.letters.saved(trich_yeu="Dự thảo đang soạn")
    handled = work.incoming.directed(today() + timedelta(days=1), subject="Thư đang xử lý")
    do(plans.accept, handled.tasks[0], cast.head, cast.staff)
    head = as_person(cast.head)
    head.post(f"/incoming/{handled.id}/see")
    work.incoming.directed(subject="Thư mới chuyển tới")
    home = head.visit("/")
    for card in (
        "Chờ kiểm tra nội dung (1)",
        "Văn bản đến mới chuyển tới đơn vị (1)",
        "Nhiệm vụ chờ tiếp nhận (1)",
        "Văn bản đến đơn vị đang xử lý (1)",
        "Dự thảo của đơn vị (1)",
    ):
        assert card in home.text, card
    assert home.text.count("Dự thảo chờ kiểm tra") == 1, "what waits for him is not listed twice"
    page = head.press("Đã kiểm tra nội dung", head.visit("/decide"))
    assert page.heading == "Thư mới chuyển tới"
    page = head.press("Đã nhận, đã xem", page)
    assert "Tham mưu văn bản trả lời" in page.heading
    page = head.press("Nhận nhiệm vụ", page, assignee=str(cast.staff.id))
    assert DONE in page.text


def test_the_drafts_of_a_unit_are_for_its_heads_alone(app: Flask, work, as_person) -> None:
    work.letters.saved(trich_yeu="Dự thảo đang soạn")
    assert "Dự thảo của đơn vị" not in as_person(work.cast.staff).visit("/").text
    assert "Dự thảo của đơn vị" not in as_person(work.cast.other_head).visit("/").text
