"""Plan 43 as its receivers see it: each exactly its own tasks, a tick with a photo, and the leader's overview."""

import io
import re

import pytest
from PIL import Image

from tests.journeys.conftest import Sit
from tests.journeys.desk import Desk

FOR_ALL = ("III.4", "Chủ động phối hợp thực hiện các nội dung liên quan khác theo Kế hoạch")

# Written by hand from plan 43, section III: who receives what.
RECEIVED = {
    "truong.tttt": [
        ("III.1", "Đăng tin, bài về chính sách thi đua, khen thưởng và các phong trào thi đua"),
        ("III.1", "Đề xuất đưa gương điển hình vào chuyên trang, chuyên mục của Báo và Đài"),
        FOR_ALL,
    ],
    "truong.kttctv": [
        ("III.2", "Tham mưu kế hoạch phát động thi đua, giao lưu học tập mô hình hay"),
        ("III.2", "Tiếp nhận, tổng hợp điển hình tiên tiến để đề nghị khen thưởng"),
        FOR_ALL,
    ],
    "chanhvanphong": [("III.3", "Đề xuất và chuẩn bị cơ sở vật chất, kinh phí thực hiện Kế hoạch")],
    "truong.cs": [FOR_ALL],
    "giamdoc.tt": [FOR_ALL],
    "giamdoc.quy": [FOR_ALL],
}
# The list of all tasks is shorter for those who see only their own department's.
SEES_EVERYTHING = {"chanhvanphong"}


def open_plan_43(desk: Desk) -> None:
    desk.open("/plans")
    desk.follow(re.compile("^Tuyên truyền phong trào thi đua yêu nước"))


def photo_of_a_page() -> bytes:
    """A photograph as a phone makes it: large, and lying on its side with a mark that says so."""
    picture = Image.effect_noise((1600, 1200), 40).convert("RGB")
    orientation = Image.Exif()
    orientation[0x0112] = 6
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=80, exif=orientation)
    return stream.getvalue()


def tick(desk: Desk, item: str) -> None:
    """Tick an item and wait until the office has noted it."""
    with desk.page.expect_response(lambda answer: answer.url.endswith("/tick") and answer.ok):
        desk.page.get_by_role("checkbox", name=item).click()
    desk.page.locator("li.check.checked").filter(has_text=item).locator("[data-tick-note]:not(:empty)").wait_for()


def figures(desk: Desk) -> dict[str, int]:
    """The numbers on top of the overview, by what they count."""
    desk.open("/overview")
    lines = desk.page.locator(".figures li")
    names, numbers = lines.locator(".figure-name").all_inner_texts(), lines.locator(".figure-number").all_inner_texts()
    return {name.strip(): int(number) for name, number in zip(names, numbers, strict=True)}


def row_of(desk: Desk, department: str) -> list[str]:
    row = desk.page.locator("table.overview tr").filter(has=desk.page.get_by_role("link", name=department, exact=True))
    return [words.strip() for words in row.locator("td.num").all_inner_texts()]


@pytest.mark.parametrize("head", RECEIVED)
def test_each_receiver_sees_exactly_its_tasks(sit: Sit, head: str) -> None:
    desk = sit(head)
    open_plan_43(desk)
    lines = desk.texts("section.card.mine .work-list > li")
    assert len(lines) == len(RECEIVED[head])
    for line, (place, words) in zip(lines, RECEIVED[head], strict=True):
        assert line.startswith(words[:60])
        assert f"mục {place}" in line
    if head not in SEES_EVERYTHING:
        desk.open(f"/tasks?plan={desk.path.rsplit('/', 1)[-1]}&state=all")
        names = desk.texts("main tbody th a")
        assert sorted(name[:40] for name in names) == sorted(words[:40] for _, words in RECEIVED[head])


def test_a_tick_with_a_photo_moves_the_leaders_numbers(sit: Sit) -> None:
    leader = sit("phochutich")
    before = figures(leader)
    units_before = row_of(leader, "Phòng Thông tin và tuyên truyền")

    staff = sit("chuyenvien.tttt", phone=True)
    staff.open("/")
    staff.follow(re.compile("^Đăng tin, bài về chính sách thi đua"))
    tick(staff, "Lập lịch đăng tin, bài theo tháng")
    tick(staff, "Đăng trên Trang Thông tin điện tử")
    assert staff.text("[data-tick-summary]").startswith("2/4 ")
    assert "Chuyên viên tuyên truyền" in staff.text("li.check.checked [data-tick-note]")

    staff.unfold("Thêm minh chứng")
    staff.page.get_by_label("Tệp hoặc ảnh").set_input_files(
        {"name": "bai dang tháng 11.jpg", "mimeType": "image/jpeg", "buffer": photo_of_a_page()}
    )
    staff.page.get_by_label("Cho đầu việc").select_option(label="Lập lịch đăng tin, bài theo tháng")
    staff.press("Thêm minh chứng")
    width, height = staff.see(staff.page.locator(".thumbs img"))
    assert height > width, "the photo was taken upright"
    assert "Lập lịch đăng tin, bài theo tháng" in staff.text("#minh-chung .files")

    head = sit("truong.tttt", phone=True)
    head.open(staff.path.split("#")[0])
    assert "Còn 2 đầu việc chưa xong" in head.text("aside.column-aside")
    tick(head, "Đăng trên Fanpage")
    tick(head, "Đưa vào Bản tin kinh tế tập thể")
    head.act("Báo hoàn thành", note="Đã đăng đủ tin, bài.")
    assert "Chờ xác nhận" in head.text("main .lead")

    reported = figures(leader)
    assert changes(before, reported) == {"Không hạn": -1, "Chờ xác nhận": 1}

    leader.open("/")
    leader.follow(re.compile("^Đăng tin, bài về chính sách thi đua"))
    assert leader.page.locator(".thumbs img").count() == 1
    leader.press("Xác nhận")
    assert changes(reported, figures(leader)) == {"Chờ xác nhận": -1, "Hoàn thành": 1}
    units_after = row_of(leader, "Phòng Thông tin và tuyên truyền")
    assert [int(now) - int(was) for was, now in zip(units_before, units_after, strict=True)] == [0, 0, 0, -1, 0, 1]


def changes(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """What changed between two looks at the overview."""
    return {name: after[name] - before[name] for name in before if after[name] != before[name]}
