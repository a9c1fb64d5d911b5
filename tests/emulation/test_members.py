"""The list of members: by hand, from Excel, again from Excel."""

import io
from datetime import date
from typing import Any

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, Refused
from intranet.core.history import history_of
from intranet.emulation import member_sheet
from intranet.emulation.models import Member, MemberImport
from intranet.emulation.queries.members import ALL, DOUBLES, MemberFilter, all_members, list_members
from intranet.emulation.service import members
from intranet.emulation.service.members import MemberFacts
from tests.emulation.conftest import Emulation, member_rows
from tests.support.visitor import Visitor

HEADS = ("Tên", "Mã số thuế", "Lĩnh vực", "Số lao động", "Ngày gia nhập")


def sent(emulation: Emulation, *rows: Any, heads: Any = HEADS) -> MemberImport:
    with transaction():
        return members.begin_import(io.BytesIO(member_rows(*rows, heads=heads)), "thành viên.xlsx", emulation.keeper)


def take(emulation: Emulation, sent: MemberImport) -> None:
    with transaction():
        members.take_import(sent, emulation.keeper)


def names() -> list[tuple[str, str | None]]:
    return [(member.name, member.tax_code) for member in all_members(MemberFilter(view=ALL))]


def test_a_sheet_fills_the_list_and_again_brings_it_up_to_date(both_engines: Flask, emulation: Emulation) -> None:
    first = sent(
        emulation,
        ("HTX Rau Đồng Xanh", "0201000022", "Trồng trọt", 28, date(2024, 7, 1)),
        ("Công ty TNHH Đại Thành", "", "Cơ khí", "", ""),
    )
    take(emulation, first)
    assert (first.added, first.changed) == (2, 0)
    rau = all_members(MemberFilter(q="rau"))[0]
    assert (rau.kind, rau.worker_count, rau.joined_on) == ("htx", 28, date(2024, 7, 1))
    again = sent(
        emulation,
        ("HTX Rau an toàn Đồng Xanh", "0201000022", "", 31, ""),  # the code says who it is
        ("Công ty trách nhiệm hữu hạn Đại Thành", "0201000066", "Cơ khí", "", ""),  # the name does; its code is new
        ("HTX Mới", "", "", "", ""),
    )
    checked = members.checked_again(again)
    assert [row.what for row in checked.rows] == ["change", "change", "add"]
    assert [row.note for row in checked.rows] == ["Mã số thuế này trong danh sách là của «HTX Rau Đồng Xanh».", "", ""]
    assert checked.rows[1].changes == {"tax_code": (None, "0201000066")}
    assert checked.rows[0].changes == {
        "name": ("HTX Rau Đồng Xanh", "HTX Rau an toàn Đồng Xanh"), "worker_count": (28, 31),
    }  # fmt: skip
    take(emulation, again)
    session.refresh(rau)
    assert (rau.name, rau.field, rau.worker_count) == ("HTX Rau an toàn Đồng Xanh", "Trồng trọt", 31)
    assert names() == [
        ("Công ty TNHH Đại Thành", "0201000066"), ("HTX Mới", None),
        ("HTX Rau an toàn Đồng Xanh", "0201000022"),
    ]  # fmt: skip
    stood = history_of(rau)[0].detail["stood"]
    assert stood == {"name": "HTX Rau Đồng Xanh", "worker_count": 28}
    with pytest.raises(Refused, match="đã được nhập"):
        take(emulation, again)
    session.rollback()
    assert members.checked_again(again).of("same") and not members.checked_again(again).of("change")


def test_every_wrong_cell_is_named_and_nothing_is_taken(app: Flask, emulation: Emulation) -> None:
    wrong = sent(
        emulation,
        ("HTX Một", "12345", "Trồng trọt", "nhiều", "31/02/2024"),
        ("", "0201000022", "", "", ""),
        ("HTX Hai", "0201000033", "", "", ""),
        ("HTX Ba", "0201000033", "", "", ""),
        ("Hợp tác xã Bốn", "", "", "", ""),
        ("HTX bốn", "", "", "", ""),
        heads=(*HEADS[:4], "Ngày gia nhập", "Cột lạ"),
    )
    checked = members.checked_again(wrong)
    assert [(fault.cell, fault.message.split(".")[0]) for fault in checked.faults] == [
        ("F3", "Danh sách không có mục này"),
        ("B4", "Mã số thuế có 10 chữ số, 13 chữ số như 0201234567-001, hoặc 12 chữ số"),
        ("D4", "Hãy ghi một số, ví dụ 12"),
        ("E4", "Ngày không đúng"),
        ("A5", "Chưa điền"),
        ("A7", "Trùng với dòng 6 của bảng"),
        ("A9", "Trùng với dòng 8 của bảng"),
    ]
    with pytest.raises(Refused, match="7 chỗ cần sửa"):
        take(emulation, wrong)
    session.rollback()
    assert names() == []
    back = CalamineWorkbook.from_filelike(io.BytesIO(member_sheet.returned(checked))).get_sheet_by_index(0).to_python()
    assert "Mã số thuế: Mã số thuế có 10" in back[3][-1] and back[3][0] == "HTX Một"


