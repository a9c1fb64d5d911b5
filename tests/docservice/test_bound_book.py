"""A register as it is bound: cover twice, numbered columns on every page, long rows over pages, words that fit."""

import io

from pypdf import PdfReader

from intranet.docservice.bound_book import Book, BookColumn, bound_book

COLUMNS = [BookColumn("Số, ký hiệu văn bản", 20), BookColumn("Trích yếu", 60), BookColumn("Ghi chú", 15)]


def pages(rows: list[list[str]], **facts: object) -> list[str]:
    book = Book("SỔ ĐĂNG KÝ VĂN BẢN ĐI", "LIÊN MINH HỢP TÁC XÃ\nTHÀNH PHỐ HẢI PHÒNG", COLUMNS, rows, "2026", **facts)  # type: ignore[arg-type]
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(bound_book(book))).pages]


def test_cover_first_page_and_an_empty_table() -> None:
    cover, first, table = pages([], parent="ỦY BAN NHÂN DÂN", numbers=None, seal="Mã nhật ký 3f9a")
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in cover and "ỦY BAN NHÂN DÂN" in first and "Từ số" not in cover
    assert "(1)" in table and "(3)" in table
    for number, page in enumerate((cover, first, table), 1):
        assert f"Trang {number}/3" in page and "Mã nhật ký 3f9a" in page


def test_every_row_is_there_once_and_heads_on_every_page() -> None:
    rows = [[f"{n:03}/KH-LMHTX", "Tuyên truyền thi đua yêu nước, điển hình tiên tiến " * 4, ""] for n in range(1, 61)]
    found = pages(rows)[2:]
    assert len(found) > 2
    assert all("Số, ký hiệu" in page and "(2)" in page for page in found)
    assert [" ".join(found).count(row[0]) for row in rows] == [1] * 60


def test_a_row_taller_than_a_page_goes_on() -> None:
    words = [f"chữ{n}" for n in range(3000)]
    found = pages([["01/KH", " ".join(words), ""]])[2:]
    assert len(found) > 1
    assert [word for page in found for word in page.split() if word.startswith("chữ")] == words


def test_a_word_wider_than_its_column_is_cut_and_lost_nowhere() -> None:
    word = "W" * 200
    assert "".join(pages([["01", "x", word]])[2].split()).count("W") == 200


def test_a_symbol_too_wide_parts_where_it_is_joined() -> None:
    narrow = [BookColumn("Số, ký hiệu", 20), BookColumn("Trích yếu", 180)]
    book = Book("SỔ", "CƠ QUAN", narrow, [["1245/UBND-KTTH", "x"]], "2026")
    text = PdfReader(io.BytesIO(bound_book(book))).pages[2].extract_text()
    assert "1245/UBND-\nKTTH" in text, text
