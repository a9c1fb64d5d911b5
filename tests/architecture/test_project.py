"""The project speaks of itself alone: no paths of one machine, no registry, no folder beside the checkout."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import PROJECT, files

TEXT = {".py", ".toml", ".md", ".html", ".css", ".js", ".sh", ".txt", ".in", ".ini", ".cfg", ".yml", ".yaml", ".conf"}
TEXT |= {".service", ".timer", ".socket", ".mako", ".json", ".svg", ""}
# In halves, so that this file does not find itself.
PATTERNS = {
    "a path of one machine": r"(?:^|[\s\"'(=])/(?:work/" + r"|root/|home/[a-z]\w*/|opt/py" + r"pi|mnt/)",
    "a registry": r"py" + r"pi\.org|files\.python" + r"hosted|registry\.npm" + r"js|index-" + r"url\s*=?\s*http",
}
OURS = [path for path in files() if path.suffix in TEXT and "vendor" not in path.parts]


@pytest.mark.parametrize("what", PATTERNS)
def test_no_file_names(what: str) -> None:
    places = []
    for path in OURS:
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if re.search(PATTERNS[what], line):
                places.append(f"{path.relative_to(PROJECT)}:{number} {line.strip()[:80]}")
    assert places == []


def test_only_the_extra_tests_look_beside_the_checkout() -> None:
    beside = ".." + "/shared"
    names = [
        path.relative_to(PROJECT).as_posix()
        for path in OURS
        if path.suffix == ".py" and beside in path.read_text(encoding="utf-8")
    ]
    assert [name for name in names if not name.startswith(("tests/shared/", "tests/conftest.py"))] == []


def test_text_files_are_utf8_and_vietnamese_is_composed() -> None:
    """A decomposed letter looks the same and is found by no search."""
    decomposed = re.compile("[a-zA-ZăâêôơưđĂÂÊÔƠƯĐ][\u0300\u0301\u0303\u0309\u0323]")
    wrong = []
    for path in OURS:
        text = path.read_text(encoding="utf-8")
        if decomposed.search(text) and "decomposed on purpose" not in text:
            wrong.append(path.relative_to(PROJECT).as_posix())
    assert wrong == []


def test_locked_requirements_have_hashes_and_contain_what_is_asked_for() -> None:
    for name in ("requirements", "requirements-dev"):
        asked = (PROJECT / f"{name}.in").read_text(encoding="utf-8")
        locked = (PROJECT / f"{name}.txt").read_text(encoding="utf-8")
        wanted = {package_name(line) for line in asked.splitlines() if re.match(r"[a-zA-Z]", line)}
        pinned = dict(re.findall(r"^([a-zA-Z0-9._-]+)(?:\[[^]]*\])?==(\S+)", locked, re.MULTILINE))
        assert wanted - {package_name(pin) for pin in pinned} == set()
        assert locked.count("--hash=sha256:") >= len(pinned) > 0


def test_the_office_and_the_tests_run_on_the_same_releases() -> None:
    office, tests = (
        dict(re.findall(r"^([a-zA-Z0-9._-]+)(?:\[[^]]*\])?==(\S+)", (PROJECT / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert {name: tests.get(name) for name in office} == office


def package_name(line: str) -> str:
    return re.split(r"[\[<>=~! ;]", line, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


def test_the_short_check_is_the_one_that_ci_runs() -> None:
    words = (PROJECT / ".ci" / "run").read_text(encoding="utf-8")
    assert "deploy/test.sh" in words and "--full" not in words


def test_scripts_stop_at_the_first_error() -> None:
    scripts: list[Path] = [path for path in files("deploy", pattern="*.sh") if path.name != "parts.sh"]
    assert scripts and all(re.search(r"^set -e?uo pipefail$", path.read_text(), re.MULTILINE) for path in scripts)
