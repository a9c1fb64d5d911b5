"""A run makes a file for each row; killed and begun again it makes what is missing, and nothing twice."""

import io
import json
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from intranet.docservice.catalogue import Template
from intranet.docservice.errors import DocError
from intranet.docservice.merge.checked import check_sheet
from intranet.docservice.merge.columns import columns_of
from intranet.docservice.merge.printing import print_pdf
from intranet.docservice.merge.run import MANIFEST, PRINT_NAME, Planned, make_letters, pack, plan_of
from intranet.docservice.merge.sheet import read_sheet
from intranet.docservice.pdf import PdfMaker
from tests.docservice.merge.sheets import guests, invitations
from tests.documents.conftest import one_page_pdf
from tests.support.letters import own_template

PROJECT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def invitation() -> Template:
    return own_template("giay_moi")


def planned(template: Template, content: bytes) -> tuple[Planned, ...]:
    sheet = read_sheet(content, "ds.xlsx", columns_of(template))
    return plan_of(template, sheet, check_sheet(template, sheet).letters, 2026)


def letters_in(folder: Path, ending: str = ".docx") -> list[Path]:
    return sorted(path for path in folder.glob(f"[0-9]*{ending}"))


def guest_of(docx: Path) -> str:
    lines = [paragraph.text for paragraph in Document(str(docx)).paragraphs]
    return next(line for line in lines if "trân trọng kính mời" in line).partition(": ")[2]


def test_each_row_is_a_letter_named_by_its_place_and_whom_it_goes_to(invitation: Template, tmp_path: Path) -> None:
    rows = [["Ban/Giám đốc: A?\nvà B", "8 giờ", "16/03/2026"], ["x" * 90, "8 giờ", "16/03/2026"]]
    make_letters(invitation, planned(invitation, invitations(rows)), tmp_path)
    assert [path.name for path in letters_in(tmp_path)] == ["0001 Ban Giám đốc A.docx", f"0002 {'x' * 60}.docx"]


def test_a_second_run_makes_only_what_changed_and_drops_what_is_gone(invitation: Template, tmp_path: Path) -> None:
    make_letters(invitation, planned(invitation, invitations(guests(4))), tmp_path)
    before = {path.name: path.stat().st_mtime_ns for path in letters_in(tmp_path)}
    rows = guests(3)
    rows[1][1] = "14 giờ 00"
    assert make_letters(invitation, planned(invitation, invitations(rows)), tmp_path) == 2
    after = {path.name: path.stat().st_mtime_ns for path in letters_in(tmp_path)}
    assert list(after) == [f"000{n} Hợp tác xã số {n}.docx" for n in (1, 2, 3)]
    assert [name[:4] for name in after if after[name] != before[name]] == ["0002"]


def test_a_file_that_lay_there_before_is_not_taken_for_a_letter(invitation: Template, tmp_path: Path) -> None:
    (tmp_path / "0001 Hợp tác xã số 1.docx").write_bytes(b"khac")
    (tmp_path / "bao-cao.docx").write_bytes(b"cua toi")
    make_letters(invitation, planned(invitation, invitations(guests(1))), tmp_path)
    assert guest_of(tmp_path / "0001 Hợp tác xã số 1.docx") == "Hợp tác xã số 1"
    assert (tmp_path / "bao-cao.docx").read_bytes() == b"cua toi"


@pytest.mark.parametrize("noted", ["", "{", "[1]", '[{"name": "../x", "hash": "1"}]', '[{"name": "0001 a/../../x"}]'])
def test_a_note_that_was_tampered_with_removes_nothing_outside(
    invitation: Template, tmp_path: Path, noted: str
) -> None:
    folder, outside = tmp_path / "ra", tmp_path / "x.docx"
    folder.mkdir()
    outside.write_bytes(b"ngoai")
    (folder / MANIFEST).write_text(noted, encoding="utf-8")
    make_letters(invitation, planned(invitation, invitations(guests(1))), folder)
    assert outside.read_bytes() == b"ngoai" and len(letters_in(folder)) == 1


def killed(sheet: Path, folder: Path, at: int, *more: str) -> int:
    """How a run ended that was to be killed at its n-th file."""
    command = [sys.executable, "-m", "tests.docservice.merge.killed_run", str(sheet), str(folder), str(at), *more]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, check=False, timeout=600).returncode


