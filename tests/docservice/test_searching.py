"""What a search finds, with and without accents, in the old and the new way of setting tones."""

import unicodedata

import pytest

from intranet.docservice.searching import finds, search_key, search_terms, search_text

ROWS = [
    ("Kế hoạch 43/KH-LMHTX", "ke hoach", True),
    ("Kế hoạch 43/KH-LMHTX", "kế", True),
    ("Kế hoạch 43/KH-LMHTX", "kẻ", False),  # accents that were typed must be there
    ("Kế hoạch 43/KH-LMHTX", "43/kh", True),
    ("Kế hoạch 43/KH-LMHTX", "LMHTX 43", True),  # in any order
    ("Kế hoạch 43/KH-LMHTX", "3/kh", False),  # beginnings of words only
    ("chủ nghĩa", "nghĩa", True),
    ("chủ nghĩa", "nghi", True),
    ("chủ nghĩa", "nghị", False),
    ("Đường bộ", "duong", True),
    ("Đường bộ", "đường", True),
    ("Dương lịch", "đường", False),
    ("dương lịch", "duong", True),
    ("Ủy ban nhân dân", "uỷ ban", True),
    ("Uỷ ban nhân dân", "ủy ban", True),
    ("xã hội chủ nghĩa, hoà bình", "hòa bình", True),
    ("quý II", "quý", True),
    ("khoẻ", "khỏe", True),
    ("hoàn thành", "hoàn", True),
    ("phòng 100%", "100%", True),
    ("phòng 1000", "100%", False),
    ("kiểm tra <thành viên>", "thanh vien", True),
    ("", "a", False),
    ("gì cũng được", "", True),
]


@pytest.mark.parametrize(("text", "query", "found"), ROWS, ids=[f"{query} in {text}" for text, query, _ in ROWS])
def test_words_are_found(text: str, query: str, found: bool) -> None:
    assert finds(search_terms(query), search_text(text)) is found
    decomposed = unicodedata.normalize("NFD", query), unicodedata.normalize("NFD", text)
    assert finds(search_terms(decomposed[0]), search_text(decomposed[1])) is found


def test_both_halves_of_a_long_text_are_cut() -> None:
    kept = search_text("kế " * 50, "kệ " * 50, longest=20)
    assert finds(search_terms("ke kế kệ"), kept) and len(kept) <= 42


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("43/KH-LMHTX", "43 kh lmhtx"),
        ("  Số 1.234/QĐ–UBND ", "so 1 234 qd ubnd"),
        ("khen\u00a0thưởng\nnăm", "khen thuong nam"),
        ("UỶ BAN nhân dân (xã)", "uy ban nhan dan xa"),
    ],
)
def test_a_notation_is_found_by_its_parts(typed: str, key: str) -> None:
    assert search_key(typed) == key
