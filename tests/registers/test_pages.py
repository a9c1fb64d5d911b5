"""The register as people meet it: the clerk writes, others read or are told who may."""

from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from flask import Flask
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlalchemy import event, select

from intranet.core.chain import day_hash
from intranet.core.clock import today
from intranet.core.db import db, session, transaction
from intranet.registers import service
from intranet.registers.models import RegisterBook, RegisterNumber
from intranet.registers.rules import Entry
from tests.support.office import Office
from tests.support.visitor import Visitor

LETTER = {
    "type_code": "QĐ",
    "subject": "Nâng bậc lương thường xuyên",
    "signer": "Chủ tịch",
    "recipients": "Văn phòng",
    "copies": "4",
}


@pytest.fixture
def cast(app: Flask, office: Office) -> SimpleNamespace:
    people = office.cast()
    with transaction():
        service.set_keeping(people.van_phong.issuer, "Quy chế công tác văn thư", people.clerk)
    return people


@pytest.fixture
def clerk(app: Flask, cast: SimpleNamespace) -> Visitor:
    return Visitor(app).sign_in(cast.clerk)


def numbered(cast: SimpleNamespace, subject: str = "Kế hoạch tuyên truyền", **more: object) -> RegisterNumber:
    with transaction():
        return service.take_number(
            cast.van_phong.issuer,
            "KH",
            today(),
            actor=cast.clerk,
            entry=Entry(subject=subject, signer="Chủ tịch"),
            **more,
        )


def only_number() -> RegisterNumber:
    session.expire_all()
    return session.scalars(select(RegisterNumber)).one()


def test_an_empty_register_says_what_to_do_first(clerk: Visitor) -> None:
    page = clerk.visit("/registers")
    assert "chưa có số nào" in page.text
    assert "mở sổ từ số tiếp theo" in page.text


def test_the_clerk_opens_the_book_and_registers_a_letter_made_outside(clerk: Visitor) -> None:
    books = clerk.press("Mở sổ", on=clerk.visit("/registers/open_book"), series="chung", first_number="57")
    assert f"Sổ chung {today().year}" in books.text
    page = clerk.press("Cấp số và vào sổ", on=clerk.visit("/registers/add_outside"), **LETTER)
    assert page.url == "/registers"
    assert "57/QĐ-LMHTX" in page.text and "Nâng bậc lương" in page.text
    row = only_number()
    assert (row.made_outside, row.copies, row.issued_on) == (True, 4, today())


def test_the_same_form_sent_twice_takes_one_number(clerk: Visitor) -> None:
    form = clerk.visit("/registers/add_outside")
    clerk.press("Cấp số và vào sổ", on=form, **LETTER)
    clerk.press("Cấp số và vào sổ", on=form, **LETTER)
    assert only_number().number == 1


WRONG = [
    ({"subject": ""}, "Hãy điền mục này"),
    ({"day": "31/02/2026"}, "Ngày không đúng"),
    ({"day": "01/01/2199"}, "sau hôm nay"),
    ({"type_code": "XX"}, "Hãy chọn một mục"),
    ({"type_code": "CV"}, "Công văn cần ký hiệu"),
    ({"copies": "bốn"}, "Hãy ghi một số"),
    ({"copies": "0"}, "từ 1 trở lên"),
]


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(clerk: Visitor) -> None:
    form = clerk.visit("/registers/add_outside")
    for wrong, words in WRONG:
        page = clerk.press("Cấp số và vào sổ", on=form, status=422, **{**LETTER, **wrong})
        assert words in page.text, wrong
        assert page.tree.xpath("//textarea[@name='recipients']")[0].value.strip() == "Văn phòng"
    assert session.scalars(select(RegisterNumber)).all() == []


def test_a_foreign_issuer_in_the_form_is_refused(clerk: Visitor) -> None:
    page = clerk.post("/registers/add_outside", status=422, issuer_id="99", day=str(today()), **LETTER)
    assert page.tree.xpath("//form")
    assert session.scalars(select(RegisterBook)).all() == []


