"""Plan 43, typed into the form of a kế hoạch, comes out with the same words, every accent, as .docx and as PDF."""

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from intranet.docservice.facts import check_facts
from intranet.docservice.pdf_pool import to_pdf
from intranet.docservice.render import render_docx
from intranet.docservice.word import docx_text, words
from tests.support.letters import own_template

PLAN = Path(__file__).parents[3] / "shared" / "input" / "plan-43.txt"
HEAD_LINES = ("LIÊN MINH", "THÀNH PHỐ", "Số:", "CỘNG HÒA", "Độc lập", "Hải Phòng, ngày")


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return [line.strip() for line in PLAN.read_text(encoding="utf-8").splitlines() if line.strip()]


def facts_from(lines: list[str]) -> dict[str, Any]:
    """The facts a person would type into the form, read off the letter."""

    def at(beginning: str) -> int:
        return next(number for number, line in enumerate(lines) if line.startswith(beginning))

    def found(pattern: str, beginning: str) -> tuple[str, ...]:
        match = re.fullmatch(pattern, lines[at(beginning)])
        assert match
        return match.groups()

    number, agency = found(r"Số: (\d+)/KH-(.+)", "Số:")
    place, day, month, year = found(r"(.+), ngày (\d+) tháng (\d+) năm (\d+)", "Hải Phòng, ngày")
    units: list[dict[str, Any]] = []
    for line in lines[at("III. ") + 1 : at("Trên đây")]:
        if unit := re.fullmatch(r"\d+\. (.+):", line):
            units.append({"don_vi": unit[1], "nhiem_vu": []})
        else:
            units[-1]["nhiem_vu"].append(line.removeprefix("- "))
    return {
        "co_quan": {"ten": "\n".join(lines[: at("Số:")]), "ky_hieu": agency, "dia_danh": place},
        "so": number,
        "ngay": date(int(year), int(month), int(day)).isoformat(),
        "trich_yeu": lines[at("KẾ HOẠCH") + 1],
        "mo_dau": "\n".join(lines[at("KẾ HOẠCH") + 2 : at("I. ")]),
        "noi_dung": "\n".join(lines[at("I. ") : at("III. ")]),
        "phan_cong": units,
        "ket": "\n".join(lines[at("Trên đây") : at("Nơi nhận")]),
        "nguoi_ky": {"quyen_han": lines[at("KT. ") :]},
        "noi_nhan": lines[at("Nơi nhận") + 1 : at("KT. ")],
    }


@pytest.fixture(scope="module")
def letter(lines: list[str]) -> bytes:
    template = own_template("ke_hoach")
    facts = facts_from(lines)
    assert check_facts(template, facts).problems == ()
    return render_docx(template, facts)


def capital_sections(lines: list[str]) -> list[str]:
    """The one difference Decree 30 asks for: headings of level I are capitals."""
    return [line.upper() if re.match(r"[IVX]+\. ", line) else line for line in lines]


def head_and_rest(lines: list[str]) -> tuple[list[str], list[str]]:
    """The cells of the head may come in any order; everything else keeps its place."""
    head = [line for line in lines if line.startswith(HEAD_LINES)]
    return sorted(head), words("\n".join(line for line in lines if line not in head))


def test_the_docx_has_the_words_of_the_plan_line_by_line(letter: bytes, lines: list[str]) -> None:
    made = [line.strip() for line in docx_text(letter).splitlines() if line.strip()]
    assert head_and_rest(made) == head_and_rest(capital_sections(lines))
    assert sorted(made) == sorted(capital_sections(lines))


def test_the_pdf_has_the_words_of_the_plan(letter: bytes, lines: list[str]) -> None:
    pages = PdfReader(io.BytesIO(to_pdf(letter))).pages
    made = [text for number, page in enumerate(pages, 1) for text in page_words(page.extract_text(), number)]
    wanted = words("\n".join(capital_sections(lines)))
    assert sorted(made) == sorted(wanted)
    begin = words("KẾ HOẠCH Đẩy mạnh công tác")
    body = words("\n".join(capital_sections(lines[lines.index("KẾ HOẠCH") : lines.index("Nơi nhận:")])))
    place = next(n for n in range(len(made)) if made[n : n + len(begin)] == begin)
    assert made[place : place + len(body)] == body


def page_words(text: str, number: int) -> list[str]:
    """The words of a page without its page number, which is not shown on page 1."""
    found = words(text)
    if number > 1:
        found.remove(str(number))
    return found


def test_the_section_of_assignments_becomes_facts(lines: list[str]) -> None:
    units = facts_from(lines)["phan_cong"]
    assert [len(unit["nhiem_vu"]) for unit in units] == [2, 2, 1, 1]
    assert units[2]["don_vi"] == "Văn phòng"
