"""Scans before a letter is recognised: the paper, a table's grid, tables over pages, places on a slanting page."""

import random
from importlib import import_module

import pytest
from PIL import Image, ImageDraw

from intranet.docservice.errors import DocError
from intranet.docservice.reading import read_file, read_pages
from intranet.docservice.reading.blocks import Line, Mark, Paragraph, Table
from intranet.docservice.reading.grids import Rule, grids_of
from intranet.docservice.reading.pages import join_pages
from intranet.docservice.reading.paper import on_white, without_grain
from intranet.docservice.reading.read_pages import ReadPage, _as_it_lies, page_as_plain, page_from_plain
from intranet.docservice.reading.ruled_lines import rules_of
from tests.support.office_files import picture_pdf


def grainy(size: tuple[int, int] = (600, 800)) -> Image.Image:
    chance = random.Random(3)
    return Image.frombytes("L", size, bytes(220 + chance.randrange(30) for _ in range(size[0] * size[1])))


def test_the_grain_of_an_almost_empty_page_is_no_ink() -> None:
    page = grainy()
    ImageDraw.Draw(page).rectangle((50, 50, 90, 60), fill=40)
    clean = without_grain(on_white(page))
    assert clean.crop((100, 100, 600, 800)).getextrema() == (255, 255)
    assert clean.getpixel((70, 55)) < 60
    assert rules_of(on_white(page), 0.24) == []


def grid(*downs: tuple[float, float, float]) -> list[Rule]:
    across = [Rule(True, y, 0, 300) for y in range(0, 240, 40)]
    return across + [Rule(False, x, start, end) for x, start, end in downs]


def test_letters_that_touch_in_one_row_divide_no_table() -> None:
    sides = [(0, 0, 200), (100, 0, 200), (300, 0, 200)]
    (found,) = grids_of(grid(*sides, (200, 40, 80)))
    assert found.xs == (0, 100, 300)


def test_each_cell_is_cut_out_once_and_merged_ones_whole() -> None:
    (found,) = grids_of(grid((0, 0, 200), (100, 40, 200), (300, 0, 200)))
    assert (0, 0, 300, 40) in found.boxes() and len(found.boxes()) == 9


HEAD = ("TT", "Nội dung công việc", "Chủ trì", "Thời gian")


def table(*rows: tuple[str, ...], page: int = 1) -> Table:
    return Table(rows, f"trang {page}, bảng", tuple((Mark(page, 0, n, 1, n + 1),) for n in range(len(rows))))


def test_a_head_that_the_next_page_repeats_is_left_out_also_misread() -> None:
    (joined,) = join_pages(
        [
            [table(HEAD, ("1", "Họp", "Sở A", "Quý I"))],
            [table(("TT", "Nội dung công viêc", "Chủ trì", "Thời gian"), ("2", "Báo cáo", "Sở B", "Quý II"))],
        ]
    )
    assert isinstance(joined, Table) and [row[0] for row in joined.rows] == ["TT", "1", "2"]


def test_a_merged_cell_goes_on_over_the_page() -> None:
    above = table(HEAD, ("1", "Họp", "Sở A", "Quý I"), ("2", "Lập dự toán", "Sở C", "Quý I"))
    (joined,) = join_pages([[above], [table(("3", "Báo cáo", "Sở B", ""), ("4", "Sơ kết", "Sở B", "Quý II"))]])
    assert isinstance(joined, Table) and [row[3] for row in joined.rows[1:]] == ["Quý I", "Quý I", "Quý I", "Quý II"]


@pytest.mark.parametrize("slant", [0.0, 1.5])
def test_a_passage_is_lit_where_the_slanting_page_shows_it(slant: float) -> None:
    line = Line("Báo cáo", 1, 1, mark=Mark(1, 500, 300, 560, 312))
    shown = _as_it_lies(line, slant, 595, 842)
    assert isinstance(shown, Line)
    kept = page_from_plain(page_as_plain(ReadPage(1, 595, 842, (shown,)))).items[0]
    assert kept == shown
    (paragraph,) = join_pages([[shown]])
    assert isinstance(paragraph, Paragraph)
    (mark,) = paragraph.marks
    assert mark.page == 1 and mark.top == pytest.approx(300 + (5.3 if slant else 0), abs=0.5)


def test_a_page_that_takes_too_long_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = {2}

    def read(picture: Image.Image, dots_per_inch: int, number: int = 1) -> ReadPage:
        if number in slow:
            raise DocError("scan_too_slow")
        return ReadPage(number, 595, 842, (Line(f"Giao Phòng {number} tổng hợp."),), 0.9)

    monkeypatch.setattr(import_module("intranet.docservice.reading.read_pages"), "read_picture_page", read)
    reading = read_file(picture_pdf(3), "quet.pdf")
    words = " ".join(block.text for block in reading.blocks if isinstance(block, Paragraph))
    assert "Phòng 1" in words and "Phòng 3" in words
    assert len(reading.warnings) == 1 and reading.warnings[0].startswith("Trang 2 của bản quét")
    kept = next(read_pages(picture_pdf(3), "quet.pdf", first=2))
    assert kept.is_given_up and page_from_plain(page_as_plain(kept)) == kept
    slow |= {1, 3}
    with pytest.raises(DocError, match="quá lâu"):
        read_file(picture_pdf(3), "quet.pdf")