def test_a_date_before_the_last_one_keeps_what_was_typed(clerk: Visitor, cast: SimpleNamespace) -> None:
    numbered(cast)
    page = clerk.press(
        "Cấp số và vào sổ", on=clerk.visit("/registers/add_outside"), status=422, day=f"01/01/{today().year}", **LETTER
    )
    assert "không cấp số lùi" in page.text and "đến hôm nay" in page.text


def test_cancelling_keeps_the_row_with_who_and_why(clerk: Visitor, cast: SimpleNamespace) -> None:
    clerk.press("Cấp số và vào sổ", on=clerk.visit("/registers/add_outside"), **LETTER)
    row = only_number()
    page = clerk.visit(f"/registers/numbers/{row.id}")
    page = clerk.press("Hủy số 01/QĐ-LMHTX", on=page, reason="Ghi nhầm")
    assert "Số này đã hủy" in page.text and "Ghi nhầm" in page.text and cast.clerk.name in page.text
    assert "Đã hủy" in clerk.visit("/registers").text
    assert "đã hủy: Ghi nhầm" in clerk.visit("/registers/books").text


def test_cancelling_without_a_reason_changes_nothing(clerk: Visitor, cast: SimpleNamespace) -> None:
    row = numbered(cast)
    page = clerk.post(f"/registers/numbers/{row.id}/cancel", status=422, reason=" ")
    assert "lý do hủy" in page.text
    assert only_number().state == "issued"


def test_the_number_of_a_letter_made_here_has_no_cancel_button(clerk: Visitor, cast: SimpleNamespace) -> None:
    row = numbered(cast, document_id=7)
    assert not any("Hủy số" in button for button in clerk.visit(f"/registers/numbers/{row.id}").buttons())
    clerk.post(f"/registers/numbers/{row.id}/cancel", status=409, reason="Thử")
    assert only_number().state == "issued"


def test_the_clerk_fills_in_the_columns_of_a_row(clerk: Visitor, cast: SimpleNamespace) -> None:
    row = numbered(cast)
    page = clerk.visit(f"/registers/numbers/{row.id}")
    page = clerk.press("Lưu dòng sổ", on=page, received_by="EMS 123", copies="12", sent_on="")
    assert "EMS 123" in page.text and "Sửa dòng sổ 01/KH-LMHTX" in page.text
    page = clerk.press("Lưu dòng sổ", on=page, status=422, copies="nhiều", remark="Gửi lại")
    assert "Hãy ghi một số" in page.text
    assert page.tree.xpath("//textarea[@name='remark']")[0].value.strip() == "Gửi lại"


def test_the_words_of_a_letter_made_here_are_not_asked(clerk: Visitor, cast: SimpleNamespace) -> None:
    row = numbered(cast, document_id=7)
    page = clerk.visit(f"/registers/numbers/{row.id}")
    assert not page.tree.xpath("//*[@name='subject']")
    clerk.press("Lưu dòng sổ", on=page, remark="Gửi qua bưu điện")
    assert (only_number().subject, only_number().remark) == ("Kế hoạch tuyên truyền", "Gửi qua bưu điện")


def test_without_a_rule_of_the_office_no_number_is_kept(clerk: Visitor, cast: SimpleNamespace) -> None:
    form = clerk.visit("/registers/set_keeping")
    clerk.press("Lưu", on=form, basis="")
    assert "chưa cho để dành số" in clerk.visit("/registers/keep", status=409).text
    clerk.press("Lưu", on=clerk.visit("/registers/set_keeping"), basis="Quy chế công tác văn thư, Điều 12")
    assert "Lãnh đạo cho phép" in clerk.visit("/registers/keep").text


