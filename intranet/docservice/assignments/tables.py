"""Tables with columns for the work, who leads, who helps and when → tasks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intranet.docservice.assignments.deadlines import NONE, deadline_of
from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.assignments.phrases import Ground
from intranet.docservice.assignments.roles import DO, LEAD, names_of
from intranet.docservice.assignments.tasks import ReadTask
from intranet.docservice.reading.blocks import Table

# What a column is about, the likelier words first; a column takes the first kind whose words it has.
_COLUMNS: tuple[tuple[str, str], ...] = (
    ("number", r"(?:stt|tt|so tt|so thu tu|ma(?: \w+)?|#|no\.?|muc)$"),
    ("begin", r"(?:ngay |thoi gian |thoi diem )?(?:bat dau|khoi cong|khoi dau)$|tu(?: ngay)?$"),
    ("end", r"(?:ngay |thoi gian |thoi diem )?(?:ket thuc|hoan tat)$|den(?: ngay)?$"),
    ("support", r".*phoi hop"),
    ("lead", r".*(?:chu tri|dau moi)"),
    (
        "time",
        r".*(?:thoi gian|thoi han|tien do|han (?:hoan thanh|cuoi|nop)|moc|ngay (?:hoan thanh|"
        r"thuc hien)|hoan thanh|thoi diem|deadline)|han$|ngay$|thang$|quy$",
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
_ROMAN_OR_LETTER = re.compile(r"(?:[IVX]+|[A-Z]|WP\d+|Phần .*)\.?$")
_HEAD_ROWS = 3


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


@dataclass(frozen=True)
class _Above:
    number: str = ""
    who: str = ""


def tasks_of_table(
    table: Table, ground: Ground, carried: Columns | None, above: str
) -> tuple[list[ReadTask], Columns | None]:
    """The tasks of a table and its columns; a table without a head of its own goes on with the columns before it."""
    columns, first = _columns(table.rows)
    if columns is None and carried is not None and len(table.rows[0]) == carried.width:
        columns, first = carried, 0
    if columns is None:
        return [], carried
    return list(_tasks(table, columns, first, ground, above)), columns


def _columns(rows: Sequence[tuple[str, ...]]) -> tuple[Columns | None, int]:
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
    )


def _first(kinds: Sequence[str], wanted: str) -> int | None:
    return next((place for place, kind in enumerate(kinds) if kind == wanted), None)


def _tasks(table: Table, columns: Columns, first: int, ground: Ground, above: str) -> Iterator[ReadTask]:
    group = _Above()
    for number, row in enumerate(table.rows[first:], first + 1):
        if any(_repeats_head(row, head) for head in table.rows[:first]):
            continue
        work, who, mark = _cell(row, columns.work), _cell(row, columns.who), _cell(row, columns.number)
        if _is_group(row, columns, work, who, mark):
            group = _Above(mark, who)
            continue
        if not work or _is_total(work):
            continue
        unit = who or group.who
        if unit:
            yield _task(row, columns, unit, table.row_place(number), _place(above, mark), ground)


def _repeats_head(row: tuple[str, ...], head: tuple[str, ...]) -> bool:
    return [fold_in_place(cell) for cell in row] == [fold_in_place(cell) for cell in head]


def _is_group(row: tuple[str, ...], columns: Columns, work: str, who: str, mark: str) -> bool:
    """A row that names a group of tasks: one text across, capitals, or a Roman number and nobody to do it."""
    distinct = {cell for cell in row if not _EMPTY.fullmatch(cell)}
    if len(distinct - {mark}) == 1 and len(row) > 2:
        return True
    is_title = work.isupper() or bool(_ROMAN_OR_LETTER.fullmatch(mark))
    return not who and is_title


def _is_total(work: str) -> bool:
    return fold_in_place(work).startswith(("tong cong", "cong:", "tong:"))


def _cell(row: tuple[str, ...], column: int | None) -> str:
    if column is None or column >= len(row) or _EMPTY.fullmatch(row[column]):
        return ""
    return " ".join(row[column].split())


def _place(above: str, mark: str) -> str:
    bare = mark.rstrip(".)")
    return f"{above}.{bare}" if above and bare and not bare.startswith(above) else bare or above


def _task(row: tuple[str, ...], columns: Columns, who: str, place: str, number: str, ground: Ground) -> ReadTask:
    unit, supports_inside, says_lead = _who(who)
    supports_words = _cell(row, columns.support) if columns.support != columns.who else ""
    supports = names_of(supports_words or supports_inside, ground.known, is_poor=ground.is_poor)
    begin, time = _cell(row, columns.begin), _cell(row, columns.time)
    time = f"{begin} - {time}" if begin and time else time or begin
    deadline = (
        deadline_of(time, ground.setting, is_time=True)
        if time
        else deadline_of(_cell(row, columns.work), ground.setting)
    )
    if time and deadline == NONE:
        deadline = deadline_of(_cell(row, columns.work), ground.setting)
    return ReadTask(
        number,
        unit,
        _cell(row, columns.work),
        place,
        LEAD if columns.leads or says_lead else DO,
        supports,
        deadline,
        confidence=0.95,
    )


_INSIDE = re.compile(r"[\s,;.]*\(?(?:don vi |co quan )?\(?phoi hop\)?\s*:?\s*(?:voi |cung )?(?:cac don vi\s*:\s*)?")


def _who(cell: str) -> tuple[str, str, bool]:
    """ "Phòng A (chủ trì), phối hợp Phòng B" → the unit, the helpers' words, and whether "chủ trì" is said."""
    folded = fold_in_place(cell)
    found = _INSIDE.search(folded)
    head, tail = (cell[: found.start()], cell[found.end() :]) if found and found.start() > 0 else (cell, "")
    lead = re.search(r"\s*[-–(:,]*\s*\(?\s*(?:don vi )?chu tri\)?\s*:?", fold_in_place(head))
    if lead:
        head = f"{head[: lead.start()]} {head[lead.end() :]}"
    return _bare(head), _bare(tail), bool(lead)


def _bare(words: str) -> str:
    words = words.strip(" ,;:.")
    return words.strip("()") if words.count("(") != words.count(")") else words
