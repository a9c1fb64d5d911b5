"""What checking costs: a letter of twenty pages beside its mere unzipping and parsing, and two hundred letters.

`python -m tests.bench.check_letters`, to be run alone on the machine.
"""

import copy
import io
import time
import zipfile
from collections.abc import Callable
from statistics import median

from docx.document import Document as Docx
from lxml import etree

from intranet.docservice.check.run import check
from tests.bench.report import machine, write_section
from tests.docservice.check.foreign import as_bytes, write
from tests.docservice.check.good import GOOD, good_letter, opened
from tests.docservice.check.mutations import the

SECTION = "Checking letters"
ROUNDS = 15
PARAGRAPHS = 160  # about twenty pages
LETTERS = 200


def twenty_pages(document: Docx) -> bytes:
    """A letter whose body is long; no two paragraphs say the same."""
    body = the(document, "noi_dung")._p
    for number in range(PARAGRAPHS):
        twin = copy.deepcopy(body)
        texts = [element for element in twin.iter() if element.tag.endswith("}t")]
        texts[
            -1
        ].text = f"{texts[-1].text} Lần {number}, đợt {number * 7}: các đơn vị báo cáo kết quả, số liệu kèm theo."
        body.addnext(twin)
    return as_bytes(document)


def parse(docx: bytes) -> None:
    """Unzip every part and parse what is XML."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))


def milliseconds(work: Callable[[bytes], object], docx: bytes) -> float:
    """CPU time of the middle round."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work(docx)
        times.append(time.process_time() - began)
    return median(times) * 1000


def main() -> None:
    rows = ["| twenty pages | kB | unzip and parse, ms | check, ms | ratio |", "|---|---|---|---|---|"]
    for name, docx in (
        ("with the styles Word writes", twenty_pages(write())),
        ("printed by a template of ours", twenty_pages(opened("ke_hoach"))),
    ):
        parsing, checking = milliseconds(parse, docx), milliseconds(check, docx)
        rows.append(f"| {name} | {len(docx) / 1000:.0f} | {parsing:.1f} | {checking:.1f} | {checking / parsing:.1f} |")
    began = time.process_time()
    for number in range(LETTERS):
        check(good_letter(GOOD[number % len(GOOD)]))
    each = (time.process_time() - began) / LETTERS * 1000
    text = f"""Written by `.venv/bin/python -m tests.bench.check_letters`; to be run alone on the machine.

{chr(10).join(rows)}

{LETTERS} letters of one and two pages one after another: {each:.1f} ms of CPU each.

{machine()}; medians of {ROUNDS} rounds. Parsing is lxml's, of every part of the package; a template of ours writes
files so lean that parsing them takes next to nothing, and their ratio says little."""
    write_section(SECTION, text)
    print(text)


if __name__ == "__main__":
    main()
