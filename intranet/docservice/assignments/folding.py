"""Folding that keeps every place: words are looked for without accents and cut out of the text as it stands."""

import unicodedata
from functools import cache, lru_cache

_GRAVE = "\u0300"
_VOWELS = frozenset("aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ")


@cache
def _folded_letter(letter: str) -> str:
    if letter in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", letter.lower())[0]
    return base if base.isalnum() or not letter.isspace() else " "


class _Letters(dict[int, str]):
    def __missing__(self, code: int) -> str:
        letter = self[code] = _folded_letter(chr(code))
        return letter


_LETTERS = _Letters({ord("–"): "-", ord("—"): "-", ord("−"): "-", ord("’"): "'"})


# A line is asked about by many rules one after another.
@lru_cache(maxsize=4096)
def fold_in_place(text: str) -> str:
    """The text in small letters without accents, exactly as long as it was (the text being NFC).

    A grave accent left behind after a consonant, when copying lost its letter, stands for "à".
    """
    return _with_lost_letters(text).translate(_LETTERS)


def _with_lost_letters(text: str) -> str:
    if _GRAVE not in text:
        return text
    letters = list(text)
    for place, letter in enumerate(letters):
        if letter == _GRAVE and place and letters[place - 1] not in _VOWELS:
            letters[place] = "à"
    return "".join(letters)


def mended(text: str) -> str:
    """The text with letters that were lost in copying put back, in small letters: for comparing with accents."""
    return _with_lost_letters(text).lower()
