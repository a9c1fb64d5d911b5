"""Every address × every kind of person × own and foreign things, against the lines written by hand."""

import json
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from intranet.accounts.people_sheet import COLUMNS as SHEET
from intranet.docservice.signing.demonstration import pem
from intranet.emulation import member_sheet
from intranet.web.excel import Column, sheet
from tests.batches.conftest import sheet as batch_sheet
from tests.docservice.signing.conftest import picture as drawn
from tests.documents.conftest import one_page_pdf, photo
from tests.matrix.conftest import STRANGER, Program
from tests.matrix.expected import CASES, FOREIGN
from tests.matrix.expected.line import EVERYBODY, STAFF_ALL, Line, Upload
from tests.signatures.parts import PASSPHRASE, keys, scan_pdf

PEOPLE_ROW = {"name": "Chuyên viên mới", "username": "cvmoi", "department": "PTTTT", "roles": "Chuyên viên"}
COLUMNS = ("", *sorted(STAFF_ALL))


def value_of(program: Program, value: Any) -> Any:
    """What is sent for a value of a line."""
    if isinstance(value, Upload):
        return BytesIO(file_of(program, value.kind)), value.name
    if isinstance(value, list):
        parts = [value_of(program, part) for part in value]
        return "".join(parts) if str(parts[0]).endswith(":") else parts
    if isinstance(value, str) and value.startswith("@"):
        kind, _, name = value[1:].partition(".")
        return str(program.ids[kind][name])
    return value


def file_of(program: Program, kind: str) -> bytes:
    """The bytes of an upload."""
    if kind == "docx":
        return program.send("staff", "GET", "/documents/templates/ke_hoach.docx").data
    if kind == "people":
        columns = [Column(column.head, 20) for column in SHEET]
        return sheet("Người dùng", columns, [[PEOPLE_ROW.get(column.fact, "") for column in SHEET]])
    if kind == "guests":
        return batch_sheet()
    if kind == "members":
        return member_sheet.template()
    if kind in SIGNATURE_FILES:
        return SIGNATURE_FILES[kind](program)
    return photo() if kind == "photo" else one_page_pdf()


def answer(program: Program) -> bytes:
    """What the program next to the leader's token answers to what he asked for."""
    to_sign = b64decode(program.ids["to_sign"]["asked"])
    signature = keys().leader.key.sign(to_sign, padding.PKCS1v15(), hashes.SHA256())
    return json.dumps({"signature": b64encode(signature).decode()}).encode()


SIGNATURE_FILES: dict[str, Callable[[Program], bytes]] = {
    "certificate": lambda program: pem(keys().other.certificate),
    "key": lambda program: keys().office.pkcs12(PASSPHRASE),
    "stamp": lambda program: drawn("blue"),
    "signed": lambda program: b64decode(program.ids["signed"]["to_sign"]),
    "answer": answer,
    "digitised": lambda program: scan_pdf(),
}


def address_of(program: Program, line: Line) -> str:
    values = {name: value_of(program, value) for name, value in line.things.items()}
    return program.app.url_map.bind("localhost").build(line.endpoint, values, method=line.method)


def ask(program: Program, line: Line, who: str) -> Any:
    form = {name: value_of(program, value) for name, value in line.form.items()}
    return program.send(who, line.method, address_of(program, line), form)


def outcome(answer: Any) -> int | str:
    """What became of somebody: "in", "door" (he is asked to sign in), or the status that refused him."""
    if answer.status_code == 401 or (answer.status_code == 302 and answer.location.startswith("/sign-in")):
        return "door"
    return "in" if answer.status_code < 400 else answer.status_code


def expected(line: Line, who: str) -> int | str:
    if who in line.who:
        return "in"
    if who in line.late:
        return 409
    if who in line.mistaken:
        return 422
    return "door" if who == STRANGER else line.otherwise


@pytest.mark.parametrize("line", CASES, ids=[f"{n:03} {line.name}" for n, line in enumerate(CASES)])
def test_who_gets_in_and_a_refusal_changes_nothing(program: Program, line: Line) -> None:
    found, wrong = {}, []
    for who in sorted(EVERYBODY):
        found[who] = outcome(ask(program, line, who))
        changed = program.is_changed()
        if changed != (found[who] == "in" and line.changes):
            wrong.append(f"{who}: {'changed something' if changed else 'changed nothing'}")
        if changed:
            program.put_back()
    assert found == {who: expected(line, who) for who in sorted(EVERYBODY)}
    assert wrong == []


@pytest.mark.parametrize("line", FOREIGN, ids=[f"{n:02} {line.name}" for n, line in enumerate(FOREIGN)])
def test_a_thing_of_another_is_not_found_through_ones_own(program: Program, line: Line) -> None:
    for who in line.who:
        assert outcome(ask(program, line, who)) == 404
    assert program.rows() == program.untouched


def test_every_address_has_its_line(program: Program) -> None:
    methods = {
        (rule.endpoint, method)
        for rule in program.app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if rule.endpoint != "static"
    }
    assert methods - {(line.endpoint, line.method) for line in CASES} == set()


def test_every_address_with_a_thing_inside_a_thing_is_tried_with_a_foreign_one(program: Program) -> None:
    nested = {
        rule.endpoint
        for rule in program.app.url_map.iter_rules()
        if len({name for name in rule.arguments if name != "page"}) > 1
    }
    assert nested - {line.endpoint for line in FOREIGN} == set()


def test_each_refused_person_reads_a_sentence_of_his_own(program: Program) -> None:
    """A refusal is a page in Vietnamese, or JSON for a script; never an empty answer."""
    address = f"/tasks/{program.ids['task']['doing']}"
    page = program.send("other", "GET", address, page=True)
    assert "Nhiệm vụ này của đơn vị khác" in page.get_data(as_text=True)
    assert "Nhiệm vụ này của đơn vị khác" in program.send("other", "GET", address).get_json()["error"]


@pytest.mark.parametrize("number", [999_999_999, 2**63])
def test_an_id_that_cannot_be_is_not_found_for_anybody(program: Program, number: int) -> None:
    found = defaultdict(set)
    for rule in program.app.url_map.iter_rules():
        values = {name: "ke_hoach" if name == "template_id" else number for name in rule.arguments}
        if rule.endpoint == "static" or rule.endpoint.startswith("v1.") or not set(values) - {"template_id"}:
            continue
        method = "POST" if "POST" in (rule.methods or ()) else "GET"
        address = program.app.url_map.bind("localhost").build(rule.endpoint, values, method=method)
        found[program.send("clerk", method, address).status_code].add(rule.endpoint)
    # What only the admin reaches may say so first.
    assert set(found) <= {404, 403}, dict(found)
    assert all(endpoint.startswith(("accounts.", "workdays.", "notices.")) for endpoint in found[403])
    assert program.rows() == program.untouched
