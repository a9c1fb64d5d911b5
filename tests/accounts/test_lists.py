"""Lists of the office: what they ask of the database does not grow, Excel holds what is on the screen."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from intranet.accounts import queries
from intranet.accounts.models import Person
from intranet.accounts.rules import Capacity, Role
from intranet.core.clock import today
from intranet.core.db import session
from tests.support.office import Office
from tests.support.statements import counted_statements
from tests.support.visitor import Visitor


@pytest.fixture
def cast(app: Flask, office: Office) -> SimpleNamespace:
    return office.cast()


@pytest.mark.parametrize(
    "page", ["/directory", "/admin", "/admin/people", "/admin/departments", "/admin/groups", "/admin/authorities"]
)
def test_a_list_asks_the_same_of_the_database_however_long_it_is(
    app: Flask, office: Office, cast: SimpleNamespace, page: str
) -> None:
    admin = Visitor(app).sign_in(cast.admin)
    office.may_sign(office.person(Role.HEAD))
    office.group(cast.one, cast.two)
    admin.visit(page)
    with counted_statements() as few:
        admin.visit(page)
    for number in range(6):
        department = office.department()
        head = office.person(Role.HEAD, department=department)
        office.person(department=department)
        office.may_sign(head, Capacity.KT)
        office.group(department, cast.one, name=f"nhóm thêm {number}")
    with counted_statements() as many:
        admin.visit(page)
    assert len(many) == len(few), "\n".join(many)


def test_excel_holds_the_people_on_the_screen_and_their_words_as_words(
    app: Flask, office: Office, cast: SimpleNamespace
) -> None:
    office.person(department=cast.one, name="Ban Công thức", post='=HYPERLINK("http://example.org")')
    admin = Visitor(app).sign_in(cast.admin)
    page = admin.visit(f"/admin/people?department={cast.one.id}")
    shown = [" ".join(row.text_content().split()) for row in page.tree.xpath("//tbody//th")]
    answer = admin.client.get(page.links()["Excel"])
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    head = next(number for number, row in enumerate(rows) if row[0] == "Họ và tên")
    assert [row[0] for row in rows[head + 1 :]] == shown
    assert len(shown) == 3
    assert '=HYPERLINK("http://example.org")' in [row[2] for row in rows]


def test_the_directory_opens_with_the_leaders_the_head_of_the_office_first(
    app: Flask, office: Office, cast: SimpleNamespace
) -> None:
    chair = office.person(Role.LEADER, department=cast.van_phong, name="Chủ tịch Ô")
    office.may_sign(chair)
    office.may_sign(cast.leader, Capacity.KT)
    parts = queries.directory("", today())
    assert parts[0].name == "Lãnh đạo"
    assert [person.name for person in parts[0].people] == ["Chủ tịch Ô", "Phó Chủ tịch"]
    everybody = [person.id for part in parts for person in part.people]
    assert sorted(everybody) == sorted(person.id for person in session.query(Person))


def test_the_administration_says_what_the_office_lacks(app: Flask, office: Office, cast: SimpleNamespace) -> None:
    admin = Visitor(app).sign_in(cast.admin)
    text = admin.visit("/admin").text
    assert "Chưa giao quyền ký cho người đứng đầu." in text
    assert "Chưa ghi trưởng đơn vị" not in text and "Chưa có văn thư" not in text
    office.may_sign(cast.leader)
    office.department("Phòng Không Trưởng", "PKT")
    text = admin.visit("/admin").text
    assert "Chưa ghi trưởng đơn vị: PKT." in text and "Chưa giao quyền ký" not in text


def test_an_account_asked_for_twice_is_opened_once(app: Flask, cast: SimpleNamespace) -> None:
    admin = Visitor(app).sign_in(cast.admin)
    page = admin.visit("/admin/people/new")
    facts = {"name": "Người mới", "username": "nguoimoi", "department_id": str(cast.one.id)}
    admin.press("Mở tài khoản", page, **facts)
    again = admin.press("Mở tài khoản", page, **facts)
    assert again.heading == "Người mới" and "Chưa đổi mật khẩu được cấp." in again.text
    assert session.query(Person).filter_by(username="nguoimoi").count() == 1
