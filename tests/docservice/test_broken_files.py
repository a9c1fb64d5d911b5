"""Broken and hostile Word files end in a refusal: no crash, no hang, no flood of memory, no file outside the folder."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from intranet.docservice.errors import WORDS
from tests.docservice.broken_files import broken_file

ROOT = Path(__file__).parents[2]
MODULE = "tests.docservice.broken_files_read"


def read_all(first: int, last: int, folder: Path) -> list[dict[str, object]]:
    """What every reader says of the files of these seeds; read by a program of its own, within limits."""
    command = [sys.executable, "-W", "ignore", "-m", MODULE, str(folder), str(first), str(last)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    told = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 0, f"after {told[-1:]}: {ended.returncode} {ended.stderr[-2000:]}"
    return told


def check_answers(told: list[dict[str, object]]) -> None:
    wrong = [each for each in told if set(each["answers"].values()) - {""} - WORDS.keys()]  # type: ignore[attr-defined]
    assert wrong == []


def test_a_sample_of_broken_files_is_refused_or_read(tmp_path: Path) -> None:
    told = read_all(0, 60, tmp_path)
    check_answers(told)
    assert len(told) == 60 and len({each["how"] for each in told}) >= 12
    passed = [each for each in told if not each["answers"]["guard"]]  # type: ignore[index]
    assert 10 <= len(passed) <= 40
    assert list(tmp_path.iterdir()) == []


def test_files_that_once_were_a_fault_of_the_program(tmp_path: Path) -> None:
    """Found by the campaign below: properties whose type was lost."""
    check_answers(read_all(3038, 3039, tmp_path))


@pytest.mark.campaign
@pytest.mark.parametrize("first", range(1_000, 5_000, 500))
def test_four_thousand_broken_files(first: int, tmp_path: Path) -> None:
    check_answers(read_all(first, first + 500, tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_the_watch_sees_a_file_written_outside(tmp_path: Path) -> None:
    code = f"from {MODULE} import watch_files\nfrom pathlib import Path\nwatch_files(Path({str(tmp_path)!r}))\n"
    inside = subprocess.run([sys.executable, "-c", f"{code}open({str(tmp_path / 'a')!r}, 'w')"], cwd=ROOT, check=False)
    outside = f"{code}open({str(tmp_path.parent / 'ra-ngoai.txt')!r}, 'w')"
    caught = subprocess.run([sys.executable, "-c", outside], cwd=ROOT, check=False, capture_output=True)
    assert (inside.returncode, caught.returncode) == (0, 3)
    assert not (tmp_path.parent / "ra-ngoai.txt").exists()


def test_the_same_seed_gives_the_same_file() -> None:
    assert broken_file(7) == broken_file(7)
