"""The admin's day at a browser: every page opens, every form saves, refusals keep what was typed."""

import re
from io import BytesIO
from types import SimpleNamespace

import pytest
import xlsxwriter
from flask import Flask

from intranet.accounts import queries, service
from intranet.accounts.models import Department, Person, PersonRole
from intranet.accounts.passwords import hash_password
from intranet.accounts.rules import Role
from intranet.core.clock import today
from intranet.core.db import session, transaction
from tests.support.office import PASSWORD, Office
from tests.support.visitor import Page, Visitor


@pytest.fixture
def cast(app: Flask, office: Office) -> SimpleNamespace:
    return office.cast()


@pytest.fixture
def admin(app: Flask, cast: SimpleNamespace) -> Visitor:
    return Visitor(app).sign_in(cast.admin)


PAGES = (
    "/admin",
    "/admin/issuers",
    "/admin/issuers/new",
    "/admin/departments",
    "/admin/departments/new",
    "/admin/groups",
    "/admin/groups/new",
    "/admin/authorities",
    "/admin/authorities?ended=1",
    "/admin/authorities/new",
    "/admin/people",
    "/admin/people?q=van&role=clerk",
    "/admin/people?left=1",
    "/admin/people/new",
    "/admin/people/sheet",
)


@pytest.mark.parametrize("page", PAGES)
def test_each_page_of_the_administration_opens_for_the_admin_alone(
    app: Flask, cast: SimpleNamespace, admin: Visitor, page: str
) -> None:
    admin.visit(page)
    for other in (cast.leader, cast.clerk, cast.head, cast.staff):
        assert "Chỉ người quản trị" in Visitor(app).sign_in(other).visit(page, status=403).text


def test_what_a_new_office_lacks_leads_to_the_pages_where_it_is_done(app: Flask) -> None:
    with transaction():
        sits = service.seed_office({"name": "LIÊN MINH", "symbol": "LM", "place": "Hải Phòng"})
        service.make_person(service.prepare(service.PersonFacts("qt", "Quản trị", sits.id), [Role.ADMIN]), None)
    person = queries.find_person("qt")
    assert person is not None
    person.password_hash, person.must_change_password = hash_password(PASSWORD), False
    session.commit()
    admin = Visitor(app).sign_in(person)
    home = admin.visit("/")
    assert "Hôm nay bạn không có việc chờ" not in home.text
    page = admin.visit(home.links()["Xem và làm từng điều"])
    lines = page.tree.xpath("//div[@class='notice soon']//li")
    assert f"Cơ quan còn thiếu {len(lines)} điều" in home.text and len(lines) >= 5
    for line in lines:
        (address,) = line.xpath("./a/@href")
        assert admin.visit(address).heading
    heads = admin.visit(page.links()["Chưa ghi trưởng đơn vị: VP."])
    assert heads.url.endswith(f"/admin/departments/{sits.id}/heads")


def test_the_home_of_others_says_nothing_of_what_the_office_lacks(app: Flask, cast: SimpleNamespace) -> None:
    assert "Cơ quan còn thiếu" not in Visitor(app).sign_in(cast.staff).visit("/").text


def test_a_department_is_made_renamed_and_given_a_head(admin: Visitor, cast: SimpleNamespace) -> None:
    page = admin.press(
        "Thêm", admin.visit("/admin/departments/new"), name="Phòng Kế hoạch", short_name="PKH", holds_from="01/03/2025"
    )
    assert page.heading == "Phòng Kế hoạch"
    rename = admin.visit(page.links()["Đổi tên"])
    assert "Chỉ sửa chỗ ghi sai của tên đang dùng: ghi 01/03/2025" in rename.text
    assert "Bỏ dấu cách" in admin.press("Đổi tên", rename, status=422, short_name="P KHTH").text
    page = admin.press(
        "Đổi tên", rename, name="Phòng Kế hoạch và Tổng hợp", short_name="PKHTH", holds_from="01/06/2026"
    )
    assert page.heading == "Phòng Kế hoạch và Tổng hợp"
    assert "Phòng Kế hoạch; PKH" in page.text
    heads = admin.visit(page.url + "/heads")
    page = admin.press("Lưu", heads, head=str(cast.staff.id))
    assert cast.staff.name in page.text


