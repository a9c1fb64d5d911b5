"""A hostile insider: what he writes, names, uploads and forges stays words, and reaches nothing that is not his."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from lxml import html
from werkzeug.http import parse_options_header

from tests.matrix.conftest import Program
from tests.matrix.expected import CASES
from tests.matrix.expected.line import Line
from tests.matrix.test_matrix import address_of, value_of
from tests.support.office import PASSWORD
from tests.support.office_files import picture

MARK = "khongchay"
SCRIPT = f"""=cmd|'/C calc'!A1 "'><script>{MARK}()</script><img src=x onerror={MARK}()>{{{{7*7}}}}</textarea></title>"""
POISONED = {
    "plans.new_plan": ("subject", "issuer_words", "legal_bases"),
    "plans.new_task": ("words", "checklist", "deadline_words", "place"),
    "plans.add_items": ("words",),
    "plans.edit_item": ("words",),
    "plans.add_evidence": ("note",),
    "plans.comment": ("words",),
    "plans.refuse": ("note",),
    "plans.report_period": ("period", "words"),
    "documents.from_word": ("subject", "recipients"),
    "documents.save_version": ("trich_yeu", "mo_dau", "noi_dung"),
    "documents.add_attachment": ("title",),
    "documents.check_content": ("note",),
    "documents.send_back": ("note",),
    "briefings.save_conclusions": ("remarks", "opening"),
    "batches.take_back": ("note",),
    "batches.cancel": ("note",),
    "registers.add_outside": ("subject", "signer", "recipients", "remark"),
    "registers.keep": ("why",),
    "registers.insert": ("why",),
    "absences.enter": ("reason",),
    "accounts.pass_on": ("title", "basis"),
    "lettertemplates.copy": ("title",),
    "lettertemplates.save_fields": ("title", "muc-0-label"),
    "accounts.make_person": ("name", "post"),
    "accounts.rename_department": ("name", "short_name"),
    "accounts.make_group": ("name", "spellings"),
    "accounts.rename_issuer": ("plain", "address"),
}


@pytest.fixture
def office(program: Program) -> Iterator[Program]:
    """The office, put back afterwards."""
    yield program
    program.put_back()


def send(program: Program, line: Line, who: str, **changes: Any) -> Any:
    form = {name: value_of(program, value) for name, value in {**line.form, **changes}.items()}
    return program.send(who, line.method, address_of(program, line), form)


def poison(program: Program) -> set[str]:
    """Write the script wherever words may be written; gives the endpoints that took it."""
    took = set()
    for line in CASES:
        fields = POISONED.get(line.endpoint, ()) if line.method == "POST" and line.who else ()
        for field in fields:
            who = "clerk" if "clerk" in line.who else min(line.who)
            words = SCRIPT if field not in ("place", "period", "short_name") else SCRIPT[-50:]
            if send(program, line, who, **{field: words}).status_code < 400:
                took.add(line.endpoint)
    name = f"<img src=x onerror={MARK}()>.jpg"
    sent = {"file": (io.BytesIO(picture()), name), "note": "x"}
    took.add(str(program.send("staff", "POST", f"/tasks/{program.ids['task']['doing']}/evidence", sent).status_code))
    return took


@dataclass(frozen=True)
class Seen:
    """What somebody who may see a page was sent."""

    line: Line
    answer: Any

    @property
    def is_page(self) -> bool:
        return bool(self.answer.mimetype == "text/html" and self.answer.status_code == 200)


@pytest.fixture(scope="module")
def everything(program: Program) -> Iterator[list[Seen]]:
    """Each address once, and once more where it offers to search, after the script was written wherever it may be."""
    assert set(POISONED) | {"303"} <= poison(program)
    seen = []
    for line in CASES:
        if line.method != "GET" or not line.who:
            continue
        who = next(name for name in ("clerk", "admin", "office_head", *sorted(line.who)) if name in line.who)
        first = Seen(line, program.send(who, "GET", address_of(program, line), page=True))
        seen.append(first)
        if first.is_page and 'name="q"' in first.answer.text:
            asked = f"{address_of(program, line)}?q={MARK}&state=all"
            seen.append(Seen(line, program.send(who, "GET", asked, page=True)))
    program.put_back()
    yield seen


def test_a_script_that_was_typed_is_shown_as_words(everything: list[Seen]) -> None:
    pages = [each for each in everything if each.is_page]
    assert {each.line.name: found for each in pages if (found := active_parts(each.answer.text))} == {}
    assert sum(MARK in each.answer.text for each in pages) > 20


