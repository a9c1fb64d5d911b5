"""Vietnamese text: folding for search, name order, dates and amounts as official letters write them."""

import re
import unicodedata
from datetime import date
from itertools import zip_longest

_MARKS = re.compile("[\u0300-\u036f]+")

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng
_LETTER_MARKS = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn


def nfc(text: str) -> str:
    """The text with composed letters, so that the same word is the same characters."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text without case, tones and marks: "Đề nghị" → "de nghi"."""
    if text.isascii():
        return text.casefold()
    lowered = unicodedata.normalize("NFC", text).casefold().replace("đ", "d")
    bare = _MARKS.sub("", unicodedata.normalize("NFD", lowered))
    # Marks of other scripts are rare: only then is each letter asked.
    return bare if bare.isascii() else "".join(letter for letter in bare if not unicodedata.combining(letter))


def _word_key(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters: list[int] = []
    tones: list[int] = []
    for letter in unicodedata.normalize("NFC", word).casefold():
        base, *marks = list(unicodedata.normalize("NFD", letter))
        shaped = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark in _LETTER_MARKS))
        place = ALPHABET.find(shaped)
        letters.append(place + 1000 if place >= 0 else ord(shaped[0]))
        tones.append(max((_TONES.get(mark, 0) for mark in marks), default=0))
    return tuple(letters), tuple(tones)


def sort_key(text: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """A key that sorts words in the order of the Vietnamese alphabet, tones last."""
    return tuple(_word_key(word) for word in text.split())


def name_sort_key(full_name: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """A key for people's names: the given name first, then family and middle names."""
    words = full_name.split()
    return sort_key(" ".join(words[-1:] + words[:-1]))


def name_order(full_name: str) -> str:
    """The same order as text to keep in a database: digits only, so that every collation sorts it alike."""
    return "".join(
        "".join(f"{50 + letter - 1000}" if letter >= 1000 else _other(letter) for letter in letters)
        + "00"
        + "".join(map(str, tones))
        for letters, tones in name_sort_key(full_name)
    )


def _other(code: int) -> str:
    return f"{20 + code - 48}" if 48 <= code <= 57 else "10"


def so(number: int) -> str:
    """A letter's number: below 10 with a leading zero (NĐ 30/2020, PL I, II.3)."""
    return f"{number:02d}"


def letter_date(day: date) -> str:
    """ "ngày 05 tháng 02 năm 2025": days below 10 and months 1, 2 with a zero (NĐ 30/2020, PL I, II.4)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """ "05/02/2025", as tables and citations write it."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def _two_digits(tens: int, ones: int, tu: bool) -> list[str]:
    head = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 0:
        return head
    if ones == 5:
        return [*head, "lăm"]
    if tens > 1 and ones == 1:
        return [*head, "mốt"]
    if tens > 1 and ones == 4 and tu:
        return [*head, "tư"]
    return [*head, _DIGITS[ones]]


def _three_digits(number: int, full: bool, linh: str, tu: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens:
        return words + _two_digits(tens, ones, tu)
    if ones:
        return words + ([linh] if words else []) + [_DIGITS[ones]]
    return words


def number_in_words(number: int, *, linh: str = "linh", tu: bool = True) -> str:
    """The number as it is read: 2025 → "hai nghìn không trăm hai mươi lăm".

    `linh` may be "lẻ"; `tu` reads 24 as "hai mươi tư" rather than "hai mươi bốn".
    """
    if number < 0:
        return "âm " + number_in_words(-number, linh=linh, tu=tu)
    if number == 0:
        return _DIGITS[0]
    return " ".join(_spoken(number, False, linh, tu))


def _spoken(number: int, full: bool, linh: str, tu: bool) -> list[str]:
    billions, rest = divmod(number, 10**9)
    words = [*_spoken(billions, full, linh, tu), "tỷ"] if billions else []
    for scale, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, rest = divmod(rest, scale)
        if group:
            words += _three_digits(group, full or bool(words), linh, tu) + ([name] if name else [])
    return words


def money_amount(text: str | int) -> int:
    """The dong of "1.234.000", "1 234 000 đồng" or 1234000. Raises ValueError for anything else."""
    if isinstance(text, int):
        return text
    bare = re.sub(r"\s*(đồng|đ|₫|vnd|vnđ)\.?\s*$", "", nfc(text).strip().casefold())
    if not re.fullmatch(r"\d+|\d{1,3}([.,\s]\d{3})+", bare):
        raise ValueError(text)
    return int(re.sub(r"\D", "", bare))


def tien(amount: int | str) -> str:
    """The amount with points: 1234000 or "1 234 000 đồng" → "1.234.000". Raises ValueError as `money_amount` does."""
    return f"{money_amount(amount):,}".replace(",", ".")


def money_in_words(amount: int, *, linh: str = "linh", tu: bool = True) -> str:
    """The amount as letters write it: "Một triệu hai trăm nghìn đồng"."""
    words = number_in_words(amount, linh=linh, tu=tu)
    return words[0].upper() + words[1:] + " đồng"


_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """The Roman numeral of a number from 1 to 39."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def from_roman(numeral: str) -> int | None:
    """The number of a well-formed Roman numeral from I to XXXIX, otherwise None."""
    values = {"I": 1, "V": 5, "X": 10}
    if not numeral or any(letter not in values for letter in numeral):
        return None
    total = sum(
        -values[here] if after and values[here] < values[after] else values[here]
        for here, after in zip_longest(numeral, numeral[1:])
    )
    return total if 1 <= total <= 39 and roman(total) == numeral else None
