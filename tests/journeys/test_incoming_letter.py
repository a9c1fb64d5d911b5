"""An incoming letter's way: the clerk by keys, the leader on a phone, the unit that answers, the register."""

import re

from tests.docservice.incoming.made_letters import LETTERS
from tests.incoming.letter_files import letter_pdf
from tests.journeys.conftest import Sit
from tests.journeys.desk import Desk

LETTER = LETTERS[2]  # a kế hoạch of Sở Nông nghiệp và Môi trường
CODE = LETTER.code


def receive(clerk: Desk) -> None:
    """Answer the question about secrecy, choose the file, and wait until the machine has read it."""
    clerk.open("/incoming/receive")
    clerk.page.get_by_label("Không có dấu mật").check()
    clerk.page.locator("[name=files]").set_input_files(
        {"name": "den.pdf", "mimeType": "application/pdf", "buffer": letter_pdf(LETTER)}
    )
    clerk.press("Tiếp nhận")
    clerk.page.locator("[data-proposal]").first.wait_for(timeout=60_000)


def test_a_letter_comes_is_directed_on_a_phone_and_answered(sit: Sit) -> None:
    clerk = sit("vanthu")
    receive(clerk)
    values = "() => ['code', 'agency', 'type_name', 'subject'].map((name) => document.getElementById(name).value)"
    assert clerk.page.evaluate(values) == ["", "", "", ""], "nothing is filled in before a person takes it"
    clerk.page.locator("#code").focus()
    assert clerk.page.locator("[data-mark=code].active").count() == 1, "its place on the page lights up"
    for _ in range(5):
        clerk.page.keyboard.press("F2")
    assert clerk.page.evaluate(values) == [CODE, "Sở Nông nghiệp và Môi trường", "Kế hoạch", LETTER.subject]
    with clerk.page.expect_navigation(wait_until="domcontentloaded"):
        clerk.page.locator("#code").press("Enter")
    said = re.search(r"Đã vào sổ: số đến (\d+)", clerk.text())
    assert said, clerk.text()
    number, address = said[1], clerk.path
    choice = clerk.page.locator("#leader option", has_text="Phó Chủ tịch phụ trách thi đua")
    clerk.page.locator("#leader").select_option(choice.first.get_attribute("value"))
    clerk.press("Trình")
    assert "Chờ ý kiến chỉ đạo" in clerk.text()

    leader = sit("phochutich", phone=True)
    leader.open(address)
    leader.follow("Cho ý kiến chỉ đạo")
    leader.page.get_by_label("Tham mưu kế hoạch triển khai thực hiện.").check()
    leader.page.get_by_label("Đơn vị xử lý chính").select_option(label="Phòng Chính sách và hỗ trợ hợp tác xã")
    leader.page.get_by_label("7 ngày làm việc").check()
    leader.page.get_by_label("Phòng Thông tin và tuyên truyền").first.check()
    leader.press("Giao xử lý")
    assert "Đang xử lý" in leader.text()

    head = sit("truong.cs")
    head.open("/board")
    assert f"VB đến {number} · bút phê" in head.text()
    head.open(address)
    head.press("Đã nhận, đã xem")
    head.follow("Soạn văn bản trả lời")
    head.page.get_by_label("Mẫu văn bản").select_option("ke_hoach")
    head.press("Bắt đầu soạn")
    assert f"Kế hoạch số {CODE} ngày 26 tháng 02 năm 2026" in head.page.locator("[name=can_cu]").first.input_value()

    clerk.open(f"{address}/answer")
    clerk.fill("Hoặc số, ký hiệu của văn bản làm ngoài", "97/LMHTX-CS")
    clerk.press("Gắn văn bản")
    assert "Đã trả lời" in clerk.text()
    clerk.open("/incoming/follow_up")
    line = next(words for words in clerk.texts("main tbody tr") if CODE in words)
    assert "97/LMHTX-CS" in line and "Đã trả lời, 0/1 nhiệm vụ hoàn thành" in line
    for desk in (clerk, leader, head):
        assert desk.complaints == []
