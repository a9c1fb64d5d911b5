"""What is typed is seen on its page: the pages beside the form are drawn anew after a save, and typing goes on."""

from tests.journeys.conftest import Sit

WIDE = {"width": 1536, "height": 864}


def test_the_pages_beside_the_form_follow_what_is_typed(sit: Sit) -> None:
    drafter = sit("chuyenvien.vp")
    drafter.page.set_viewport_size(WIDE)
    drafter.open("/documents/4/edit")
    pages = drafter.page.locator("[data-preview-pages] img")
    pages.first.wait_for()
    before = pages.first.get_attribute("src")
    drafter.page.fill("[name=trich_yeu]", "Trích yếu vừa gõ xong")
    drafter.page.locator(f'[data-preview-pages] img:not([src="{before}"])').first.wait_for()
    assert drafter.page.locator(":focus").get_attribute("name") == "trich_yeu"
    assert drafter.page.input_value("[name=trich_yeu]") == "Trích yếu vừa gõ xong"
    assert drafter.complaints == []
