"""`flask doc examine` says the same as the browser, and writes the marked copy and the trial print."""

import shutil
from pathlib import Path

import pytest
from flask import Flask

from intranet.docservice.word import docx_facts, docx_text
from tests.docservice.clinic.sheet import Sheet
from tests.support.letters import DOCTEMPLATES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DOCTEMPLATES / "to_trinh", tmp_path / "to_trinh"))


def test_a_good_template_prints(app: Flask, folder: Path, tmp_path: Path) -> None:
    printed = tmp_path / "thu.docx"
    result = app.test_cli_runner().invoke(args=["doc", "examine", str(folder), "--print", str(printed)])
    assert (result.exit_code, result.output) == (0, "")
    assert "TỜ TRÌNH" in docx_text(printed.read_bytes())


def test_a_broken_one_is_told_and_marked(app: Flask, folder: Path, tmp_path: Path) -> None:
    sheet = Sheet("to_trinh")
    sheet.remove_row("{%tr endfor %}")
    (folder / "template.docx").write_bytes(sheet.docx())
    marked = tmp_path / "ghi-chu.docx"
    result = app.test_cli_runner().invoke(args=["doc", "examine", str(folder), "--marked", str(marked)])
    assert result.exit_code == 1
    assert "Phải sửa: Bảng 2, dòng 2, ô 1: {%tr for dong in danh_sach %} thiếu {%tr endfor %}" in result.output
    assert docx_facts(marked.read_bytes()).comments == 1


def test_a_folder_that_is_no_template_is_refused(app: Flask, tmp_path: Path) -> None:
    result = app.test_cli_runner().invoke(args=["doc", "examine", str(tmp_path)])
    assert result.exit_code == 1 and "Thiếu tệp template.docx" in result.output
