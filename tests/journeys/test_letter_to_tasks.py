"""From a letter's file to tasks in the departments' hands, in a real browser, by the keyboard where it is quicker."""

from tests.journeys.conftest import Sit

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


def test_a_letter_becomes_tasks_and_a_task_leads_back_to_its_words(sit: Sit, tmp_path) -> None:
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
    clerk.page.get_by_label("Lãnh đạo ban hành").select_option(index=1)
    clerk.press("Xác nhận")
    assert "Đã xác nhận" in clerk.text()
    assert "Dựng gian hàng" in clerk.text()

    clerk.page.get_by_role("link", name="Báo cáo số bài đã đăng").first.click()
    clerk.page.wait_for_url("**/tasks/*")
    assert "hằng tháng: ngày 25" in clerk.text()
    clerk.follow("KH 971, mục II.1, thời hạn ghi “vào ngày 25 hằng tháng”")
    assert clerk.texts(".letter-text .lit") == ["- Báo cáo số bài đã đăng vào ngày 25 hằng tháng."]
    assert clerk.complaints == []
