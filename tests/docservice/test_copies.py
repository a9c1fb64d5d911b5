"""Copies and appendices in files of their own: Mẫu 2.1, 2.2, 3.1, 3.2 of Phụ lục III, printed and joined."""

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pdfplumber
import pytest
from docx import Document
from pypdf import PdfReader

from deploy.letters.attachments import TEMPLATES
from intranet.docservice.catalogue import Catalogue, load_catalogue
from intranet.docservice.copies import copy_docx, electronic_copy, paper_copy, signing_moment
from intranet.docservice.errors import DocError
from intranet.docservice.images import photos_to_pdf
from intranet.docservice.nd30 import LAYOUT_TYPES
from intranet.docservice.pdf import PdfMaker
from intranet.docservice.render import render_docx
from intranet.docservice.word import docx_text
from tests.documents.conftest import photo
from tests.support.letters import own_template

LAYOUTS = Path(__file__).parents[2] / "intranet" / "docservice" / "layouts"
TO_MM = 25.4 / 72


@pytest.fixture(scope="module")
def layouts() -> Catalogue:
    return load_catalogue(LAYOUTS, LAYOUT_TYPES)


@pytest.fixture(scope="module")
def maker() -> Iterator[PdfMaker]:
    with TemporaryDirectory() as folder, PdfMaker(Path(folder)) as running:
        yield running


def lines_of(pdf: bytes, page: int = 0) -> list[tuple[str, float, float, float]]:
    """(words, left, top, size) of the lines of a page, in millimetres and points."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        found = document.pages[page].extract_text_lines()
    return [(one["text"], one["x0"] * TO_MM, one["top"] * TO_MM, one["chars"][0]["size"]) for one in found]


def test_every_layout_is_usable_and_as_built(layouts: Catalogue) -> None:
    assert dict(layouts.problems) == {}
    assert {layout.id: layout.docx for layout in layouts} == {name: build() for name, build in TEMPLATES.items()}


@pytest.mark.parametrize(
    ("form", "title", "number"),
    [
        ("sao_y", "SAO Y", "05/SY-LMHTX"),
        ("sao_luc", "SAO LỤC", "05/SL-LMHTX"),
        ("trich_sao", "TRÍCH SAO", "05/TrS-LMHTX"),
    ],
)
def test_a_paper_copy_ends_with_its_form_number_date_and_signer(
    layouts: Catalogue, form: str, title: str, number: str
) -> None:
    text = docx_text(copy_docx(layouts, form, layouts.get("ban_sao").example))
    for words in (title, f"Số: {number}", "Hải Phòng, ngày 03 tháng 3 năm 2025", "TL. CHỦ TỊCH", "- Lưu: VT."):
        assert words in text.splitlines()


def test_an_unknown_form_is_named(layouts: Catalogue) -> None:
    with pytest.raises(DocError, match="Không có hình thức sao"):
        copy_docx(layouts, "sao_chep", {})


def test_an_appendix_names_the_letter_it_goes_with(layouts: Catalogue) -> None:
    layout = layouts.get("phu_luc")
    lines = docx_text(render_docx(layout, layout.example)).splitlines()
    assert lines[:3] == [
        "Số: 43/KH-LMHTX; 25/02/2025; 10:15:30+07:00",
        "Phụ lục I",
        "CHƯƠNG TRÌNH TẬP HUẤN CHUYỂN ĐỔI SỐ NĂM 2025",
    ]
    assert lines[3] == (
        "(Kèm theo Kế hoạch số 43/KH-LMHTX ngày 25 tháng 02 năm 2025 của Liên minh Hợp tác xã thành phố Hải Phòng)"
    )


def test_a_paper_appendix_has_no_corner_and_leaves_number_and_date_to_be_written(layouts: Catalogue) -> None:
    layout = layouts.get("phu_luc")
    facts = layout.example | {"so": "", "ngay": "", "thoi_gian_ky": "", "thu_tu": ""}
    paragraphs = [one.text for one in Document(io.BytesIO(render_docx(layout, facts))).paragraphs]
    assert paragraphs[0].strip() == "Phụ lục"


def test_box_14_is_small_upright_and_at_the_right(layouts: Catalogue, maker: PdfMaker) -> None:
    layout = layouts.get("phu_luc")
    words, left, top, size = lines_of(maker.convert(render_docx(layout, layout.example)))[0]
    assert (words[:8], round(size)) == ("Số: 43/K", 10) and left > 100 and top < 30


def test_a_copy_stands_below_the_letters_end_on_the_same_sheet(layouts: Catalogue, maker: PdfMaker) -> None:
    letter = maker.convert(render_docx(own_template("giay_moi"), own_template("giay_moi").example))
    ending = maker.convert(copy_docx(layouts, "sao_y", layouts.get("ban_sao").example))
    copy = paper_copy(letter, ending)
    assert len(PdfReader(io.BytesIO(copy)).pages) == 1
    lines = lines_of(copy)
    tops = {words: top for words, _, top, _ in lines}
    end_of_letter = max(top for words, _, top, _ in lines_of(letter))
    form = next(top for words, top in tops.items() if "SAO Y" in words)
    assert form > end_of_letter and max(tops.values()) < 297 - 20


def test_a_copy_of_a_full_page_stands_on_a_sheet_of_its_own(layouts: Catalogue, maker: PdfMaker) -> None:
    scan = photos_to_pdf([photo("grey")])
    ending = maker.convert(copy_docx(layouts, "sao_luc", layouts.get("ban_sao").example))
    copy = paper_copy(scan, ending)
    assert len(PdfReader(io.BytesIO(copy)).pages) == 2
    assert any("SAO LỤC" in words for words, *_ in lines_of(copy, 1))


def test_an_extract_holds_the_chosen_pages_only(layouts: Catalogue, maker: PdfMaker) -> None:
    letter = maker.convert(render_docx(own_template("ke_hoach"), own_template("ke_hoach").example))
    ending = maker.convert(copy_docx(layouts, "trich_sao", layouts.get("ban_sao").example))
    first = " ".join(words for words, *_ in lines_of(letter))
    extract = paper_copy(letter, ending, [1])
    assert " ".join(words for words, *_ in lines_of(extract)).startswith(first[:300])
    with pytest.raises(DocError) as caught:
        paper_copy(letter, ending, [1, 99])
    assert caught.value.code == "no_such_page"


def test_an_electronic_copy_names_itself_in_the_corner_of_page_one(layouts: Catalogue, maker: PdfMaker) -> None:
    layout = layouts.get("ban_sao_dien_tu")
    letter = maker.convert(render_docx(own_template("giay_moi"), own_template("giay_moi").example))
    copy = electronic_copy(letter, maker.convert(render_docx(layout, layout.example)))
    words, left, top, size = lines_of(copy)[0]
    assert words == "SAO Y; Liên minh Hợp tác xã thành phố Hải Phòng; 03/03/2025; 09:05:00+07:00"
    assert (round(size), top < 20) == (10, True) and left > 60
    assert [words for words, *_ in lines_of(copy)[1:]] == [words for words, *_ in lines_of(letter)]


def test_the_moment_of_signing_names_its_zone() -> None:
    at = datetime(2025, 2, 25, 10, 15, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    assert signing_moment(at) == "25/02/2025; 10:15:30+07:00"
    with pytest.raises(ValueError, match="time zone"):
        signing_moment(datetime(2025, 2, 25))
