"""A letter comes: what the clerk does at the machine, and the leader who says who handles it."""

import re

from tests.docservice.incoming.made_letters import MadeLetter
from tests.incoming.letter_files import letter_pdf
from tests.journeys.desk import Desk

FIELDS = ["code", "agency", "type_name", "subject"]
WRITTEN = f"() => {FIELDS}.map((name) => document.getElementById(name).value)"


def receive(clerk: Desk, letter: MadeLetter) -> None:
    """Answer the question about secrecy, choose the file, and wait until the machine has read it."""
    clerk.open("/incoming/receive")
    clerk.page.get_by_label("Không có dấu mật").check()
    clerk.page.locator("[name=files]").set_input_files(
        {"name": "den.pdf", "mimeType": "application/pdf", "buffer": letter_pdf(letter)}
    )
    clerk.press("Tiếp nhận")
    clerk.page.locator("[data-proposal]").first.wait_for(timeout=150_000)  # the worker may still be at other letters


def take_what_was_read(clerk: Desk) -> list[str]:
    """Take each proposal by its key; what then stands in the fields."""
    clerk.page.locator("#code").focus()
    for _ in range(5):
        clerk.page.keyboard.press("F2")
    return clerk.page.evaluate(WRITTEN)


def register(clerk: Desk) -> str:
    """Into the book by the return key; the arrival number."""
    with clerk.page.expect_navigation(wait_until="domcontentloaded"):
        clerk.page.locator("#code").press("Enter")
    said = re.search(r"Đã vào sổ: số đến (\d+)", clerk.text())
    assert said, clerk.text()
    return said[1]


def present(clerk: Desk, post: str) -> None:
    """Lay it before the leader of this post."""
    choice = clerk.page.locator("#leader option", has_text=post)
    clerk.page.locator("#leader").select_option(choice.first.get_attribute("value"))
    clerk.press("Trình")
    assert "Chờ ý kiến chỉ đạo" in clerk.text()


def direct(leader: Desk, phrase: str, unit: str, helper: str = "") -> None:
    """Answer on the page of the direction: a ready phrase, who handles it within seven days, who helps."""
    leader.page.get_by_label(phrase).check()
    leader.page.get_by_label("Đơn vị xử lý chính").select_option(label=unit)
    leader.page.get_by_label("7 ngày làm việc").check()
    if helper:
        leader.page.get_by_label(helper).first.check()
    leader.press("Giao xử lý")
