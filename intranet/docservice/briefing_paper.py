"""The paper of a weekly briefing as a .docx: how each unit stands, what was concluded before, what is concluded now."""

from collections.abc import Sequence
from dataclasses import dataclass

from intranet.docservice.plain_paper import LEFT, add_head, add_heading, add_line, add_table, bytes_of, new_paper

BEFORE_HEADS = (("TT", 10), ("Kết luận", 66), ("Đơn vị", 35), ("Thời hạn", 27), ("Tình hình", 27))
NOW_HEADS = (("TT", 10), ("Kết luận", 92), ("Đơn vị", 38), ("Thời hạn", 25))
NARROW, WIDE = 20, 165


@dataclass(frozen=True)
class UnitPart:
    """One unit: its name, and under each title ("Quá hạn (3)") its lines."""

    name: str
    parts: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True)
class BriefingPaper:
    """Everything the paper says, as it is printed."""

    parent: str
    office: str
    place_and_day: str
    day: str
    about: str
    heads: Sequence[str]
    summary: Sequence[tuple[str, Sequence[int]]]  # each unit's numbers, the whole office last
    before: Sequence[tuple[str, str, str, str]]
    units: Sequence[UnitPart]
    remarks: Sequence[str]
    conclusions: Sequence[tuple[str, str, str]]


def briefing_docx(told: BriefingPaper) -> bytes:
    """The paper on A4, in the letters' type, under agency and motto; the same bytes for the same facts."""
    paper = new_paper(size=13)
    add_head(paper, told.office, told.place_and_day, told.parent)
    add_line(paper, "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ", bold=True)
    add_line(paper, f"Phục vụ giao ban ngày {told.day}", bold=True)
    add_line(paper, told.about, italic=True)
    add_heading(paper, "I. Tổng hợp")
    heads = [("Đơn vị", WIDE - NARROW * len(told.heads)), *((head, NARROW) for head in told.heads)]
    rows = [(name, *(str(number) for number in numbers)) for name, numbers in told.summary]
    add_table(paper, heads, rows, centred=range(1, len(heads)))
    add_heading(paper, "II. Kết luận các kỳ trước")
    if told.before:
        add_table(paper, BEFORE_HEADS, [(str(n), *row) for n, row in enumerate(told.before, 1)], centred=(0, 3))
    else:
        add_line(paper, "Không có.", place=LEFT)
    add_heading(paper, "III. Việc của từng đơn vị")
    for number, unit in enumerate(told.units, 1):
        add_heading(paper, f"{number}. {unit.name}")
        for title, lines in unit.parts:
            add_line(paper, title, italic=True, place=LEFT)
            for line in lines:
                add_line(paper, f"- {line}", place=LEFT)
    if not told.units:
        add_line(paper, "Không có.", place=LEFT)
    if told.remarks or told.conclusions:
        add_heading(paper, "IV. Kết luận")
        for line in told.remarks:
            add_line(paper, f"- {line}", place=LEFT)
        if told.conclusions:
            add_table(paper, NOW_HEADS, [(str(n), *row) for n, row in enumerate(told.conclusions, 1)], centred=(0, 3))
    return bytes_of(paper, f"Giao ban ngày {told.day}")
