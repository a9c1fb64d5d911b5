"""Pages and their assets: nothing from outside (the office may be offline), nothing inline (the policy forbids it)."""

import hashlib
import re
from pathlib import Path

import pytest

from tests.architecture.tree import PROJECT, files

TEMPLATES = files("intranet/templates", pattern="*.html")
VENDOR = PROJECT / "intranet" / "static" / "vendor"
OWN_ASSETS = [
    path for path in files("intranet/static") if path.suffix in {".css", ".js"} and VENDOR not in path.parents
]
LOADING = "script|img|link|iframe|source|video|audio|use"
FORBIDDEN = {
    "an asset from outside": rf"""<(?:{LOADING})\b[^>]*(?:src|href)\s*=\s*["']?(?:https?:)?//""",
    "an inline style": r"""<[a-z][^>]*\sstyle\s*=""",
    "a style element": r"""<style\b""",
    "an inline script": r"""<script\b(?![^>]*\b(?:src\s*=|type\s*=\s*["']application/json))""",
    "an inline event": r"""<[a-z][^>]*\son[a-z]+\s*=""",
    "a javascript address": r"""(?:href|action)\s*=\s*["']\s*javascript:""",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_page_brings(what: str) -> None:
    places = []
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(FORBIDDEN[what], text, re.IGNORECASE):
            places.append(f"{path.relative_to(PROJECT)}:{text.count(chr(10), 0, match.start()) + 1}")
    assert TEMPLATES and places == []


@pytest.mark.parametrize(
    ("what", "html"),
    [
        ("an asset from outside", '<script src="https://example.org/a.js"></script>'),
        ("an asset from outside", '<link rel="stylesheet" href="//example.org/a.css">'),
        ("an inline style", '<p class="x" style="color:red">'),
        ("a style element", "<style>p {}</style>"),
        ("an inline script", "<script>go()</script>"),
        ("an inline event", '<button onclick="go()">'),
        ("a javascript address", '<a href="javascript:go()">'),
    ],
)
def test_the_patterns_see_what_they_forbid(what: str, html: str) -> None:
    assert re.search(FORBIDDEN[what], html, re.IGNORECASE)


@pytest.mark.parametrize("path", OWN_ASSETS, ids=lambda path: path.name)
def test_our_own_assets_ask_nobody_outside(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
    assert re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]{2,}", text) == []


def test_vendored_files_are_the_ones_that_were_checked() -> None:
    noted = {}
    for line in (VENDOR / "vendor.sha256").read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        noted[name.removeprefix("./")] = digest
    present = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files("intranet/static/vendor")
        if path.name != "vendor.sha256"
    }
    assert present == noted
