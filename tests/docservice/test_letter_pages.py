"""The printed pages themselves: page numbers, drawn rules, margins, tables and signatures, measured in the PDF."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from intranet.docservice.nd30 import AGENCY_RULE_SHARE, PAGE
from intranet.docservice.pdf import PdfMaker
from intranet.docservice.render import render_docx
from tests.support.letters import own_template

POINTS_PER_MM = 72 / 25.4
NOMINEES = [
    {"ten": f"Hợp tác xã số {number}", "don_vi": "Đơn vị thành viên", "hinh_thuc": "Bằng khen", "thanh_tich": "Dẫn đầu"}
    for number in range(1, 31)
]


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PdfMaker]:
    with PdfMaker(tmp_path_factory.mktemp("pages")) as warm:
        yield warm


def pages_of(maker: PdfMaker, template_id: str, **changes: Any) -> list[Any]:
    template = own_template(template_id)
    letter = render_docx(template, template.example | changes)
    return pdfplumber.open(io.BytesIO(maker.convert(letter))).pages


@pytest.fixture(scope="module")
def proposal(maker: PdfMaker) -> list[Any]:
    """A proposal with thirty nominees."""
    return pages_of(maker, "to_trinh", danh_sach=NOMINEES)


@pytest.fixture(scope="module")
def plan(maker: PdfMaker) -> list[Any]:
    return pages_of(maker, "ke_hoach")


def lines_of(page: Any) -> list[dict[str, Any]]:
    return list(page.extract_text_lines())


def line_with(page: Any, text: str) -> dict[str, Any]:
    return next(line for line in lines_of(page) if text in line["text"])


def words_in(page: Any, text: str) -> tuple[float, float]:
    """The left and right ends of a phrase that stands on one line beside others."""
    found = page.search(text, regex=False)
    assert found, text
    return found[0]["x0"], found[0]["x1"]


def rule_below(page: Any, text: str) -> tuple[float, float]:
    """The ends of the rule drawn within 4 mm below a phrase."""
    phrase = page.search(text, regex=False)[0]
    for rule in (*page.lines, *page.rects):
        is_below = 0 <= rule["top"] - phrase["bottom"] <= 4 * POINTS_PER_MM
        if is_below and phrase["x0"] - 5 <= rule["x0"] <= phrase["x1"] and rule["height"] < 2:
            return rule["x0"], rule["x1"]
    raise AssertionError(f"no rule below {text}")


def test_page_one_has_no_number_and_the_others_have_it_centred_in_the_top_margin(proposal: list[Any]) -> None:
    assert len(proposal) >= 2
    top_margin = PAGE.top[0] * POINTS_PER_MM
    assert not [line for line in lines_of(proposal[0]) if line["bottom"] < top_margin]
    for number, page in enumerate(proposal[1:], 2):
        (line,) = [line for line in lines_of(page) if line["bottom"] < top_margin]
        assert line["text"] == str(number) and 13 <= line["chars"][0]["size"] <= 14
        middle_of_text = (PAGE.left[0] + PAGE.width - PAGE.right[0]) / 2 * POINTS_PER_MM
        assert (line["x0"] + line["x1"]) / 2 == pytest.approx(middle_of_text, abs=2)


def test_the_text_keeps_within_the_margins(proposal: list[Any], plan: list[Any]) -> None:
    left, right = PAGE.left[0] * POINTS_PER_MM, (PAGE.width - PAGE.right[0]) * POINTS_PER_MM
    bottom = (PAGE.height - PAGE.bottom[0]) * POINTS_PER_MM
    for page in (*proposal, *plan):
        # A rule is drawn on the edge of its cell; half a point belongs to its width.
        assert min(char["x0"] for char in page.chars) >= left - 0.5
        assert max(char["x1"] for char in page.chars if char["text"].strip()) <= right + 0.5
        assert max(char["bottom"] for char in page.chars) <= bottom + 0.5


def test_the_rule_below_tieu_ngu_is_as_long_as_its_text(plan: list[Any]) -> None:
    text, rule = words_in(plan[0], "Độc lập - Tự do - Hạnh phúc"), rule_below(plan[0], "Độc lập - Tự do - Hạnh phúc")
    assert rule == pytest.approx(text, abs=3)


@pytest.mark.parametrize(
    "text", ["THÀNH PHỐ HẢI PHÒNG", "Tập huấn chuyển đổi số cho cán bộ quản lý hợp tác xã năm 2026"]
)
def test_rules_below_agency_and_subject_are_short_and_centred(plan: list[Any], text: str) -> None:
    (left, right), (rule_left, rule_right) = words_in(plan[0], text), rule_below(plan[0], text)
    low, high = AGENCY_RULE_SHARE
    assert low - 0.01 <= (rule_right - rule_left) / (right - left) <= high + 0.01
    assert (rule_left + rule_right) / 2 == pytest.approx((left + right) / 2, abs=3)


def test_number_and_date_stand_on_one_line(plan: list[Any]) -> None:
    assert line_with(plan[0], "Số: 15/KH-LMHTX")["text"].endswith("Hải Phòng, ngày 05 tháng 02 năm 2026")


def test_thirty_rows_repeat_their_titles_on_each_page_and_none_is_lost(proposal: list[Any]) -> None:
    tables = [table for page in proposal for table in page.extract_tables() if table[0][0] == "STT"]
    assert len(tables) >= 2 and len({tuple(table[0]) for table in tables}) == 1
    assert [row[0] for table in tables for row in table[1:]] == [str(number) for number in range(1, 31)]


@pytest.mark.parametrize("nominees", range(4, 16, 2))
def test_the_signature_never_leaves_its_closing_words(maker: PdfMaker, nominees: int) -> None:
    pages = pages_of(maker, "to_trinh", danh_sach=NOMINEES[:nominees])
    ends = [page for page in pages if page.search("Nơi nhận:", regex=False)]
    assert len(ends) == 1
    for text in ("Kính đề nghị Ủy ban nhân dân thành phố xem xét, quyết định./.", "CHỦ TỊCH", "Lưu: VT, PKT."):
        assert ends[0].search(text, regex=False), text
    assert line_with(ends[0], "Nơi nhận:")["text"] == "Nơi nhận: CHỦ TỊCH"


def test_nothing_is_drawn_in_another_font(plan: list[Any], proposal: list[Any]) -> None:
    fonts = {char["fontname"].split("+")[-1].split("-")[0] for page in (*plan, *proposal) for char in page.chars}
    assert fonts <= {"LiberationSerif", "TimesNewRoman", "TimesNewRomanPS"}


def test_a_page_image_of_each_example_is_in_the_docs() -> None:
    folder = Path(__file__).parents[2] / "docs" / "images" / "letters"
    assert {image.stem for image in folder.glob("*.png")} >= {"ke_hoach", "to_trinh", "cong_van", "bao_cao", "types_1"}
