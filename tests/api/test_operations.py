"""What the addresses for programs do: the same as commands and pages, in JSON and files, with problems by place."""

import io
import json
import zipfile
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from intranet.api.routes.programs.operation import DOCX, pointer_of
from intranet.checking.models import FormatProfile
from intranet.checking.queries import present_profile
from intranet.checking.service import set_profile
from intranet.core.db import transaction
from intranet.core.jobs import run_due
from intranet.docservice.check.run import check
from intranet.docservice.mend import mend
from intranet.docservice.render import render_docx
from intranet.docservice.schema import facts_schema
from intranet.docservice.word import docx_text
from intranet.printing import jobs
from tests.api.conftest import Program, token_for
from tests.batches.conftest import COMMON
from tests.docservice.merge.sheets import guests, invitations, lines_of
from tests.documents.conftest import one_page_pdf
from tests.support.letters import own_catalogue, own_template
from tests.support.visitor import Visitor

SIGNER = {"quyen_han": ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "ho_ten": "Phó Chủ tịch"}


def render(program: Program, template: str, **order: Any) -> Any:
    return program.send("POST", f"/templates/{template}/render", json=order)


def problem(answer: Any, status: int) -> dict[str, Any]:
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    body: dict[str, Any] = answer.json
    assert body["status"] == status and body["title"] and body["detail"]
    return body


def test_templates_are_read_with_schema_and_example(program: Program) -> None:
    listed = program.send("GET", "/templates").json["templates"]
    assert {one["id"] for one in listed} == {template.id for template in own_catalogue()}
    one = program.send("GET", "/templates/giay_moi").json
    assert one["title"] == "Giấy mời" and one["fields"][0]["key"] == "co_quan"
    assert program.send("GET", "/templates/giay_moi/example").json == own_template("giay_moi").example
    answer = program.send("GET", "/templates/giay_moi/schema")
    assert json.loads(answer.data) == facts_schema(own_template("giay_moi"))
    assert answer.mimetype == "application/schema+json"


def test_a_letter_is_the_one_the_command_makes(program: Program) -> None:
    template = own_template("ke_hoach")
    answer = render(program, "ke_hoach", facts=template.example, year=2026)
    assert (answer.status_code, answer.mimetype) == (200, DOCX)
    assert answer.data == render_docx(template, template.example, year=2026)


def test_the_head_of_the_tokens_office_stands_where_none_is_named(program: Program) -> None:
    facts = {key: value for key, value in own_template("giay_moi").example.items() if key != "co_quan"}
    text = docx_text(render(program, "giay_moi", facts=facts).data)
    assert "LIÊN MINH HỢP TÁC XÃ" in text and "/GM-LMHTX" in text


def test_each_wrong_fact_is_named_by_its_pointer(program: Program) -> None:
    facts = {**own_template("phieu_gui").example, "van_ban": [{"so_ky_hieu": "1", "noi_dung": "x", "so_ban": "hai"}]}
    body = problem(render(program, "phieu_gui", facts=facts | {"la": 1}), 422)
    assert body["type"] == "/api#wrong_facts"
    assert [one["pointer"] for one in body["errors"]] == ["/facts/van_ban/0/so_ban", "/facts/la"]
    assert pointer_of("a.12.b~/c") == "/a/11/b~0~1c"


BODIES = (
    (b"{", "application/json", 400),
    (b'{"facts": {}, "format": "odt"}', "application/json", 422),
    (b'{"facts": [], "x": 1}', "application/json", 422),
    (b'{"facts": {}, "year": "2026"}', "application/json", 422),
    (b"[" * 100_000, "application/json", 400),
    (b"facts=1", "application/x-www-form-urlencoded", 415),
    (b'{"facts": {"so": "\\ud800"}}', "application/json", 400),
    (b"x" * 2_000_001, "application/json", 413),
)


@pytest.mark.parametrize(("body", "media_type", "status"), BODIES, ids=[f"{n} {b[2]}" for n, b in enumerate(BODIES)])
def test_what_is_no_order_is_a_problem(program: Program, body: bytes, media_type: str, status: int) -> None:
    problem(program.send("POST", "/templates/giay_moi/render", data=body, content_type=media_type), status)


def test_what_is_too_large_is_said_to_a_program_as_to_a_program(program: Program) -> None:
    answer = program.send(
        "POST", "/templates/giay_moi/render", data=b"x" * 2_000_001, content_type="application/json"
    )  # fmt: skip
    body = problem(answer, 413)
    assert (body["type"], body["detail"]) == (
        "/api#too_large",
        "Địa chỉ này nhận tối đa 2 MB mỗi lần gửi. Hãy chia nhỏ.",
    )


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/templates/khong_co", 404), ("GET", "/x", 404), ("DELETE", "/templates", 405), ("GET", "/check", 405)],
)
def test_an_address_that_is_not_there_is_a_problem_too(program: Program, method: str, path: str, status: int) -> None:
    answer = program.send(method, path)
    body = problem(answer, status)
    assert body["type"].startswith("/api#") and "rang này" not in body["detail"]
    assert (status != 405) or answer.headers["Allow"]


def test_a_pdf_is_asked_for_and_fetched_by_its_own_person_only(
    app: Flask, program: Program, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "make_pdf", lambda docx: one_page_pdf())
    answer = render(program, "giay_moi", facts=own_template("giay_moi").example, format="pdf")
    assert (answer.status_code, answer.headers["Retry-After"]) == (202, "1")
    path = answer.headers["Location"].removeprefix("/api/v1")
    assert answer.json == {"state": "working", "url": f"/api/v1{path}"}
    assert program.send("GET", path).status_code == 202
    run_due()
    done = program.send("GET", path)
    assert (done.status_code, done.mimetype, done.data) == (200, "application/pdf", one_page_pdf())
    problem(Program(app, token_for(cast.other_staff)[1]).send("GET", path), 403)
    problem(program.send("GET", "/renderings/999999"), 404)


