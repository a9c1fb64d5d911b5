"""Plain text and Markdown → lines and tables."""

import re
import unicodedata
from collections.abc import Sequence

from intranet.docservice.reading.blocks import Block, Line, Table
from intranet.docservice.reading.paragraphs import join_lines

_RULE_ROW = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?\s*)?")
_MARKDOWN = re.compile(r"\*\*|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|^#{1,6}\s+")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_INVISIBLE: dict[int, str | None] = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
# PDFium's sign for a hyphen at the end of a line.
_INVISIBLE[2] = "-"
_MIN_TABS = 2


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16; ValueError when it is neither."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    return content.decode("utf-8-sig")


def tidy(text: str) -> str:
    """Composed letters, plain spaces, nothing invisible."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def read_plain_text(text: str) -> list[Block]:
    """The blocks of a text; rows between bars or with tabs are tables."""
    blocks: list[Block] = []
    lines: list[Line] = []
    rows: list[tuple[str, ...]] = []
    began, gap = 0, False
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n"), 1):
        cells = _cells(raw)
        if cells is None and not raw.strip() and rows:
            gap = True
            continue
        if cells is None and rows:
            blocks.append(_table(rows, began))
            rows = []
        if cells is not None:
            if lines:
                blocks += join_lines(lines)
                lines = []
            if rows and cells and len(cells) != len(rows[-1]) and gap:
                blocks.append(_table(rows, began))
                rows = []
            began = began if rows else number
            rows += [cells] if cells else []
            gap = False
            continue
        bare = tidy(_MARKDOWN.sub("", raw))
        if bare:
            lines.append(Line(bare, number=number, gap=gap))
        gap = not bare
    return blocks + (list(join_lines(lines)) if lines else []) + ([_table(rows, began)] if rows else [])


def _cells(raw: str) -> tuple[str, ...] | None:
    """The cells of a table's row; () for the rule under its head; None when the line is no row."""
    line = raw.strip()
    if line.startswith("|") and line.count("|") >= 3:
        if _RULE_ROW.fullmatch(line):
            return ()
        return tuple(_cell(cell) for cell in line.strip("|").split("|"))
    if raw.rstrip().count("\t") >= _MIN_TABS and raw.strip("\t ").count("\t") >= _MIN_TABS:
        return tuple(tidy(cell) for cell in raw.strip("\n").split("\t"))
    return None


def _cell(words: str) -> str:
    return "\n".join(tidy(_MARKDOWN.sub("", line)) for line in _BREAK.split(words))


def _table(rows: Sequence[tuple[str, ...]], began: int) -> Table:
    width = max(map(len, rows))
    return Table(tuple(row + ("",) * (width - len(row)) for row in rows), f"bảng ở dòng {began}")
