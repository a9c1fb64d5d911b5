"""Plain text becomes paragraphs: wrapped lines joined, page numbers and repeated headers left out, tables kept."""

import textwrap
import unicodedata

import pytest

from intranet.docservice.errors import DocError
from intranet.docservice.reading import Paragraph, Table, read_file, read_text
from intranet.docservice.reading.blocks import Line
from intranet.docservice.reading.paragraphs import join_lines

PARAGRAPHS = (
    "V. TỔ CHỨC THỰC HIỆN",
    "1. Phòng Kinh tế và Hạ tầng",
    "- Chủ trì, phối hợp với Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội của huyện khảo sát các tuyến "
    "đường liên xã, lập danh sách đoạn hư hỏng cần sửa chữa trong giai đoạn 2025 - 2027; báo cáo trước ngày 30/6/2025.",
    "2. Sở Lao động - Thương binh và Xã hội",
    "Hướng dẫn các xã lập hồ sơ của người lao động bị mất việc làm do thiên tai; tổng hợp số liệu gửi về tỉnh.",
    "Kiểm tra việc chi trả tại cơ sở.",
)


def texts(text: str) -> list[str]:
    return [block.text for block in read_text(text).blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("width", range(56, 90, 3))
def test_wrapped_lines_are_joined_and_paragraphs_stay_apart(width: int) -> None:
    lines = "\n".join(textwrap.fill(text, width, break_on_hyphens=False) for text in PARAGRAPHS)
    assert texts(lines) == list(PARAGRAPHS)


def test_page_numbers_copied_to_the_ends_of_lines_are_left_out() -> None:
    line = "Các đơn vị tiếp tục rà soát, thống kê những nội dung còn vướng mắc ở cơ sở, báo cáo"
    page = [line] * 20
    pages = [*page, f"{line} 2", *page, "3", *page, f"{line} 4", *page]
    assert not [text for text in texts("\n".join(pages)) if any(letter.isdigit() for letter in text)]


def test_a_header_repeated_on_each_page_is_left_out() -> None:
    lines = [
        Line(text, page, number)
        for page in range(1, 5)
        for number, text in enumerate(["Cổng thông tin điện tử", f"- Việc số {page}.", f"{page}"], 1)
    ]
    assert [paragraph.text for paragraph in join_lines(lines)] == [f"- Việc số {page}." for page in range(1, 5)]


def test_a_quarter_that_begins_a_line_belongs_to_the_line_before() -> None:
    full = "Cơ sở giáo dục nghề nghiệp mở các lớp đào tạo ngắn hạn cho xã viên trong từng quý của năm"
    words = [*[full] * 20, f"{full}.", "3. Mở ít nhất 10 lớp đào tạo ngắn hạn cho xã viên trong quý", "IV/2025."]
    lines = [Line(text, 1, number) for number, text in enumerate(words)]
    assert [paragraph.text for paragraph in join_lines(lines)][-1].endswith("trong quý IV/2025.")


def test_a_number_at_the_end_of_a_sentence_is_no_page_number() -> None:
    assert texts("Tổ chức lớp 2\nMở lớp 3")[-1].endswith("lớp 3")


def test_rows_between_bars_are_a_table_and_say_where_they_stand() -> None:
    blocks = read_text("Phân công\n| TT | Việc |\n|---|:---:|\n| 1 | **Mua** sách |\n| 2 | |\nHết").blocks
    assert blocks[1] == Table((("TT", "Việc"), ("1", "Mua sách"), ("2", "")), "bảng ở dòng 2")
    assert [blocks[0].place, blocks[2].place] == ["dòng 1", "dòng 6"]


def test_decomposed_letters_become_composed() -> None:
    assert texts(unicodedata.normalize("NFD", "Giao Văn phòng")) == ["Giao Văn phòng"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_text_files_are_read(encoding: str) -> None:
    assert read_file("Đề nghị".encode(encoding), "a.txt").blocks == (Paragraph("Đề nghị", "dòng 1"),)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.txt", "file_empty"),
        (b" \n ", "a.txt", "file_empty"),
        (b"\xff\xfa\xe3", "a.txt", "text_unreadable"),
        (b"a\0b", "a.txt", "text_unreadable"),
        (b"x" * (6 << 20), "a.txt", "file_too_big"),
        (b"hello", "a.docx", "file_is_text"),
        (b"%PDF-1.7 nothing", "a.pdf", "pdf_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "file_is_old_office"),
    ],
)
def test_a_file_that_cannot_be_read_gets_its_sentence(content: bytes, name: str, code: str) -> None:
    with pytest.raises(DocError) as refused:
        read_file(content, name)
    assert refused.value.code == code
    assert refused.value.sentence


def test_a_text_without_accents_is_told() -> None:
    assert read_text("Phong Noi vu chu tri, phoi hop voi cac don vi lien quan thuc hien ke hoach. " * 5).is_poor_scan
    assert not read_text("Phòng Nội vụ chủ trì, phối hợp với các đơn vị liên quan thực hiện. " * 5).is_poor_scan