def send_sheet(program: Program, where: str, content: bytes, **order: Any) -> Any:
    form = {"sheet": (io.BytesIO(content), "khach.xlsx"), "order": json.dumps(order)}
    return program.send("POST", f"/templates/giay_moi/{where}", data=form, content_type="multipart/form-data")


def merge(program: Program, content: bytes, **order: Any) -> Any:
    return send_sheet(program, "merge", content, **order)


def test_a_sheet_is_merged_into_a_zip_in_its_order(program: Program) -> None:
    answer = merge(program, invitations(guests(12), COMMON), facts={"nguoi_ky": SIGNER}, year=2026)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    package = zipfile.ZipFile(io.BytesIO(answer.data))
    assert package.namelist() == [f"{n:04} Hợp tác xã số {n}.docx" for n in range(1, 13)]
    assert "kính mời: Hợp tác xã số 7" in docx_text(package.read(package.namelist()[6]))


def test_a_faulty_sheet_is_a_problem_with_every_cell(program: Program) -> None:
    rows = guests(4)
    rows[2][2] = "31/02/2026"
    body = problem(merge(program, invitations(rows, COMMON), facts={"nguoi_ky": SIGNER}), 422)
    assert body["errors"] == [
        {
            "sheet": "Danh sách", "cell": "C4", "row": 4, "column": "Ngày họp",
            "detail": "“31/02/2026” không phải là ngày. Hãy ghi như 31/01/2026.",
        }
    ]  # fmt: skip


def test_a_faulty_sheet_comes_back_with_its_faults_marked(program: Program) -> None:
    rows = guests(4)
    rows[2][2] = "31/02/2026"
    for sent, faults in ((rows, "1"), (guests(4), "0")):
        answer = send_sheet(program, "sheet", invitations(sent, COMMON), facts={"nguoi_ky": SIGNER})
        assert (answer.status_code, answer.headers["Fault-Count"]) == (200, faults)
        lines = lines_of(answer.data)
        assert lines[0][3] == "Chỗ cần sửa" and lines[3][2].startswith("31/02" if faults == "1" else "16/03")
        assert ("không phải là ngày" in lines[3][3]) is (faults == "1")


def test_programs_get_letters_in_the_offices_form_as_people_do(program: Program, cast: SimpleNamespace) -> None:
    with transaction():
        set_profile(FormatProfile(sizes={"noi_dung": "13"}, margins={"left": 35}, indent="1"), cast.admin)
    template, profile = own_template("giay_moi"), present_profile()[1]
    single = render(program, "giay_moi", facts={**template.example, "nguoi_ky": SIGNER}, year=2026).data
    package = merge(program, invitations(guests(2), COMMON), facts={"nguoi_ky": SIGNER}, year=2026).data
    zipped = zipfile.ZipFile(io.BytesIO(package))
    for docx in (single, *map(zipped.read, zipped.namelist())):
        assert [one for one in check(docx, profile).findings if one.weight != "note"] == []
    plain = render_docx(template, template.example, year=2026)
    found = program.send("POST", "/check", data=plain, content_type=DOCX).json
    assert "trang.le_trai" in {one["code"] for one in found["findings"]}
    mended = program.send("POST", "/mend", data=plain, content_type=DOCX).data
    assert mended == mend(plain, profile).docx != plain


def test_the_empty_sheet_comes_filled_with_the_example(program: Program) -> None:
    answer = program.send("GET", "/templates/giay_moi/sheet")
    assert lines_of(answer.data)[0] == ["Kính mời (bắt buộc)"]


@pytest.mark.parametrize(
    ("form", "status"),
    [({}, 422), ({"sheet": (io.BytesIO(b"x"), "a.xlsx")}, 422), ({"order": "{}"}, 422)],
)
def test_a_form_without_its_sheet_is_a_problem(program: Program, form: dict[str, Any], status: int) -> None:
    problem(program.send("POST", "/templates/giay_moi/merge", data=form, content_type="multipart/form-data"), status)
    problem(program.send("POST", "/templates/giay_moi/merge", json={}), 415)


def test_a_word_file_is_checked_and_mended(program: Program) -> None:
    docx = render_docx(own_template("giay_moi"), own_template("giay_moi").example)
    answer = program.send("POST", "/check", data=docx, content_type=DOCX)
    assert answer.json == json.loads(json.dumps(check(docx).as_json()))
    mended = program.send("POST", "/mend", data=docx, content_type=DOCX)
    assert (mended.status_code, mended.mimetype) == (200, DOCX) and mended.headers["Repaired-Count"].isdecimal()
    problem(program.send("POST", "/check", data=b"khong phai", content_type=DOCX), 422)


def test_a_fault_of_ours_is_a_problem_with_its_number(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Any:
        raise RuntimeError("a bug")

    monkeypatch.setattr("intranet.api.routes.programs.templates.catalogue", broken)
    assert "mã số" in problem(program.send("GET", "/templates"), 500)["detail"]


def test_the_page_for_programmers_names_every_address(app: Flask, cast: SimpleNamespace) -> None:
    page = Visitor(app).sign_in(cast.staff).visit("/api")
    for path in ("/templates/{template_id}/render", "/templates/{template_id}/merge", "/check", "/mend"):
        assert path in page.text
    assert "/api/v1/templates/giay_moi/merge" in page.text
