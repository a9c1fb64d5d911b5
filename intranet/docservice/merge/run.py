"""Making the letters of a sheet in a folder; a run that was killed goes on where it stopped."""

import hashlib
import io
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intranet.docservice.catalogue import Template
from intranet.docservice.errors import DocError
from intranet.docservice.machine_words import os_words
from intranet.docservice.merge.cells import cell_of
from intranet.docservice.merge.checked import Letter
from intranet.docservice.merge.printing import print_pdf
from intranet.docservice.merge.sheet import Sheet
from intranet.docservice.pdf_pool import cores
from intranet.docservice.render import render_docx

MANIFEST = "danh-sach.json"
PRINT_NAME = "In tất cả.pdf"
LONGEST_NAME = 60
# What Windows does not take in a name of a file.
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')

ToPdf = Callable[[bytes], bytes]
Told = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Planned:
    """A letter to be made: its row, the name of its files without ending, and the fingerprint of all that makes it."""

    row: int
    name: str
    facts: dict[str, Any]
    hash: str


def plan_of(
    template: Template, sheet: Sheet, letters: Sequence[Letter], year: int | None = None
) -> tuple[Planned, ...]:
    """The letters in the order of the sheet, each with its name: "0007 Hợp tác xã An Lão"."""
    first = next(iter(sheet.heads.values()))
    plan = []
    for number, letter in enumerate(letters, 1):
        words = cell_of(first.field, first.stated_in(letter.facts)).split("\n")[0]
        name = f"{number:04} {' '.join(_NOT_IN_A_NAME.sub(' ', words).split())[:LONGEST_NAME]}".strip(" .")
        stated = json.dumps([template.id, template.revision, year, letter.facts], sort_keys=True, ensure_ascii=False)
        plan.append(Planned(letter.row, name, letter.facts, hashlib.sha256(stated.encode()).hexdigest()))
    return tuple(plan)


def make_letters(
    template: Template,
    plan: Sequence[Planned],
    folder: Path,
    *,
    year: int | None = None,
    to_pdf: ToPdf | None = None,
    two_sided: bool = False,
    told: Told = lambda done, total, what: None,
) -> int:
    """Make what is missing in the folder, each file whole or not at all; gives how many letters stood there before.

    With `to_pdf`, asked from several threads, each letter gets a PDF too, and all together one for printing
    (`two_sided`: see print_pdf). `told` hears (done, total, what) after each. DocError cannot_write, and what
    rendering and `to_pdf` refuse.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        standing = _begin(plan, folder)
        for number, letter in enumerate(plan, 1):
            docx = folder / f"{letter.name}.docx"
            if not docx.exists():
                _write(docx, render_docx(template, letter.facts, year=year))
            told(number, len(plan), "Word")
        for number, _ in enumerate(_make_pdfs(plan, folder, to_pdf) if to_pdf else (), 1):
            told(number, len(plan), "PDF")
        if to_pdf:
            _write(folder / PRINT_NAME, print_pdf((folder / f"{m.name}.pdf" for m in plan), two_sided=two_sided))
    except OSError as error:
        raise DocError("cannot_write", path=error.filename or folder, detail=os_words(error)) from error
    return standing


def _make_pdfs(plan: Sequence[Planned], folder: Path, to_pdf: ToPdf) -> Iterator[None]:
    """The PDF of each letter that has none, as many at once as there are cores."""

    def make(letter: Planned) -> None:
        pdf = folder / f"{letter.name}.pdf"
        if not pdf.exists():
            _write(pdf, to_pdf((folder / f"{letter.name}.docx").read_bytes()))

    with ThreadPoolExecutor(cores()) as threads:
        yield from threads.map(make, plan)


def pack(folder: Path, target: Path) -> None:
    """All files of a finished run as one zip, in the order of the sheet; the folder goes. DocError cannot_write."""
    part = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as package:  # a .docx is packed already
            for file in sorted(folder.iterdir()):
                if file.name != MANIFEST and not file.name.startswith("."):
                    package.write(file, file.name)
        os.replace(part, target)
    except OSError as error:
        raise DocError("cannot_write", path=target, detail=os_words(error)) from error
    shutil.rmtree(folder)


def letters_zip(plan: Sequence[Planned], render: Callable[[dict[str, Any]], bytes]) -> bytes:
    """The letters of a plan as the bytes of a zip, made in memory by `render` (facts → .docx). DocError: its own."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
        for letter in plan:
            # A fixed date: the same sheet gives the same bytes.
            package.writestr(zipfile.ZipInfo(f"{letter.name}.docx"), render(letter.facts))
    return file.getvalue()


def _begin(plan: Sequence[Planned], folder: Path) -> int:
    """Note what is to be made; first everything goes that an earlier run made of other words."""
    old, new = _noted(folder), {letter.name: letter.hash for letter in plan}
    for name in {*old, *new}:
        if old.get(name) != new.get(name):
            for ending in (".docx", ".pdf"):
                (folder / f"{name}{ending}").unlink(missing_ok=True)
    (folder / PRINT_NAME).unlink(missing_ok=True)
    noted = [{"row": letter.row, "name": letter.name, "hash": letter.hash} for letter in plan]
    _write(folder / MANIFEST, json.dumps(noted, ensure_ascii=False, indent=1).encode())
    return sum((folder / f"{name}.docx").exists() for name in new)


def _noted(folder: Path) -> dict[str, str]:
    """Name → fingerprint of what an earlier run was making here; nothing when its note cannot be read."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        noted = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {str(entry["name"]): str(entry["hash"]) for entry in noted if _is_a_name(str(entry["name"]))}
    return {}


def _is_a_name(name: str) -> bool:
    return not _NOT_IN_A_NAME.search(name) and name[:4].isdigit()


def _write(path: Path, content: bytes) -> None:
    """The whole file under its name, or nothing: a run may end at any moment."""
    part = path.with_name(f".{path.name[:80]}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
