"""The pages of a batch as a clerk walks through them, from the empty sheet to the print."""

import io
import zipfile
from types import SimpleNamespace

import pytest
from flask import Flask

from intranet.batches import queries, service
from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.jobs import run_due
from intranet.lettertemplates.office_templates import get_template
from tests.batches.conftest import COMMON, Batches, sheet
from tests.docservice.merge.sheets import guests, lines_of
from tests.support.visitor import Visitor

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TODAY = f"{today():%d/%m/%Y}"


@pytest.fixture
def clerk(app: Flask, cast: SimpleNamespace) -> Visitor:
    return Visitor(app).sign_in(cast.clerk)


def upload(content: bytes, name: str = "khach.xlsx") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def test_a_hundred_and_twenty_invitations_from_the_empty_sheet_to_the_print(clerk: Visitor, batches: Batches) -> None:
    page = clerk.visit("/batches")
    assert "Chưa có đợt nào" in page.text
    page = clerk.visit("/batches/new/giay_moi")
    rows = guests(120)
    rows[3][2], rows[16][0] = "31/02/2026", ""
    page = clerk.press("Kiểm tra bảng", on=page, sheet=upload(sheet(rows)), signer_authority_id=str(batches.signing.id))
    assert "Bảng còn 2 chỗ cần sửa; chưa làm bản nào" in page.text
    rows_shown = [[cell.text_content() for cell in row] for row in page.tree.xpath("//table//tbody/tr")]
    assert [row[:3] for row in rows_shown] == [["C5", "5", "Ngày họp"], ["A18", "18", "Kính mời"]]
    returned = clerk.client.get(f"{page.url}/returned.xlsx")
    assert lines_of(returned.data)[4][3].startswith("Ngày họp: “31/02/2026”")
    page = clerk.press("Kiểm tra bảng", on=page, sheet=upload(sheet(120)))
    assert "120 bản, theo thứ tự trong bảng" in page.text and "trang 1/5" in page.text
    page = clerk.press("Lãnh đạo đã duyệt bản giấy", on=page)
    page = clerk.press("Cấp số", on=page, numbering="each", day=TODAY)
    assert "Đã làm 0/120 bản Word, 0/120 bản PDF." in page.text
    run_due()
    page = clerk.visit(page.url)
    assert "120/GM-LMHTX" in clerk.visit(f"{page.url}?page=5").text
    package = zipfile.ZipFile(io.BytesIO(clerk.client.get(f"{page.url}/letters.zip").data))
    assert package.namelist()[:2] == ["0001 Hợp tác xã số 1.docx", "0001 Hợp tác xã số 1.pdf"]
    assert len(package.namelist()) == 240
    assert clerk.client.get(f"{page.url}/print.pdf?two_sided=1").data.startswith(b"%PDF")
    assert "Đã phát hành" in clerk.press("Phát hành", on=page).text
    assert "Hợp tác xã số 120" in clerk.visit("/registers").text


def test_the_example_has_the_columns_one_chose(clerk: Visitor) -> None:
    page = clerk.visit("/batches/new/giay_moi")
    form, _ = page.form("Tải bảng Excel")
    answer = clerk.client.get(form.get("action"), query_string={"column": ["kinh_moi", "gio", "x"]})
    assert answer.mimetype == XLSX
    assert lines_of(answer.data)[0] == ["Kính mời (bắt buộc)", "Giờ (bắt buộc)"]
    assert not [line for line in lines_of(answer.data, "Dùng chung") if str(line[0]).startswith("Cơ quan")]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "", "Hãy chọn tệp Excel."),
        (b"khong phai", "a.xlsx", "Không nhận ra tệp “a.xlsx”."),
        (sheet([]), "a.xlsx", "Bảng chưa có bản nào."),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_beside_its_field(
    clerk: Visitor, batches: Batches, content: bytes, name: str, words: str
) -> None:
    page = clerk.visit("/batches/new/giay_moi")
    fields = {"signer_authority_id": str(batches.signing.id)} | ({"sheet": upload(content, name)} if name else {})
    page = clerk.press("Kiểm tra bảng", on=page, status=422, **fields)
    assert any(words in error for error in page.errors())
    batch = batches.begun()
    page = clerk.press("Kiểm tra bảng", on=clerk.visit(f"/batches/{batch.id}"), status=422,
                       **({"sheet": upload(content, name)} if name else {}))  # fmt: skip
    assert any(words in error for error in page.errors())
    assert batch.letter_count == 3