def test_a_name_that_is_there_under_another_code_is_shown(app: Flask, emulation: Emulation) -> None:
    emulation.member("HTX Rau", tax_code="0201000022")
    other = sent(emulation, ("Hợp tác xã Rau", "0201000033", "", "", ""))
    row = members.checked_again(other).rows[0]
    assert row.what == "add" and "0201000022" in row.note
    take(emulation, other)
    assert list_members(MemberFilter(view=DOUBLES)).total == 2


def test_no_sheet_is_refused_in_a_sentence(app: Flask, emulation: Emulation) -> None:
    for content, words in (
        (b"", "Hãy chọn tệp Excel."),
        (b"PK\x03\x04 nothing", "bị hỏng"),
        (b"Ten,MST\nA,1", "bang.xlsx"),
        (member_rows(("x", "y"), heads=("Cột", "Khác")), "dòng tiêu đề"),
        (member_rows(heads=HEADS), "chưa có ai"),
    ):
        with pytest.raises(Invalid, match=words) as refused, transaction():
            members.begin_import(io.BytesIO(content), "bang.xlsx", emulation.keeper)
        assert refused.value.field == "sheet"


def test_the_sample_sheet_is_read_as_it_is_given_out() -> None:
    checked = member_sheet.check_members(member_sheet.template(), "thanh-vien.xlsx", ())
    assert checked.faults == [] and checked.rows[0].facts["tax_code"] == "0200000001"


def test_by_hand_a_code_belongs_to_one_member(both_engines: Flask, emulation: Emulation) -> None:
    one = emulation.member("HTX Một", tax_code="0201000011")
    with pytest.raises(Invalid, match="HTX Một") as refused:
        emulation.member("HTX Hai", tax_code="0201000011")
    assert refused.value.field == "tax_code"
    session.rollback()
    with pytest.raises(Invalid) as refused, transaction():
        facts = MemberFacts("HTX Một", joined_on=date(2024, 1, 2), left_on=date(2024, 1, 1))
        members.edit_member(one, emulation.keeper, facts)
    assert refused.value.field == "left_on"
    with transaction():
        members.edit_member(one, emulation.keeper, MemberFacts("HTX Một", left_on=date(2024, 1, 1)))
    assert (session.get_one(Member, one.id).tax_code, list_members(MemberFilter()).total) == (None, 0)


def test_the_pages_of_a_sheet(app: Flask, emulation: Emulation) -> None:
    visitor = Visitor(app).sign_in(emulation.keeper)
    page = visitor.visit("/members/sheet")
    file = (io.BytesIO(member_rows(("HTX Rau", "1"), heads=HEADS[:2])), "tv.xlsx")
    faulty = visitor.press("Kiểm tra bảng", on=page, sheet=file)
    assert "Còn 1 chỗ cần sửa" in faulty.text and "B4" in faulty.text
    assert visitor.visit(faulty.links()["Tải bảng đã đánh dấu chỗ sai"]).response.mimetype.endswith("sheet")
    file = (io.BytesIO(member_rows(("HTX Rau", "0201000022"), heads=HEADS[:2])), "tv.xlsx")
    sound = visitor.press("Kiểm tra bảng", on=visitor.visit("/members/sheet"), sheet=file)
    taken = visitor.press("Nhập 1 thành viên", on=sound)
    assert "Đã thêm 1 và cập nhật 0 thành viên." in taken.text and "HTX Rau" in taken.text
    assert "HTX Rau" in visitor.visit("/members?q=0201000022").text
    empty = visitor.press("Kiểm tra bảng", on=visitor.visit("/members/sheet"), status=422)
    assert empty.errors() == ["Hãy chọn tệp Excel."]