def test_a_name_that_means_another_department_is_refused_beside_its_field(
    admin: Visitor, cast: SimpleNamespace
) -> None:
    page = admin.press(
        "Thêm",
        admin.visit("/admin/departments/new"),
        status=422,
        name="PHONG THONG TIN VA TUYEN TRUYEN",
        short_name="X",
    )
    assert "đã là tên gọi của Phòng Thông tin và tuyên truyền" in page.text
    assert page.tree.xpath("//input[@name='short_name']/@value") == ["X"]


def test_a_merged_department_sends_its_people_to_its_successor(admin: Visitor, cast: SimpleNamespace) -> None:
    address = f"/admin/departments/{cast.two.id}/close"
    page = admin.press("Đóng đơn vị", admin.visit(address), status=422, reason="Quyết định 5")
    assert "Còn 2 người ở đơn vị này" in page.text
    page = admin.press("Đóng đơn vị", page, into=str(cast.one.id), reason="Quyết định 5")
    assert f"nhập vào {cast.one.name}" in page.text
    assert session.get_one(Person, cast.other_staff.id).department_id == cast.one.id
    assert session.get_one(Department, cast.two.id).closed_on is not None


def test_a_group_is_made_changed_and_removed(admin: Visitor, cast: SimpleNamespace) -> None:
    members = [str(cast.one.id), str(cast.two.id)]
    page = admin.press("Thêm", admin.visit("/admin/groups/new"), name="các Phòng", members=members)
    edit = admin.visit(page.links()["Sửa"])
    assert len(edit.tree.xpath("//input[@name='members'][@checked]")) == 2
    page = admin.press("Lưu", edit, members=members[:1])
    assert cast.one.name in page.text and cast.two.name not in page.text
    page = admin.press("Lưu", admin.visit(page.links()["Sửa"]), status=422, members=[])
    assert "ít nhất một đơn vị" in page.text
    assert "Chưa có nhóm nào" in admin.press("Xóa nhóm", admin.visit("/admin/groups")).text


def test_an_account_is_opened_with_a_password_shown_once(app: Flask, admin: Visitor, cast: SimpleNamespace) -> None:
    page = admin.press(
        "Mở tài khoản",
        admin.visit("/admin/people/new"),
        name="Chuyên viên Đào tạo",
        username="DaoTao",
        department_id=str(cast.one.id),
    )
    password = re.search(r"[a-z]{4}-[2-9]{4}-[a-z]{4}", page.text)
    assert password is not None
    made = queries.find_person("daotao")
    assert made is not None and [role.role for role in made.roles] == ["staff"]
    newcomer = Visitor(app)
    door = newcomer.visit("/sign-in")
    first = newcomer.press("Đăng nhập", door, username="daotao", password=password[0])
    assert first.heading == "Đặt mật khẩu của riêng bạn"
    assert password[0] not in admin.visit(f"/admin/people/{made.id}").text


def test_a_taken_or_wrong_username_is_refused_beside_its_field(admin: Visitor, cast: SimpleNamespace) -> None:
    place = str(cast.one.id)
    for username, words in (("cv1", "đã có người dùng"), ("có dấu", "chữ thường không dấu")):
        page = admin.press(
            "Mở tài khoản",
            admin.visit("/admin/people/new"),
            status=422,
            name="A",
            username=username,
            department_id=place,
        )
        assert words in page.text
        page = admin.press(
            "Lưu", admin.visit(f"/admin/people/{cast.staff.id}/edit"), status=422 if username != "cv1" else 200,
            username=username,
        )  # fmt: skip


