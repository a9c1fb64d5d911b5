"""How wide words are in Times New Roman, plain and bold, near enough to know how many lines they fill."""

import unicodedata

# Advance widths in thousandths of the size; letters with marks are as wide as their base.
_PLAIN = {
    944: "W", 889: "M", 722: "ADGHKNOQRUVXYĐƠ", 667: "BC", 611: "ELTZ", 556: "FPS", 778: "mƯ",
    500: "bdghknopquvxy0123456789_đ–“”w",
    444: "aceoz", 389: "sJ", 333: "rfI-()", 278: "iljt:;/", 250: " ,.", 1000: "…—",
}  # fmt: skip
_BOLD = {
    1000: "W…—", 944: "M", 833: "m", 796: "Ư", 778: "GHKOQƠ", 722: "ACDNRUVXYĐw", 667: "BELTZ", 611: "FP",
    600: "ư", 556: "Sbdhknpquđ", 554: "ơ", 500: "Jagovxy0123456789–“”_", 444: "cerz", 389: "Is", 333: "fjt-:;()",
    278: "il/", 250: " ,.",
}  # fmt: skip
_EXACT = {"Y": 722, "w": 722, "o": 500, "J": 389, "ư": 541, "ơ": 513}
_TABLES = {
    False: {letter: width for width, letters in _PLAIN.items() for letter in letters} | _EXACT,
    True: {letter: width for width, letters in _BOLD.items() for letter in letters},
}
_HORN = "\u031b"
MOST_REMEMBERED = 4096


class _Widths(dict[str, int]):
    """The widths of letters; one with marks is as wide as its base, and remembered."""

    def __missing__(self, letter: str) -> int:
        base, *marks = list(unicodedata.normalize("NFD", letter))
        if _HORN in marks:
            base = unicodedata.normalize("NFC", base + _HORN)
        width = self.get(base, 500)
        if len(self) < MOST_REMEMBERED:
            self[letter] = width
        return width


_WIDTHS = {bold: _Widths(table) for bold, table in _TABLES.items()}


def wrapped_widths(text: str, size: float, bold: bool, room: float) -> list[float]:
    """The widths in points of the lines into which words break in a column `room` points wide."""
    space = text_width(" ", size, bold)
    widths: list[float] = []
    for word in text.split():
        width = text_width(word, size, bold)
        if widths and widths[-1] + space + width <= room:
            widths[-1] += space + width
        else:
            widths.append(width)
    return widths


def text_width(text: str, size: float, bold: bool) -> float:
    """The width in points of words of this size in points."""
    return sum(map(_WIDTHS[bold].__getitem__, text)) / 1000 * size
