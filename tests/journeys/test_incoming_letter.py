"""An incoming letter's way: the clerk by keys, the leader on a phone, the unit that answers, the register."""

from tests.docservice.incoming.made_letters import LETTERS
from tests.journeys.arrivals import WRITTEN, direct, present, receive, register, take_what_was_read
from tests.journeys.conftest import Sit

LETTER = LETTERS[2]  # a kế hoạch of Sở Nông nghiệp và Môi trường
CODE = LETTER.code


def test_a_letter_comes_is_directed_on_a_phone_and_answered(sit: Sit) -> None:
    clerk = sit("vanthu")
    receive(clerk, LETTER)
    assert clerk.page.evaluate(WRITTEN) == ["", "", "", ""], "nothing is filled in before a person takes it"
    clerk.page.locator("#code").focus()
    assert clerk.page.locator("[data-mark=code].active").count() == 1, "its place on the page lights up"
    assert take_what_was_read(clerk) == [CODE, "Sở Nông nghiệp và Môi trường", "Kế hoạch", LETTER.subject]
    number, address = register(clerk), clerk.path
    present(clerk, "Phó Chủ tịch phụ trách thi đua")

    leader = sit("phochutich", phone=True)
    leader.open(address)
    leader.follow("Cho ý kiến chỉ đạo")
    phrase, unit = "Tham mưu kế hoạch triển khai thực hiện.", "Phòng Chính sách và hỗ trợ hợp tác xã"
    direct(leader, phrase, unit, helper="Phòng Thông tin và tuyên truyền")
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
