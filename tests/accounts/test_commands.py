"""`flask office`: the first admin of a real installation, and the way back in."""

import re
from dataclasses import replace

from flask import Flask

from intranet.accounts import queries, service
from intranet.core.errors import Invalid
from tests.support.office import Office

FIRST_OFFICE = {"name": "LIÊN MINH HỢP TÁC XÃ\nTHÀNH PHỐ HẢI PHÒNG", "symbol": "LMHTX", "place": "Hải Phòng"}


def printed_password(output: str) -> str:
    found = re.search(r"[a-z]{4}-[2-9]{4}-[a-z]{4}", output)
    assert found is not None, output
    return found[0]


def test_the_first_admin_comes_with_his_office(app: Flask) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], first_office=FIRST_OFFICE)
    result = app.test_cli_runner().invoke(args=["office", "add-admin", "QuanTri"])
    assert result.exit_code == 0, result.output
    person = service.sign_in("quantri", printed_password(result.output), None)
    assert person.must_change_password and person.department.is_office
    assert queries.main_issuer().symbol == "LMHTX"
    again = app.test_cli_runner().invoke(args=["office", "add-admin", "quantri"])
    assert (again.exit_code, "đã có người dùng" in again.output) == (1, True)


def test_without_the_offices_name_it_says_what_is_missing(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["office", "add-admin", "quantri"])
    assert (result.exit_code, "[first_office]" in result.output) == (1, True)
    assert queries.find_person("quantri") is None


def test_an_admin_who_is_locked_out_gets_back_in(app: Flask, office: Office) -> None:
    office.cast()
    for _ in range(6):
        try:
            service.sign_in("quantri", "doan-mo", "192.0.2.1")
        except Invalid:
            continue
    result = app.test_cli_runner().invoke(args=["office", "reset-admin", "quantri"])
    assert service.sign_in("quantri", printed_password(result.output), "192.0.2.1").username == "quantri"
    for nobody in ("cv1", "khongco"):
        assert app.test_cli_runner().invoke(args=["office", "reset-admin", nobody]).exit_code == 1
