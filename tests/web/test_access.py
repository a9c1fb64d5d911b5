"""A POST is one change, made once, and only by those who may."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask, redirect
from sqlalchemy import select
from wtforms import PasswordField

from intranet.accounts import queries
from intranet.accounts.models import Person
from intranet.core.clock import now
from intranet.core.db import session, transaction
from intranet.core.errors import Refused
from intranet.web.access import needs, public, signed_in, submit
from intranet.web.forms import Form
from intranet.web.once import SECRET_FIELDS, Submission, forget_sent_forms, mark_of_request
from tests.support.office import Office
from tests.support.visitor import Visitor


@pytest.fixture
def pages(app: Flask) -> Flask:
    """The program with a few views that write and then end in different ways."""

    def write(how: str) -> Any:
        session.scalars(select(Person).order_by(Person.id)).first().post = how  # type: ignore[union-attr]
        if how == "refuse":
            raise Refused("Không được.", "Hãy thôi.")
        if how == "break":
            raise RuntimeError("a bug")
        return ("wrong", 422) if how == "wrong" else redirect("/account", 303)

    def write_in_steps(how: str) -> Any:
        return submit(lambda: write(how))

    def count() -> Any:
        person = session.scalars(select(Person).order_by(Person.id)).first()
        assert person is not None
        person.post = str(int(person.post or 0) + 1)
        return redirect(f"/account?{person.post}", 303)

    def look(person: Person) -> str:
        return person.name

    app.add_url_rule("/write/<how>", "write", signed_in(write), methods=["POST"])
    app.add_url_rule("/steps/<how>", "steps", needs("signed_in", in_steps=True)(write_in_steps), methods=["POST"])
    app.add_url_rule("/count", "count", signed_in(count), methods=["POST"])
    app.add_url_rule("/open", "open", public(lambda: "open"))
    app.add_url_rule("/look/<int:person_id>", "look", needs("office.view", person=queries.get_person)(look))
    return app


@pytest.fixture
def somebody(pages: Flask, office: Office) -> Visitor:
    return Visitor(pages).sign_in(office.person(username="ai"))


def post_of(username: str = "ai") -> str:
    session.rollback()
    return session.scalars(select(Person.post).where(Person.username == username)).one()


@pytest.mark.parametrize("kind", ["write", "steps"])
@pytest.mark.parametrize(
    ("how", "status", "kept"),
    [("well", 303, "well"), ("wrong", 422, ""), ("refuse", 409, ""), ("break", 500, "")],
)
def test_what_a_form_does_is_kept_whole_or_not_at_all(
    somebody: Visitor, kind: str, how: str, status: int, kept: str
) -> None:
    assert somebody.client.post(f"/{kind}/{how}").status_code == status
    assert post_of() == kept


def test_the_same_form_sent_twice_is_done_once_and_leads_to_the_same_page(somebody: Visitor) -> None:
    form = {"_once": "mark-1", "note": "a"}
    answers = [somebody.client.post("/count", data=form) for _ in range(2)]
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, "/account?1")}
    assert post_of() == "1"


@pytest.mark.parametrize("change", [{"note": "b"}, {"_once": "mark-2"}, {"file": (BytesIO(b"xy"), "a.txt")}])
def test_a_form_that_was_changed_after_going_back_is_another_sending(
    somebody: Visitor, change: dict[str, object]
) -> None:
    form = {"_once": "mark-1", "note": "a", "file": (BytesIO(b"x"), "a.txt")}
    for data in (form, {**form, "file": (BytesIO(b"x"), "a.txt"), **change}):
        somebody.client.post("/count", data=data)
    assert post_of() == "2"


def test_a_form_that_was_refused_may_be_sent_again(somebody: Visitor) -> None:
    assert somebody.client.post("/write/refuse", data={"_once": "mark-1"}).status_code == 409
    assert somebody.client.post("/write/well", data={"_once": "mark-1"}).status_code == 303
    assert post_of() == "well"


def test_a_refusal_shows_its_sentence_the_advice_and_what_was_typed(somebody: Visitor) -> None:
    words = "Một câu dài đã gõ vào ô ghi chú"
    page = somebody.post("/write/refuse", status=409, note=words)
    assert "Không được" in page.text and "Hãy thôi." in page.text and words in page.text
    answer = somebody.client.post("/write/refuse", headers={"Accept": "application/json"})
    assert answer.get_json() == {"error": "Không được.", "advice": "Hãy thôi."}


@pytest.mark.parametrize("field", sorted(SECRET_FIELDS))
def test_what_opens_something_is_neither_shown_again_nor_noted(somebody: Visitor, field: str) -> None:
    secret = "mật-khẩu-khóa-1"
    data = {"_once": "mark-1", field: secret}
    assert secret not in somebody.client.post("/write/refuse", data=data).get_data(as_text=True)
    assert secret not in Visitor(somebody.app).client.post("/write/well", data=data).get_data(as_text=True)
    marks = set()
    for typed in (secret, "khác"):
        with somebody.app.test_request_context("/x", method="POST", data={**data, field: typed}):
            marks.add(mark_of_request())
    assert len(marks) == 1, "a digest of it would be guessed"


def test_every_field_for_a_secret_is_known_as_one(app: Flask) -> None:
    forms, found = [Form], set[str]()
    while forms:
        form = forms.pop()
        forms += form.__subclasses__()
        found |= {name for name, field in vars(form).items() if getattr(field, "field_class", None) is PasswordField}
    assert "passphrase" in found and found <= SECRET_FIELDS


def test_marks_of_sent_forms_are_dropped_after_a_month(app: Flask) -> None:
    with transaction():
        session.add_all(Submission(token=f"{days}", at=now() - timedelta(days=days)) for days in (1, 31))
    forget_sent_forms()
    assert session.scalars(select(Submission.token)).all() == ["1"]


def test_a_bug_shows_a_number_and_none_of_its_insides(somebody: Visitor) -> None:
    page = somebody.post("/write/break", status=500)
    assert "Mã số" in page.text and "RuntimeError" not in page.text and "a bug" not in page.text


def test_a_stranger_is_led_to_the_door_and_back(pages: Flask) -> None:
    client = Visitor(pages).client
    assert client.get("/open").text == "open"
    assert client.get("/look/1?a=b").location == "/sign-in?next=/look/1?a%3Db"
    assert client.post("/write/well").status_code == 401
    assert client.post("/write/well", headers={"Accept": "application/json"}).get_json()["error"]


def test_a_permission_is_asked_after_the_thing_is_found(pages: Flask, office: Office) -> None:
    cast = office.cast()
    admin, staff = Visitor(pages).sign_in(cast.admin), Visitor(pages).sign_in(cast.staff)
    assert admin.client.get(f"/look/{cast.head.id}").text == "Trưởng phòng 1"
    staff.visit(f"/look/{cast.head.id}", status=403)
    admin.visit("/look/99999", status=404)


def test_every_view_of_the_program_states_its_permission(app: Flask) -> None:
    silent = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and not hasattr(app.view_functions[rule.endpoint], "permission")
    ]
    assert silent == []


def test_a_body_that_is_too_large_is_refused_in_words(pages: Flask, somebody: Visitor) -> None:
    pages.config["MAX_CONTENT_LENGTH"] = 1_000_000
    page = somebody.post("/write/well", status=413, note="x" * 1_100_000)
    assert "1 MB" in page.text
    assert post_of() == ""
