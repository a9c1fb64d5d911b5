"""`flask doc check` and `flask doc mend` at the command line."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from intranet.docservice.check.run import check
from intranet.docservice.check.table import table_lines
from intranet.docservice.word import docx_text
from tests.docservice.check.foreign import as_bytes
from tests.docservice.check.good import good_letter, opened
from tests.docservice.check.mutations import size, words
from tests.support.office import make_app

DOCS = Path(__file__).parents[3] / "docs" / "checker.md"


@pytest.fixture
def run(tmp_path: Path) -> FlaskCliRunner:
    return make_app(tmp_path, "postgresql://nobody@127.0.0.1:1/nothing").test_cli_runner()


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.docx"
    path.write_bytes(good_letter("ke_hoach"))
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    document = opened("ke_hoach")
    size("quoc_hieu", 16)(document)
    words("so_ky_hieu", r"\d+", "5")(document)
    path = tmp_path / "bad.docx"
    path.write_bytes(as_bytes(document))
    return path


def test_a_good_letter_ends_with_status_zero(run: FlaskCliRunner, good: Path) -> None:
    result = run.invoke(args=["doc", "check", str(good)])
    assert (result.exit_code, result.output.strip()) == (0, "good.docx: Đạt (nd30-2020)")


def test_findings_as_json_with_status_one(run: FlaskCliRunner, bad: Path) -> None:
    result = run.invoke(args=["doc", "check", str(bad), "--json"])
    report = json.loads(result.stdout)
    assert (result.exit_code, report["profile"], report["verdict"]) == (1, "nd30-2020", "khong_dat")
    first = report["findings"][0]
    assert set(first) == {"code", "weight", "article", "place", "found", "expected", "mendable"}
    assert {one["code"] for one in report["findings"]} == {"quoc_hieu.co_chu", "so_ky_hieu.so_0"}
    assert first["place"]["words"] and first["place"]["paragraph"] and first["place"]["table"] == 1


def test_an_unreadable_file_has_status_two_and_a_sentence(run: FlaskCliRunner, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\3\4 not a letter")
    result = run.invoke(args=["doc", "check", str(broken), "--json"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.strip().endswith(".")
    assert run.invoke(args=["doc", "check", str(tmp_path / "absent.docx")]).exit_code == 2


def test_many_files_at_once(run: FlaskCliRunner, good: Path, bad: Path) -> None:
    result = run.invoke(args=["doc", "check", str(good), str(bad), "--json"])
    assert [(one["file"], one["verdict"]) for one in json.loads(result.stdout)] == [
        ("good.docx", "dat"),
        ("bad.docx", "khong_dat"),
    ]
    assert result.exit_code == 1


def test_two_hundred_letters_of_a_folder_in_one_command(run: FlaskCliRunner, good: Path, bad: Path) -> None:
    folder = good.parent / "văn bản"
    (folder / "cũ").mkdir(parents=True)
    for number in range(199):
        (folder / f"{number:03}.docx").write_bytes(good.read_bytes())
    (folder / "cũ" / "sai.docx").write_bytes(bad.read_bytes())
    (folder / "~$khoá.docx").write_bytes(b"Word's own")
    result = run.invoke(args=["doc", "check", str(folder)])
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "200 tệp: 199 đạt, 1 không đạt"
    assert [line for line in result.stderr.splitlines() if line] == [f"{n}/200" for n in range(20, 201, 20)]


def test_a_folder_without_letters_is_said(run: FlaskCliRunner, tmp_path: Path) -> None:
    result = run.invoke(args=["doc", "check", str(tmp_path)])
    assert result.exit_code == 2 and "không có tệp .docx nào" in result.stderr


def test_a_mended_letter_is_clean(run: FlaskCliRunner, bad: Path, tmp_path: Path) -> None:
    output = tmp_path / "mended.docx"
    result = run.invoke(args=["doc", "mend", str(bad), "-o", str(output)])
    assert result.exit_code == 0 and "so_ky_hieu.so_0" in result.output
    assert check(output.read_bytes()).findings == ()


def test_comments_stand_at_the_findings_and_the_words_stay(run: FlaskCliRunner, bad: Path, tmp_path: Path) -> None:
    output = tmp_path / "annotated.docx"
    assert run.invoke(args=["doc", "check", str(bad), "--annotate", str(output)]).exit_code == 1
    assert docx_text(output.read_bytes()) == docx_text(bad.read_bytes())
    with zipfile.ZipFile(io.BytesIO(output.read_bytes())) as package:
        comments = package.read("word/comments.xml").decode()
        document = package.read("word/document.xml").decode()
        assert b"comments+xml" in package.read("[Content_Types].xml")
        assert b"comments.xml" in package.read("word/_rels/document.xml.rels")
    assert comments.count("<w:comment ") == 2 == document.count("<w:commentReference ")
    assert "quoc_hieu.co_chu" in comments and "PL I" in comments
    assert [one.code for one in check(output.read_bytes()).findings] == [
        one.code for one in check(bad.read_bytes()).findings
    ]


def test_the_table_of_the_docs_is_the_code_s() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert "\n".join(table_lines()) in text, "flask doc rules prints the table for docs/checker.md"
