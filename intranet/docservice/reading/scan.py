"""Pictures of pages → words by tesseract (Vietnamese), and the ruled lines of tables, by this machine alone."""

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache

from PIL import Image, ImageFilter, ImageOps

from intranet.docservice.errors import DocError
from intranet.docservice.reading.layout import Rule, Word
from intranet.docservice.reading.plain_text import tidy

DOTS_PER_INCH = 300
_SECONDS_A_PAGE = 60
_LEAST_SURE = 25.0
_LEAST_WIDTH = 1700
# Takes the specks of a scan away before they become letters; clean letters stay readable.
_BLUR = 1.2
_SPECKS = "|_~«»=©®°¦\\`‘’*"
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
    if not can_read_scans():
        raise DocError("scan_unavailable")
    clean = _cleaned(picture)
    scale = 72 / (dots_per_inch * clean.width / picture.width)
    rules = list(_rules(clean, scale))
    words: list[Word] = []
    sureness: list[float] = []
    for word, sure in _recognised(_without_rules(clean, rules, scale), scale):
        words.append(word)
        sureness.append(sure)
    return words, rules, sum(sureness) / len(sureness) / 100 if sureness else 0.0


def _cleaned(picture: Image.Image) -> Image.Image:
    grey = ImageOps.autocontrast(picture.convert("L"), cutoff=1)
    if grey.width < _LEAST_WIDTH:
        grey = grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.LANCZOS)
    return grey.filter(ImageFilter.GaussianBlur(_BLUR))


def _recognised(picture: Image.Image, scale: float) -> Iterator[tuple[Word, float]]:
    page = io.BytesIO()
    picture.save(page, "PNG", compress_level=1)
    command = ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", "4", "--dpi", str(DOTS_PER_INCH), "tsv"]
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
        yield Word(text, left, top, left + width, top + height), sure


def _rules(picture: Image.Image, scale: float) -> Iterator[Rule]:
    """Long dark runs across and down the page; looked for in the bytes of its rows."""
    dark = picture.point(lambda level: 1 if level < 140 else 0).filter(ImageFilter.MaxFilter(3))
    for is_horizontal, image in ((True, dark), (False, dark.transpose(Image.Transpose.TRANSPOSE))):
        least = int((60 if is_horizontal else 24) / scale)
        yield from _merged(_runs(image, least), is_horizontal, scale)


def _runs(image: Image.Image, least: int) -> list[tuple[int, int, int]]:
    pattern = re.compile(b"\x01{%d,}" % least)
    pixels, width = image.tobytes(), image.width
    return [
        (row, found.start(), found.end())
        for row in range(0, image.height, 2)
        for found in pattern.finditer(pixels[row * width : (row + 1) * width])
    ]


def _merged(runs: list[tuple[int, int, int]], is_horizontal: bool, scale: float) -> Iterator[Rule]:
    """Runs of neighbouring rows are one rule, also a slanting one."""
    rules: list[list[int]] = []
    for row, start, end in runs:
        near = next(
            (
                rule
                for rule in reversed(rules[-60:])
                if row - rule[3] <= 8 and start <= rule[2] + 40 and end >= rule[1] - 40
            ),
            None,
        )
        if near is None:
            rules.append([row, start, end, row])
        else:
            near[1:] = [min(near[1], start), max(near[2], end), row]
    for first, start, end, last in rules:
        if last - first <= 30:
            yield Rule(is_horizontal, (first + last) / 2 * scale, start * scale, end * scale)


def _without_rules(picture: Image.Image, rules: list[Rule], scale: float) -> Image.Image:
    """The page without its tables' lines, which tesseract would read as letters."""
    clean = picture.copy()
    half = 4
    for rule in rules:
        at, start, end = (int(value / scale) for value in (rule.at, rule.start, rule.end))
        box = (start, at - half, end, at + half) if rule.is_horizontal else (at - half, start, at + half, end)
        clean.paste(255, (max(0, box[0]), max(0, box[1]), min(clean.width, box[2]), min(clean.height, box[3])))
    return clean
