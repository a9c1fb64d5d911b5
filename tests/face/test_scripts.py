"""What the scripts do for a person, in a real Chromium; and that the same is possible without them."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.face.conftest import LAPTOP, PHONE, Received

SUBJECT = "Kế hoạch tuyên truyền năm 2025"


def send(page: Page) -> None:
    page.get_by_role("button", name="Trình ký").click()


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("path", ["/?problems=1&flash=1", "/plain-page?signed_out=1", "/sent"])
def test_nothing_stands_in_a_screen_readers_way(open_page: Any, path: str, size: dict[str, int]) -> None:
    found = Axe().run(open_page(path, viewport=size)).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found if rule["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1366])
def test_no_page_scrolls_sideways(open_page: Any, width: int) -> None:
    page = open_page("/?problems=1", viewport={"width": width, "height": 800})
    wide = "e => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility() && !e.closest('.hidden')"
    found = f"[...document.querySelectorAll('body *')].filter({wide}).map(e => e.outerHTML.slice(0, 80))"
    assert page.evaluate(found) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_pressed_on_a_phone_is_large_enough(open_page: Any) -> None:
    page = open_page("/", viewport=PHONE, has_touch=True)
    small = page.evaluate(
        """[...document.querySelectorAll('button, .button, summary, .bottom a, .filters a, .tabs a')]
        .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 90))"""
    )
    assert small == []


def test_the_second_press_does_nothing(open_page: Any, received: Received) -> None:
    page = open_page()
    received.refuse_with = 204  # The browser stays on the page, as it does while it waits for a slow line.
    page.get_by_role("button", name="Trình ký").click()
    busy = page.get_by_role("button", name="Đang gửi…")
    expect(busy).to_be_visible()
    busy.click(force=True)
    page.get_by_label("Trích yếu").press("Enter")
    expect(busy).to_be_visible()
    assert len(received.to("/sent")) == 1


def test_a_file_box_names_what_was_chosen(open_page: Any) -> None:
    page = open_page()
    box = page.locator(".file-box").first
    expect(box).to_contain_text("Chưa chọn tệp")
    page.get_by_label("Tệp đính kèm").set_input_files(
        {"name": "Phụ lục 1.pdf", "mimeType": "application/pdf", "buffer": b"x" * 1_250_000}
    )
    expect(box).to_contain_text("Phụ lục 1.pdf (1,3 MB)")


def test_words_come_back_after_a_lost_line(open_page: Any, received: Received) -> None:
    page = open_page()
    page.get_by_label("Trích yếu").fill(SUBJECT)
    received.refuse_with = 503
    send(page)
    page.wait_for_load_state()
    received.refuse_with = 0
    page.goto(page.url.replace("/sent", "/?signed_out=1"))
    page.goto(page.url.replace("/?signed_out=1", "/"))
    page.get_by_role("button", name="Lấy lại").click()
    expect(page.get_by_label("Trích yếu")).to_have_value(SUBJECT)


def test_words_are_forgotten_once_they_were_taken(open_page: Any) -> None:
    page = open_page()
    page.get_by_label("Trích yếu").fill(SUBJECT)
    page.route("**/sent", lambda route: route.fulfill(status=303, headers={"Location": "/plain-page"}))
    send(page)
    page.wait_for_url("**/plain-page")
    page.goto(page.url.replace("/plain-page", "/"))
    expect(page.get_by_role("button", name="Trình ký")).to_be_visible()
    expect(page.get_by_role("button", name="Lấy lại")).to_have_count(0)


def test_kept_rows_come_back_with_their_number(open_page: Any) -> None:
    page = open_page()
    page.get_by_role("button", name="Thêm nhiệm vụ").click()
    page.locator("[name=rows-2-task]").fill("Nhiệm vụ thứ ba")
    expect(page.locator("form[data-kept]")).to_be_attached()
    page.reload()
    page.get_by_role("button", name="Lấy lại").click()
    expect(page.locator("[name=rows-2-task]")).to_have_value("Nhiệm vụ thứ ba")


def test_blanks_around_the_words_are_nothing_to_offer_back(open_page: Any) -> None:
    page = open_page()
    page.get_by_label("Trích yếu").fill("  ")
    expect(page.locator("form[data-kept]")).to_be_attached()
    page.reload()
    expect(page.get_by_role("button", name="Trình ký")).to_be_visible()
    expect(page.get_by_role("button", name="Lấy lại")).to_have_count(0)


def test_another_person_at_the_same_machine_is_offered_nothing(open_page: Any) -> None:
    page = open_page()
    page.get_by_label("Trích yếu").fill(SUBJECT)
    expect(page.locator("form[data-kept]")).to_be_attached()
    page.goto(page.url + "?signed_out=1")
    expect(page.get_by_role("button", name="Lấy lại")).to_have_count(0)


def test_a_draft_saves_itself_and_says_when(open_page: Any, received: Received) -> None:
    page = open_page()
    page.get_by_label("Trích yếu").fill(SUBJECT)
    expect(page.get_by_text("Đã lưu lúc 14:05")).to_be_visible()
    (saved,) = received.to("/autosave")
    assert saved["subject"] == SUBJECT
    assert saved["csrf_token"]
    assert "_once" not in saved


def test_what_is_typed_while_a_save_travels_is_saved_with_the_next(open_page: Any, received: Received) -> None:
    page, held = open_page(), []
    page.route("**/autosave", lambda route: route.continue_() if held else held.append(route))
    with page.expect_request("**/autosave"):
        page.get_by_label("Trích yếu").fill("Kế hoạch")
    page.get_by_label("Trích yếu").fill(SUBJECT)
    with page.expect_response("**/autosave"):
        held[0].continue_()
    expect(page.get_by_text("Đã lưu lúc 14:05")).to_be_visible()
    assert [saved["subject"] for saved in received.to("/autosave")] == ["Kế hoạch", SUBJECT]


@pytest.mark.parametrize(
    ("status", "words"), [(409, "Máy chủ bận. Hãy thử lại."), (400, "Phiên làm việc đã hết"), (500, "Máy chủ bận")]
)
def test_a_draft_that_cannot_be_saved_says_so(open_page: Any, received: Received, status: int, words: str) -> None:
    page = open_page()
    received.refuse_with = status
    page.get_by_label("Trích yếu").fill(SUBJECT)
    expect(page.locator("[data-saved-note]")).to_contain_text(words)


def test_a_lost_line_is_told_and_the_draft_saved_when_it_is_back(open_page: Any, received: Received) -> None:
    page = open_page()
    page.context.set_offline(True)
    page.get_by_label("Trích yếu").fill(SUBJECT)
    expect(page.locator("[data-saved-note]")).to_have_text("Mất mạng – nội dung vẫn giữ trên máy này")
    page.context.set_offline(False)
    expect(page.locator("[data-saved-note]")).to_have_text("Đã lưu lúc 14:05")
    assert received.to("/autosave")[-1]["subject"] == SUBJECT


def test_rows_are_added_moved_and_removed_and_stay_numbered(open_page: Any) -> None:
    page = open_page()
    page.get_by_role("button", name="Thêm nhiệm vụ").click()
    page.locator("[name=rows-2-task]").fill("ba")
    page.get_by_role("button", name="Chuyển nhiệm vụ lên").nth(2).click()
    page.get_by_role("button", name="Bỏ nhiệm vụ").nth(0).click()
    fields = page.locator("[data-rows] textarea")
    assert [fields.nth(i).get_attribute("name") for i in range(fields.count())] == ["rows-0-task", "rows-1-task"]
    expect(fields.nth(0)).to_have_value("ba")
    expect(page.get_by_label("Nhiệm vụ", exact=True).nth(0)).to_have_attribute("id", "rows-0-task")


def test_a_tick_answers_at_once(open_page: Any, received: Received) -> None:
    page = open_page()
    box = page.get_by_role("checkbox", name="Gửi bài tháng 3")
    box.click()
    expect(box).to_be_checked()
    expect(page.get_by_text("2/3 đầu việc đã xong")).to_be_visible()
    box.click()
    expect(box).not_to_be_checked()
    expect(page.locator("form[data-sent]")).to_have_count(0)
    assert [form["done"] for form in received.to("/tick")] == ["1", "0"]


def test_a_tick_that_failed_is_taken_back_with_words(open_page: Any, received: Received) -> None:
    page = open_page()
    received.refuse_with = 409
    box = page.get_by_role("checkbox", name="Gửi bài tháng 3")
    box.click()
    expect(page.get_by_text("Máy chủ bận. Hãy thử lại.")).to_be_visible()
    expect(box).not_to_be_checked()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("5/2/2025", "05/02/2025"), ("05022025", "05/02/2025"), ("2025-02-05", "05/02/2025"), ("mai", "mai")],
)
def test_dates_become_what_the_office_writes(open_page: Any, typed: str, kept: str) -> None:
    field = open_page().get_by_label("Hạn hoàn thành")
    field.fill(typed)
    field.blur()
    expect(field).to_have_value(kept)


def test_slow_work_says_how_far_it_is_and_goes_on_by_itself(open_page: Any, received: Received) -> None:
    page = open_page()
    expect(page.get_by_text("Trang 2/6")).to_be_visible()
    received.work_is_done = True
    page.wait_for_url("**/plain-page")


def test_a_danger_asks_first_and_escape_leaves_it(open_page: Any, received: Received) -> None:
    page = open_page()
    page.locator("summary", has_text="Hủy số").click()
    expect(page.get_by_text("Số 44 sẽ bỏ trống trong sổ")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Số 44 sẽ bỏ trống trong sổ")).to_be_hidden()
    assert received.posts == []


def test_all_of_it_can_be_done_without_scripts(open_page: Any, received: Received) -> None:
    page = open_page("/", java_script_enabled=False)
    page.locator("summary", has_text="Hủy số").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Hủy số", exact=True).last.click()
    page.go_back()
    with page.expect_navigation():
        page.get_by_role("checkbox", name="Gửi bài tháng 3").click()
    page.go_back()
    page.get_by_role("button", name="Thêm nhiệm vụ").click()
    assert [where for where, _ in received.posts] == ["/sent", "/tick", "/sent"]
    assert received.posts[-1][1]["_add"] == "rows"
    expect(page.get_by_role("link", name="Xem đã xong chưa")).to_have_count(0)


def test_a_page_works_from_the_keyboard(open_page: Any) -> None:
    page = open_page("/plain-page")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Tới nội dung")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
