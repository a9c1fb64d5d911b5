"""`flask doc`: letters at the command line, on a machine whose database does not answer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from flask.testing import FlaskCliRunner
from pypdf import PdfReader

from tests.support.letters import DOCTEMPLATES
from tests.support.office import make_app

EXAMPLE = str(DOCTEMPLATES / "ke_hoach" / "example.toml")


def flask(instance: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The real command on a machine with this instance folder."""
    environment = {**os.environ, "FLASK_APP": "wsgi", "INTRANET_INSTANCE": str(instance), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "flask", *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=DOCTEMPLATES.parent)


@pytest.fixture
def run(tmp_path: Path) -> FlaskCliRunner:
    return make_app(tmp_path, "postgresql://nobody@127.0.0.1:1/nothing").test_cli_runner()


def test_the_templates_are_listed(run: FlaskCliRunner) -> None:
    result = run.invoke(args=["doc", "list"])
    assert result.exit_code == 0
    listed = [line.split()[0] for line in result.output.splitlines()]
    assert listed[:4] == ["ke_hoach", "to_trinh", "cong_van", "bao_cao"]
    assert set(listed) == {folder.name for folder in Path("doctemplates").iterdir() if folder.is_dir()}


def test_facts_become_a_docx_and_a_pdf(run: FlaskCliRunner, tmp_path: Path) -> None:
    docx, pdf = tmp_path / "kh.docx", tmp_path / "kh.pdf"
    result = run.invoke(args=["doc", "render", "ke_hoach", EXAMPLE, "-o", str(docx), "--pdf", str(pdf)])
    assert (result.exit_code, result.output) == (0, "")
    assert "IV. TỔ CHỨC THỰC HIỆN" in [paragraph.text for paragraph in Document(str(docx)).paragraphs]
    assert "IV. TỔ CHỨC THỰC HIỆN" in "".join(page.extract_text() for page in PdfReader(pdf).pages)


def test_a_wrong_fact_is_named_on_stderr_with_status_two(run: FlaskCliRunner, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text('{"so": "bốn ba"}', encoding="utf-8")
    result = run.invoke(args=["doc", "render", "ke_hoach", str(facts), "-o", str(tmp_path / "kh.docx")])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "so: Số: “bốn ba” không phải là số văn bản." in result.stderr
    assert "trich_yeu: Trích yếu: chưa có. Hãy điền." in result.stderr
    assert not (tmp_path / "kh.docx").exists()


def test_an_unknown_template_is_named(run: FlaskCliRunner, tmp_path: Path) -> None:
    result = run.invoke(args=["doc", "render", "thu_moi", EXAMPLE, "-o", str(tmp_path / "a.docx")])
    assert result.exit_code == 2 and "Không có mẫu “thu_moi”." in result.stderr


def test_letters_need_no_machine_that_was_set_up_and_nothing_else_starts_without_it(tmp_path: Path) -> None:
    nowhere, docx = tmp_path / "nowhere", tmp_path / "kh.docx"
    made = flask(nowhere, "doc", "render", "ke_hoach", EXAMPLE, "-o", str(docx))
    assert (made.returncode, made.stderr, docx.exists(), nowhere.exists()) == (0, "", True, False)
    helped = flask(nowhere, "doc", "check", "--help")
    assert helped.returncode == 0 and "Check Word FILES" in helped.stdout
    other = flask(nowhere, "worker")
    assert other.returncode != 0 and "settings.toml is missing" in other.stderr
