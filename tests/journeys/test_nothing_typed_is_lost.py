"""The line drops or the session ends while somebody types: the words come back."""

import re

from tests.journeys.conftest import Sit
from tests.journeys.letters import LETTER, begin, fill_in

LONG = "Mỗi hợp tác xã cử hai người, mang theo sản phẩm tiêu biểu."


def test_a_lost_line_keeps_the_words_and_saves_them_when_it_is_back(sit: Sit) -> None:
    desk = sit("bientap.tttt")
    begin(desk, "công văn")
    with desk.page.expect_response(lambda answer: answer.url.endswith("/draft") and answer.ok):
        fill_in(desk, LETTER)
    desk.context.set_offline(True)
    desk.page.locator("[name=ket]").fill(LONG)
    desk.page.get_by_text(re.compile("^Mất mạng")).wait_for()
    with desk.page.expect_response(lambda answer: answer.url.endswith("/draft") and answer.ok):
        desk.context.set_offline(False)
    desk.page.get_by_text(re.compile("^Đã lưu lúc")).wait_for()
    desk.page.reload()
    assert desk.page.locator("[name=ket]").input_value() == LONG


def test_a_page_that_died_without_a_line_offers_its_words_again(sit: Sit) -> None:
    desk = sit("bientap.tttt")
    begin(desk, "công văn")
    address = desk.path
    desk.context.set_offline(True)
    desk.page.locator("[name=trich_yeu]").fill("rà soát máy tính của cơ quan")
    desk.page.locator("form[data-kept=yes]").wait_for()
    desk.page.close()
    desk.context.set_offline(False)
    desk.page = desk.context.new_page()
    desk.open(address)
    assert desk.page.locator("[name=trich_yeu]").input_value() == ""
    desk.button("Lấy lại").click()
    assert desk.page.locator("[name=trich_yeu]").input_value() == "rà soát máy tính của cơ quan"


def test_a_session_that_ended_sends_the_words_after_signing_in_again(sit: Sit) -> None:
    desk = sit("truong.cs")
    desk.open("/board")
    desk.follow(re.compile("^Tổng hợp kiến nghị về chính sách"))
    desk.fill("Ý kiến", LONG)
    desk.context.clear_cookies()
    desk.press("Gửi ý kiến")
    assert "nội dung vừa gửi chưa được lưu" in desk.text()
    desk.fill("Tên đăng nhập", "truong.cs")
    desk.fill("Mật khẩu", desk.password)
    desk.press("Đăng nhập")
    desk.press("Gửi tiếp")
    assert LONG in desk.text("#trao-doi")


def test_a_letter_typed_into_an_ended_session_is_offered_back(sit: Sit) -> None:
    desk = sit("bientap.tttt")
    begin(desk, "công văn")
    address = desk.path
    desk.context.clear_cookies()
    desk.page.locator("[name=trich_yeu]").fill("kiểm kê tài sản cuối năm")
    desk.page.get_by_text(re.compile("^Phiên làm việc đã hết")).wait_for()
    desk.sign_in("bientap.tttt", desk.password)
    desk.open(address)
    desk.button("Lấy lại").click()
    assert desk.page.locator("[name=trich_yeu]").input_value() == "kiểm kê tài sản cuối năm"
