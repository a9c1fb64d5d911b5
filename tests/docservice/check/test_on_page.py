"""Findings on the printed page: the frame of the right words, of the right one of several, over lines and pages."""

import pytest

from intranet.docservice.check.on_page import PageMarks, Spot, check_with_spots, find_marks
from intranet.docservice.pdf import PdfMaker
from tests.docservice.check.foreign import as_bytes
from tests.docservice.check.good import opened
from tests.docservice.check.mutations import quality, size, words_at

HEIGHT = 842


def pdf(*pages: list[tuple[int, int, str]]) -> bytes:
    """A PDF of these pages: lines of 12 points, each with its place from the left and from the bottom."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        text = "\n".join(f"BT /F1 12 Tf {x} {y} Td ({words}) Tj ET" for x, y, words in lines)
        objects.append(f"<< /Length {len(text)} >>\nstream\n{text}\nendstream")
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        content = f"/Contents {len(objects)} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {HEIGHT}] {fonts} {content} >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body = "%PDF-1.4\n" + "".join(f"{n} 0 obj\n{one}\nendobj\n" for n, one in enumerate(objects, 1))
    return (body + f"trailer << /Root 1 0 R /Size {len(objects) + 1} >>\n%%EOF").encode("latin-1")


PAGES = pdf(
    [(300, 780, "CONG HOA"), (72, 700, "Noi dung mot,"), (72, 684, "con mot dong nua."), (72, 600, "Chu tich")],
    [(290, 800, "2"), (72, 700, "Chu tich"), (72, 100, "Luu: VT.")],
)


def frames(*spots: list[Spot], code: str = "noi_dung.co_chu") -> list[PageMarks]:
    return find_marks(PAGES, [code] * len(spots), list(spots))


def test_words_are_framed_where_they_stand() -> None:
    first, second = frames([Spot("conghoa", 0)], [Spot("luuvt", 0)])
    ((left, top, width, height),) = [mark.box for mark in first.marks]
    assert (first.width, first.height) == (595, HEIGHT)
    assert left == pytest.approx(300, abs=4) and 50 < width < 80
    assert top < HEIGHT - 780 < top + height and height < 20
    assert [(mark.finding, mark.page) for mark in second.marks] == [(1, 2)]


def test_a_paragraph_of_two_lines_has_a_frame_for_each() -> None:
    marks = frames([Spot("noidungmotconmotdongnua", 0)])[0].marks
    assert len(marks) == 2 and marks[0].box[1] + 10 < marks[1].box[1]


def test_the_right_one_of_several_is_framed() -> None:
    first, second = frames([Spot("chutich", 0)], [Spot("chutich", 1)])
    assert [(one.finding, one.page) for one in (*first.marks, *second.marks)] == [(0, 1), (1, 2)]


def test_what_is_nowhere_has_no_frame() -> None:
    assert [page.marks for page in frames([Spot("khongco", 0)], [])] == [(), ()]


@pytest.mark.parametrize(
    ("code", "page", "side"),
    [("trang.le_trai", 1, "left"), ("trang.le_duoi", 1, "bottom"), ("so_trang.co_chu", 2, "top")],
)
def test_margins_and_page_numbers_have_their_part_of_the_page(code: str, page: int, side: str) -> None:
    ((left, top, width, height),) = [
        mark.box for one in frames([], code=code) for mark in one.marks if mark.page == page
    ]
    touches = {"left": left == 0 and width < 100, "bottom": top + height == HEIGHT and height < 100, "top": top < 60}
    assert touches[side]


def test_the_words_of_a_finding_are_those_of_its_line() -> None:
    document = opened("ke_hoach")
    size("quoc_hieu", 16)(document)
    report, spots = check_with_spots(as_bytes(document))
    assert [one.code for one in report.findings] == ["quoc_hieu.co_chu"]
    assert spots == [[Spot("cộnghòaxãhộichủnghĩaviệtnam", 0)]]


@pytest.mark.campaign
def test_frames_stand_on_what_libreoffice_prints(tmp_path: object) -> None:
    document = opened("ke_hoach")
    size("quoc_hieu", 16)(document)
    quality("ten_loai", "bold", False)(document)
    words_at("- Chủ tịch, các", "^- ", "")(document)
    report, spots = check_with_spots(as_bytes(document))
    with PdfMaker(tmp_path) as maker:  # type: ignore[arg-type]
        pages = find_marks(maker.convert(as_bytes(document)), [one.code for one in report.findings], spots)
    marked = {report.findings[mark.finding].code: mark for page in pages for mark in page.marks}
    assert set(marked) == {"quoc_hieu.co_chu", "ten_loai.dam", "danh_sach_noi_nhan.gach_dau"}
    assert marked["quoc_hieu.co_chu"].box[0] > 250 and marked["quoc_hieu.co_chu"].page == 1
    assert marked["danh_sach_noi_nhan.gach_dau"].page == 2
