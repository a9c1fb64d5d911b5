"""Letters from the command line: files are written, or every wrong fact is named and nothing is written."""

import json
import shutil
from pathlib import Path

import pytest
from docx import Document

from intranet.docservice.catalogue import load_catalogue
from intranet.docservice.command import Order, carry_out, error_lines, list_lines, read_facts, read_file
from intranet.docservice.errors import DocError
from intranet.docservice.machine_words import os_words
from intranet.docservice.package import read_part, replace_part
from tests.support.letters import DOCTEMPLATES, own_catalogue, own_template

EXAMPLE = DOCTEMPLATES / "cong_van" / "example.toml"


def test_a_file_of_facts_becomes_a_letter(tmp_path: Path) -> None:
    carry_out(Order("cong_van", EXAMPLE, tmp_path / "a.docx"), own_catalogue())
    text = [paragraph.text for paragraph in Document(str(tmp_path / "a.docx")).paragraphs]
    assert "1. Số thành viên, số lao động thường xuyên tính đến ngày 31 tháng 3 năm 2026." in text


def test_json_says_the_same_as_toml(tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text("\ufeff" + json.dumps(own_template("cong_van").example, ensure_ascii=False), encoding="utf-8")
    assert read_facts(facts) == read_facts(EXAMPLE)


def test_wrong_facts_are_named_by_path_and_nothing_is_written(tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(own_template("cong_van").example | {"so": "x", "noi_nhan": []}), encoding="utf-8")
    with pytest.raises(DocError) as caught:
        carry_out(Order("cong_van", facts, tmp_path / "a.docx"), own_catalogue())
    assert [line.split(":")[0] for line in error_lines(caught.value)] == ["so", "noi_nhan"]
    assert not (tmp_path / "a.docx").exists()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("facts.json", b"{", "facts_unreadable"),
        ("facts.toml", b"so = ", "facts_unreadable"),
        ("facts.toml", b"so = '\xff'", "facts_unreadable"),
        ("facts.json", b"[1]", "facts_wrong_kind"),
        ("facts.json", b"[" * 100_000, "facts_unreadable"),
        ("facts.xlsx", b"", "facts_wrong_kind"),
        ("facts.json", None, "facts_not_found"),
    ],
)
def test_a_file_that_is_not_facts_is_explained(tmp_path: Path, name: str, content: bytes | None, code: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DocError) as caught:
        read_facts(tmp_path / name)
    assert caught.value.code == code and name in caught.value.sentence


WHY = (
    ("facts.json", b'{"a":', "viết sai ở dòng 1, cột 6."),
    ("facts.toml", b"so = \n", "viết sai ở dòng 1, cột 6."),
    ("facts.toml", b'so = "', "viết dở ở cuối tệp."),
    ("facts.json", '{"so":"é"}'.encode("latin1"), "chữ không phải UTF-8. Hãy lưu lại dạng UTF-8."),
    ("facts.json", b"[" * 100_000, "các mục lồng nhau quá sâu."),
    ("facts.json", b'{"so": 1' + b"0" * 5000 + b"}", "có con số quá dài."),
)


@pytest.mark.parametrize(("name", "content", "why"), WHY, ids=[line[2] for line in WHY])
def test_why_facts_cannot_be_read_is_said_in_vietnamese(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DocError) as caught:
        read_facts(tmp_path / name)
    assert caught.value.sentence.endswith(f": {why}")


def test_why_a_file_cannot_be_opened_is_said_in_vietnamese(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(DocError, match="đây là thư mục, không phải tệp"):
        read_facts(tmp_path / "a.json")
    with pytest.raises(DocError, match="không có tệp hoặc thư mục này"):
        read_file(tmp_path / "b.docx")
    assert os_words(OSError(9999, "Odd")) == "máy báo lỗi số 9999"


def test_a_place_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    with pytest.raises(DocError) as caught:
        carry_out(Order("cong_van", EXAMPLE, tmp_path / "no" / "a.docx"), own_catalogue())
    assert caught.value.code == "cannot_write"
    assert error_lines(caught.value) == [caught.value.sentence]


def test_the_list_says_when_an_example_cannot_be_printed(tmp_path: Path) -> None:
    home = tmp_path / "to_trinh"
    shutil.copytree(DOCTEMPLATES / "to_trinh", home)
    docx = (home / "template.docx").read_bytes()
    body = (read_part(docx, "word/document.xml") or b"").replace(b"dong.hinh_thuc", b"dong.hinh_thucc")
    (home / "template.docx").write_bytes(replace_part(docx, "word/document.xml", body))
    (tmp_path / "trong").mkdir()
    to_trinh, *empty_folder = list_lines(load_catalogue(tmp_path))
    assert to_trinh.split(maxsplit=1)[1].startswith("chưa dùng được:") and "“hinh_thucc”" in to_trinh
    assert empty_folder[0].split(maxsplit=1) == ["trong", "chưa dùng được: Thiếu tệp template.docx."]


def test_the_list_names_the_templates() -> None:
    lines = list(list_lines(own_catalogue()))
    assert [line.split()[0] for line in lines[:4]] == ["ke_hoach", "to_trinh", "cong_van", "bao_cao"]
    assert "Kế hoạch (mẫu 1.4, bản " in lines[0]
