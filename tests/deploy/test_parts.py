"""setup.sh and the parts from Debian: installed when it may, named with their loss when it may not."""

import os
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
ASK = """
. deploy/parts.sh
part "Máy in chữ" "has_program print-letters" "không in được chữ." letter-printer
part "bash" "has_program bash" "không chạy được." bash
say "thiếu: ${missing_parts[*]-}"
"""
# Pretends to be Debian's: knows the package only after the lists were fetched, and notes what it was asked.
APT_GET = """#!/bin/bash
echo "$*" | grep -oE ' (update|install)( |$)' >>"$STATE/asked"
case "$*" in
    *update*) touch "$STATE/lists" ;;
    *install*) [ -e "$STATE/lists" ] || exit 100
        printf '#!/bin/bash\\n' >"$STATE/print-letters" && chmod +x "$STATE/print-letters" ;;
esac
"""


def ask(state: Path, **environment: str) -> str:
    """What the person reads when the script asks for a part that is there and one that is not."""
    words = {"PATH": f"{state}:{os.environ['PATH']}", "STATE": str(state), "LC_ALL": "C.UTF-8", **environment}
    run = subprocess.run(["bash", "-euc", ASK], cwd=PROJECT, env=words, capture_output=True, text=True, check=True)
    return run.stdout


@pytest.fixture
def debian(tmp_path: Path) -> Path:
    """A folder first on the PATH with an apt-get of our own and an id that says root."""
    for name, text in {"apt-get": APT_GET, "id": "#!/bin/bash\necho 0\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    return tmp_path


def test_what_may_not_be_installed_is_named_with_its_loss_and_the_rest_goes_on(debian: Path) -> None:
    said = ask(debian, INTRANET_APT="no")
    assert "Chưa có Máy in chữ: không in được chữ." in said
    assert "sudo apt-get update && sudo apt-get install --no-install-recommends letter-printer" in said
    assert said.splitlines()[-1] == "thiếu: Máy in chữ"
    assert not (debian / "asked").exists()


def test_lists_are_fetched_only_when_the_package_is_not_to_be_had(debian: Path) -> None:
    assert ask(debian).splitlines()[-1] == "thiếu: "
    assert (debian / "asked").read_text().split() == ["install", "update", "install"]
    (debian / "print-letters").unlink()
    assert ask(debian).splitlines()[-1] == "thiếu: "
    assert (debian / "asked").read_text().split()[3:] == ["install"]


def test_a_part_that_is_there_costs_no_question(debian: Path) -> None:
    ask(debian)
    (debian / "asked").unlink()
    assert ask(debian) == "thiếu: \n"
    assert not (debian / "asked").exists()


def test_an_apt_that_fails_is_said_and_stops_nothing(debian: Path) -> None:
    (debian / "apt-get").write_text("#!/bin/bash\necho 'E: no network'\nexit 100\n")
    assert ask(debian).splitlines()[-1] == "thiếu: Máy in chữ"
