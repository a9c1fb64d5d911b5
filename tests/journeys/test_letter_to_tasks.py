"""From a letter's file to tasks in the departments' hands, and from what they did to the report, in a real browser."""

import re

from tests.journeys.conftest import Sit
from tests.journeys.desk import Desk

LEADER = "Phó Chủ tịch phụ trách thi đua – Phó Chủ tịch"
LETTER = """LIÊN MINH HỢP TÁC XÃ
THÀNH PHỐ HẢI PHÒNG
Số: 971/KH-LMHTX
Hải Phòng, ngày 10 tháng 11 năm 2026
KẾ HOẠCH
Tổ chức Tuần lễ hàng hợp tác xã
I. Mục đích
- Giới thiệu sản phẩm.
II. Tổ chức thực hiện
1. Phòng Thông tin và tuyên truyền:
- Viết bài giới thiệu gian hàng, hoàn thành trước ngày 30/12/2026.
- Báo cáo số bài đã đăng vào ngày 25 hằng tháng.
2. Ban Hội chợ:
- Dựng gian hàng trước 05 ngày tổ chức Hội nghị.
Trên đây là Kế hoạch tổ chức Tuần lễ hàng hợp tác xã./.
"""


def test_a_letter_becomes_tasks_and_the_tasks_become_the_report(sit: Sit, tmp_path) -> None:
    file = tmp_path / "ke-hoach-tuan-le.txt"
    file.write_text(LETTER, encoding="utf-8")
    clerk = sit("vanthu")
    clerk.open("/readings")
    clerk.follow("Gửi văn bản")
    clerk.page.get_by_label("Tệp văn bản").set_input_files(file)
    clerk.press("Đọc văn bản")
    clerk.page.locator(".proposal").first.wait_for(timeout=60_000)
    assert clerk.page.locator(".proposal").count() == 3

    clerk.page.keyboard.press("j")
    assert clerk.texts(".letter-text .lit") == ["- Viết bài giới thiệu gian hàng, hoàn thành trước ngày 30/12/2026."]
    clerk.page.keyboard.press("j")
    assert clerk.texts(".letter-text .lit") == ["- Báo cáo số bài đã đăng vào ngày 25 hằng tháng."]
    with clerk.page.expect_navigation():
        clerk.page.keyboard.press("d")
    assert "đã xem" in clerk.text(".proposal >> nth=1")

    clerk.page.get_by_label("«Ban Hội chợ» (1 chỗ) là").select_option(label="Văn phòng")
    clerk.page.get_by_label("Nhớ cách viết này").uncheck()
    clerk.press("Chọn")
    with clerk.page.expect_navigation():
        clerk.page.locator(".proposal >> nth=2").get_by_role("button", name="Đúng").click()
    clerk.follow("Xem lại và xác nhận")
    clerk.page.get_by_label("Lãnh đạo theo dõi, xác nhận").select_option(label=LEADER)
    clerk.press("Xác nhận")
    assert "Đã xác nhận" in clerk.text()
    assert "Dựng gian hàng" in clerk.text()

    clerk.page.get_by_role("link", name="Báo cáo số bài đã đăng").first.click()
    clerk.page.wait_for_url("**/tasks/*")
    assert "hằng tháng: ngày 25" in clerk.text()
    clerk.follow("KH 971, mục II.1, thời hạn ghi “vào ngày 25 hằng tháng”")
    assert clerk.texts(".letter-text .lit") == ["- Báo cáo số bài đã đăng vào ngày 25 hằng tháng."]
    the_report_writes_itself(clerk, sit("truong.tttt"), sit("phochutich"))
    assert clerk.complaints == []


def the_report_writes_itself(clerk: Desk, head: Desk, leader: Desk) -> None:
    """One unit does its task and fills its part; the other's part is taken from its tasks."""
    head.open("/board")
    head.follow(re.compile("^Viết bài giới thiệu gian hàng"))
    head.act("Nhận nhiệm vụ")
    head.act("Báo hoàn thành", note="Đã đăng ba bài giới thiệu.")
    leader.open(head.path)
    leader.press("Xác nhận hoàn thành")

    clerk.open("/plans")
    clerk.follow(re.compile("Tổ chức Tuần lễ hàng hợp tác xã"))
    clerk.follow("Lập báo cáo")
    clerk.press("Chốt số liệu, hỏi các đơn vị")
    report = clerk.path
    figures = clerk.texts("main tbody tr:has-text('Phòng Thông tin và tuyên truyền') td.num")
    assert figures[:2] == ["2", "1"], "two tasks, one done"

    head.open(report)
    head.follow("Điền phần của PTTTT")
    head.page.get_by_label("Đề xuất, kiến nghị").fill("Bố trí kinh phí in tờ gấp")
    head.press("Gửi phần của đơn vị")

    clerk.open(report)
    clerk.act("Tổng hợp thành văn bản")
    written = clerk.page.locator("#van-ban")
    facts = " ".join(field.input_value() for field in written.locator("textarea").all())
    assert "Viết bài giới thiệu gian hàng" in facts and "Bố trí kinh phí in tờ gấp" in facts
