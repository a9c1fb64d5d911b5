"""A plan from its form to the register: drafted, checked, signed on a phone, numbered once, scanned, issued."""

import re
from io import BytesIO

from pypdf import PdfReader

from tests.journeys.conftest import Sit
from tests.journeys.desk import Desk
from tests.journeys.letters import DEPUTY, HANDED_OUT, PLAN, begin, fill_in, hand_out, photographed_sheet, send_sheet


def see_pages(desk: Desk) -> None:
    """Wait until the pages of the letter are on the screen, drawn."""
    width, height = desk.see(desk.page.locator(".letter img").first)
    assert width > 400
    assert 1.35 < height / width < 1.48, "an upright A4 page"


def draft(desk: Desk) -> str:
    """Write the plan; what is typed saves itself; give the address of the letter."""
    begin(desk, "kế hoạch")
    fill_in(desk, PLAN)
    with desk.page.expect_response(lambda answer: answer.url.endswith("/draft") and answer.ok):
        hand_out(desk)
    desk.page.get_by_text(re.compile(r"Đã lưu lúc \d\d:\d\d")).wait_for()
    desk.page.reload()
    assert desk.page.locator("[name=trich_yeu]").input_value() == PLAN["trich_yeu"]
    assert desk.page.locator("[name=phan_cong-2-noi_dung]").input_value() == HANDED_OUT[2][1]
    desk.press("Lưu bản dự thảo")
    return desk.path


def attach(desk: Desk) -> None:
    desk.unfold("Thêm phụ lục")
    panel = desk.page.locator("details.panel[open]")
    panel.get_by_label("Tệp").set_input_files(
        {"name": "Danh sách tuyến đường.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 not quite"}
    )
    with desk.page.expect_navigation(wait_until="domcontentloaded"):
        panel.get_by_role("button", name="Thêm", exact=True).click()
    assert "PDF" in desk.text(), "a file that only calls itself PDF is refused with words about it"
    desk.page.locator("details.panel[open]").get_by_label("Tệp").set_input_files(
        {"name": "Tuyến đường số 1.jpg", "mimeType": "image/jpeg", "buffer": photographed_sheet()}
    )
    with desk.page.expect_navigation(wait_until="domcontentloaded"):
        desk.page.locator("details.panel[open]").get_by_role("button", name="Thêm", exact=True).click()
    assert "Tuyến đường số 1" in desk.text("#phu-luc")


def number_with_a_double_click(clerk: Desk) -> str:
    clerk.unfold("Cấp số")
    posts: list[str] = []
    clerk.page.on("request", lambda sent: posts.append(sent.url) if sent.method == "POST" else None)
    with clerk.page.expect_navigation(wait_until="domcontentloaded"):
        clerk.page.locator("details.panel[open]").get_by_role("button", name="Cấp số", exact=True).dblclick()
    assert len(posts) == 1, "the second press of a double click sends nothing"
    found = re.search(r"số (\d+/KH-LMHTX)", clerk.text("main .lead"))
    assert found, clerk.text("main .lead")
    return found.group(1)


def test_a_plan_goes_from_its_form_to_the_register_and_to_the_departments(sit: Sit) -> None:
    drafter = sit("chuyenvien.tttt")
    letter = draft(drafter).removesuffix("/edit")
    drafter.open(letter)
    see_pages(drafter)
    attach(drafter)
    drafter.press("Trình kiểm tra")

    head, clerk = sit("truong.tttt"), sit("vanthu")
    head.open("/")
    head.follow(re.compile(PLAN["trich_yeu"]))
    head.act("Đã kiểm tra nội dung")
    clerk.open("/")
    clerk.follow(re.compile(PLAN["trich_yeu"]))
    clerk.act("Đã kiểm tra thể thức")
    drafter.open(letter)
    drafter.press("Trình ký")

    deputy = sit("phochutich", phone=True)
    deputy.open("/")
    deputy.follow(re.compile(PLAN["trich_yeu"]))
    see_pages(deputy)
    deputy.act("Duyệt và ký")
    assert "Đã ghi: duyệt và ký." in deputy.text()
    assert PLAN["trich_yeu"] not in deputy.text("h1"), "what waits next comes up by itself"

    clerk.open("/")
    clerk.follow(re.compile(PLAN["trich_yeu"]))
    number = number_with_a_double_click(clerk)
    see_pages(clerk)
    send_sheet(clerk)
    see_pages(clerk)
    clerk.follow("Phát hành")
    assert clerk.page.locator("textarea[name$=-words]:visible").count() == len(HANDED_OUT)
    clerk.press("Phát hành")
    assert "Đã phát hành" in clerk.text()

    the_register_holds_it_once(clerk, number)
    each_department_has_its_task(sit, number)


def the_register_holds_it_once(clerk: Desk, number: str) -> None:
    clerk.open("/registers")
    rows = clerk.page.locator("table tbody tr").filter(has_text=number)
    assert rows.count() == 1
    words = rows.first.inner_text()
    assert PLAN["trich_yeu"] in words and DEPUTY.split(" – ")[0] in words
    printed = clerk.page.request.get(f"{clerk.address}/registers/print").body()
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(printed)).pages)
    assert text.count(number) == 1


def each_department_has_its_task(sit: Sit, number: str) -> None:
    received = {
        "truong.tttt": ["Cử người tham gia ngày ra quân", "Đưa tin về ngày ra quân"],
        "truong.kttctv": ["Cử người tham gia ngày ra quân"],
        "truong.cs": ["Cử người tham gia ngày ra quân"],
        "giamdoc.tt": [],
    }
    short = f"KH {number.split('/')[0]} "
    for person, words in received.items():
        desk = sit(person)
        desk.open("/")
        waiting = desk.page.locator(".work-list li").filter(has_text=short).locator("a")
        assert sorted(name.strip(" .") for name in waiting.all_inner_texts()) == words, person