def active_parts(page: str) -> list[str]:
    """What would run in a browser though it was typed by somebody."""
    tree = html.fromstring(page)
    found = [str(script.text) for script in tree.iter("script") if MARK in (script.text or "")]
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name.startswith("on") or value.strip().lower().startswith(("javascript:", "data:text")):
                found.append(f"{element.tag} {name}={value}")
    return found


def test_no_sheet_holds_a_formula_or_a_link_somebody_typed(office: Program) -> None:
    poison(office)
    for address in ("/tasks.xlsx?state=all", "/documents.xlsx", "/registers/excel", "/overview?as=excel"):
        book = zipfile.ZipFile(io.BytesIO(office.send("clerk", "GET", address).data))
        sheets = b"".join(book.read(name) for name in book.namelist() if name.startswith("xl/worksheets"))
        assert b"<f>" not in sheets and b"<hyperlink" not in sheets, address
    people = office.send("admin", "GET", "/admin/people?as=excel").data
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(people)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)//.vn", " \tjava\tscript:alert(1)", "data:text/html,<b>.vn", "//x",
     "vbscript:x.y", "file:///etc/passwd", "https://", "http://[", "https://a.vn\nhttps://b.vn"],
)  # fmt: skip
def test_only_web_addresses_are_links(office: Program, url: str) -> None:
    address = f"/tasks/{office.ids['task']['doing']}/evidence"
    assert office.send("staff", "POST", address, {"url": url, "note": ""}).status_code == 422
    assert not office.is_changed()


HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HOSTILE_FILES = [
    (HTML, "trang.html"), (HTML, "trang.pdf"), (HTML, "trang.jpg"), (SVG, "hinh.svg"), (SVG, "hinh.png"),
    (picture(), "anh.html"), (picture(), "anh.svg"), (picture(), "anh.pdf"), (b"MZ\x90\x00", "may.docx"),
    (b"%PDF-1.4" + HTML, "nua.pdf"), (b"", "rong.pdf"),
]  # fmt: skip
UPLOADS = (
    ("staff", "/tasks/{task[doing]}/evidence", "file", {"note": "x"}),
    ("staff", "/documents/{document[draft]}/attachments", "file", {"title": "x"}),
    ("staff", "/documents/{document[draft]}/word", "file", {"subject": "x"}),
    ("clerk", "/documents/{document[numbered]}/add_scan", "files", {}),
    ("admin", "/admin/people/sheet", "sheet", {}),
    ("staff", "/batches/{batch[preparing]}/sheet", "sheet", {}),
)


@pytest.mark.parametrize(
    ("content", "name"), HOSTILE_FILES, ids=[f"{n} {name}" for n, (_, name) in enumerate(HOSTILE_FILES)]
)
def test_what_is_not_the_file_it_says_is_taken_nowhere(office: Program, content: bytes, name: str) -> None:
    for who, address, field, form in UPLOADS:
        answer = office.send(who, "POST", address.format(**office.ids), {**form, field: (io.BytesIO(content), name)})
        assert answer.status_code == 422, (address, answer.status_code)
    assert not office.is_changed()


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.jpg",
        "..\\..\\x.jpg",
        "a\x00.jpg",
        "x" * 400 + ".jpg",
        '"; filename="b.html.jpg',
        "Ảnh thi đua.jpg",
    ],
)
def test_the_name_of_a_file_is_a_name_and_nothing_else(office: Program, name: str) -> None:
    task = f"/tasks/{office.ids['task']['doing']}"
    form = {"note": "x", "file": (io.BytesIO(picture(colour="red")), name)}
    assert office.send("staff", "POST", f"{task}/evidence", form).status_code == 303
    newest = max(row[0] for row in office.rows()["evidence"])
    answer = office.send("staff", "GET", f"{task}/evidence/{newest}")
    how, options = parse_options_header(answer.headers["Content-Disposition"])
    assert (answer.status_code, how, answer.mimetype) == (200, "inline", "image/jpeg")
    assert re.fullmatch(r"[^/\\\x00-\x1f]{1,100}\.jpg", options["filename"])


def test_files_are_sent_as_what_they_are_and_never_as_pages(everything: list[Seen]) -> None:
    files = 0
    for each in everything:
        assert each.answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "script-src 'self'" in each.answer.headers["Content-Security-Policy"]
        disposition = each.answer.headers.get("Content-Disposition", "")
        if each.answer.mimetype not in ("text/html", "application/json") and each.answer.status_code == 200:
            files += 1
            shown_here = each.answer.mimetype in ("application/pdf", "image/jpeg", "image/png", "image/webp")
            assert shown_here or disposition.startswith("attachment"), each.line.name
    assert files > 20


