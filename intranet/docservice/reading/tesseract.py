"""Pictures of text → words, by tesseract with its Vietnamese on this machine alone."""

import csv
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image

from intranet.docservice.errors import DocError
from intranet.docservice.reading.plain_text import tidy
from intranet.docservice.reading.words import Word

DOTS_PER_INCH = 300
_SECONDS_A_PAGE = 150
_LEAST_SURE = 25.0
_COUNTED_IN_ROMAN = frozenset(("quý", "kỳ", "phần", "đợt", "hạng", "loại", "bậc", "cấp", "chương"))
_SPECKS = "|_~«»=©®°¦ˆ'\\`‘’*"
_MARKS = frozenset('-–—+•“”"()/')
# How tesseract looks at a picture: a page of columns, a block of lines, one line.
PAGE, BLOCK, LINE = "4", "6", "7"


@dataclass(frozen=True)
class Piece:
    """A part of a page, and where its top left corner lies on the page, in pixels."""

    picture: Image.Image
    left: int = 0
    top: int = 0


@cache
def can_read_scans() -> bool:
    """Is tesseract with Vietnamese on this machine?"""
    program = shutil.which("tesseract")
    if program is None:
        return False
    found = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=20)
    return "vie" in found.stdout.split()


def recognised(pieces: Sequence[Piece], way: str, scale: float) -> list[Word]:
    """The words of these parts of a page, in points (`scale` points a pixel).

    DocError scan_unavailable when tesseract is missing, scan_too_slow when the page takes too long.
    """
    if not pieces:
        return []
    # One run for all of them: loading the language takes longer than reading a cell.
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(folder) / f"{number}.png") for number in range(len(pieces))]
        for path, piece in zip(paths, pieces, strict=True):
            piece.picture.save(path, "PNG", compress_level=1)
        told = Path(folder) / "pieces.txt"
        told.write_text("\n".join(paths) + "\n")
        printed = _run(str(told) if len(paths) > 1 else paths[0], way)
    return list(_words(printed, pieces, scale))


def _run(source: str, way: str) -> str:
    command = ["tesseract", source, "stdout", "-l", "vie", "--psm", way, "--dpi", str(DOTS_PER_INCH), "tsv"]
    try:
        run = subprocess.run(
            command, capture_output=True, check=True, timeout=_SECONDS_A_PAGE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise DocError("scan_too_slow") from None
    except (subprocess.CalledProcessError, OSError):
        raise DocError("scan_unavailable") from None
    return run.stdout.decode("utf-8", "replace")


def _words(printed: str, pieces: Sequence[Piece], scale: float) -> Iterator[Word]:
    before = ""
    for row in csv.DictReader(io.StringIO(printed), delimiter="\t", quoting=csv.QUOTE_NONE):
        text, sure = tidy(row.get("text") or ""), float(row.get("conf") or -1)
        # A stroke after such a word is a numeral, anywhere else a speck or the rest of a ruled line.
        text = "I" if text == "|" and before.lower() in _COUNTED_IN_ROMAN else text.strip(_SPECKS)
        before = text or before
        if not (any(map(str.isalnum, text)) or text in _MARKS) or sure < _LEAST_SURE:
            continue
        piece = pieces[int(row["page_num"]) - 1]
        left, top = (piece.left + int(row["left"])) * scale, (piece.top + int(row["top"])) * scale
        yield Word(text, left, top, left + int(row["width"]) * scale, top + int(row["height"]) * scale, sure / 100)
