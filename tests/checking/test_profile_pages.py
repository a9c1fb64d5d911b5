"""The admin's page of the office's choices: tried on the sample, saved as versions, taken by checks and templates."""

import pytest

from intranet.checking import queries
from intranet.checking.models import FormatProfile
from intranet.core.db import session
from intranet.core.history import history_of
from intranet.core.jobs import run_due
from intranet.docservice.check.profile import ND30_2020
from tests.checking.conftest import GOOD
from tests.checking.test_checking_pages import drop
from tests.documents.conftest import Letters
from tests.documents.conftest import letters as letters_fixture
from tests.support.office import Office
from tests.support.visitor import Role, Visitor

pytestmark = pytest.mark.usefixtures("app")
letters = letters_fixture


@pytest.fixture
def admin(visitor: Visitor, office: Office) -> Visitor:
    return visitor.sign_in(office.person(Role.ADMIN))


def test_without_choices_the_decree_holds(admin: Visitor) -> None:
    assert queries.present_profile() == (0, ND30_2020)
    page = admin.visit("/checking/profile")
    assert "Chưa chọn gì" in page.text and "30–35 mm" in page.text


def test_trying_shows_the_sample_and_saves_nothing(admin: Visitor) -> None:
    page = admin.visit("/checking/profile")
    tried = admin.press("Xem thử trên trang mẫu", on=page, size_noi_dung="13", margin_left="35", names="Quỹ Hỗ trợ")
    assert "Đang xem thử, chưa lưu" in tried.text
    assert "13" in tried.tree.xpath("//*[@class='sample-page']/*[contains(., 'Thực hiện Chương trình')]/@font-size")
    assert "Quỹ Hỗ trợ" in tried.tree.xpath("//textarea[@name='names']/text()")[0]
    assert queries.profiles() == []


def test_saved_choices_are_a_version_and_stand_in_the_form(admin: Visitor) -> None:
    for size in ("13", "14"):
        page = admin.visit("/checking/profile")
        chosen = {"size_noi_dung": size, "margin_left": "35", "indent": "1", "slips": "hợp tát = hợp tác"}
        saved = admin.press("Lưu lựa chọn", on=page, **chosen)
        assert "Theo lựa chọn đang dùng" in saved.text
    versions = queries.profiles()
    assert [(one.id, one.sizes, one.margins) for one in versions] == [
        (2, {"noi_dung": "14"}, {"left": 35}),
        (1, {"noi_dung": "13"}, {"left": 35}),
    ]
    assert queries.present_profile()[1].slips == (("hợp tát", "hợp tác"),)
    assert history_of(versions[0])[0].act == "set_profile"
    assert saved.tree.xpath("//select[@name='size_noi_dung']/option[@selected]/@value") == ["14"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"slips": "hợp tát"}, "từ sai = từ đúng"),
        ({"departures": ["noi_nhan.co_chu"], "departures_why": ""}, "Hãy ghi căn cứ"),
        ({"size_noi_dung": "12"}, "Hãy chọn một mục"),
        ({"margin_left": "50"}, "Hãy chọn một mục"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(admin: Visitor, fields: dict, words: str) -> None:
    page = admin.press("Lưu lựa chọn", on=admin.visit("/checking/profile"), status=422, **fields)
    assert words in page.text
    assert queries.profiles() == []


def test_departures_become_notes_in_checks_made_afterwards(admin: Visitor, office: Office) -> None:
    before = drop(admin, GOOD)
    fields = {"departures": ["noi_nhan.co_chu"], "departures_why": "Quy chế văn thư của cơ quan", "size_noi_dung": "13"}
    admin.press("Lưu lựa chọn", on=admin.visit("/checking/profile"), **fields)
    after = drop(admin, GOOD)
    assert "theo lựa chọn của cơ quan" not in before.text
    assert "cỡ 13, theo lựa chọn của cơ quan" in after.text


def test_only_the_admin_sets_them(visitor: Visitor, office: Office) -> None:
    visitor.sign_in(office.person(Role.CLERK)).visit("/checking/profile", status=403)


def test_letters_from_templates_take_the_choices_on(letters: Letters, admin: Visitor) -> None:
    admin.press("Lưu lựa chọn", on=admin.visit("/checking/profile"), size_noi_dung="13", margin_left="35", indent="1")
    letter = letters.saved()
    run_due()
    session.expire_all()
    assert letter.report.profile_n == session.query(FormatProfile).count() == 1
    assert (letter.report.verdict, letter.report.findings) == ("dat", [])
