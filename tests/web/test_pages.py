"""What guards and frames every answer: headers, menu, fingerprints; and how facts are written."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from intranet.web import filters
from intranet.web.origin import is_own_address
from intranet.web.pages import static_url
from tests.support.office import Office
from tests.support.visitor import Visitor


def test_every_answer_carries_the_guards(app: Flask, visitor: Visitor) -> None:
    for path in ("/sign-in", "/healthz", "/no-such-page", "/static/css/app.css"):
        headers = visitor.client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
    assert visitor.client.get("/sign-in").headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in visitor.client.get("/sign-in").headers
    assert "Strict-Transport-Security" in visitor.client.get("/sign-in", base_url="https://localhost").headers


def test_a_fingerprinted_file_may_be_kept_and_sets_no_cookie(app: Flask, office: Office) -> None:
    visitor = Visitor(app).sign_in(office.person())
    with app.test_request_context():
        url = static_url("css/app.css")
    answer = visitor.client.get(url)
    assert answer.cache_control.max_age == 31_536_000 and answer.cache_control.immutable
    assert "Set-Cookie" not in answer.headers


def test_the_session_cookie_is_out_of_reach_of_scripts(app: Flask, visitor: Visitor) -> None:
    cookie = visitor.client.get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


@pytest.mark.parametrize(
    ("path", "entry"),
    [("/admin", "Quản trị"), ("/admin/people", "Quản trị"), ("/directory", "Danh bạ"), ("/", "Việc của tôi")],
)
def test_the_menu_marks_where_one_is(app: Flask, office: Office, path: str, entry: str) -> None:
    page = Visitor(app).sign_in(office.cast().admin).visit(path)
    marked = page.tree.xpath("//nav[contains(@class, 'menu')]//a[@aria-current='page']")
    assert [" ".join(a.text_content().split()) for a in marked] == [entry]


def test_a_page_of_no_entry_marks_none(app: Flask, office: Office) -> None:
    page = Visitor(app).sign_in(office.person()).visit("/account")
    assert not page.tree.xpath("//nav//a[@aria-current='page']")


def test_the_menu_shows_only_what_a_person_may_use(app: Flask, office: Office) -> None:
    cast = office.cast()
    assert "Quản trị" not in Visitor(app).sign_in(cast.staff).visit("/account").links()
    assert "Quản trị" in Visitor(app).sign_in(cast.admin).visit("/account").links()


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("/tasks?q=1", True),
        ("/", True),
        ("//example.org", False),
        ("/\\example.org", False),
        ("https://example.org/", False),
        ("javascript:alert(1)", False),
        ("tasks", False),
        ("", False),
        ("/a\nb", False),
        ("/a b", False),
    ],
)
def test_an_own_address_leads_nowhere_else(address: str, own: bool) -> None:
    assert is_own_address(address) is own


MIDNIGHT = datetime(2025, 2, 24, 17, 30, tzinfo=UTC)  # 00:30 of the next day in Vietnam


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (filters.day(date(2025, 2, 5)), "05/02/2025"),
        (filters.day(MIDNIGHT), "25/02/2025"),
        (filters.day(None), ""),
        (filters.weekday(date(2025, 2, 25)), "Thứ Ba 25/02/2025"),
        (filters.weekday(date(2025, 3, 2)), "Chủ nhật 02/03/2025"),
        (filters.moment(MIDNIGHT), "00:30 25/02/2025"),
        (filters.clock(MIDNIGHT), "00:30"),
        (filters.days_left(date(2025, 2, 28), date(2025, 2, 25)), "còn 3 ngày"),
        (filters.days_left(date(2025, 2, 25), date(2025, 2, 25)), "hôm nay là hạn"),
        (filters.days_left(date(2025, 2, 23), date(2025, 2, 25)), "quá hạn 2 ngày"),
        (filters.days_left(None), ""),
        (filters.size(0), "0 kB"),
        (filters.size(300), "1 kB"),
        (filters.size(48_200), "48 kB"),
        (filters.size(1_250_000), "1,2 MB"),
        (filters.number(1234567), "1.234.567"),
        (filters.number(None), ""),
    ],
)
def test_facts_are_written_as_the_office_writes_them(shown: str, words: str) -> None:
    assert shown == words


def test_a_page_that_is_not_there_and_a_way_that_is_not_taken(app: Flask, office: Office) -> None:
    visitor = Visitor(app).sign_in(office.person())
    assert "Không tìm thấy" in visitor.visit("/no-such-page", status=404).text
    assert visitor.client.get("/sign-out").status_code == 405
    answer = visitor.client.get("/no-such-page", headers={"Accept": "application/json"})
    assert (answer.status_code, bool(answer.get_json()["error"])) == (404, True)