def test_the_last_admin_cannot_lose_the_role_nor_leave(admin: Visitor, cast: SimpleNamespace) -> None:
    own = f"/admin/people/{cast.admin.id}"
    page = admin.press("Lưu", admin.visit(f"{own}/roles"), status=409, roles=["staff"])
    assert "người quản trị duy nhất" in page.text
    admin.press("Ghi nghỉ", admin.visit(f"{own}/leave"), status=409, day="01/01/2027")
    admin.press("Lưu", admin.visit(f"/admin/people/{cast.staff.id}/roles"), roles=["staff", "admin"])
    page = admin.press("Lưu", admin.visit(f"{own}/roles"), status=403, roles=["staff"])
    assert session.get_one(Person, cast.admin.id).roles[0].role == "staff"


def test_a_reset_password_ends_the_sessions_and_opens_a_locked_account(
    app: Flask, admin: Visitor, cast: SimpleNamespace
) -> None:
    visitor = Visitor(app).sign_in(cast.staff)
    page = admin.press("Đặt lại mật khẩu", admin.visit(f"/admin/people/{cast.staff.id}"))
    password = re.search(r"[a-z]{4}-[2-9]{4}-[a-z]{4}", page.text)
    assert password is not None
    assert visitor.visit("/account").heading == "Đăng nhập"
    again = visitor.press("Đăng nhập", visitor.visit("/sign-in"), username="cv1", password=password[0])
    assert again.heading == "Đặt mật khẩu của riêng bạn"


def test_somebody_is_signed_out_everywhere_leaves_and_comes_back(
    app: Flask, admin: Visitor, cast: SimpleNamespace
) -> None:
    visitor = Visitor(app).sign_in(cast.staff)
    own = f"/admin/people/{cast.staff.id}"
    admin.press("Đăng xuất mọi nơi", admin.visit(own))
    assert visitor.visit("/account").heading == "Đăng nhập"
    page = admin.press("Ghi nghỉ", admin.visit(f"{own}/leave"), day="01/01/2026")
    assert "Nghỉ từ ngày 01/01/2026" in page.text
    visitor.press("Đăng nhập", visitor.visit("/sign-in"), status=422, username="cv1", password=PASSWORD)
    admin.press("Mở lại tài khoản", page)
    visitor.press("Đăng nhập", visitor.visit("/sign-in"), username="cv1", password=PASSWORD)


def test_authority_to_sign_is_given_by_the_decree_and_ended(admin: Visitor, cast: SimpleNamespace) -> None:
    page = admin.visit("/admin/authorities/new")
    who = {"person": str(cast.leader.id), "valid_from": "01/01/2026"}
    page = admin.press(
        "Giao quyền ký", page, status=422, **who, capacity="TUQ", lines="TUQ. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", basis=""
    )
    assert "phải có văn bản ủy quyền" in page.text and "phải có ngày kết thúc" not in page.text
    page = admin.press("Giao quyền ký", page, **who, capacity="KT", lines="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")
    assert "KT. (ký thay)" in page.text
    end = admin.visit(page.links()["Kết thúc"])
    admin.press("Kết thúc", end, status=422, last_day="31/12/2025")
    page = admin.press("Kết thúc", end, last_day="30/06/2026")
    assert "KT. (ký thay)" in admin.visit("/admin/authorities?ended=1").text


def test_an_issuer_changes_its_name_from_a_day_and_keeps_the_old_one(admin: Visitor, cast: SimpleNamespace) -> None:
    page = admin.visit(f"/admin/issuers/{cast.one.issuer_id}/rename")
    assert page.tree.xpath("//input[@id='holds_from']/@value") == [f"{today():%d/%m/%Y}"]
    assert "Chỉ sửa chỗ ghi sai của tên đang dùng: ghi 01/01/2020" in page.text
    refused = admin.press("Lưu", page, status=422, symbol="LM HTX/<b>")
    assert "Bỏ dấu cách, «/», «<», «>». Chỉ gồm chữ cái" in refused.text
    page = admin.press("Lưu", page, plain="Liên minh Hợp tác xã mới", symbol="LMHTX-HĐ.1")
    assert page.heading == "Liên minh Hợp tác xã mới"
    old = "«Liên minh Hợp tác xã thành phố Hải Phòng», ký hiệu LMHTX"
    new = "«Liên minh Hợp tác xã mới», ký hiệu LMHTX-HĐ.1"
    assert f"đã đổi tên {old} thành {new}, từ {today():%d/%m/%Y}" in page.text
    rename = admin.visit(page.url + "/rename")
    page = admin.press("Lưu", rename, holds_from="01/01/2020", plain="Liên minh cũ", symbol="LMC")
    assert f"đã sửa tên {old} thành «Liên minh cũ», ký hiệu LMC, từ 01/01/2020" in page.text
    page = admin.press("Lưu", admin.visit(page.url + "/rename"), address="1 Đinh Tiên Hoàng")
    assert f"đã sửa địa danh, địa chỉ của {new}" in page.text
    page = admin.press("Ngừng", admin.visit(page.url + "/close"), status=409, reason="Quyết định 1")
    assert "đơn vị thuộc cơ quan này" in page.text


