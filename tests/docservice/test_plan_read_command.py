"""`flask plan read`: the tasks of a letter at the command line, on a machine whose database does not answer."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from tests.support.office import make_app

LETTER = """\
VĂN PHÒNG
Số: 12/KH-VP
Hải Phòng, ngày 03 tháng 02 năm 2025
KẾ HOẠCH
Chỉnh lý tài liệu lưu trữ
I. TỔ CHỨC THỰC HIỆN
1. Phòng Hành chính: Chủ trì, phối hợp với các phòng sắp xếp hồ sơ trước ngày 30/6/2025.
2. Đề nghị Trung tâm Lưu trữ hướng dẫn nghiệp vụ.
"""
UNITS = """
[[unit]]
name = "Phòng Hành chính - Quản trị"
spellings = ["Phòng Hành chính"]
"""
KEYS = [
    "stt",
    "muc",
    "don_vi",
    "vai_tro",
    "nhiem_vu",
    "phoi_hop",
    "han",
    "loai_han",
    "ngay",
    "de_nghi",
    "noi",
    "do_tin",
]


@pytest.fixture
def run(tmp_path: Path) -> FlaskCliRunner:
    return make_app(tmp_path, "postgresql://nobody@127.0.0.1:1/nothing").test_cli_runner()


@pytest.fixture
def letter(tmp_path: Path) -> str:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(LETTER, encoding="utf-8")
    return str(path)


def test_a_letter_becomes_json(run: FlaskCliRunner, letter: str) -> None:
    result = run.invoke(args=["plan", "read", letter, "--json"])
    facts = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (facts["so"], facts["ky_hieu"], facts["ngay"], facts["loai"]) == ("12", "KH-VP", "2025-02-03", "kế hoạch")
    assert (facts["co_quan"], facts["trich_yeu"]) == ("VĂN PHÒNG", "Chỉnh lý tài liệu lưu trữ")
    assert [list(task) for task in facts["tasks"]] == [KEYS, KEYS]
    first, second = facts["tasks"]
    assert (first["don_vi"], first["vai_tro"], first["phoi_hop"]) == ("Phòng Hành chính", "chủ trì", ["các phòng"])
    assert (first["han"], first["loai_han"], first["ngay"]) == ("trước ngày 30/6/2025", "truoc_ngay", "2025-06-30")
    assert (first["muc"], first["noi"], first["de_nghi"]) == ("I.1", "dòng 7", False)
    assert (second["don_vi"], second["han"], second["ngay"], second["de_nghi"]) == (
        "Trung tâm Lưu trữ",
        None,
        None,
        True,
    )


def test_the_office_s_list_gives_names_and_tells_what_it_lacks(
    run: FlaskCliRunner, letter: str, tmp_path: Path
) -> None:
    units = tmp_path / "units.toml"
    units.write_text(UNITS, encoding="utf-8")
    facts = json.loads(run.invoke(args=["plan", "read", letter, "--units", str(units), "--json"]).stdout)
    assert [task["don_vi"] for task in facts["tasks"]] == ["Phòng Hành chính - Quản trị", "Trung tâm Lưu trữ"]
    assert facts["canh_bao"] == [
        "“Trung tâm Lưu trữ” chưa có trong danh sách đơn vị. Hãy chọn đơn vị, hoặc thêm vào danh sách."
    ]


def test_a_person_reads_the_same(run: FlaskCliRunner, letter: str) -> None:
    result = run.invoke(args=["plan", "read", letter])
    assert result.output.startswith("Kế hoạch 12/KH-VP, ngày 2025-02-03: Chỉnh lý tài liệu lưu trữ")
    assert "Tìm thấy 2 nhiệm vụ." in result.output
    assert "1. I.1 Phòng Hành chính [chủ trì, hạn trước ngày 30/6/2025 (2025-06-30); cùng các phòng]" in result.output


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.txt", b"", "trống"),
        ("a.docx", b"PK\3\4 nothing", "hỏng"),
        ("a.pdf", b"%PDF-1.4", "hỏng"),
        ("a.xyz", b"abc", "Không nhận ra tệp"),
    ],
)
def test_an_unreadable_file_gets_a_sentence_and_status_two(
    run: FlaskCliRunner, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = run.invoke(args=["plan", "read", str(path)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr


def test_a_file_that_is_not_there_and_a_wrong_list_are_told(run: FlaskCliRunner, letter: str, tmp_path: Path) -> None:
    missing = run.invoke(args=["plan", "read", str(tmp_path / "none.txt")])
    wrong = tmp_path / "units.toml"
    wrong.write_text("[[unit", encoding="utf-8")
    refused = run.invoke(args=["plan", "read", letter, "--units", str(wrong)])
    assert (missing.exit_code, refused.exit_code) == (2, 2)
    assert "Không tìm thấy tệp" in missing.stderr
    assert "[[unit]]" in refused.stderr


def test_a_letter_without_tasks_says_so(run: FlaskCliRunner, tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_text("Kính gửi bạn.\nHôm nay trời đẹp.\n", encoding="utf-8")
    facts = json.loads(run.invoke(args=["plan", "read", str(path), "--json"]).stdout)
    assert facts["tasks"] == []
    assert facts["canh_bao"] == [
        "Không tìm thấy nhiệm vụ nào được giao trong văn bản này. Hãy nhập bằng tay hoặc dán từng dòng."
    ]