def test_a_kept_number_is_used_for_its_letter(clerk: Visitor, cast: SimpleNamespace) -> None:
    page = clerk.press(
        "Để dành số", on=clerk.visit("/registers/keep"), type_code="QĐ", why="Bổ nhiệm", leave_id=str(cast.leader.id)
    )
    assert "Để dành" in page.text
    row = only_number()
    form = clerk.visit(f"/registers/numbers/{row.id}/use_kept")
    page = clerk.press("Vào sổ số 01/QĐ-LMHTX", on=form, subject="Bổ nhiệm", signer="Chủ tịch")
    assert "Đã cấp" in page.text
    assert (only_number().state, only_number().made_outside) == ("issued", True)


def test_the_scheme_is_set_once_for_a_year(clerk: Visitor, cast: SimpleNamespace) -> None:
    page = clerk.press("Lưu cách đánh số", on=clerk.visit("/registers/set_scheme"), scheme="per_type")
    assert "mỗi loại văn bản một hệ thống số riêng" in page.text
    numbered(cast)
    page = clerk.press("Lưu cách đánh số", on=clerk.visit("/registers/set_scheme"), status=409, scheme="single")
    assert f"Hãy đổi từ năm {today().year + 1}" in page.text


def test_filters_are_the_address(clerk: Visitor, cast: SimpleNamespace) -> None:
    numbered(cast, "Kế hoạch tuyên truyền")
    numbered(cast, "Kế hoạch kiểm tra <thành viên> & đơn vị")
    page = clerk.visit("/registers?q=kiem+tra+thanh+vien")
    assert "1 số" in page.text and "kiểm tra <thành viên> & đơn vị" in page.text
    assert "Kế hoạch tuyên truyền" not in page.tree.xpath("//table")[0].text_content()
    assert "Không có dòng sổ nào" in clerk.visit("/registers?type=CV").text
    assert "2 số" in clerk.visit("/registers?from=x&to=&state=nonsense&page=99&book=").text
    clerk.visit("/registers?book=77", status=404)


def cells(file: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(file)).get_sheet_by_index(0).to_python()


def test_excel_has_the_ten_columns_and_no_formulas(clerk: Visitor, cast: SimpleNamespace) -> None:
    numbered(cast, "=HYPERLINK(1)")
    with transaction():
        service.cancel_number(numbered(cast, "Bỏ"), "Trùng nội dung", cast.clerk)
    rows = cells(clerk.client.get("/registers/excel").get_data())
    head = next(row for row in rows if row[0] == "Số, ký hiệu văn bản")
    assert len(head) == 10
    body = rows[rows.index(head) + 1 :]
    assert [row[0] for row in body] == ["01/KH-LMHTX", "02/KH-LMHTX"]
    assert body[0][2] == "Kế hoạch: =HYPERLINK(1)"
    assert body[0][1] == today()
    assert body[1][9] == "Đã hủy: Trùng nội dung"


def test_paper_has_the_cover_ten_numbered_columns_and_the_logs_hash(clerk: Visitor, cast: SimpleNamespace) -> None:
    for _ in range(3):
        numbered(cast)
    with transaction():
        service.cancel_number(numbered(cast), "Nhầm loại", cast.clerk)
    pages = pdf_pages(clerk.client.get("/registers/print?close=1").get_data())
    cover, first, body, closing = pages
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in cover and "Từ số 01 đến số 04" in cover
    assert cover.replace("Trang 1/4", "") == first.replace("Trang 2/4", "")
    assert all(f"({place})" in body for place in range(1, 11))
    assert [number in body for number in ("01/KH-LMHTX", "04/KH-LMHTX")] == [True, True]
    assert "Sổ chung" in closing and "Hủy: 04 – Nhầm loại." in closing and "gồm 4 số, 3 văn bản" in closing
    assert all(day_hash(today()).short in page for page in pages)
    assert len(pdf_pages(clerk.client.get("/registers/print").get_data())) == 3


