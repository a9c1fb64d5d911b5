"""Signing in as a person at a browser: right, wrong, too often, too late, from elsewhere."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from intranet.accounts.models import Person
from intranet.core.db import session, transaction
from tests.support.office import PASSWORD, Office
from tests.support.visitor import Page, Visitor

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def sign_in(visitor: Visitor, username: str, password: str, at: str = "/sign-in", status: int = 200) -> Page:
    return visitor.press("Đăng nhập", visitor.visit(at), status=status, username=username, password=password)


def is_signed_in(visitor: Visitor) -> bool:
    return visitor.client.get("/account").status_code == 200


def test_the_right_password_opens_the_page_that_was_asked_for(app: Flask, office: Office, visitor: Visitor) -> None:
    person = office.person(username="vanthu", name="Văn thư")
    page = sign_in(visitor, " VanThu ", PASSWORD, at="/directory?q=van")
    assert page.heading == "Danh bạ"
    assert page.response.request.query_string == b"q=van"
    assert person.name in page.text


@pytest.mark.parametrize(("username", "password"), [("vanthu", "sai-mat-khau"), ("khongco", PASSWORD), ("vanthu", "")])
def test_a_wrong_name_or_password_stays_at_the_door(
    app: Flask, office: Office, visitor: Visitor, username: str, password: str
) -> None:
    office.person(username="vanthu")
    page = sign_in(visitor, username, password, status=422)
    assert page.tree.xpath("//input[@name='username']/@value") == [username]
    assert not page.tree.xpath("//input[@name='password']/@value[string()]")
    assert not is_signed_in(visitor)


def test_a_known_and_an_unknown_name_get_the_same_words(app: Flask, office: Office, visitor: Visitor) -> None:
    office.person(username="vanthu")
    known = sign_in(visitor, "vanthu", "sai-mat-khau", status=422)
    unknown = sign_in(visitor, "khongco", "sai-mat-khau", status=422)
    assert known.text == unknown.text
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in known.text


def test_five_wrong_passwords_close_the_account_for_a_quarter_of_an_hour(
    app: Flask, office: Office, visitor: Visitor
) -> None:
    office.person(username="vanthu")
    with time_machine.travel(MORNING, tick=False) as clock:
        for _ in range(5):
            sign_in(visitor, "vanthu", "sai-mat-khau", status=422)
        page = sign_in(visitor, "vanthu", PASSWORD, status=422)
        assert "Hãy thử lại sau 15 phút." in page.text
        clock.shift(timedelta(minutes=14))
        assert "Hãy thử lại sau 1 phút." in sign_in(visitor, "vanthu", PASSWORD, status=422).text
        clock.shift(timedelta(minutes=1, seconds=1))
        sign_in(visitor, "vanthu", PASSWORD)
        assert is_signed_in(visitor)


def test_a_stranger_cannot_keep_somebody_out_of_his_usual_place(app: Flask, office: Office) -> None:
    office.person(username="quantri")
    owner, stranger = Visitor(app), Visitor(app)
    stranger.client.environ_base["REMOTE_ADDR"] = "203.0.113.9"
    sign_in(owner, "quantri", PASSWORD)
    for _ in range(5):
        sign_in(stranger, "quantri", "doan-mo", status=422)
    assert "Hãy thử lại sau" in sign_in(stranger, "quantri", PASSWORD, status=422).text
    owner.post("/sign-out")
    sign_in(owner, "quantri", PASSWORD)
    assert is_signed_in(owner)


def test_a_session_ends_when_it_lies_idle_and_not_while_it_is_used(
    app: Flask, office: Office, visitor: Visitor
) -> None:
    office.person(username="vanthu")
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(visitor, "vanthu", PASSWORD)
        for _ in range(3):
            clock.shift(timedelta(hours=11))
            assert is_signed_in(visitor)
        clock.shift(timedelta(hours=12, seconds=1))
        assert not is_signed_in(visitor)


def expire(visitor: Visitor) -> None:
    visitor.client.delete_cookie("session")


def test_a_form_that_met_an_ended_session_is_sent_on_after_signing_in(app: Flask, office: Office) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    person = office.person(username="vanthu")
    visitor = Visitor(app).sign_in(person)
    page = visitor.visit("/account")
    expire(visitor)
    door = visitor.press("Lưu", page, status=401, phone="0225 3 842 001")
    assert "những gì đã nhập vẫn còn" in door.text
    wrong = visitor.press("Đăng nhập", door, status=422, username="vanthu", password="sai")
    offer = visitor.press("Đăng nhập", wrong, username="vanthu", password=PASSWORD)
    assert session.get_one(Person, person.id).phone == ""
    saved = visitor.press("Gửi tiếp", offer)
    assert "Đã lưu." in saved.text
    session.expire_all()
    assert session.get_one(Person, person.id).phone == "0225 3 842 001"


def test_a_kept_form_never_leads_elsewhere(app: Flask, office: Office, visitor: Visitor) -> None:
    office.person(username="vanthu")
    for action in ("https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)", "/a\nb"):
        page = visitor.post(
            "/sign-in", username="vanthu", password=PASSWORD, kept=f'["{action}", [["a", "b"]], []]'
        )  # fmt: skip
        assert "Gửi tiếp" not in page.text
    for nonsense in ("x", "[]", "[1]", '["/account", 5, []]', '{"a": 1}', "null", '["/account", [["a"]], []]'):
        assert "Gửi tiếp" not in visitor.post("/sign-in", username="vanthu", password=PASSWORD, kept=nonsense).text


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "/\\example.org", "example.org", "/a\tb"]
)
def test_next_leads_only_to_pages_of_this_program(app: Flask, office: Office, visitor: Visitor, elsewhere: str) -> None:
    office.person(username="vanthu")
    answer: TestResponse = visitor.client.post(
        "/sign-in", data={"username": "vanthu", "password": PASSWORD, "next": elsewhere}
    )
    assert (answer.status_code, answer.location) == (303, "/")


def test_signing_in_takes_nothing_over_from_the_session_before(app: Flask, office: Office, visitor: Visitor) -> None:
    office.person(username="vanthu")
    with visitor.client.session_transaction() as cookie:
        cookie["planted"] = cookie["csrf_token"] = "by somebody else"
    sign_in(visitor, "vanthu", PASSWORD)
    with visitor.client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie.get("csrf_token") != "by somebody else"


def test_somebody_who_left_is_told_so_only_with_the_right_password(
    app: Flask, office: Office, visitor: Visitor
) -> None:
    person = office.person(username="vanthu")
    with transaction():
        session.get_one(Person, person.id).left_on = datetime(2026, 1, 1).date()
    assert "không đúng" in sign_in(visitor, "vanthu", "sai-mat-khau", status=422).text
    assert "đã ngừng sử dụng" in sign_in(visitor, "vanthu", PASSWORD, status=422).text
    assert not is_signed_in(visitor)


def test_the_first_password_must_be_changed_before_anything_else(app: Flask, office: Office, visitor: Visitor) -> None:
    person = office.person(username="vanthu")
    with transaction():
        session.get_one(Person, person.id).must_change_password = True
    page = sign_in(visitor, "vanthu", PASSWORD, at="/directory")
    assert page.heading == "Đặt mật khẩu của riêng bạn"
    assert visitor.visit("/directory").heading == page.heading
    assert visitor.post("/account", phone="1").heading == page.heading
    page = visitor.press(
        "Đặt mật khẩu", page, status=422, new_password="ngan", again="ngan"
    )  # fmt: skip
    assert "ít nhất 10 ký tự" in page.text
    page = visitor.press("Đặt mật khẩu", page, status=422, new_password=PASSWORD, again=PASSWORD)
    assert "phải khác" in page.text
    page = visitor.press("Đặt mật khẩu", page, status=422, new_password="dong-ho-xanh-27", again="dong-ho-xanh-28")
    assert "không giống nhau" in page.text
    visitor.press("Đặt mật khẩu", page, new_password="dong-ho-xanh-27", again="dong-ho-xanh-27")
    assert visitor.visit("/directory").heading == "Danh bạ"
    assert "Mật khẩu hiện tại" in visitor.visit("/account/password").text


def test_a_changed_password_signs_out_the_other_devices_and_not_this_one(app: Flask, office: Office) -> None:
    office.person(username="vanthu")
    here, there = Visitor(app), Visitor(app)
    sign_in(here, "vanthu", PASSWORD)
    sign_in(there, "vanthu", PASSWORD)
    new = "dong-ho-xanh-27"
    page = here.visit("/account/password")
    here.press("Đổi mật khẩu", page, current_password=PASSWORD, new_password=new, again=new)
    assert is_signed_in(here)
    assert not is_signed_in(there)
    sign_in(there, "vanthu", PASSWORD, status=422)
    sign_in(there, "vanthu", new)
    here.press("Đăng xuất khỏi mọi thiết bị khác", here.visit("/account"))
    assert is_signed_in(here)
    assert not is_signed_in(there)
