"""A token is shown once, kept as a fingerprint, opens what it says until its end, and can be taken away."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from intranet.api import service
from intranet.api.models import ApiToken
from intranet.api.routes.programs.operation import OPERATIONS
from intranet.api.rules import MOST_TOKENS, Scope
from intranet.core.clock import today
from intranet.core.db import db, session, transaction
from intranet.core.errors import Invalid, Refused
from tests.api.conftest import Program, token_for
from tests.support.visitor import Visitor

TOMORROW = f"{today() + timedelta(1):%d/%m/%Y}"


def test_a_person_makes_a_token_sees_it_once_and_revokes_it(app: Flask, cast: SimpleNamespace) -> None:
    staff = Visitor(app).sign_in(cast.staff)
    page = staff.press(
        "Tạo mã", on=staff.visit("/account/tokens"), name="Kế toán", scopes=["templates", "render"], expires_on=TOMORROW
    )
    secret = page.tree.xpath("//input[@id='secret']/@value")[0]
    assert secret.startswith("vb_") and len(secret) > 40 and page.response.headers["Cache-Control"] == "no-store"
    page = staff.visit("/account/tokens")
    assert secret not in page.text and "Kế toán" in page.text and "chưa dùng" in page.text
    program = Program(app, secret)
    assert program.send("GET", "/templates").status_code == 200
    assert program.send("POST", "/check", data=b"x").status_code == 403
    page = staff.press("Thu hồi", on=page)
    assert "Đã thu hồi" in page.text
    assert program.send("GET", "/templates").status_code == 401


def test_the_database_holds_no_secret(app: Flask, cast: SimpleNamespace) -> None:
    token, secret = token_for(cast.staff)
    with db.engine.connect() as connection:
        kept = str(connection.exec_driver_sql("SELECT * FROM api_token").fetchall())
        kept += str(connection.exec_driver_sql("SELECT * FROM history").fetchall())
    assert secret not in kept and secret[len(token.beginning) :] not in kept and len(token.digest) == 64


def test_the_admin_sees_and_revokes_everybodys(app: Flask, cast: SimpleNamespace) -> None:
    _, secret = token_for(cast.staff)
    admin = Visitor(app).sign_in(cast.admin)
    page = admin.visit("/admin/tokens")
    assert cast.staff.name in page.text
    admin.press("Thu hồi", on=page)
    assert Program(app, secret).send("GET", "/templates").status_code == 401
    Visitor(app).sign_in(cast.staff).visit("/admin/tokens", status=403)


def test_nobody_revokes_anothers(app: Flask, cast: SimpleNamespace) -> None:
    token, secret = token_for(cast.staff)
    Visitor(app).sign_in(cast.other_staff).post(f"/account/tokens/{token.id}/revoke", status=403)
    assert Program(app, secret).send("GET", "/templates").status_code == 200


WRONG = (
    ({"name": ""}, "Hãy điền mục này."),
    ({"scopes": []}, "Hãy chọn ít nhất một việc."),
    ({"expires_on": "01/01/2020"}, "Ngày hết hạn phải từ hôm nay đến một năm sau."),
    ({"expires_on": "31/12/2199"}, "Ngày hết hạn phải từ hôm nay đến một năm sau."),
)


@pytest.mark.parametrize(("typed", "words"), WRONG)
def test_a_token_without_purpose_or_end_is_refused_beside_the_field(
    app: Flask, cast: SimpleNamespace, typed: dict[str, object], words: str
) -> None:
    staff = Visitor(app).sign_in(cast.staff)
    form = {"name": "x", "scopes": ["render"], "expires_on": TOMORROW, **typed}
    page = staff.press("Tạo mã", on=staff.visit("/account/tokens"), status=422, **form)
    assert words in page.errors() and session.scalars(select(ApiToken)).all() == []


def test_there_are_not_endlessly_many(app: Flask, cast: SimpleNamespace) -> None:
    for _ in range(MOST_TOKENS):
        token_for(cast.staff)
    with pytest.raises(Refused, match="đang dùng được"):
        token_for(cast.staff)


@pytest.mark.parametrize("what", ["expired", "left", "first_password"])
def test_a_token_ends_with_its_day_and_its_person(app: Flask, cast: SimpleNamespace, what: str) -> None:
    token, secret = token_for(cast.staff)
    with transaction():
        if what == "expired":
            token.expires_on = today() - timedelta(1)
        elif what == "left":
            cast.staff.left_on = today() - timedelta(1)
        else:
            cast.staff.must_change_password = True
    answer = Program(app, secret).send("GET", "/templates")
    assert answer.status_code == (403 if what == "first_password" else 401)
    assert answer.mimetype == "application/problem+json"


def test_the_last_day_of_a_token_counts(app: Flask, cast: SimpleNamespace) -> None:
    _, secret = token_for(cast.staff, expires_on=today())
    assert Program(app, secret).send("GET", "/templates").status_code == 200
    with pytest.raises(Invalid):
        token_for(cast.staff, expires_on=today() - timedelta(1))


def test_each_scope_opens_its_own_operations_and_no_other(app: Flask, cast: SimpleNamespace) -> None:
    opened = {}
    for scope in Scope:
        program = Program(app, token_for(cast.staff, scope)[1])
        opened[scope] = {
            own.name for own in OPERATIONS
            if program.send(own.method, own.address.format(template_id="x", rendering_id=1)).status_code != 403
        }  # fmt: skip
    assert opened == {
        Scope.TEMPLATES: {"openapi", "list_templates", "template", "schema", "example"},
        Scope.RENDER: {"openapi", "render", "rendering"},
        Scope.MERGE: {"openapi", "sheet", "returned", "merge"},
        Scope.CHECK: {"openapi", "check", "mend"},
    }


BAD_HEADERS = ("", "Bearer", "Bearer ", "Bearer x", "Basic dTpw", "Bearer vb_\u00e9", "bearer vb_" + "x" * 5000)


@pytest.mark.parametrize("header", BAD_HEADERS)
def test_without_a_token_there_is_only_a_problem(app: Flask, header: str) -> None:
    answer = app.test_client().get("/api/v1/templates", headers={"Authorization": header} if header else {})
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_session_opens_no_address_for_programs(app: Flask, cast: SimpleNamespace) -> None:
    """These addresses ask for no form token; so a browser's cookie must open none of them."""
    app.config["WTF_CSRF_ENABLED"] = True
    admin = Visitor(app).sign_in(cast.admin)
    for own in OPERATIONS:
        path = own.address.format(template_id="giay_moi", rendering_id=1)
        answer = admin.client.open(f"/api/v1{path}", method=own.method, data=b"{}", content_type="application/json")
        assert answer.status_code == 401, own.name
        assert "Set-Cookie" not in answer.headers or own.method == "GET"


def test_a_token_opens_no_page(app: Flask, cast: SimpleNamespace) -> None:
    _, secret = token_for(cast.admin)
    client = app.test_client()
    for path in ("/", "/documents", "/admin", "/account/tokens", "/api"):
        answer = client.get(path, headers={"Authorization": f"Bearer {secret}", "Accept": "application/json"})
        assert answer.status_code == 401, path


def test_use_is_noted_once_an_hour(app: Flask, cast: SimpleNamespace) -> None:
    token, secret = token_for(cast.staff)
    Program(app, secret).send("GET", "/templates")
    session.refresh(token)
    first = token.used_at
    assert first is not None
    Program(app, secret).send("GET", "/templates")
    session.refresh(token)
    assert token.used_at == first and not service.needs_use_noted(token)


def test_too_many_requests_are_told_when_to_come_again(app: Flask, cast: SimpleNamespace) -> None:
    program = Program(app, token_for(cast.staff)[1])
    answers = [program.send("POST", "/check", data=b"x") for _ in range(25)]
    last = answers[-1]
    assert answers[0].status_code == 415 and last.status_code == 429
    assert 0 < int(last.headers["Retry-After"]) <= 63 and "giây" in last.json["detail"]
