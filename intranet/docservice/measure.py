"""Widths of bold Times lines, so that the rules under them get the length Decree 30 asks for."""

import unicodedata
from functools import lru_cache

from intranet.docservice.nd30 import AGENCY_RULE_SHARE

CM_PER_POINT = 2.54 / 72
# Advance widths of Times New Roman Bold in thousandths of the size; letters with marks are as wide as their base.
_GROUPS = {
    1000: "W", 944: "M", 833: "m", 796: "Ư", 778: "GHKOQƠ", 722: "ACDNRUVXYĐw", 667: "BELTZ", 611: "FP",
    600: "ư", 556: "Sbdhknpquđ", 554: "ơ", 500: "Jagovxy0123456789–“”", 444: "cerz", 389: "Is", 333: "fjt-:;()",
    278: "il/", 250: " ,.",
}  # fmt: skip
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_HORN = "\u031b"


def line_width(text: str, size: float) -> float:
    """The width in centimetres of a bold line of this size in points."""
    return sum(_letter_width(letter) for letter in text) / 1000 * size * CM_PER_POINT


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> int:
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if _HORN in marks:
        base = unicodedata.normalize("NFC", base + _HORN)
    return _WIDTHS.get(base, 500)


def wrap(text: str, size: float, width: float) -> list[str]:
    """The lines into which a bold text of this size breaks between words, in a column of `width` centimetres."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and line_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def rule_length(text: str, size: float, width: float) -> float:
    """Centimetres of the rule under a centred text: 1/3 to 1/2 of its last line (NĐ 30/2020, PL I, II.2b, II.5b).

    A last line of one short word is no measure; then the longest line is.
    """
    low, high = AGENCY_RULE_SHARE
    widths = [line_width(line, size) for line in wrap(text, size, width)]
    if len(widths) > 1 and widths[-1] < 4:
        return round(max(widths) * low, 2)
    return round(widths[-1] * (low + high) / 2, 2)
