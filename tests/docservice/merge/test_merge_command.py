"""`flask doc merge` on a machine whose database does not answer: letters for every row, or every fault named."""

import json
import zipfile
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from intranet.docservice.merge.columns import FAULTS_HEAD
from tests.docservice.merge.sheets import COMMON, guests, invitations, lines_of
from tests.support.office import make_app


@pytest.fixture
def run(tmp_path: Path) -> FlaskCliRunner:
    return make_app(tmp_path / "instance", "postgresql://nobody@127.0.0.1:1/nothing").test_cli_runner()


def write(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return str(path)


def test_the_example_sheet_is_made_into_a_letter(run: FlaskCliRunner, tmp_path: Path) -> None:
    sheet, target = str(tmp_path / "mau.xlsx"), tmp_path / "ra.zip"
    assert run.invoke(args=["doc", "merge", "giay_moi", "--example", sheet]).exit_code == 0
    result = run.invoke(args=["doc", "merge", "giay_moi", sheet, "-o", str(target)])
    assert (result.exit_code, result.stdout) == (0, f"Đã có 1 văn bản trong {target}.\n")
    assert "Word 1/1" in result.stderr and "còn nguyên chữ của ví dụ" in result.stderr
    assert zipfile.ZipFile(target).namelist() == ["0001 Lãnh đạo Phòng Kinh tế các xã, phường.docx"]


def test_faults_are_named_the_sheet_is_returned_and_nothing_is_made(run: FlaskCliRunner, tmp_path: Path) -> None:
    rows = guests(5)
    rows[3][2] = "32/01/2026"
    sheet = write(tmp_path / "khach.xlsx", invitations(rows))
    result = run.invoke(args=["doc", "merge", "giay_moi", sheet, "-o", str(tmp_path / "ra")])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Danh sách, dòng 5, cột “Ngày họp” (C5): “32/01/2026” không phải là ngày." in result.stderr
    assert not (tmp_path / "ra").exists()
    returned = lines_of((tmp_path / "khach-can-sua.xlsx").read_bytes())
    assert returned[0][3] == FAULTS_HEAD and returned[4][3].startswith("Ngày họp: “32/01/2026”")


def test_common_facts_come_from_a_file_and_the_same_command_goes_on(run: FlaskCliRunner, tmp_path: Path) -> None:
    common = {name: words for name, words in COMMON.items() if name not in ("Tới dự", "Chủ trì")}
    sheet = write(tmp_path / "khach.xlsx", invitations(guests(3), common))
    facts = write(tmp_path / "chung.json", json.dumps({"toi_du": "Hội nghị", "chu_tri": "Chủ tịch"}).encode())
    command = ["doc", "merge", "giay_moi", sheet, "-o", str(tmp_path / "ra"), "--facts", facts]
    assert run.invoke(args=command).exit_code == 0
    again = run.invoke(args=command)
    assert again.stdout == f"Đã có 3 văn bản trong {tmp_path / 'ra'} (3 bản đã có từ trước).\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["thu_moi", "a.xlsx", "-o", "ra"], "Không có mẫu “thu_moi”."),
        (["giay_moi", "khong-co.xlsx", "-o", "ra"], "Không mở được tệp “khong-co.xlsx”"),
        (["giay_moi"], "--output"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(run: FlaskCliRunner, arguments: list[str], words: str) -> None:
    result = run.invoke(args=["doc", "merge", *arguments])
    assert result.exit_code == 2 and words in result.stderr
