"""What is printed from a page keeps its words readable; the smallest phones scroll down only."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Sit
from tests.journeys.desk import Desk

SMALLEST_PHONE = {"width": 320, "height": 640}
LANDSCAPE = {"width": 990, "height": 700}  # A4 between its margins, in CSS pixels


# Cells whose words reach over their edge, and dates that take more than one line.
BROKEN_CELLS = """() => {
  const lines = cell => {
    const words = document.createRange();
    words.selectNodeContents(cell);
    return new Set([...words.getClientRects()].map(box => box.top)).size;
  };
  return [...document.querySelectorAll("tbody :is(th, td)")]
    .filter(cell => cell.scrollWidth > cell.clientWidth + 1
                    || (/^[0-9/]{10}$/.test(cell.innerText.trim()) && lines(cell) > 1))
    .map(cell => cell.innerText);
}"""


@pytest.mark.parametrize("path", ["/awards", "/", "/registers", "/incoming/book", "/admin"])
def test_nothing_scrolls_sideways_on_the_smallest_phone(sit: Sit, path: str) -> None:
    desk = sit("quantri", phone=True)
    desk.page.set_viewport_size(SMALLEST_PHONE)
    desk.open(path)
    assert desk.page.evaluate("document.documentElement.scrollWidth") == SMALLEST_PHONE["width"]


@pytest.mark.parametrize(("path", "subject"), [("/incoming/book", 6), ("/incoming/follow_up", 2), ("/registers", 3)])
def test_a_printed_register_gives_the_room_to_the_subject(sit: Sit, path: str, subject: int) -> None:
    page = printed(sit("vanthu"), path)
    page.set_viewport_size(LANDSCAPE)
    widths = page.evaluate("[...document.querySelectorAll('thead th')].map(head => head.offsetWidth)")
    assert max(widths) == widths[subject - 1] > LANDSCAPE["width"] / 6
    assert page.evaluate(BROKEN_CELLS) == []
    assert page.evaluate("document.querySelector('.table').getBoundingClientRect().right") < LANDSCAPE["width"]


def test_the_line_of_the_own_department_stands_beside_its_printed_words(sit: Sit) -> None:
    page = printed(sit("truong.tttt"), "/plans/2")
    own = "getComputedStyle(document.querySelector('.card.mine'))"
    assert page.evaluate(f"parseFloat({own}.paddingLeft)") > 8
    assert page.evaluate(f"{own}.boxShadow") == "none"


def test_the_printed_guide_speaks_of_no_keys_and_its_chapters_stand_apart(sit: Sit) -> None:
    page = printed(sit("vanthu"), "/guide/book")
    assert not page.get_by_text("Để in, bấm Ctrl+P.").is_visible()
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelectorAll('.chapter')[1]).marginTop)") > 24


def printed(desk: Desk, path: str) -> Page:
    """The page as it goes to paper."""
    desk.open(path)
    desk.page.emulate_media(media="print")
    return desk.page
