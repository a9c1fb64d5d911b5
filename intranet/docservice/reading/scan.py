"""Pictures of pages → words by tesseract (Vietnamese), and the ruled lines of tables, by this machine alone."""

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache

from PIL import Image, ImageFilter, ImageOps

from intranet.docservice.errors import DocError
from intranet.docservice.reading.layout import Rule
from intranet.docservice.reading.plain_text import tidy
from intranet.docservice.reading.ruled_lines import rules_of, slant
from intranet.docservice.reading.words import Word

DOTS_PER_INCH = 300
_SECONDS_A_PAGE = 150
_LEAST_SURE = 25.0
_LEAST_WIDTH = 1700
_STRAIGHT = 0.05
# Takes the specks of a scan away before they become letters; clean letters stay readable.
_BLUR = 1.2
_SPECKS = "|_~«»=©®°¦ˆ'\\`‘’*"
_MARKS = frozenset('-–—+•“”"()/')


@cache
def can_read_scans() -> bool:
    """Is tesseract with Vietnamese on this machine?"""
    program = shutil.which("tesseract")
    if program is None:
        return False
    found = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=20)
    return "vie" in found.stdout.split()


def read_picture(picture: Image.Image, dots_per_inch: int = DOTS_PER_INCH) -> tuple[list[Word], list[Rule], float]:
    """The words and rules of a page in points, and how sure tesseract is on the whole (0–1).

    DocError scan_unavailable when tesseract or its Vietnamese is missing, scan_too_slow when a page takes too long.
    """
    words, rules, _ = straightened(picture, dots_per_inch)
    return words, rules, sum(word.sure for word in words) / len(words) if words else 0.0


def straightened(picture: Image.Image, dots_per_inch: int = DOTS_PER_INCH) -> tuple[list[Word], list[Rule], float]:
    """The same words and rules as they lie once the page is straight, and by how many degrees its lines fell."""
    if not can_read_scans():
        raise DocError("scan_unavailable")
    grey = _large_enough(picture)
    scale = 72 / (dots_per_inch * grey.width / picture.width)
    angle = slant(grey, scale)
    if abs(angle) <= _STRAIGHT:
        angle = 0.0
    else:
        grey = grey.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    rules = rules_of(grey, scale)
    clean = grey.filter(ImageFilter.GaussianBlur(_BLUR))
    return list(_recognised(_without_rules(clean, rules, scale), scale, bool(rules))), rules, angle


def _large_enough(picture: Image.Image) -> Image.Image:
    grey = ImageOps.autocontrast(picture.convert("L"), cutoff=1)
    if grey.width < _LEAST_WIDTH:
        grey = grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.LANCZOS)
    return grey


def _recognised(picture: Image.Image, scale: float, has_table: bool) -> Iterator[Word]:
    """The words. Cells are looked for one by one (11); a page without tables has columns (4)."""
    page = io.BytesIO()
    picture.save(page, "PNG", compress_level=1)
    command = [
        "tesseract",
        "stdin",
        "stdout",
        "-l",
        "vie",
        "--psm",
        "11" if has_table else "4",
        "--dpi",
        str(DOTS_PER_INCH),
        "tsv",
    ]
    try:
        run = subprocess.run(
            command, input=page.getvalue(), capture_output=True, check=True, timeout=_SECONDS_A_PAGE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise DocError("scan_too_slow") from None
    except (subprocess.CalledProcessError, OSError):
        raise DocError("scan_unavailable") from None
    for row in csv.DictReader(
        io.StringIO(run.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE
    ):
        text, sure = tidy(row.get("text") or "").strip(_SPECKS), float(row.get("conf") or -1)
        if not (any(map(str.isalnum, text)) or text in _MARKS) or sure < _LEAST_SURE:
            continue
        left, top, width, height = (int(row[name]) * scale for name in ("left", "top", "width", "height"))
        yield Word(text, left, top, left + width, top + height, sure / 100)


def _without_rules(picture: Image.Image, rules: list[Rule], scale: float) -> Image.Image:
    """The page without its tables' lines, which tesseract would read as letters."""
    clean = picture.copy()
    half = 4
    for rule in rules:
        at, start, end = (int(value / scale) for value in (rule.at, rule.start, rule.end))
        box = (start, at - half, end, at + half) if rule.is_horizontal else (at - half, start, at + half, end)
        clean.paste(255, (max(0, box[0]), max(0, box[1]), min(clean.width, box[2]), min(clean.height, box[3])))
    return clean