def test_numbers_are_taken_only_after_a_choice(clerk: Visitor, batches: Batches) -> None:
    batch = batches.approved()
    page = clerk.press("Cấp số", on=clerk.visit(f"/batches/{batch.id}"), status=422, day=TODAY)
    assert "Hãy điền mục này." in page.errors()
    page = clerk.press("Cấp số", on=page, status=422, numbering="one", day="31/12/2999")
    assert any("Ngày" in error for error in page.errors())


def test_a_letter_is_seen_before_it_has_a_number(clerk: Visitor, batches: Batches) -> None:
    batch = batches.begun()
    page = clerk.press("Xem trước", on=clerk.visit(f"/batches/{batch.id}/letters/2"))
    assert "Đang tạo bản xem trước" in page.text
    address = f"/batches/{batch.id}/letters/2"
    assert clerk.client.get(f"{address}/files").json["state"] == "working"
    run_due()
    assert clerk.client.get(f"{address}/files").json["state"] == "done"
    (picture,) = clerk.visit(address).tree.xpath("//img[contains(@src, '/pages/')]/@src")
    assert clerk.client.get(picture).mimetype == "image/webp"


def test_the_bar_fills_with_what_is_made(clerk: Visitor, batches: Batches, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = batches.numbered(sheet(4))
    for letter in queries.letters_of(batch)[:2]:
        letter.docx_sha256 = batch.sheet_sha256
    session.commit()
    answer = clerk.client.get(f"/batches/{batch.id}/progress").json
    assert (answer["state"], answer["share"]) == ("working", 0.25)
    (value,) = clerk.visit(f"/batches/{batch.id}").tree.xpath("//progress/@value")
    assert float(value) == 0.25


def test_the_signer_and_the_clerk_find_what_waits_for_them(app: Flask, batches: Batches, cast: SimpleNamespace) -> None:
    batches.begun()
    leader = Visitor(app).sign_in(cast.leader)
    page = leader.visit("/")
    assert "Văn bản hàng loạt (1)" in page.text and "Chờ duyệt 3 bản" in page.text
    page = leader.press("Duyệt", on=leader.visit(page.links()["Giấy mời: Dự Hội nghị tổng kết"]))
    assert "Văn bản hàng loạt" not in leader.visit("/").text.replace("Hàng loạt", "")
    assert "Chờ cấp số" in Visitor(app).sign_in(cast.clerk).visit("/").text


def test_what_a_sheet_holds_is_shown_as_words(clerk: Visitor, batches: Batches) -> None:
    script = "<script>khongchay()</script>=1+1"
    batch = batches.begun(sheet([[script, "8 giờ", "16/03/2026"], ["B", script, "x" * 30 + script]]))
    page = clerk.visit(f"/batches/{batch.id}")
    assert "<script>khongchay()" in page.text and b"<script>khongchay()" not in page.response.data
    returned = zipfile.ZipFile(io.BytesIO(clerk.client.get(f"{page.url}/returned.xlsx").data))
    assert b"<f>" not in returned.read("xl/worksheets/sheet1.xml")


def test_the_words_of_the_example_are_pointed_out(clerk: Visitor, batches: Batches) -> None:
    example = service.example_for(get_template("giay_moi"), batches.cast.one, ())
    page = clerk.visit(f"/batches/{batches.begun(example).id}")
    assert "Nên xem lại trước khi trình duyệt" in page.text
    assert "Mục “Tới dự” ở trang Dùng chung còn nguyên chữ của ví dụ." in page.text
    assert COMMON["Tới dự"] not in page.text