def sheet(*rows: tuple[str | float, ...]) -> BytesIO:
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet()
    heads = ("Họ và tên", "Tên đăng nhập", "Chức vụ", "Đơn vị", "Vai trò", "Điện thoại", "Thư điện tử")
    for number, row in enumerate((heads, *rows)):
        page.write_row(number, 0, row)
    book.close()
    file.seek(0)
    return file


def upload(admin: Visitor, file: BytesIO, name: str = "nguoi.xlsx", status: int = 200) -> Page:
    page = admin.visit("/admin/people/sheet")
    return admin.press("Kiểm tra bảng", page, status=status, sheet=(file, name))


def test_people_come_from_excel_all_or_none(admin: Visitor, cast: SimpleNamespace) -> None:
    before = session.query(Person).count()
    good = ("Chuyên viên A", "cv.a", "Chuyên viên", "PTTTT", "", 2253842001.0, "")
    page = upload(
        admin,
        sheet(good, ("", "cv.b", "", "Phòng Lạ", "Thủ kho", "", ""), ("Chuyên viên C", "CV.A", "", "VP", "", "", "")),
        status=422,
    )
    cells = [
        [" ".join(c.text_content().split()) for c in row.xpath("./th|./td")] for row in page.tree.xpath("//tbody/tr")
    ]
    assert [cell[:2] for cell in cells] == [
        ["3", "Họ và tên"],
        ["3", "Đơn vị"],
        ["3", "Vai trò"],
        ["4", "Tên đăng nhập"],
    ]
    assert "Trùng với dòng 2" in cells[3][2]
    assert session.query(Person).count() == before
    head = (
        "Trưởng phòng D",
        "tp.d",
        "Trưởng phòng",
        "phong thong tin va tuyen truyen",
        "Trưởng đơn vị, Văn thư",
        "",
        "",
    )
    page = admin.press("Mở 2 tài khoản", upload(admin, sheet(good, head)))
    assert len(re.findall(r"[a-z]{4}-[2-9]{4}-[a-z]{4}", page.text)) == 2
    made = queries.find_person("tp.d")
    assert made is not None and made.department_id == cast.one.id
    assert {(r.role, r.department_id) for r in made.roles} == {("head", cast.one.id), ("clerk", None)}
    assert (queries.find_person("cv.a") or made).phone == "2253842001"


def test_the_sheet_takes_no_telephone_or_mail_that_the_form_refuses(admin: Visitor, cast: SimpleNamespace) -> None:
    bad = ("Chuyên viên A", "cv.a", "Chuyên viên", "PTTTT", "", "abc", "khongphaiemail")
    page = upload(admin, sheet(bad), status=422)
    faults = [[cell.text_content() for cell in row.xpath("./th|./td")] for row in page.tree.xpath("//tbody/tr")]
    assert [fault[:2] for fault in faults] == [["2", "Điện thoại"], ["2", "Thư điện tử"]]
    form = admin.visit("/admin/people/new")
    typed = {"name": "A", "username": "cv.a", "department_id": str(cast.one.id), "phone": bad[5], "email": bad[6]}
    refused = admin.press("Mở tài khoản", form, status=422, **typed)
    assert all(sentence in refused.text for _, _, sentence in faults)


