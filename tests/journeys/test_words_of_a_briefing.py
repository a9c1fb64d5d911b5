"""A briefing in the browser: words typed save themselves, pasted lines are read, the leader confirms on his phone.

Its tasks stay in the office all journeys share, so it comes last.
"""

import re

from tests.journeys.conftest import Sit


def test_from_pasted_lines_to_tasks_and_the_draft_of_the_letter(sit: Sit) -> None:
    clerk = sit("vanthu")
    clerk.open("/briefings/2/conclusions")
    with clerk.page.expect_response(lambda answer: answer.url.endswith("/draft") and answer.ok):
        clerk.fill("Đánh giá chung", "Các đơn vị làm tốt.")
    clerk.page.get_by_text(re.compile("^Đã lưu lúc")).wait_for()
    clerk.page.reload()
    assert clerk.page.locator("[name=remarks]").input_value() == "Các đơn vị làm tốt."
    clerk.press("Đưa vào bảng")
    assert "Đã đưa 2 kết luận vào bảng" in clerk.text()
    assert clerk.page.get_by_text("Có nội dung chưa gửi được").count() == 0, "what was read is not offered back"
    clerk.press("Lưu kết luận")
    clerk.press("Trình lãnh đạo xác nhận")
    leader = sit("phochutich", phone=True)
    leader.open("/")
    leader.follow(re.compile("^Giao ban ngày"))
    leader.page.locator("summary", has_text="Xác nhận, giao việc").click()
    leader.press("Xác nhận")
    assert "giao 2 nhiệm vụ" in leader.text()
    leader.follow("Mở thông báo kết luận")
    assert "Kết luận của" in leader.text("h1")
    assert clerk.complaints == leader.complaints == []
