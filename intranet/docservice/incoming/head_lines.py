"""The first page of a letter as the lines of its head: left column, right column, then what goes across the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.assignments.letter_head import TYPES
from intranet.docservice.incoming.pages import SeenPage
from intranet.docservice.reading.layout import columns_of
from intranet.docservice.reading.words import Word, rows_of

_LOOKED_AT = 24  # rows: the head, and the first lines under it
_DATE_WORD = re.compile(r"\bthang\b.*\bnam\b")
_ABOUT = re.compile(r"^\W*v\s*/\s*v\b|^\W*ve viec\b")
_ACROSS = re.compile(r"^\W*kinh gui\b")
_NEAR = 3.0  # points by which a column may reach over the border
_FAR = 40.0  # a line that reaches so far over it on both sides belongs to no column
_GAP = 2.6  # of a line's height: more than this between two lines parts a title from what follows


@dataclass(frozen=True)
class HeadLine:
    """Words that stand on one line of one column."""

    words: tuple[Word, ...]
    column: str = ""  # "left", "right" or "" for the whole width

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)


def head_lines(page: SeenPage) -> list[HeadLine]:
    """The lines in the order in which a head is read; the subject of a công văn is one line, however often it wraps."""
    rows = rows_of(page.words)[:_LOOKED_AT]
    border = _border(rows)
    if border is None:
        return [HeadLine(tuple(row)) for row in rows]
    end = next((n for n, row in enumerate(rows) if n > 1 and _goes_across(row, border)), len(rows))
    halves = [_halves(row, border) for row in rows[:end]]
    left = [HeadLine(tuple(part), "left") for part, _ in halves if part]
    right = [HeadLine(tuple(part), "right") for _, part in halves if part]
    return [*_subject_joined(left), *right, *_title_kept_apart([HeadLine(tuple(row)) for row in rows[end:]])]


def _border(rows: Sequence[Sequence[Word]]) -> float | None:
    """Where the right column (Quốc hiệu, place and date) begins; None for a page without two columns."""
    mottos = []
    for row in rows[:9]:
        folded = [_bare(fold_in_place(word.text)) for word in row]
        if (nation := _nation(folded)) is not None:
            return row[nation].left - _NEAR
        if "lap" in folded and "do" in folded:
            mottos.append(row[max(0, folded.index("lap") - 1)].left - 40)
    return min(mottos, default=None)


def _nation(folded: Sequence[str]) -> int | None:
    """The place of "Cộng" in "Cộng hòa xã hội chủ nghĩa …", as far as a scan kept it."""
    for n, words in enumerate(zip(folded, folded[1:], folded[2:], strict=False)):
        if words in (("hoa", "xa", "hoi"), ("xa", "hoi", "chu"), ("hoi", "chu", "nghia")):
            first = n - ("hoa", "xa", "hoi").index(words[0])
            has_cong = first >= 1 and folded[first - 1].endswith("ong") and len(folded[first - 1]) <= 6
            return first - 1 if has_cong else max(first, 0)
    return None


def _goes_across(row: Sequence[Word], border: float) -> bool:
    """Is it a line of the text: the addressee, a type's name in the middle, or words running far over the border?"""
    text = fold_in_place(" ".join(word.text for word in row))
    if _ACROSS.match(text):
        return True
    if _bare(text) in TYPES and row[-1].right > border - _FAR:
        return True
    if _belongs_right(text):
        return False
    return any(part[0].left < border - _FAR and part[-1].right > border + _FAR for part in columns_of(row))


def _belongs_right(text: str) -> bool:
    """Does the folded line hold Quốc hiệu, Tiêu ngữ or the date?"""
    words = text.split()
    return (
        _nation([_bare(word) for word in words]) is not None
        or ("lap" in words and "do" in words)
        or bool(_DATE_WORD.search(text))
    )


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(" .,:;*-_–š")


def _halves(row: Sequence[Word], border: float) -> tuple[Sequence[Word], Sequence[Word]]:
    """The words of both columns: parted before Quốc hiệu, else at the widest gap near the border."""
    if (nation := _nation([_bare(fold_in_place(word.text)) for word in row])) is not None:
        return row[:nation], row[nation:]
    text = fold_in_place(" ".join(word.text for word in row))
    if not _belongs_right(text):
        is_left = (row[0].left + row[-1].right) / 2 < border + _NEAR
        return (row, ()) if is_left else ((), row)
    if row[0].left > border - 2 * _NEAR:
        return (), row
    cuts = []
    for n, (before, word) in enumerate(pairwise(row), 1):
        off = max(before.right - border, border - word.left, 0.0)  # 0 where the border runs through the gap
        if off < _FAR:
            cuts.append((word.left - before.right - 0.3 * off, n))
    if not cuts:
        return (row, ()) if row[-1].right < border + _FAR else ((), row)
    place = max(cuts)[1]
    return row[:place], row[place:]


def _subject_joined(lines: Sequence[HeadLine]) -> Iterator[HeadLine]:
    for n, line in enumerate(lines):
        if _ABOUT.match(fold_in_place(line.text)):
            rest = [line]
            for below in lines[n + 1 :]:
                if below.top - rest[-1].top > _GAP * _height(line) or below.text.isupper():
                    break
                rest.append(below)
            yield HeadLine(tuple(word for one in rest for word in one.words), "left")
            yield from lines[n + len(rest) :]
            return
        yield line


def _title_kept_apart(lines: Sequence[HeadLine]) -> Iterator[HeadLine]:
    """The name of a type and the lines right below it: the text begins after a gap, which here becomes an end."""
    widest = max((line.words[-1].right - line.words[0].left for line in lines), default=0.0)
    for n, line in enumerate(lines):
        yield line
        if _bare(fold_in_place(line.text)) in TYPES:
            title: list[HeadLine] = []
            for below in lines[n + 1 :]:
                if title and _begins_text(title[-1], below, widest):
                    break
                title.append(below)
            yield HeadLine(tuple(word for one in title for word in one.words)) if title else line
            return


def _begins_text(title: HeadLine, below: HeadLine, widest: float) -> bool:
    """Has the title ended? After a gap, at the addressee, or where a line is as wide as the text."""
    is_wide = below.words[-1].right - below.words[0].left > 0.9 * widest
    is_wider = below.words[0].left < title.words[0].left - 20 and below.words[-1].right > title.words[-1].right
    return (
        below.top - title.top > _GAP * _height(title)
        or bool(_ACROSS.match(fold_in_place(below.text)))
        or (is_wide and is_wider)
    )


def _height(line: HeadLine) -> float:
    return min(11.0, max(9.0, median(word.bottom - word.top for word in line.words)))