def test_the_roles_are_seen_before_anybody_gets_them(admin: Visitor, cast: SimpleNamespace) -> None:
    rows = (
        ("Chuyên viên A", "cv.a", "", "PTTTT", "", "", ""),
        ("Người B", "b.b", "", "VP", "Quản trị; Văn thư", "", ""),
    )
    page = upload(admin, sheet(*rows))
    roles = [" ".join(cell.text_content().split()) for cell in page.tree.xpath("//td[@data-label='Vai trò']")]
    assert roles == ["Chuyên viên", "Quản trị, Văn thư"]
    assert "Sẽ là quản trị: Người B" in page.text


def test_the_sheet_to_fill_in_is_a_sheet_that_is_understood(admin: Visitor, cast: SimpleNamespace) -> None:
    blank = admin.client.get("/admin/people/sheet/template")
    page = upload(admin, BytesIO(blank.data))
    assert "chuyenvien.kh" in page.text


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "nguoi.xlsx", "trống"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 99, "nguoi.xlsx", ""),
        (b"PK\x05\x06" + b"\0" * 18, "nguoi.xlsx", ""),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_in_words(
    admin: Visitor, cast: SimpleNamespace, content: bytes, name: str, words: str
) -> None:
    page = upload(admin, BytesIO(content), name, status=422)
    assert page.tree.xpath("//*[@id='sheet-error']")
    assert words in page.text and "Hãy chọn lại tệp" in page.text


def test_a_sheet_without_people_or_heads_is_refused_in_words(admin: Visitor, cast: SimpleNamespace) -> None:
    assert "Bảng chưa có ai" in upload(admin, sheet(), status=422).text
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    book.add_worksheet().write(0, 0, "Không phải mẫu")
    book.close()
    file.seek(0)
    assert "Không thấy dòng tiêu đề" in upload(admin, file, status=422).text
    assert "Không đọc được danh sách" in admin.post("/admin/people/sheet/take", status=422, rows="[[1]]").text


def test_cells_no_reader_can_trust_are_refused_in_words(admin: Visitor, cast: SimpleNamespace) -> None:
    good = ("Chuyên viên A", "cv.a", "Chuyên viên", "PTTTT", "", "", "")
    far = sheet(good, *[()] * 20_000, good)
    assert "ngoài 20000 dòng" in upload(admin, far, status=422).text
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    page = book.add_worksheet()
    page.write_row(0, 0, ("Họ và tên", "Tên đăng nhập", "Đơn vị"))
    page.write_row(1, 0, ("Chuyên viên A", "cv.a"))
    page.write_formula(1, 2, "=VLOOKUP(1,A1:B1,2)", None, "#N/A")
    book.close()
    file.seek(0)
    assert "Ô C2: Ô này là lỗi của Excel" in upload(admin, file, status=422).text


def test_the_directory_names_the_head_first_and_finds_without_accents(app: Flask, cast: SimpleNamespace) -> None:
    visitor = Visitor(app).sign_in(cast.staff)
    names = [" ".join(row.text_content().split()) for row in visitor.visit("/directory").tree.xpath("//tbody//th")]
    assert names.index("Trưởng phòng 1") < names.index("Chuyên viên phòng 1")
    found = visitor.visit("/directory?q=truong+phong+2").text
    assert "Trưởng phòng 2" in found and "Trưởng phòng 1" not in found
    assert "Không tìm thấy ai" in visitor.visit("/directory?q=khongco").text


def test_heads_are_said_on_the_departments_page(admin: Visitor, cast: SimpleNamespace) -> None:
    address = f"/admin/departments/{cast.one.id}/heads"
    both = {"head": str(cast.staff.id), "deputies": [str(cast.staff.id)]}
    page = admin.press("Lưu", admin.visit(address), status=422, **both)
    assert "không thể vừa là trưởng vừa là phó" in page.text
    admin.press("Lưu", page, head=str(cast.staff.id), deputies=[str(cast.head.id)])
    held = {(r.person_id, r.role) for r in session.query(PersonRole).filter_by(department_id=cast.one.id)}
    assert held == {(cast.staff.id, Role.HEAD), (cast.head.id, Role.DEPUTY_HEAD)}
