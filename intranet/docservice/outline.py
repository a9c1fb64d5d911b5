"""Plain text ⇄ a tree of numbered items (Phần, I., 1., 1.1., a), -, +), as plans and letters are built."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from intranet.docservice.vietnamese import from_roman, nfc

# From the outermost to the innermost; a plain paragraph ("doan") belongs to whatever heading stands above it.
RANKS = {"phan": 1, "muc": 2, "khoan": 3, "tieu_khoan": 4, "diem": 5, "gach": 6, "cong": 7, "doan": 8}
_BULLETS = "-–—−‐‑‒―•·●▪■◦○➢➤\uf0b7\uf02d"
_ORDINALS = "nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười"

_PHAN = re.compile(
    rf"phần\s+(?P<number>[ivx]+|\d+|thứ\s+(?:{_ORDINALS}))\s*(?:[.:\-–—]\s*(?P<text>.*))?", re.IGNORECASE
)
_MUC = re.compile(
    r"(?P<number>[IVX]+)(?:\s?[./)](?:\s+|(?=[^\W\d_])(?![IVX]\.)|$)|(?P<loose>\s?[-–—:]\s+))(?P<text>.*)"
)
# A number of a letter (57/QĐ-LMHTX, 30/nq-cp) or a word (V/v) at the beginning of a line; what it says must not change.
_SYMBOL = re.compile(r"\d+/(?:[^\W\d_]+[-–]|(?P<letters>[^\W\d_]+))|[IVX]/[^\W\d_]\b")
_TIEU_KHOAN = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})(?P<dot>\.?)\s*(?P<text>\D.*|)")
_KHOAN = re.compile(r"(?P<number>\d{1,3})\s?[./)](?:\s+|(?=[^\W\d_])|$)(?P<text>.*)")
_DIEM = re.compile(r"(?P<number>[a-zđ])(?:\s?\)\s*|\.(?:\s+|$))(?P<text>.*)")
_GACH = re.compile(rf"[{re.escape(_BULLETS)}](?:\s+|(?=[^\W\d_]|[“\"(])|$)(?P<text>.*)")
_CONG = re.compile(r"\+(?:\s+|(?=[^\W\d_])|$)(?P<text>.*)")


@dataclass(frozen=True)
class Item:
    """One numbered line and what stands under it; `marker` is canonical ("II.", "3.", "1.2.", "a)", "-", "+", "")."""

    kind: str
    marker: str
    text: str
    children: list["Item"] = field(default_factory=list)

    def walk(self) -> Iterator["Item"]:
        """The item itself, then everything under it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


def _phan(line: str) -> tuple[str, str] | None:
    found = _PHAN.fullmatch(line)
    if not found:
        return None
    number = " ".join(found["number"].split())
    is_roman = from_roman(number.upper()) is not None
    return f"Phần {number.upper() if is_roman else number.lower()}", found["text"] or ""


def _is_symbol(line: str) -> bool:
    found = _SYMBOL.match(line)
    return found is not None and (found["letters"] is None or found["letters"].isupper())


def _muc(line: str) -> tuple[str, str] | None:
    found = _MUC.fullmatch(line)
    if not found or from_roman(found["number"]) is None:
        return None
    if found["loose"] and not found["text"][:1].isupper():  # "II - Yêu cầu" is a heading, "I – phần đầu" is not
        return None
    return f"{found['number']}.", found["text"]


def _tieu_khoan(line: str) -> tuple[str, str] | None:
    found = _TIEU_KHOAN.fullmatch(line)
    if not found:
        return None
    # "1.5 triệu đồng" is an amount; without its last dot only "1.5 Tên" is a number.
    is_number = bool(found["dot"]) or found["text"][:1].isupper()
    return (f"{found['number']}.", found["text"]) if is_number else None


def _numbered(pattern: re.Pattern[str], ending: str) -> Callable[[str], tuple[str, str] | None]:
    def read(line: str) -> tuple[str, str] | None:
        found = pattern.fullmatch(line)
        return (found["number"] + ending, found["text"]) if found else None

    return read


def _bulleted(pattern: re.Pattern[str], marker: str) -> Callable[[str], tuple[str, str] | None]:
    def read(line: str) -> tuple[str, str] | None:
        found = pattern.fullmatch(line)
        return (marker, found["text"]) if found else None

    return read


_READERS: tuple[tuple[str, Callable[[str], tuple[str, str] | None]], ...] = (
    ("phan", _phan),
    ("muc", _muc),
    ("tieu_khoan", _tieu_khoan),
    ("khoan", _numbered(_KHOAN, ".")),
    ("diem", _numbered(_DIEM, ")")),
    ("gach", _bulleted(_GACH, "-")),
    ("cong", _bulleted(_CONG, "+")),
)


def read_line(line: str) -> Item:
    """One line as an item without children; a line without a marker is a plain paragraph ("doan")."""
    bare = _bare(line)
    for kind, read in () if _is_symbol(bare) else _READERS:
        found = read(bare)
        if found:
            return Item(kind, found[0], found[1].strip())
    return Item("doan", "", bare)


def _bare(line: str) -> str:
    return nfc(line).replace("\u00a0", " ").replace("\t", " ").strip()


def parse_outline(text: str) -> list[Item]:
    """The tree of a text whose every line is one item or one paragraph; empty lines do not count.

    A paragraph belongs to the nearest heading above it (not to a dash); a "Phần" without a title takes
    the next plain line as its title, as Decree 30 prints it (NĐ 30/2020, PL I, II.6).
    """
    roots: list[Item] = []
    open_items: list[Item] = []
    before = ""  # the last marker such as "1.2."
    for line in map(_bare, text.splitlines()):
        item = read_line(line)
        if not item.text and not item.marker:
            continue
        if _is_amount(item, line, before):
            item = Item("doan", "", line)
        before = item.marker if item.kind == "tieu_khoan" else before
        if _is_title_of(open_items, item):
            roots[-1] = open_items[0] = Item("phan", open_items[0].marker, item.text)
            continue
        _place(item, roots, open_items)
    return roots


def _is_amount(item: Item, line: str, before: str) -> bool:
    """ "1.5 Triệu đồng", "30.4 Ngày hội": written without the last dot, and no number that could come here."""
    if item.kind != "tieu_khoan" or line.startswith(item.marker):
        return False
    *outer, last = item.marker.strip(".").split(".")
    return last != "1" and before != ".".join([*outer, str(int(last) - 1)]) + "."


def _is_title_of(open_items: list[Item], item: Item) -> bool:
    last = open_items[-1] if open_items else None
    return item.kind == "doan" and last is not None and last.kind == "phan" and not (last.text or last.children)


def _place(item: Item, roots: list[Item], open_items: list[Item]) -> None:
    rank = RANKS["gach"] if item.kind == "doan" else RANKS[item.kind]
    while open_items and RANKS[open_items[-1].kind] >= rank:
        open_items.pop()
    (open_items[-1].children if open_items else roots).append(item)
    if item.kind != "doan":
        open_items.append(item)


def outline_text(items: Iterable[Item]) -> str:
    """The text of a tree, one item per line, as `parse_outline` reads it."""
    return "\n".join(line for item in items for line in _lines(item))


def _lines(item: Item) -> Iterator[str]:
    if item.kind == "phan":
        yield f"{item.marker}. {item.text}" if item.text else item.marker
    else:
        yield f"{item.marker} {item.text}".strip()
    for child in item.children:
        yield from _lines(child)
