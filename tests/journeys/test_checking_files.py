"""Somebody drops a letter made elsewhere, sees on its page what is wrong, has it mended, takes it home; then many."""

import io
from pathlib import Path
from typing import Any

from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from intranet.docservice.check.run import check
from tests.checking.conftest import BAD, GOOD
from tests.journeys.conftest import Sit
from tests.journeys.desk import Desk

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SOON = 90_000


def drop(desk: Desk, *files: tuple[bytes, str]) -> None:
    desk.open("/checking")
    sent: list[Any] = [{"name": name, "mimeType": WORD, "buffer": content} for content, name in files]
    desk.page.get_by_label("Tệp Word (.docx)").set_input_files(sent)
    desk.press("Kiểm tra")


def take_home(desk: Desk, link: str, target: Path) -> bytes:
    with desk.page.expect_download() as download:
        desk.page.get_by_role("link", name=link).first.click()
    download.value.save_as(target)
    return target.read_bytes()


def test_a_dropped_letter_is_marked_mended_and_taken_home(sit: Sit, tmp_path: Path) -> None:
    clerk = sit("chuyenvien.tttt")
    drop(clerk, BAD)
    # The page comes by itself: first the findings, then the pages with their frames.
    clerk.page.locator(".sheet-marks .mark").first.wait_for(timeout=SOON)
    width, height = clerk.see(clerk.page.locator(".sheet img").first)
    assert height > width > 400
    said = clerk.texts(".finding")
    assert len(said) == 3 and "cỡ 16" in said[0]
    # The frame stands on the line it speaks of, and leads to its finding.
    frame = clerk.page.locator("#mark-1 rect").bounding_box()
    sheet = clerk.page.locator(".sheet").first.bounding_box()
    assert frame and sheet and sheet["x"] + sheet["width"] / 3 < frame["x"]
    assert frame["y"] < sheet["y"] + sheet["height"] / 8
    clerk.page.locator("#mark-1").click()
    assert clerk.page.url.endswith("#finding-1")

    clerk.press("Sửa 2 lỗi máy sửa được")
    clerk.page.locator(".sheet-marks .mark").first.wait_for(timeout=SOON)
    assert len(clerk.texts(".finding")) == 1 and "Đây là bản máy đã sửa" in clerk.text("aside")
    mended = take_home(clerk, "Tải bản đã sửa", tmp_path / "mended.docx")
    assert [one.code for one in check(mended).findings] == ["ten_loai.dam"]


def test_several_letters_give_a_table_and_an_excel_file(sit: Sit, tmp_path: Path) -> None:
    clerk = sit("chuyenvien.tttt")
    drop(clerk, GOOD, BAD, (b"%PDF-1.7", "Bản quét.docx"))
    expect(clerk.page.locator("tbody").get_by_text("Đang kiểm tra")).to_have_count(0, timeout=SOON)
    rows = clerk.texts("tbody tr")
    assert [row.split(" Đạt")[0].split(" Không")[0] for row in rows] == [GOOD[1], BAD[1], "Bản quét.docx"]
    assert "Không nhận được" in rows[2]
    sheet = take_home(clerk, "Excel", tmp_path / "ket-qua.xlsx")
    cells = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert sum(row[0] == BAD[1] for row in cells) == 3 and sum(row[0] == GOOD[1] for row in cells) == 1
    clerk.follow(BAD[1])
    assert "3 sai" in clerk.text("main .lead")