def test_killed_three_times_it_goes_on_and_makes_nothing_twice(invitation: Template, tmp_path: Path) -> None:
    sheet, folder = tmp_path / "ds.xlsx", tmp_path / "ra"
    sheet.write_bytes(invitations(guests(30)))
    inodes: dict[str, int] = {}
    for at, standing in ((8, 6), (2, 6), (12, 16)):  # the note of what is to be made is the first file of a run
        assert killed(sheet, folder, at) == -signal.SIGKILL
        now = {path.name: path.stat().st_ino for path in letters_in(folder)}
        assert len(now) == standing and inodes.items() <= now.items()
        inodes = now
    assert make_letters(invitation, planned(invitation, sheet.read_bytes()), folder, year=2026) == 16
    assert [guest_of(path) for path in letters_in(folder)] == [f"Hợp tác xã số {n}" for n in range(1, 31)]
    assert inodes.items() <= {path.name: path.stat().st_ino for path in letters_in(folder)}.items()


def test_the_zip_holds_the_letters_in_order_and_the_working_folder_goes(invitation: Template, tmp_path: Path) -> None:
    folder = tmp_path / "dang-ghep"
    make_letters(invitation, planned(invitation, invitations(guests(12))), folder, to_pdf=lambda docx: one_page_pdf())
    pack(folder, tmp_path / "ra.zip")
    with zipfile.ZipFile(tmp_path / "ra.zip") as package:
        names = package.namelist()
        assert package.testzip() is None
    assert names[-1] == PRINT_NAME and len(names) == 25
    assert [name for name in names if name.endswith(".docx")] == [
        f"{n:04} Hợp tác xã số {n}.docx" for n in range(1, 13)
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["ra.zip"]


def test_a_folder_that_cannot_be_written_is_explained(invitation: Template, tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"")
    with pytest.raises(DocError) as caught:
        make_letters(invitation, planned(invitation, invitations(guests(1))), tmp_path / "tep" / "ra")
    assert caught.value.code == "cannot_write"


def test_printed_on_two_sides_no_letter_begins_on_the_back_of_another() -> None:
    one = one_page_pdf()
    two = print_pdf([one, one])
    assert len(PdfReader(io.BytesIO(two)).pages) == 2
    assert len(PdfReader(io.BytesIO(print_pdf([one, two, one], two_sided=True))).pages) == 6


def test_a_broken_pdf_is_named(tmp_path: Path) -> None:
    (tmp_path / "hong.pdf").write_bytes(b"%PDF-1.4 nua")
    with pytest.raises(DocError) as caught:
        print_pdf([tmp_path / "hong.pdf"])
    assert "hong.pdf" in caught.value.sentence


def printed_guests(pdf: Path) -> list[str]:
    """Whom each page of the PDF for printing invites."""
    found = []
    for page in PdfReader(pdf).pages:
        text = " ".join(page.extract_text().split())
        if "kính mời: " in text:
            found.append(text.partition("kính mời: ")[2].partition(" Tới dự")[0])
    return found


def test_the_pdf_for_printing_is_in_the_order_of_the_sheet(invitation: Template, tmp_path: Path) -> None:
    rows = [[f"Khách {name}", "8 giờ", "16/03/2026"] for name in ("Vân", "An", "Đào", "Bình", "An")]
    with PdfMaker(tmp_path / "lo") as maker:
        make_letters(
            invitation, planned(invitation, invitations(rows)), tmp_path / "ra", to_pdf=maker.convert, two_sided=True
        )
    assert printed_guests(tmp_path / "ra" / PRINT_NAME) == [row[0] for row in rows]
    assert len(PdfReader(tmp_path / "ra" / PRINT_NAME).pages) == 10


@pytest.mark.campaign
def test_five_hundred_letters_killed_three_times_print_in_order(invitation: Template, tmp_path: Path) -> None:
    sheet, folder = tmp_path / "ds.xlsx", tmp_path / "ra"
    sheet.write_bytes(invitations(guests(500)))
    for at in (137, 251, 480):
        assert killed(sheet, folder, at, "pdf") == -signal.SIGKILL
    inodes = {path.name: path.stat().st_ino for path in folder.glob("[0-9]*")}
    assert killed(sheet, folder, 10_000, "pdf") == 0
    assert inodes.items() <= {path.name: path.stat().st_ino for path in folder.glob("[0-9]*")}.items()
    assert len(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))) == 500
    assert len(letters_in(folder)) == len(letters_in(folder, ".pdf")) == 500
    assert printed_guests(folder / PRINT_NAME) == [f"Hợp tác xã số {n}" for n in range(1, 501)]
    assert not list(folder.glob(".*.part"))
