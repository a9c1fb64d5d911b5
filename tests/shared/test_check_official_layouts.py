"""Every official layout passes the checker with nothing of weight must, but for the departures the docs list."""

import io
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from intranet.docservice.check.run import check

SAMPLES = Path(__file__).parents[3] / "shared" / "nd30" / "phu-luc-III-mau.docx"
# The first table of each layout in the file's body; the layout ends before the notes ("Ghi chú") that explain it.
LAYOUTS = {
    "1.1": (23, 38), "1.2": (41, 58), "1.3": (62, 80), "1.3 attached, paper": (83, 108),
    "1.3 attached, electronic": (113, 134),
    "1.4": (137, 151), "1.5": (158, 172), "1.6": (176, 191), "1.7": (193, 208), "1.8": (214, 231), "1.9": (237, 253),
    "1.10": (256, 271), "2.1": (277, 287), "2.2": (312, 325), "3.1": (347, 365), "3.2": (368, 383),
}  # fmt: skip
# What the official file itself prints otherwise than Phụ lục I says: docs/checker.md.
DEPARTURES = {"1.9": {"phong_chu", "noi_dung.co_chu"}}


def layout(name: str) -> bytes:
    document = Document(str(SAMPLES))
    first, last = LAYOUTS[name]
    for number, element in enumerate(list(document.element.body)):
        if not first <= number <= last and element.tag != qn("w:sectPr"):
            document.element.body.remove(element)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_official_layout_breaks_no_rule_that_binds(name: str) -> None:
    report = check(layout(name))
    assert report.verdict != "khong_danh_gia"
    assert {one.code for one in report.with_weight("must")} == DEPARTURES.get(name, set()), report.findings
