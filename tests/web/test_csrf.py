"""Every form of the program, sent without its token or from elsewhere, changes nothing; grows with the program."""

import pytest
from flask import Flask
from sqlalchemy import Connection, select, text
from werkzeug.routing import Rule

from intranet.accounts.models import Person
from intranet.accounts.rules import Role
from intranet.core.db import Base, db, session
from tests.support.office import PASSWORD, Office
from tests.support.visitor import Visitor

WRITING = {"POST", "PUT", "PATCH", "DELETE"}


@pytest.fixture
def guarded(app: Flask) -> Flask:
    """The program as it runs in an office, with its token check."""
    app.config["WTF_CSRF_ENABLED"] = True
    return app


@pytest.fixture
def mighty(guarded: Flask, office: Office) -> Visitor:
    """Somebody who may do everything, so that only the token stands in the way."""
    cast = office.cast()
    office.group(cast.one)
    office.may_sign(cast.leader)
    person = office.person(
        Role.ADMIN, Role.CLERK, Role.LEADER, Role.HEAD, Role.STAFF, department=cast.van_phong, username="moiquyen"
    )
    return Visitor(guarded).sign_in(person)


def writing_rules(app: Flask) -> list[Rule]:
    """Every address a form of ours writes to; those for programs no session opens (tests/api/test_tokens.py)."""
    rules = app.url_map.iter_rules()
    return [rule for rule in rules if WRITING & (rule.methods or set()) and not rule.endpoint.startswith("v1.")]


def address(app: Flask, rule: Rule) -> str:
    values = {name: 1 if "Int" in type(rule._converters[name]).__name__ else "1" for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, values, method="POST")


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    session.rollback()
    with db.engine.connect() as connection:
        return {name: _rows(connection, name) for name in Base.metadata.tables}


def _rows(connection: Connection, table: str) -> list[tuple[object, ...]]:
    return sorted((tuple(row) for row in connection.execute(text(f'SELECT * FROM "{table}"'))), key=repr)


def test_no_form_is_taken_without_its_token(guarded: Flask, mighty: Visitor) -> None:
    before = everything()
    rules = writing_rules(guarded)
    answers = {str(rule): mighty.client.post(address(guarded, rule), data={"note": "x"}) for rule in rules}
    assert len(rules) > 20
    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(answers, 400)
    assert everything() == before


def test_no_form_is_taken_with_somebody_elses_token(guarded: Flask, mighty: Visitor) -> None:
    stranger = Visitor(guarded)
    token = stranger.visit("/sign-in").tree.xpath("//input[@name='csrf_token']/@value")[0]
    before = everything()
    for rule in writing_rules(guarded):
        answer = mighty.client.post(address(guarded, rule), data={"csrf_token": token})
        assert answer.status_code == 400, str(rule)
    assert everything() == before


# Each address with one sign of another site; one in ten with the others, told before any address is looked at.
@pytest.mark.parametrize(
    ("headers", "step"),
    [({"Origin": "https://example.org:80"}, 1), ({"Origin": "null"}, 10), ({"Sec-Fetch-Site": "cross-site"}, 10)],
    ids=["origin", "null", "fetch"],
)
def test_no_form_of_another_site_is_read_at_all(
    guarded: Flask, mighty: Visitor, headers: dict[str, str], step: int
) -> None:
    token = mighty.visit("/account").tree.xpath("//input[@name='csrf_token']/@value")[0]
    before = everything()
    for rule in writing_rules(guarded)[::step]:
        answer = mighty.client.post(
            address(guarded, rule), data={"csrf_token": token, "words": "from elsewhere"}, headers=headers
        )  # fmt: skip
        assert answer.status_code == 403, str(rule)
        assert "from elsewhere" not in answer.get_data(as_text=True)
    assert everything() == before


def test_a_form_with_its_token_is_taken(guarded: Flask, mighty: Visitor) -> None:
    page = mighty.visit("/account")
    mighty.press("Lưu", page, phone="0225 3842001")
    person = session.scalars(select(Person).where(Person.username == "moiquyen")).one()
    assert person.phone == "0225 3842001"
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    token = page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    answer = mighty.client.post("/account", data={"csrf_token": token, "phone": "0225 3842002"}, headers=own)
    assert answer.status_code == 303


def test_a_token_of_before_signing_in_is_worth_nothing_afterwards(guarded: Flask, mighty: Visitor) -> None:
    visitor = Visitor(guarded)
    door = visitor.visit("/sign-in")
    token = door.tree.xpath("//input[@name='csrf_token']/@value")[0]
    visitor.press("Đăng nhập", door, username="moiquyen", password=PASSWORD)
    assert visitor.client.post("/account", data={"csrf_token": token}).status_code == 400


def test_a_sign_in_page_that_lay_open_over_night_asks_again(guarded: Flask, mighty: Visitor) -> None:
    visitor = Visitor(guarded)
    door = visitor.visit("/sign-in?next=/directory")
    visitor.client.delete_cookie("session")
    again = visitor.press("Đăng nhập", door, status=400, username="moiquyen", password=PASSWORD)
    assert "nhập lại mật khẩu" in again.text
    assert visitor.press("Đăng nhập", again, password=PASSWORD).heading == "Danh bạ"


def test_signing_out_of_an_ended_session_leads_to_the_door(guarded: Flask) -> None:
    assert Visitor(guarded).post("/sign-out").heading == "Đăng nhập"
