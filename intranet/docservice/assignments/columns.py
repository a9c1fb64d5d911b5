"""The head of a table: which column holds the work, who leads, who helps and when; or a column for each unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.assignments.names import take_names
from intranet.docservice.assignments.phrases import Ground

# What a column is about, the likelier words first; a column takes the first kind whose words it has.
_COLUMNS: tuple[tuple[str, str], ...] = (
    ("number", r"(?:stt|tt|so tt|so thu tu|ma(?: \w+)?|#|no\.?|muc)$"),
    ("begin", r"(?:ngay |thoi gian |thoi diem )?(?:bat dau|khoi cong|khoi dau)$|tu(?: ngay)?$"),
    ("end", r"(?:ngay |thoi gian |thoi diem )?(?:ket thuc|hoan tat)$|den(?: ngay)?$"),
    ("work", r"(?:noi dung|nhiem vu|cong viec)(?: \w+){0,2} (?:thuc hien|trien khai)$"),
    ("support", r".*phoi hop"),
    ("lead", r".*(?:chu tri|dau moi)"),
    (
        "time",
        r".*(?:thoi gian|thoi han|tien do|han (?:hoan thanh|cuoi|nop)|moc|ngay (?:hoan thanh|"
        r"thuc hien)|hoan thanh|thoi diem|deadline|truoc ngay|"
        r"(?:xong|nop|gui|bao cao) truoc)|han$|ngay$|thang$|quy$|tuan$",
    ),
    (
        "do",
        r".*(?:thuc hien|phu trach|chiu trach nhiem|tham muu|trien khai|phan cong)$|.*(?:don vi|"
        r"co quan|bo phan|nguoi|ca nhan|can bo|phong ban|phan cong|phu trach|chiu trach nhiem|"
        r"lanh dao)(?!.*noi dung)",
    ),
    ("work", r".*(?:nhiem vu|cong viec|dau viec|viec can|noi dung|hoat dong|hang muc|giai phap|ten cong|chi tieu)"),
    ("other", r".*(?:san pham|ket qua|kinh phi|ghi chu|dau ra|dia diem|muc tieu)"),
)
_WORK_FIRST = (r".*(?:nhiem vu|cong viec|dau viec|viec can|ten cong)", r".*hoat dong", r".*noi dung", r".*")
_BOTH = re.compile(r"chu tri\W+(?:va |don vi |co quan )?phoi hop|chu tri.*phoi hop")
_EMPTY = re.compile(r"[\s\-–—.…/]*")
_HEAD_ROWS = 3
# A column "Tháng" with bare numbers under it.
_TIME_UNIT = re.compile(r"thang|quy|tuan")
# How a table whose columns are units says who leads, who helps, who does.
_MARKS = {
    "ct": "lead", "c": "lead", "chu tri": "lead", "ph": "support", "p": "support", "phoi hop": "support",
    "x": "do", "v": "do", "✓": "do", "✔": "do", "+": "do", "*": "do", "th": "do", "thuc hien": "do",
}  # fmt: skip
_LEAST_UNITS = 2
_ITEM = re.compile(r"(?:[-–—+•*]\s*(?=[^\W\d_a-z])|\(?\d{1,2}[.)]\s+(?=[^\W\d_a-z])|[a-zđ]\)\s+)")


@dataclass(frozen=True)
class Columns:
    """Which column holds what, by number; `leads` when the heading says "chủ trì"."""

    work: int
    who: int | None
    leads: bool
    support: int | None
    time: int | None
    begin: int | None
    number: int | None
    width: int
    time_word: str = ""


@dataclass(frozen=True)
class Matrix:
    """A table with a column for each unit (its number → its name) and marks in the cells; `first` row of its body."""

    columns: Columns
    units: dict[int, str]
    first: int

    def who_does(self, row: tuple[str, ...]) -> tuple[list[str], list[str]]:
        """Who leads or does the work of a row, and who helps."""
        marks = {name: _mark(row[place]) for place, name in self.units.items()}
        leads = [name for name, mark in marks.items() if mark == "lead"]
        doing = [name for name, mark in marks.items() if mark == "do"]
        helpers = [name for name, mark in marks.items() if mark == "support"]
        return (leads, helpers + doing) if leads else (doing, helpers)

    def says_lead(self, row: tuple[str, ...]) -> bool:
        """Does a cell of the row say that somebody leads?"""
        return any(_mark(row[place]) == "lead" for place in self.units)


def columns_of(rows: Sequence[tuple[str, ...]]) -> tuple[Columns | None, int]:
    """The columns that the first rows name, and the first row of the body."""
    for begin in range(min(3, len(rows))):
        for height in range(1, min(_HEAD_ROWS, len(rows) - begin) + 1):
            heads = [_heading(rows[begin : begin + height], column) for column in range(len(rows[0]))]
            columns = _read_heads(heads)
            if columns is None:
                break
            deeper = begin + height < len(rows) and _is_second_head(rows[begin + height], rows[begin + height - 1])
            if not deeper:
                return columns, begin + height
    return None, 0


def _heading(rows: Sequence[tuple[str, ...]], column: int) -> str:
    return " ".join(dict.fromkeys(row[column] for row in rows if row[column]))


def _is_second_head(row: tuple[str, ...], head: tuple[str, ...]) -> bool:
    """A row of a head in two rows: it repeats merged cells, or names only more columns."""
    filled = [cell for cell in row if cell]
    repeats = any(cell and cell == top for cell, top in zip(row, head, strict=True))
    named = [cell for cell in filled if _kind(fold_in_place(cell)) and len(cell.split()) <= 6]
    counted = bool(filled) and all(re.fullmatch(r"\(?(?:\d|[A-E])\)?", cell) for cell in filled)
    return bool(filled) and (counted or (len(named) == len(filled) and (repeats or len(filled) < len(row))))


def _kind(heading: str) -> str:
    return next((kind for kind, pattern in _COLUMNS if re.match(pattern, heading.strip(" .:*"))), "")


def _read_heads(heads: Sequence[str]) -> Columns | None:
    folded = [" ".join(fold_in_place(head).split()) for head in heads]
    if any(len(head.split()) > 14 or re.fullmatch(r"[\d. ]+", head) for head in folded):
        return None
    kinds = [("lead" if _BOTH.search(head) else _kind(head)) for head in folded]
    who = _first(kinds, "lead")
    who = who if who is not None else _first(kinds, "do")
    named = [head for head in folded if head]
    if who is None or sum(map(bool, kinds)) < 0.6 * len(named):
        return None
    works = [place for place, kind in enumerate(kinds) if kind == "work"]
    if not works:
        return None
    work = next(place for pattern in _WORK_FIRST for place in works if re.match(pattern, folded[place]))
    return Columns(
        work,
        who,
        kinds[who] == "lead",
        _first(kinds, "support"),
        _first(kinds, "end") if _first(kinds, "end") is not None else _first(kinds, "time"),
        _first(kinds, "begin"),
        _first(kinds, "number"),
        len(heads),
        next((head for head in folded if _TIME_UNIT.fullmatch(head)), ""),
    )


def _first(kinds: Sequence[str], wanted: str) -> int | None:
    return next((place for place, kind in enumerate(kinds) if kind == wanted), None)


def cell_of(row: tuple[str, ...], column: int | None) -> str:
    """The words of a cell on one line; "" for an empty one and for a column that is not there."""
    if column is None or column >= len(row) or is_empty(row[column]):
        return ""
    return " ".join(row[column].split())


def is_empty(cell: str) -> bool:
    """Is there nothing in a cell but dashes and dots?"""
    return bool(_EMPTY.fullmatch(cell))


def items_of(cell: str) -> list[str]:
    """The works of a cell: one for each of its lines that begins with a dash or number, else all of it."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    begins = [place for place, line in enumerate(lines) if _ITEM.match(line)]
    if not begins or begins[0] != 0:
        return [" ".join(cell.split())]
    ends = [*begins[1:], len(lines)]
    parts = (" ".join(lines[begin:end]) for begin, end in zip(begins, ends, strict=True))
    return [" ".join(_ITEM.sub("", part, count=1).split()) for part in parts]


