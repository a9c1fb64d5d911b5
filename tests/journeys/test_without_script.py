"""The main paths with JavaScript switched off, and with the keyboard alone."""

import re

from tests.journeys.conftest import Sit
from tests.journeys.desk import Desk
from tests.journeys.letters import LETTER, begin, fill_in, photographed_sheet, send_sheet


def test_a_task_is_accepted_ticked_proved_and_reported_without_a_script(sit: Sit) -> None:
    head = sit("giamdoc.quy", script=False)
    head.open("/tasks?state=all")
    head.follow(re.compile("^Đối chiếu dư nợ"))
    with head.page.expect_navigation(wait_until="domcontentloaded"):
        head.page.get_by_role("checkbox", name="Đối chiếu từng hợp đồng vay").click()
    assert head.text("[data-tick-summary]").startswith("1/1 ")
    head.unfold("Thêm minh chứng")
    head.page.get_by_label("Tệp hoặc ảnh").set_input_files(
        {"name": "doi chieu.jpg", "mimeType": "image/jpeg", "buffer": photographed_sheet()}
    )
    head.press("Thêm minh chứng")
    assert "doi chieu.jpg" in head.text("#minh-chung")
    head.act("Báo hoàn thành", note="Đã đối chiếu xong.")
    assert "Chờ xác nhận" in head.text("main .lead")


def test_a_letter_is_written_checked_signed_and_issued_without_a_script(sit: Sit) -> None:
    drafter = sit("chuyenvien.tttt", script=False)
    begin(drafter, "công văn")
    fill_in(drafter, {**LETTER, "ket": ""})
    drafter.press("Lưu bản dự thảo")
    assert drafter.page.locator("[name=trich_yeu]").input_value() == LETTER["trich_yeu"]
    assert "Đoạn kết" in drafter.text(".problems, [data-focus]")
    drafter.page.locator("[name=ket]").fill(LETTER["ket"])
    drafter.press("Lưu bản dự thảo")
    letter = drafter.path.removesuffix("/edit")
    drafter.open(letter)
    drafter.press("Trình kiểm tra")
    clerk = sit("vanthu", script=False)
    for desk, act in ((sit("truong.tttt", script=False), "Đã kiểm tra nội dung"), (clerk, "Đã kiểm tra thể thức")):
        desk.open(letter)
        desk.act(act)
    drafter.open(letter)
    drafter.press("Trình ký")
    deputy = sit("phochutich", phone=True, script=False)
    deputy.open(letter)
    deputy.act("Duyệt và ký")
    clerk.open(letter)
    clerk.act("Cấp số")
    send_sheet(clerk)
    clerk.follow("Phát hành")
    clerk.press("Phát hành")
    assert "Đã phát hành" in clerk.text("main .lead")


def test_a_task_is_ticked_and_reported_with_the_keyboard_alone(sit: Sit) -> None:
    desk = sit("")
    desk.open("/sign-in")
    desk.page.keyboard.type("truong.tttt")
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.type(desk.password)
    enter(desk)
    tab_to(desk, "Kế hoạch")
    enter(desk)
    tab_to(desk, "Tổng kết phong trào thi đua và công tác năm (kế hoạch minh họa)")
    enter(desk)
    tab_to(desk, "Làm số chuyên đề Bản tin về các điển hình tiên tiến trong năm")
    enter(desk)
    for item in ("Biên tập", "Dàn trang"):
        tab_to(desk, item)
        with desk.page.expect_response(lambda answer: answer.url.endswith("/tick") and answer.ok):
            desk.page.keyboard.press("Space")
    desk.page.locator("summary", has_text="Báo hoàn thành").wait_for()
    tab_to(desk, "Báo hoàn thành", backwards=True)
    desk.page.keyboard.press("Enter")
    desk.page.locator("details.panel[open] textarea:focus").wait_for()
    desk.page.keyboard.type("Bản tin đã in.")
    tab_to(desk, "Báo hoàn thành")
    enter(desk)
    assert "Chờ xác nhận" in desk.text("main .lead")


def enter(desk: Desk) -> None:
    with desk.page.expect_navigation(wait_until="domcontentloaded"):
        desk.page.keyboard.press("Enter")


def tab_to(desk: Desk, words: str, backwards: bool = False) -> None:
    """Move with the Tab key until the thing with these words has the focus, and can be seen to have it."""
    for _ in range(60):
        desk.page.keyboard.press("Shift+Tab" if backwards else "Tab")
        focused = desk.page.locator(":focus")
        if focused.count() and focused.inner_text().strip() == words:
            assert focused.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
            return
    raise AssertionError(f"no way to «{words}» with the Tab key on {desk.path}")


def test_the_clerk_works_through_the_desk_with_the_keyboard_alone(sit: Sit) -> None:
    clerk = sit("vanthu")
    clerk.open("/")
    clerk.alt("1")
    tab_to_the_first_of(clerk, "register")
    enter(clerk)
    clerk.page.locator("#code:focus").wait_for()  # the clerk types at once

    clerk.page.keyboard.press("Escape")
    with clerk.page.expect_navigation(wait_until="domcontentloaded"):
        clerk.alt("0")
    clerk.alt("2")
    tab_to_the_first_of(clerk, "deliver")
    enter(clerk)
    clerk.alt("9")
    clerk.page.locator("#leader:focus").wait_for()

    with clerk.page.expect_navigation(wait_until="domcontentloaded"):
        clerk.alt("0")
    clerk.alt("3")
    tab_to_the_first_of(clerk, "number")
    enter(clerk)
    clerk.alt("9")
    clerk.page.locator("details.panel[open] [name=day]:focus").wait_for()
    enter(clerk)
    assert "Chờ bản quét" in clerk.text("main .lead")
    clerk.alt("9")
    clerk.page.locator("details.panel[open] input[type=file]:focus").wait_for()


def tab_to_the_first_of(desk: Desk, pile: str) -> None:
    """From the pile that a key led to, one step of the Tab key to its first letter."""
    desk.page.wait_for_url(f"**/#{pile}")
    desk.page.keyboard.press("Tab")
    assert desk.page.locator(f"#{pile} a:focus").count() == 1, f"the key leads to {pile}"
