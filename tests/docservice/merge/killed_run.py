"""A run of letters in a process of its own that is killed, really killed, while it renames its n-th file.

`python -m tests.docservice.merge.killed_run SHEET FOLDER N [pdf]`: SIGKILL comes in the middle of writing file N.
"""

import os
import signal
import sys
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from intranet.docservice.merge import run
from intranet.docservice.merge.checked import check_sheet
from intranet.docservice.merge.columns import columns_of
from intranet.docservice.merge.sheet import read_sheet
from intranet.docservice.pdf import PdfMaker
from tests.support.letters import own_template


def killing_at(number: int, really: Any = os.replace) -> Any:
    """os.replace, whose n-th call never returns."""
    calls = iter(range(1, 1_000_000))

    def replace(part: Path, whole: Path) -> None:
        if next(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        really(part, whole)

    return replace


def main(path: str, folder: str, number: str, pdf: str = "") -> None:
    """Make the letters."""
    template = own_template("giay_moi")
    sheet = read_sheet(Path(path).read_bytes(), "ds.xlsx", columns_of(template))
    plan = run.plan_of(template, sheet, check_sheet(template, sheet).letters, 2026)
    run.os.replace = killing_at(int(number))  # type: ignore[attr-defined]
    with TemporaryDirectory() as profile, PdfMaker(Path(profile)) if pdf else nullcontext() as maker:
        before = run.make_letters(
            template, plan, Path(folder), year=2026, to_pdf=maker.convert if maker else None, two_sided=bool(pdf)
        )
    sys.stdout.write(str(before))


if __name__ == "__main__":
    main(*sys.argv[1:])
