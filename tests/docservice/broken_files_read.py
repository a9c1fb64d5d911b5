"""Reads broken Word files as the program would: `python -m tests.docservice.broken_files_read FOLDER FIRST LAST`.

Prints a JSON line for each file: how it was broken, and what each reader said. Is ended by
the system when it takes more memory or time than it should.
"""

import json
import os
import resource
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from intranet.docservice.check.run import check
from intranet.docservice.clinic.examine import examine_docx
from intranet.docservice.errors import DocError
from intranet.docservice.guard import check_docx
from intranet.docservice.long_tables import find_long_table
from intranet.docservice.mend import mend
from intranet.docservice.reading.files import read_file
from intranet.docservice.render import render_context
from intranet.docservice.word import docx_facts, docx_text, fill_controls, find_controls
from tests.docservice.broken_files import broken_file
from tests.support.letters import own_template

MEMORY = 1500 << 20
SECONDS_A_FILE = 20
READERS: dict[str, Callable[[bytes], Any]] = {
    "text": lambda docx: docx_text(docx, headers=True),
    "controls": find_controls,
    "facts": docx_facts,
    "fill": lambda docx: fill_controls(docx, {"so": "01", "ngay": "ngày 01"}),
    "read": lambda docx: read_file(docx, "thu.docx"),
    "check": check,
    "mend": mend,
    "clinic": lambda docx: examine_docx(docx, own_template("ke_hoach").fields),
    "template": lambda docx: render_context(as_template(docx), {}, title="Thư"),
    "long table": find_long_table,
}


def as_template(docx: bytes) -> Any:
    """The file as an uploaded template."""
    template = own_template("ke_hoach")
    return type(template)(**{**vars(template), "docx": docx})


def watch_files(folder: Path) -> None:
    """From now on a file opened for writing outside the folder ends the program."""
    allowed = (str(folder.resolve()) + os.sep, "/dev/null")

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes):
            path, mode, flags = os.fsdecode(arguments[0]), arguments[1], arguments[2]
            writes = any(sign in (mode or "") for sign in "wax+") or flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if writes and not os.path.abspath(path).startswith(allowed):
                os.write(2, f"written outside the folder: {path}\n".encode())
                os._exit(3)

    sys.addaudithook(watch)


def said(read: Callable[[bytes], Any], docx: bytes) -> str:
    """ "" for an answer, the code of a refusal; anything else, a fault of the program, with all its words."""
    try:
        read(docx)
    except DocError as refusal:
        return refusal.code
    except Exception:
        return traceback.format_exc()
    return ""


def main(folder: Path, first: int, last: int) -> None:
    """Read the files of these seeds; what the guard refuses, nobody reads."""
    os.chdir(folder)
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    watch_files(folder)
    for seed in range(first, last):
        name, docx = broken_file(seed)
        used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
        resource.setrlimit(resource.RLIMIT_CPU, (used + SECONDS_A_FILE, resource.RLIM_INFINITY))
        answers = {"guard": said(check_docx, docx)}
        if not answers["guard"]:
            answers |= {reader: said(read, docx) for reader, read in READERS.items()}
        print(json.dumps({"seed": seed, "how": name, "answers": answers}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