def matrix_of(rows: Sequence[tuple[str, ...]], ground: Ground) -> Matrix | None:
    """The columns of a table whose head names units and whose cells only mark who leads and who helps."""
    for first in range(1, min(_HEAD_ROWS, len(rows) - 1) + 1):
        head, body = rows[first - 1], rows[first:]
        units = {
            place: " ".join(head[place].split())
            for place in range(len(head))
            if _is_unit(head[place], ground) and _is_marked([row[place] for row in body])
        }
        kinds = ["" if place in units else _kind(_folded(cell)) for place, cell in enumerate(head)]
        is_marked = any(_mark(row[place]) for row in body for place in units)
        if len(units) >= _LEAST_UNITS and is_marked and "work" in kinds:
            work, time = kinds.index("work"), _first(kinds, "time")
            time = time if time is not None else _first(kinds, "end")
            number = _first(kinds, "number")
            begin = _first(kinds, "begin")
            unit = next((word for cell in head if _TIME_UNIT.fullmatch(word := _folded(cell))), "")
            return Matrix(Columns(work, None, False, None, time, begin, number, len(head), unit), units, first)
    return None


def _folded(cell: str) -> str:
    return " ".join(fold_in_place(cell).split())


def _is_unit(head: str, ground: Ground) -> bool:
    sentence = ground.sentence(" ".join(head.split()))
    names = take_names(sentence, 0, ground.known)
    return bool(names) and names[-1].last == len(sentence)


def _mark(cell: str) -> str:
    return _MARKS.get(_folded(cell).strip(" .()"), "")


def _is_marked(cells: Sequence[str]) -> bool:
    """Do these cells hold marks and nothing else?"""
    return all(_mark(cell) for cell in cells if not is_empty(cell))
