"""What a search finds: every word typed begins a word of the text; accents that were typed must be there, too."""

import re
from collections.abc import Iterable

from intranet.docservice.vietnamese import fold, nfc

# "43/KH-LMHTX" is found by its parts; "100%" is not "1000".
_BETWEEN_WORDS = re.compile(r"(?:[^\w%]|_)+")
# "hoà" and "hòa", "uỷ" and "ủy" are one spelling each to a reader: the tone is moved to the first vowel. "quý" stays.
_LATE_TONES = re.compile(r"(?<!q)(oà|oá|oả|oã|oạ|oè|oé|oẻ|oẽ|oẹ|uỳ|uý|uỷ|uỹ|uỵ)(?!\w)")
_EARLY_TONES = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)


def search_text(*texts: str, longest: int | None = None) -> str:
    """What a row keeps to be found: each word after a space, folded first, then as written where it has accents.

    `longest` cuts each of both halves to so many characters.
    """
    words = search_terms(" ".join(texts))
    marked = dict.fromkeys(word for word in words if fold(word) != word)
    halves = (" ".join(map(fold, words)), " ".join(marked))
    return "".join(f" {half[:longest]}" for half in halves if half)


def search_key(text: str) -> str:
    """What two spellings of the same words share: "43/KH-LMHTX" → "43 kh lmhtx", "Ủy ban" and "UỶ BAN" → "uy ban"."""
    return " ".join(map(fold, search_terms(text)))


def finds(terms: Iterable[str], kept: str) -> bool:
    """Whether every term begins a word of what `search_text` gave: the test that a database makes of a row."""
    return all(f" {term}" in kept for term in terms)


def search_terms(text: str) -> list[str]:
    """The words of a text or a search; one typed without accents finds all its spellings."""
    spaced = _BETWEEN_WORDS.sub(" ", nfc(nfc(text).casefold()))
    return _LATE_TONES.sub(lambda found: _EARLY_TONES[found[0]], spaced).split()
