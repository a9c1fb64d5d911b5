"""A template is tried out in a process of its own with limits: examined, printed with its example, opened, checked.

A template from outside is a program of sorts: whatever it does, it ends within seconds and in bounded memory.
"""

import base64
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from intranet.docservice.catalogue import TemplateFiles, template_of
from intranet.docservice.check.report import Finding
from intranet.docservice.check.run import check
from intranet.docservice.clinic.examine import WHOLE_FILE
from intranet.docservice.clinic.faults import Fault
from intranet.docservice.clinic.places import Place
from intranet.docservice.errors import DocError
from intranet.docservice.guard import check_docx
from intranet.docservice.render import render_docx
from intranet.docservice.word import docx_text

CPU_SECONDS = 2
MEGABYTES = 300
# Only so that nobody waits for ever: a busy machine may give the process little time.
WALL_SECONDS = 30
PROJECT = Path(__file__).parents[3]
CHILD = "intranet.docservice.clinic.trial_child"
PRINTED = "Bản in thử"
LEFT_OVER = ("{{", "}}", "{%", "%}")
PRINTED_PROGRAM = ("[{'", "{'", "['")


@dataclass(frozen=True)
class Trial:
    """What came of trying a template out: its faults, and the example as it prints when nothing must be mended."""

    faults: tuple[Fault, ...]
    letter: bytes = field(default=b"", repr=False)

    @property
    def is_sound(self) -> bool:
        """Nothing must be mended."""
        return not any(fault.weight == "must" for fault in self.faults)

    def compared_with(self, before: "Trial") -> "Trial":
        """The same, where departures from the decree that the earlier version has too weigh less.

        The checker knows what the decree lays down; a contract or a letter of thanks has a layout of its own.
        """
        known = {fault.words["finding"] for fault in before.faults if "finding" in fault.words}
        faults = (
            replace(fault, code="format_as_before") if fault.words.get("finding") in known else fault
            for fault in self.faults
        )
        return replace(self, faults=tuple(faults))


def try_out(template_id: str, files: TemplateFiles) -> Trial:
    """Try a template out in a process with limits; whatever happens there comes back as faults."""
    order = {"id": template_id} | {name: _packed(getattr(files, name)) for name in ("docx", "toml", "example")}
    with tempfile.TemporaryDirectory() as nowhere:
        try:
            done = subprocess.run(
                [sys.executable, "-B", "-m", CHILD],
                input=json.dumps(order).encode(),
                capture_output=True,
                timeout=WALL_SECONDS,
                cwd=nowhere,
                env={"PYTHONPATH": str(PROJECT), "PATH": os.defpath, "PYTHONUTF8": "1", "LANG": "C.UTF-8"},
            )
        except subprocess.TimeoutExpired:
            return Trial((_too_heavy(),))
    if done.returncode != 0:
        return Trial((_too_heavy(),))
    return unpacked(json.loads(done.stdout))


def try_out_here(template_id: str, files: TemplateFiles) -> Trial:
    """The same without a process of its own and without limits; for the child, and for templates that are trusted."""
    try:
        check_docx(files.docx, "mẫu.docx")
    except DocError as error:
        return Trial((Fault("unreadable", WHOLE_FILE, {"detail": error.sentence}),))
    template, faults = template_of(template_id, files)
    if template is None or any(fault.weight == "must" for fault in faults):
        return Trial(faults)
    try:
        letter = render_docx(template, template.example)
    except DocError as error:
        return Trial((*faults, Fault("does_not_print", WHOLE_FILE, {"detail": error.sentence})))
    wrong = _wrong_letter(letter)
    return Trial((*faults, *wrong), letter)


def _wrong_letter(letter: bytes) -> list[Fault]:
    """What is wrong with the example as printed: it must open, hold no left-over commands, and pass the checker."""
    try:
        check_docx(letter)
        text = docx_text(letter, headers=True)
    except DocError:
        return [Fault("does_not_open", WHOLE_FILE)]
    left = next((sign for sign in (*LEFT_OVER, *PRINTED_PROGRAM) if sign in text), "")
    if left:
        line = next(line for line in text.splitlines() if left in line)
        return [Fault("does_not_print", Place(PRINTED, words=line[:60]), {"detail": f"còn sót “{line[:60]}”"})]
    return [_format_fault(finding) for finding in check(letter).with_weight("must")]


def _format_fault(finding: Finding) -> Fault:
    words = {
        "detail": f"{finding.place}: {finding.found}",
        "rule": finding.article,
        "expected": finding.expected,
        "finding": finding.code,
    }
    return Fault("format", Place(PRINTED), words)


def _too_heavy() -> Fault:
    return Fault("too_heavy", WHOLE_FILE)


def packed(trial: Trial) -> dict[str, Any]:
    """A trial as JSON, for the pipe and for the row that keeps it."""
    return {"faults": [fault.as_json() for fault in trial.faults], "letter": _packed(trial.letter)}


def unpacked(table: dict[str, Any]) -> Trial:
    """The trial again."""
    return Trial(tuple(Fault.from_json(one) for one in table["faults"]), base64.b64decode(table["letter"]))


def unpacked_files(order: dict[str, str]) -> TemplateFiles:
    """The files of an order, in the child."""
    return TemplateFiles(*(base64.b64decode(order[name]) for name in ("docx", "toml", "example")))


def _packed(content: bytes) -> str:
    return base64.b64encode(content).decode()