def pdf_pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_a_filed_copy_is_lent_and_comes_back(clerk: Visitor, cast: SimpleNamespace) -> None:
    row = numbered(cast)
    form = clerk.visit(clerk.visit(f"/registers/numbers/{row.id}").links()["Cho sử dụng bản lưu"])
    wrong = clerk.press("Ghi sổ", on=form, status=422, user_name="Bà Ánh", allowed_by="")
    assert wrong.errors() == ["Hãy điền mục này."]
    page = clerk.press("Ghi sổ", on=wrong, allowed_by="Chánh Văn phòng", file_symbol="12.KH")
    assert "1 lần sử dụng" in page.text and "12.KH" in page.text
    back = clerk.visit(page.links()["Ghi đã trả"])
    clerk.press("Ghi đã trả", on=back, status=422, day=f"{today() - timedelta(days=1):%d/%m/%Y}")
    page = clerk.press("Ghi đã trả", on=back, day=f"{today():%d/%m/%Y}")
    assert "Ghi đã trả" not in page.links()
    assert cells(clerk.client.get("/registers/uses/excel").get_data())[-1][1] == "Bà Ánh"
    assert "SỔ SỬ DỤNG BẢN LƯU" in pdf_pages(clerk.client.get("/registers/uses/print").get_data())[0]


WHO_READS = {"clerk": 200, "leader": 200, "office_head": 200, "head": 200, "admin": 200, "staff": 403}
READING = ("/registers", "/registers/books", "/registers/print", "/registers/excel")
WRITING = ("/registers/add_outside", "/registers/keep", "/registers/open_book")


def test_who_reads_and_who_writes(app: Flask, cast: SimpleNamespace) -> None:
    row = numbered(cast)
    found = {}
    for who, status in WHO_READS.items():
        visitor = Visitor(app).sign_in(getattr(cast, who))
        for url in (*READING, f"/registers/numbers/{row.id}"):
            assert visitor.visit(url, status=status)
        found[who] = [visitor.visit(url, status=200 if who == "clerk" else 403).status for url in WRITING]
        if who != "clerk":
            visitor.post(f"/registers/numbers/{row.id}/cancel", status=403, reason="Thử")
            visitor.post(f"/registers/numbers/{row.id}/correct", status=403, subject="Thử", signer="Thử")
            visitor.post("/registers/add_outside", status=403, **LETTER)
        scheme = 200 if who in ("clerk", "admin") else 403
        visitor.visit("/registers/set_scheme", status=scheme)
    assert only_number().state == "issued"
    assert found["clerk"] == [200, 200, 200]


def test_the_number_of_statements_does_not_grow_with_the_rows(clerk: Visitor, cast: SimpleNamespace) -> None:
    def statements(url: str) -> int:
        seen: list[str] = []
        listen = lambda *about: seen.append(about[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listen)
        clerk.client.get(url)
        event.remove(db.engine, "before_cursor_execute", listen)
        return len(seen)

    with transaction():
        service.cancel_number(numbered(cast), "Thử", cast.clerk)
    numbered(cast)
    few = {url: statements(url) for url in ("/registers", "/registers/books", "/registers/print")}
    with transaction():
        for count in range(30):
            row = service.take_number(cast.van_phong.issuer, "KH", today(), actor=cast.clerk)
            if count % 2:
                service.cancel_number(row, "Thử", cast.clerk)
    for url, count in few.items():
        assert statements(url) == count, url


def test_the_register_of_another_year(clerk: Visitor, cast: SimpleNamespace) -> None:
    last_year = today().year - 1
    with transaction():
        service.open_book(cast.van_phong.issuer, "chung", last_year, 120, cast.clerk)
    with transaction():
        service.register_outside(
            cast.van_phong.issuer, "BC", date(last_year, 12, 31), actor=cast.clerk, entry=Entry(subject="Tổng kết")
        )
    assert "120/BC-LMHTX" not in clerk.visit("/registers").text
    page = clerk.visit("/registers")
    assert "120/BC-LMHTX" in clerk.visit(page.links()[str(last_year)]).text
