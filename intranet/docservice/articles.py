"""The body of a decision, regulation or contract: text with "Chương", "Mục" and "Điều" to printed lines."""

import re
from collections.abc import Iterator

from intranet.docservice.body import Line, is_title, outline_lines
from intranet.docservice.outline import read_line
from intranet.docservice.vietnamese import nfc

_CHAPTER = re.compile(r"(?P<kind>chương|mục|tiểu mục)\s+(?P<number>[ivx]+|\d+)\s*(?:[.:\-–—]\s*(?P<text>.*))?", re.I)
# "Điều 1. …", as many type it "Điều 1- …" too; alone on its line the words follow below.
_ARTICLE = re.compile(r"điều\s+(?P<number>\d+[a-zđ]?)\s*(?:[.:]\s*(?P<text>.*)|[-–—]\s*(?P<dashed>[^\W\d_].*))?", re.I)


def article_lines(text: str) -> list[Line]:
    """The printed lines (NĐ 30/2020, PL I, II.6d and V.6a): chapters and "Mục" centred with their titles below.

    "Điều 1. Tên điều" with clauses under it is a bold title; before a sentence only "Điều 1." is bold (Mẫu 1.2).
    """
    return [line for block in _blocks(text) for line in _block_lines(block)]


def _blocks(text: str) -> list[list[str]]:
    """The typed lines, cut before each chapter and each article."""
    blocks: list[list[str]] = [[]]
    for line in nfc(text).splitlines():
        bare = " ".join(line.split())
        if _chapter(bare) or _ARTICLE.fullmatch(bare):
            blocks.append([])
        if bare:
            blocks[-1].append(bare)
    return [block for block in blocks if block]


def _chapter(line: str) -> re.Match[str] | None:
    """A chapter's line; "Mục 2: xem phụ lục" goes on in small letters and is a sentence."""
    found = _CHAPTER.fullmatch(line)
    return found if found and not (found["text"] or "")[:1].islower() else None


def _block_lines(block: list[str]) -> Iterator[Line]:
    first, rest = block[0], block[1:]
    if found := _chapter(first):
        yield Line("phan", f"{found['kind'].capitalize()} {found['number'].upper()}")
        title = found["text"] or ""
        if not title and rest and read_line(rest[0]).kind == "doan":
            title, rest = rest[0], rest[1:]
        if title:
            yield Line("tieu_de_phan", title.upper())
    elif found := _ARTICLE.fullmatch(first):
        lead, words = f"Điều {found['number']}.", found["text"] or found["dashed"] or ""
        if not words and rest and read_line(rest[0]).kind == "doan":
            words, rest = rest[0], rest[1:]
        is_heading = bool(rest) and is_title(words) and not words.endswith(":")
        yield Line("dieu", f"{lead} {words}".strip()) if is_heading else Line("doan", words, lead)
    else:
        rest = block
    yield from outline_lines("\n".join(rest))
