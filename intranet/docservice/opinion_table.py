"""Bảng tổng hợp, tiếp thu, giải trình ý kiến as a .docx on A4 landscape."""

from collections.abc import Sequence
from dataclasses import dataclass

from intranet.docservice.plain_paper import add_head, add_line, add_table, bytes_of, new_paper

HEADS = (("TT", 10), ("Đơn vị góp ý", 50), ("Nội dung góp ý", 90), ("Tiếp thu", 30), ("Giải trình", 82))


@dataclass(frozen=True)
class OpinionRow:
    """What one unit said of which version, and what was done with it."""

    unit: str
    words: str
    outcome: str
    answer: str


def opinion_table(office: str, subject: str, place_and_day: str, rows: Sequence[OpinionRow]) -> bytes:
    """The table; the same bytes for the same rows on one day."""
    paper = new_paper(landscape=True)
    add_head(paper, office, place_and_day)
    add_line(paper, "BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN", bold=True)
    add_line(paper, f"Đối với dự thảo: {subject}", bold=True)
    told = [(str(n), row.unit, row.words, row.outcome, row.answer) for n, row in enumerate(rows, 1)]
    add_table(paper, HEADS, told)
    return bytes_of(paper, f"Bảng tổng hợp ý kiến: {subject}")