@pytest.mark.parametrize(
    "there",
    ["//evil.vn", "https://evil.vn", "/\\evil.vn", "\\\\evil.vn", "/\t/evil.vn", " //evil.vn", "///evil.vn",
     "/%0d%0aSet-Cookie:x=1", "javascript:alert(1)", "http:evil.vn", "/x\r\nLocation: //evil.vn"],
)  # fmt: skip
def test_signing_in_leads_nowhere_else(office: Program, there: str) -> None:
    form = {"username": "staff", "password": PASSWORD, "next": there}
    answer = office.send("stranger", "POST", "/sign-in", form, page=True)
    assert answer.status_code == 303
    assert answer.location == "/" or (answer.location.startswith("/%0d") and "evil" not in answer.location)


def test_fields_no_form_offers_change_nothing(office: Program) -> None:
    task, letter = office.ids["task"]["doing"], office.ids["document"]["draft"]
    before = office.rows()
    assert office.send("staff", "POST", "/account", {**FORGED, "phone": "0225 3842001"}).status_code == 303
    assert differences(before["person"], office.rows()["person"]) == 1
    assert before["person_role"] == office.rows()["person_role"]
    edit = {**FORGED, "words": "Việc khác", "priority": "normal"}
    assert office.send("clerk", "POST", f"/tasks/{task}/edit", edit).status_code == 303
    stands = office.looking.execute("SELECT lead_id, state FROM task WHERE id = ?", (task,)).fetchone()
    assert stands == (office.ids["department"]["one"], "doing")
    typed = {**FORGED, "trich_yeu": "Khác", "_draft": "1", "revision": office.ids["revision"]["draft"]}
    assert office.send("staff", "POST", f"/documents/{letter}/edit", typed).status_code == 303
    found = office.looking.execute(
        "SELECT state, drafter_id, number_id FROM document WHERE id = ?", (letter,)
    ).fetchone()
    assert found == ("draft", office.ids["person"]["staff"], None)


FORGED = {
    "id": "1", "name": "Khác", "username": "x", "department_id": "1", "roles": "admin", "session_epoch": "9",
    "password_hash": "x", "state": "done", "lead_id": "4", "drafter_id": "7", "number_id": "1", "n": "9",
}  # fmt: skip


def differences(before: list[tuple[Any, ...]], after: list[tuple[Any, ...]]) -> int:
    """How many cells are not what they were."""
    pairs = [pair for rows in zip(before, after, strict=True) for pair in zip(*rows, strict=True)]
    return sum(old != new for old, new in pairs)


def test_a_changed_password_ends_every_other_session(office: Program) -> None:
    form = {"current_password": PASSWORD, "new_password": "Sáu-con-ngựa-77", "again": "Sáu-con-ngựa-77"}
    assert office.send("staff", "POST", "/account/password", form).status_code == 303
    assert office.send("staff", "GET", "/").status_code == 401


def test_the_admins_hand_ends_a_session_at_once(office: Program) -> None:
    mate, head = (f"/admin/people/{office.ids['person'][name]}" for name in ("mate", "head"))
    assert office.send("admin", "POST", f"{mate}/reset-password").status_code == 200
    assert office.send("mate", "GET", "/").status_code == 401
    assert office.send("admin", "POST", f"{head}/leave", {"day": "01/01/2020"}).status_code == 303
    assert office.send("head", "GET", "/").status_code == 401


def test_ten_thousand_fields_are_answered(office: Program) -> None:
    many = {f"rows-{n}-words": "x" for n in range(5000)} | {f"phan_cong-{n}-noi_dung": "x" for n in range(5000)}
    for who, address in (
        ("clerk", f"/plans/{office.ids['plan']['open']}/tasks"),
        ("staff", f"/documents/{office.ids['document']['draft']}/edit"),
        ("staff", "/account"),
        ("stranger", "/sign-in"),
    ):
        assert office.send(who, "POST", address, many).status_code < 500, address


def test_bytes_that_are_no_letters_are_answered(office: Program) -> None:
    for address in ("/search?q=%ff%fe", "/documents?q=%c3%28", "/documents/new/%ff", "/documents/templates/%00.docx"):
        assert office.send("staff", "GET", address).status_code < 500, address
    raw = b"words=%ff%fe%00&_once=%ff"
    answer = office.raw("staff", f"/tasks/{office.ids['task']['doing']}/comments", raw)
    assert answer.status_code in (303, 422)
