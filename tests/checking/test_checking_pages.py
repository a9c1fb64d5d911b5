"""The pages: what a clerk sees of one file and of many, downloads, and the frames on the pages."""

import io
import zipfile
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from intranet.checking import service
from intranet.checking.models import FormatProfile
from intranet.checking.service import set_profile
from intranet.core.db import session, transaction
from intranet.core.jobs import run_due
from intranet.docservice.check.run import check
from intranet.docservice.errors import DocError
from tests.checking.conftest import BAD, GOOD, dropped
from tests.support.office import Office
from tests.support.statements import counted_statements
from tests.support.visitor import Page, Role, Visitor

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def clerk(visitor: Visitor, office: Office) -> Visitor:
    return visitor.sign_in(office.person())


def drop(visitor: Visitor, *files: tuple[bytes, str], status: int = 200) -> Page:
    """Drop files and wait for the worker."""
    sent: Any = {"files": dropped(*files)}
    page = visitor.press("Kiểm tra", on=visitor.visit("/checking"), status=status, **sent)
    run_due()
    session.rollback()
    return visitor.visit(page.url) if status == 200 else page


def test_one_file_opens_with_its_findings_beside_its_pages(clerk: Visitor) -> None:
    page = drop(clerk, BAD)
    assert page.heading == BAD[1]
    for words in ("Không đạt", "3 sai", "cỡ 16", "cỡ 12 đến 13", "PL I, phần I, II.1a", "không đậm", "máy sửa được"):
        assert words in page.text
    assert "Sửa 2 lỗi máy sửa được" in page.buttons()
    assert page.tree.xpath("//img[contains(@src, '/pages/1.webp')]")


def test_a_good_file_says_so_and_offers_nothing_to_mend(clerk: Visitor) -> None:
    page = drop(clerk, GOOD)
    assert "Không thấy chỗ nào trái" in page.text
    assert not [button for button in page.buttons() if button.startswith("Sửa")]


def test_the_mended_file_is_seen_and_downloaded(clerk: Visitor) -> None:
    mended = clerk.press("Sửa 2 lỗi máy sửa được", on=drop(clerk, BAD))
    run_due()
    mended = clerk.visit(mended.url)
    assert "Đây là bản máy đã sửa" in mended.text and "1 sai" in mended.text
    docx = clerk.client.get(mended.links()["Tải bản đã sửa"])
    assert [one.code for one in check(docx.data).findings] == ["ten_loai.dam"]
    assert "Xem bản đã sửa" in clerk.visit(mended.links()[BAD[1]]).links()


def test_the_file_with_comments_is_downloaded(clerk: Visitor) -> None:
    answer = clerk.client.get(drop(clerk, BAD).links()["Tải bản có ghi chú"])
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        assert package.read("word/comments.xml").decode().count("<w:comment ") == 3


def test_many_files_give_a_table_and_an_excel_file(clerk: Visitor) -> None:
    page = drop(clerk, GOOD, BAD, (b"%PDF-1.7", "bản quét.pdf"))
    assert page.heading == "Kết quả kiểm tra 3 tệp"
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in page.tree.xpath("//tbody/tr")]
    assert [row[:6] for row in rows] == [
        [GOOD[1], "Đạt", "0", "0", "0", "0"],
        [BAD[1], "Không đạt", "3", "0", "0", "2"],
        ["bản quét.pdf", "Không nhận được", "–", "–", "–", "–"],
    ]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(clerk.client.get(page.links()["Excel"]).data)).get_sheet_by_index(
        0
    )
    cells = [row for row in sheet.to_python() if row[0] in (GOOD[1], BAD[1], "bản quét.pdf")]
    assert [(row[0], row[1]) for row in cells[:4]] == [(GOOD[1], "Đạt"), *[(BAD[1], "Không đạt")] * 3]
    assert cells[1][5:9] == ["cỡ 16", "cỡ 12 đến 13", "PL I, phần I, II.1a", "có"]
    assert "bản quét.pdf" in cells[4][0] and cells[4][1].endswith(".")


def test_a_file_is_checked_again_under_what_the_office_chose_since(clerk: Visitor, office: Office) -> None:
    page = drop(clerk, GOOD)
    assert "đã đổi lựa chọn" not in page.text
    with transaction():
        set_profile(FormatProfile(sizes={"noi_dung": "13"}), office.person(Role.ADMIN))
    page = clerk.visit(page.url)
    assert "đã đổi lựa chọn" in page.text and "Đạt" in page.text
    waiting = clerk.press("Kiểm tra lại", on=page)
    assert "Đang kiểm tra…" in waiting.text and "Kiểm tra lại" not in waiting.buttons()
    clerk.post(f"{page.url}/check_again", status=409)
    run_due()
    again = clerk.visit(page.url)
    assert "cỡ 13, theo lựa chọn của cơ quan" in again.text and "đã đổi lựa chọn" not in again.text


def test_checking_again_reads_the_file_again(clerk: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failure, and when the program has learnt more since; a file dropped twice has one report."""
    page, twin = drop(clerk, BAD), drop(clerk, BAD)
    with monkeypatch.context() as broken:
        broken.setattr(service, "check_with_spots", _unreadable)
        clerk.press("Kiểm tra lại", on=page)
        run_due()
    assert "Không kiểm tra được" in clerk.visit(page.url).text
    clerk.press("Kiểm tra lại", on=clerk.visit(twin.url))
    run_due()
    assert "3 sai" in clerk.visit(page.url).text and "3 sai" in clerk.visit(twin.url).text


def _unreadable(docx: bytes, profile: object) -> None:
    raise DocError("docx_broken")


def test_no_file_is_said_beside_the_field(clerk: Visitor) -> None:
    page = drop(clerk, status=422)
    assert "Hãy chọn ít nhất một tệp Word" in page.text


def test_somebody_else_does_not_see_it(clerk: Visitor, office: Office) -> None:
    page = drop(clerk, BAD)
    other = Visitor(clerk.app).sign_in(office.person())
    assert "chỉ người gửi xem được" in other.visit(page.url, status=403).text
    assert BAD[1] not in other.visit("/checking").text


def test_a_waiting_page_asks_how_far_it_is(clerk: Visitor) -> None:
    page = clerk.press("Kiểm tra", on=clerk.visit("/checking"), files=dropped(BAD))
    poll = page.tree.xpath("//@data-poll")[0]
    assert clerk.client.get(poll).get_json()["state"] == "working"
    run_due()
    assert clerk.client.get(poll).get_json() == {"state": "done", "text": "Đã xong.", "url": page.url}


def test_the_tables_ask_no_more_of_the_database_for_more_files(clerk: Visitor) -> None:
    counts = []
    for number in (2, 6):
        batch = drop(clerk, *[GOOD] * number)
        with counted_statements() as one:
            clerk.visit(batch.url)
        with counted_statements() as other:
            clerk.visit("/checking")
        counts.append((len(one), len(other)))
    assert counts[0] == counts[1]


def test_the_help_names_every_verdict_and_rule(clerk: Visitor) -> None:
    page = clerk.visit("/checking/help")
    for words in ("Đạt", "Cần người xem", "Nên sửa", "Quốc hiệu: cỡ chữ 12–13", "Lề trái 30–35 mm"):
        assert words in page.text
