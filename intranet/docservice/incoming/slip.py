"""Phiếu giải quyết văn bản đến as the decree draws it (NĐ 30/2020, PL IV.VII), A4 upright, sealed at its foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from intranet.docservice.fonts import letter_font

_LEFT, _RIGHT, _TOP = 30.0, 18.0, 20.0
_LEAST_ROOM = 3  # empty lines to write on under a part that says nothing yet
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True)
class Slip:
    """What the slip says: the letter's citation, and under each of the three parts the lines said so far.

    `seal` stands at the foot of every page.
    """

    agency: str
    place_and_day: str
    letter: str
    leader: Sequence[str] = ()
    head: Sequence[str] = ()
    handler: Sequence[str] = ()
    seal: str = ""


PARTS = (
    ("1. Ý kiến của lãnh đạo cơ quan, tổ chức", "leader"),
    ("2. Ý kiến của lãnh đạo đơn vị", "head"),
    ("3. Ý kiến đề xuất của người giải quyết", "handler"),
)


class _Paper(FPDF):
    """The paper with its foot."""

    seal = ""

    def footer(self) -> None:
        self.set_y(-12)
        self.set_font("letters", "", 8)
        self.cell(self.epw / 2, 5, self.seal)
        self.cell(self.epw / 2, 5, f"Trang {self.page_no()}/{{nb}}", align="R")


def printed_slip(slip: Slip, fonts: Path | None = None) -> bytes:
    """The PDF of a slip. Raises FileNotFoundError when the machine has no font with the Vietnamese letters."""
    paper = _Paper(format="A4")
    paper.seal = slip.seal
    for style, name in (("", ""), ("B", "Bold"), ("I", "Italic")):
        paper.add_font("letters", style, letter_font(name, fonts))
    paper.set_margins(_LEFT, _TOP, _RIGHT)
    paper.set_auto_page_break(True, 20)
    paper.add_page()
    _head(paper, slip)
    for title, name in PARTS:
        _part(paper, title, getattr(slip, name))
    return bytes(paper.output())


def _head(paper: FPDF, slip: Slip) -> None:
    width = paper.epw
    left, right = width * 0.42, width * 0.58
    top = paper.get_y()
    _column(paper, _LEFT, top, left, ((slip.agency.upper(), "B", 12),))
    _rule(paper, _LEFT + left / 2, paper.get_y() + 1, 24)
    bottom = paper.get_y()
    _column(paper, _LEFT + left, top, right, ((NATION, "B", 12), (MOTTO, "B", 13)))
    _rule(paper, _LEFT + left + right / 2, paper.get_y() + 1, paper.get_string_width(MOTTO))
    _column(paper, _LEFT + left, paper.get_y() + 4, right, ((slip.place_and_day, "I", 13),))
    paper.set_y(max(bottom, paper.get_y()) + 10)
    _column(paper, _LEFT, paper.get_y(), width, (("PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN", "B", 14), (slip.letter, "", 13)))
    _rule(paper, _LEFT + width / 2, paper.get_y() + 2, 30)
    paper.set_y(paper.get_y() + 8)


def _column(paper: FPDF, left: float, top: float, width: float, lines: Sequence[tuple[str, str, int]]) -> None:
    paper.set_xy(left, top)
    for words, style, size in lines:
        paper.set_font("letters", style, size)
        paper.set_x(left)
        paper.multi_cell(width, size * 0.45, words, align="C", new_x=XPos.LEFT, new_y=YPos.NEXT)


def _rule(paper: FPDF, middle: float, at: float, length: float) -> None:
    paper.line(middle - length / 2, at, middle + length / 2, at)


def _part(paper: FPDF, title: str, said: Sequence[str]) -> None:
    paper.set_font("letters", "B", 13)
    paper.multi_cell(0, 8, title, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.set_font("letters", "", 13)
    for words in said:
        paper.multi_cell(0, 7, words, align="J", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    for _ in range(max(0, _LEAST_ROOM - len(said))):
        paper.ln(8)
        paper.set_dash_pattern(dash=0.4, gap=1)
        paper.line(_LEFT, paper.get_y(), _LEFT + paper.epw, paper.get_y())
        paper.set_dash_pattern()
    paper.ln(6)
