"""The same plan as Word file, PDF, scan and photograph gives the same tasks."""

import io

import pypdfium2 as pdfium
import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from intranet.docservice.assignments import ReadTask, read_plan
from intranet.docservice.pdf_pool import to_pdf
from intranet.docservice.reading import Paragraph, Table, read_file

ROWS = (
    ("TT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"),
    ("1", "Khảo sát nhu cầu học nghề của thanh niên nông thôn", "Phòng Kinh tế", "Đoàn Thanh niên", "Quý I/2025"),
    ("2", "Mở lớp sửa chữa máy nông nghiệp", "Trung tâm Dạy nghề", "Phòng Kinh tế, Hội Nông dân", "Tháng 5/2025"),
)
LINES = (
    "KẾ HOẠCH",
    "Dạy nghề cho thanh niên nông thôn năm 2025",
    "I. NỘI DUNG VÀ PHÂN CÔNG",
    "II. TỔ CHỨC THỰC HIỆN",
    "1. Phòng Kinh tế",
    "- Chủ trì, phối hợp với Đoàn Thanh niên tổng hợp kết quả dạy nghề của các xã, báo cáo Ủy ban nhân dân huyện "
    "trước ngày 15/12/2025.",
    "2. Trung tâm Dạy nghề",
    "- Bố trí giáo viên, phòng học và máy thực hành cho các lớp.",
)


@pytest.fixture(scope="module")
def docx() -> bytes:
    document = Document()
    for line in LINES:
        document.add_paragraph(line)
        if line.startswith("I. "):
            table = document.add_table(len(ROWS), len(ROWS[0]), style="Table Grid")
            for cell, text in zip(table._cells, (text for row in ROWS for text in row), strict=True):
                cell.text = text
    result = io.BytesIO()
    document.save(result)
    return result.getvalue()


@pytest.fixture(scope="module")
def pdf(docx: bytes) -> bytes:
    return to_pdf(docx)


@pytest.fixture(scope="module")
def picture(pdf: bytes) -> Image.Image:
    with pdfium.PdfDocument(pdf) as document:
        return document[0].render(scale=200 / 72).to_pil().convert("L")


def shown(tasks: tuple[ReadTask, ...]) -> list[tuple[str, str, str, str, tuple[str, ...], str | None]]:
    return [(t.number, t.unit, t.role, " ".join(t.words.split()), t.supports, t.deadline.form) for t in tasks]


def tasks_in(content: bytes, name: str) -> list[tuple[str, str, str, str, tuple[str, ...], str | None]]:
    return shown(read_plan(read_file(content, name)).tasks)


EXPECTED = [
    ("1", "Phòng Kinh tế", "chủ trì", ROWS[1][1], ("Đoàn Thanh niên",), "2025-01-01/2025-03-31"),
    ("2", "Trung tâm Dạy nghề", "chủ trì", ROWS[2][1], ("Phòng Kinh tế", "Hội Nông dân"), "2025-05-01/2025-05-31"),
    ("II.1", "Phòng Kinh tế", "chủ trì", LINES[5][2:], ("Đoàn Thanh niên",), "2025-12-15"),
    ("II.2", "Trung tâm Dạy nghề", "thực hiện", LINES[7][2:], (), None),
]


def test_a_word_file(docx: bytes) -> None:
    assert tasks_in(docx, "ke-hoach.docx") == EXPECTED


def test_a_pdf(pdf: bytes) -> None:
    assert tasks_in(pdf, "ke-hoach.pdf") == EXPECTED


def test_a_pdf_tells_its_pages_as_it_goes(pdf: bytes) -> None:
    told: list[tuple[int, int]] = []
    reading = read_file(pdf, "ke-hoach.pdf", lambda done, of: told.append((done, of)))
    assert told == [(1, 1)]
    assert {block.place.split(",")[0] for block in reading.blocks} == {"trang 1"}


def test_a_photograph(picture: Image.Image) -> None:
    png = io.BytesIO()
    picture.save(png, "PNG")
    assert [task[1:3] for task in tasks_in(png.getvalue(), "ke-hoach.png")] == [task[1:3] for task in EXPECTED]


def test_a_scan_inside_a_pdf(picture: Image.Image) -> None:
    scan = io.BytesIO()
    picture.save(scan, "PDF", resolution=200)
    assert [task[1:3] for task in tasks_in(scan.getvalue(), "quet.pdf")] == [task[1:3] for task in EXPECTED]


def test_an_empty_page_has_nothing_to_read() -> None:
    blank = io.BytesIO()
    Image.new("L", (1240, 1754), 255).save(blank, "PDF", resolution=150)
    with pytest.raises(Exception, match="Không tìm thấy chữ nào"):
        read_file(blank.getvalue(), "trang.pdf")


def test_numbers_that_word_counts_by_itself_are_read() -> None:
    document = Document()
    for style, text in (
        ("List Number", "Văn phòng:"),
        ("List Bullet", "Lập dự toán."),
        ("List Number", "Phòng Nội vụ:"),
    ):
        document.add_paragraph(text, style=style)
    result = io.BytesIO()
    document.save(result)
    texts = [block.text for block in read_file(result.getvalue(), "a.docx").blocks if isinstance(block, Paragraph)]
    assert texts == ["1. Văn phòng:", "- Lập dự toán.", "2. Phòng Nội vụ:"]


def test_merged_cells_repeat_their_text() -> None:
    document = Document()
    table = document.add_table(3, 3)
    for cell, text in zip(table._cells, ["TT", "Đơn-vị", "_", "TT", "Chủ-trì", "Phối-hợp", "1", "A", "B"], strict=True):
        cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Đơn vị thực hiện"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "TT"
    result = io.BytesIO()
    document.save(result)
    (found,) = read_file(result.getvalue(), "a.docx").blocks
    assert isinstance(found, Table)
    assert found.rows[:2] == (
        ("TT", "Đơn vị thực hiện", "Đơn vị thực hiện"),
        ("TT", "Chủ-trì", "Phối-hợp"),
    )


def test_words_taken_away_under_tracked_changes_are_not_read() -> None:
    document = Document()
    paragraph = document.add_paragraph("Giữ lại")
    taken = OxmlElement("w:del")
    taken.append(paragraph.add_run("bỏ đi")._r)
    paragraph._p.append(taken)
    paragraph._p.set(qn("w:rsidR"), "00000001")
    result = io.BytesIO()
    document.save(result)
    assert read_file(result.getvalue(), "a.docx").blocks == (Paragraph("Giữ lại", "đoạn 1"),)
