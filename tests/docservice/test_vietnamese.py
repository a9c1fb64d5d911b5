"""Vietnamese words, dates and amounts as an official letter needs them."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intranet.docservice.vietnamese import (
    fold,
    from_roman,
    letter_date,
    money_amount,
    money_in_words,
    name_sort_key,
    number_in_words,
    roman,
    short_date,
    so,
    sort_key,
    tien,
)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Đề nghị khen thưởng", "de nghi khen thuong"),
        ("ĐƯỜNG ƯU TIÊN", "duong uu tien"),
        ("Ế ề ỹ Ợ", "e e y o"),
        (unicodedata.normalize("NFD", "Kế hoạch đã duyệt"), "ke hoach da duyet"),
    ],
)
def test_folding_takes_case_tones_and_marks_away(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_people_stand_by_given_name_in_the_order_of_the_alphabet() -> None:
    names = ["Vũ Dũng", "Đỗ Đức", "Nguyễn Văn An", "Hà Ấn", "Trần Ánh", "Lê Ân", "Lê An"]
    in_order = ["Lê An", "Nguyễn Văn An", "Trần Ánh", "Lê Ân", "Hà Ấn", "Vũ Dũng", "Đỗ Đức"]
    assert sorted(names, key=name_sort_key) == in_order


def test_tones_count_after_letters() -> None:
    assert sorted(["mạ", "mã", "mả", "má", "mà", "ma", "mo", "mơ"], key=sort_key) == [
        "ma", "mà", "mả", "mã", "má", "mạ", "mo", "mơ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 2, 5), "ngày 05 tháng 02 năm 2025"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 10), "ngày 10 tháng 12 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_get_a_zero(day: date, words: str) -> None:
    assert letter_date(day) == words


def test_a_short_date_has_two_digits_each() -> None:
    assert short_date(date(2026, 3, 9)) == "09/03/2026"


@pytest.mark.parametrize(("number", "text"), [(1, "01"), (9, "09"), (10, "10"), (143, "143")])
def test_a_number_below_ten_gets_a_zero(number: int, text: str) -> None:
    assert so(number) == text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (91, "chín mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (555, "năm trăm năm mươi lăm"),
        (1000, "một nghìn"),
        (1001, "một nghìn không trăm linh một"),
        (1010, "một nghìn không trăm mười"),
        (1100, "một nghìn một trăm"),
        (2025, "hai nghìn không trăm hai mươi lăm"),
        (10_000, "mười nghìn"),
        (105_005, "một trăm linh năm nghìn không trăm linh năm"),
        (1_000_001, "một triệu không trăm linh một"),
        (1_050_000, "một triệu không trăm năm mươi nghìn"),
        (1_205_000, "một triệu hai trăm linh năm nghìn"),
        (1_000_000_000, "một tỷ"),
        (2_000_000_005, "hai tỷ không trăm linh năm"),
        (3_004_000_000, "ba tỷ không trăm linh bốn triệu"),
        (1_000_000_000_000, "một nghìn tỷ"),
        (-7, "âm bảy"),
    ],
)
def test_numbers_are_read_as_people_read_them(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_the_office_may_say_le_and_bon() -> None:
    assert number_in_words(1_204, linh="lẻ", tu=False) == "một nghìn hai trăm lẻ bốn"
    assert number_in_words(24, tu=False) == "hai mươi bốn"


_VALUES = {
    word: value
    for value, words in enumerate(("không", "một mốt", "hai", "ba", "bốn tư", "năm lăm", "sáu", "bảy", "tám", "chín"))
    for word in words.split()
}


def read_back(words: str) -> int:
    """A reader of its own: what a person who hears the words writes down."""
    total = group = tens = 0
    for word in words.split():
        if word in _VALUES:
            tens = _VALUES[word]
        elif word == "trăm":
            group, tens = tens * 100, 0
        elif word == "mươi":
            group, tens = group + tens * 10, 0
        elif word == "mười":
            group += 10
        elif word in ("nghìn", "triệu", "tỷ"):
            scale = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}[word]
            total = total + (group + tens) * scale if word != "tỷ" else (total + group + tens) * scale
            group = tens = 0
    return total + group + tens


@given(st.integers(min_value=0, max_value=10**12 - 1))
@settings(max_examples=200)
def test_what_is_said_is_the_number(number: int) -> None:
    assert read_back(number_in_words(number)) == number


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234.000", 1_234_000),
        ("1 234 000 đồng", 1_234_000),
        ("1,500,000 VNĐ", 1_500_000),
        ("500000", 500_000),
        (7, 7),
    ],
)
def test_amounts_are_understood_as_they_are_typed(typed: str | int, amount: int) -> None:
    assert money_amount(typed) == amount


@pytest.mark.parametrize("typed", ["", "một triệu", "1.23", "1.2345", "12.34.567", "-5.000", "1e6"])
def test_what_is_not_an_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        money_amount(typed)


def test_amounts_are_printed_in_figures_and_words() -> None:
    assert tien(1_234_000) == tien("1 234 000 đồng") == "1.234.000"
    assert money_in_words(1_050_000) == "Một triệu không trăm năm mươi nghìn đồng"


def test_roman_numerals_go_both_ways() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 39)] == ["I", "IV", "IX", "XIV", "XXXIX"]
    assert [from_roman(roman(number)) for number in range(1, 40)] == list(range(1, 40))


@pytest.mark.parametrize("text", ["", "IIII", "VX", "C", "i", "IXI", "MỤC"])
def test_what_is_not_a_roman_numeral_is_none(text: str) -> None:
    assert from_roman(text) is None
