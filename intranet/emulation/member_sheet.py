"""Members from Excel: the sheet to fill in, and every cell of a sent one checked before the list changes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from intranet.core.errors import Invalid
from intranet.docservice.errors import DocError
from intranet.docservice.merge.cells import words_of
from intranet.docservice.merge.columns import IGNORED, head_key
from intranet.docservice.merge.sheet import Fault, Sheet
from intranet.docservice.merge.sheets_made import returned_sheet
from intranet.docservice.merge.workbook import Page, read_workbook
from intranet.emulation.rules.members import (
    MEMBER_KIND_LABELS,
    TAX_CODE_WRONG,
    MemberKind,
    kind_of,
    member_key,
    tax_code_of,
)

MOST_ROWS, HEAD_AMONG = 5_000, 20
DAY_FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class SheetColumn:
    """A column: the fact it holds, its head, other heads it is known under, how long it may be, a sample."""

    fact: str
    head: str
    most: int
    example: str
    others: tuple[str, ...] = ()


COLUMNS = (
    SheetColumn("name", "Tên hợp tác xã, doanh nghiệp", 300, "Hợp tác xã Nông nghiệp Mẫu",
                ("Tên", "Tên đơn vị", "Tên HTX", "Tên thành viên", "Tên hợp tác xã", "Tên HTX, DN")),
    SheetColumn("kind", "Loại hình", 60, "Hợp tác xã"),
    SheetColumn("tax_code", "Mã số thuế", 20, "0200000001", ("MST", "Mã số HTX", "Mã số doanh nghiệp")),
    SheetColumn("field", "Lĩnh vực", 120, "Nông nghiệp", ("Ngành nghề", "Lĩnh vực hoạt động")),
    SheetColumn("place", "Xã, phường, đặc khu", 200, "Xã An Lão", ("Địa bàn", "Xã, phường", "Xã/phường")),
    SheetColumn("address", "Địa chỉ", 300, "Thôn Mẫu, xã An Lão"),
    SheetColumn("representative", "Người đại diện", 200, "Nguyễn Văn Mẫu", ("Giám đốc", "Đại diện", "Chủ tịch HĐQT")),
    SheetColumn("phone", "Điện thoại", 40, "0225 3000000", ("Số điện thoại", "SĐT")),
    SheetColumn("email", "Thư điện tử", 200, "htx.mau@example.vn", ("Email",)),
    SheetColumn("member_count", "Số thành viên", 12, "120"),
    SheetColumn("worker_count", "Số lao động", 12, "35", ("Lao động",)),
    SheetColumn("joined_on", "Ngày vào Liên minh", 10, "01/07/2024", ("Ngày gia nhập", "Ngày kết nạp")),
)  # fmt: skip
NUMBERS, DAYS = ("member_count", "worker_count"), ("joined_on",)
LABELS = {column.fact: column.head for column in COLUMNS}
_BY_HEAD = {head_key(words): column for column in COLUMNS for words in (column.head, *column.others)}


@dataclass(frozen=True)
class Planned:
    """What a row would do: to which member of the list (None: a new one), and what would change, before and after."""

    row: int
    facts: Mapping[str, Any]
    member_id: int | None
    changes: Mapping[str, tuple[Any, Any]]
    note: str = ""

    @property
    def what(self) -> str:
        return "add" if self.member_id is None else "change" if self.changes else "same"


@dataclass(frozen=True)
class CheckedSheet:
    """The rows in their order, and everything wrong; with a fault nothing is taken."""

    sheet: Sheet
    rows: list[Planned] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def of(self, what: str) -> list[Planned]:
        """The rows that would add, change, or leave a member as it is."""
        return [row for row in self.rows if row.what == what]


def read_members(content: bytes, name: str) -> tuple[Sheet, dict[int, str]]:
    """The first sheet with a head of ours, and by place the fact of each column.

    Raises Invalid (field "sheet") when the file is no such sheet, holds nobody or too many.
    """
    try:
        pages = read_workbook(content, name)
    except DocError as error:
        raise Invalid(error.sentence, field="sheet") from error
    for page in pages:
        head = next((n for n, line in enumerate(page.lines[:HEAD_AMONG], 1) if "name" in _heads(line).values()), 0)
        if head:
            break
    else:
        raise Invalid(f"Không thấy dòng tiêu đề có cột «{COLUMNS[0].head}». Hãy dùng tệp mẫu.", field="sheet")
    heads = _heads(page.lines[head - 1])
    rows = tuple(n for n in range(head + 1, len(page.lines) + 1) if _is_filled(page, n, heads))
    if not rows:
        raise Invalid("Bảng chưa có ai. Hãy điền từ dòng ngay dưới tiêu đề.", field="sheet")
    if len(rows) > MOST_ROWS:
        raise Invalid(f"Mỗi lần nhập tối đa {MOST_ROWS} dòng; bảng này có {len(rows)}.", field="sheet")
    return Sheet(page, None, head, {}, rows, {}, tuple(_head_faults(page, head))), heads


def check_members(content: bytes, name: str, known: Sequence[Any]) -> CheckedSheet:
    """Every cell looked at; `known` are the members of the list, met by tax code, then by name.

    An empty cell leaves what the list says. Raises Invalid like read_members.
    """
    sheet, heads = read_members(content, name)
    checked = CheckedSheet(sheet, faults=list(sheet.faults))
    by_code = {member.tax_code: member for member in known if member.tax_code}
    by_name: dict[str, list[Any]] = {}
    for member in known:
        by_name.setdefault(member.name_key, []).append(member)
    seen: dict[Any, int] = {}
    for row in sheet.rows:
        facts, faults = _facts(sheet, row, heads)
        checked.faults.extend(faults)
        if faults:
            continue
        member, note = _member_of(facts, by_code, by_name)
        if member and member_key(facts["name"]) == member.name_key:
            facts["name"] = member.name  # HTX or Hợp tác xã: the same name, as the list writes it
        marks: list[tuple[Any, ...]] = (
            [("id", member.id)] if member else [("name", member_key(facts["name"]), facts.get("tax_code"))]
        )
        marks += [("code", facts["tax_code"])] if facts.get("tax_code") else []
        earlier = next((seen[mark] for mark in marks if mark in seen), 0)
        if earlier:
            checked.faults.append(_fault(sheet, row, heads, "name", f"Trùng với dòng {earlier} của bảng."))
            continue
        seen |= dict.fromkeys(marks, row)
        checked.rows.append(Planned(row, facts, member.id if member else None, _changes(member, facts), note))
    checked.faults.sort(key=lambda fault: (fault.row, fault.place))
    return checked


def returned(checked: CheckedSheet) -> bytes:
    """The sheet as it was sent, its faults marked in their cells."""
    return returned_sheet(checked.sheet, checked.faults)


def template() -> bytes:
    """The sheet to fill in, one sample row to write over."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet("Thành viên")
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#EEF1F5", "text_wrap": True})
    text = book.add_format({"num_format": "@"})  # or Excel takes the 0 in front from a tax code
    for place, column in enumerate(COLUMNS):
        page.set_column(place, place, 40 if column.fact in ("name", "address") else 22, text)
        page.write_string(0, place, column.head + (" (bắt buộc)" if column.fact == "name" else ""), head)
        page.write_string(1, place, column.example, text)
    source = list(MEMBER_KIND_LABELS.values())
    page.data_validation(1, 1, MOST_ROWS, 1, {"validate": "list", "source": source, "error_type": "warning"})
    page.freeze_panes(1, 1)
    book.close()
    return file.getvalue()


def _heads(line: Iterable[Any]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, words in enumerate(line):
        column = _BY_HEAD.get(head_key(words))
        if column and column.fact not in found.values():
            found[place] = column.fact
    return found


def _head_faults(page: Page, head: int) -> Iterator[Fault]:
    known = _heads(page.lines[head - 1])
    for place, words in enumerate(page.lines[head - 1]):
        if place not in known and str(words).strip() and head_key(words) not in IGNORED:
            column = _BY_HEAD.get(head_key(words))
            why = "Cột này có hai lần." if column else "Danh sách không có mục này."
            yield Fault(page.name, head, place, str(words), f"{why} Hãy xóa cột, hoặc sửa tên cột như tệp mẫu.")


def _is_filled(page: Page, row: int, heads: Mapping[int, str]) -> bool:
    return any(str(_cell(page, row, place)).strip() or (row, place) in page.broken for place in heads)


def _cell(page: Page, row: int, place: int) -> Any:
    line = page.lines[row - 1]
    return line[place] if place < len(line) else ""


def _fault(sheet: Sheet, row: int, heads: Mapping[int, str], fact: str, message: str) -> Fault:
    place = next((place for place, one in heads.items() if one == fact), 0)
    return Fault(sheet.letters.name, row, place, LABELS[fact], message)


def _facts(sheet: Sheet, row: int, heads: Mapping[int, str]) -> tuple[dict[str, Any], list[Fault]]:
    """What a row says of a member, empty cells left out, and what is wrong in it."""
    facts: dict[str, Any] = {}
    faults = []
    for place, fact in heads.items():
        if (row, place) in sheet.letters.broken:
            faults.append(_fault(sheet, row, heads, fact, sheet.letters.broken[row, place]))
            continue
        cell = _cell(sheet.letters, row, place)
        words = " ".join(words_of(cell).split())
        if not words:
            continue
        value, problem = _value(fact, cell, words)
        if problem:
            faults.append(_fault(sheet, row, heads, fact, problem))
        else:
            facts[fact] = value
    if "name" not in facts and not any(fault.head == LABELS["name"] for fault in faults):
        faults.append(_fault(sheet, row, heads, "name", "Chưa điền."))
    if "kind" not in facts and "kind" in heads.values() and "name" in facts:
        facts |= {"kind": found} if (found := kind_of(facts["name"])) else {}
    return facts, faults


def _value(fact: str, cell: Any, words: str) -> tuple[Any, str]:
    """What a cell means, and why it cannot be taken ("" when it can)."""
    most = next(column.most for column in COLUMNS if column.fact == fact)
    if fact in DAYS:
        day = cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else _day(words)
        return day, "" if day else "Ngày không đúng. Hãy ghi như 25/02/2025."
    if len(words) > most:
        return None, f"Dài quá {most} ký tự."
    if fact == "kind":
        kind = kind_of(words)
        return kind, "" if kind else f"Chỉ ghi: {', '.join(MEMBER_KIND_LABELS.values())}."
    if fact == "tax_code":
        code = tax_code_of(words, isinstance(cell, int | float))
        return code, "" if code else TAX_CODE_WRONG
    if fact in NUMBERS:
        plain = words.replace(".", "").replace(" ", "")
        is_number = plain.isdecimal() and len(plain) <= 9
        return (int(plain), "") if is_number else (None, "Hãy ghi một số, ví dụ 12.")
    if fact == "email" and not EMAIL.fullmatch(words):
        return None, "Địa chỉ thư điện tử không đúng."
    return words, ""


def _day(words: str) -> date | None:
    for pattern in DAY_FORMATS:
        with suppress(ValueError):
            return datetime.strptime(words, pattern).date()
    return None


def _member_of(
    facts: Mapping[str, Any], by_code: Mapping[str, Any], by_name: Mapping[str, list[Any]]
) -> tuple[Any | None, str]:
    """The member of the list that a row means, and what a person should look at once more."""
    code = facts.get("tax_code")
    if code and code in by_code:
        member = by_code[code]
        same_name = member_key(facts["name"]) == member.name_key
        return member, "" if same_name else f"Mã số thuế này trong danh sách là của «{member.name}»."
    same = by_name.get(member_key(facts["name"]), [])
    mine = [member for member in same if not code or not member.tax_code]
    if len(mine) == 1:
        return mine[0], ""
    if same:
        codes = ", ".join(member.tax_code or "chưa có mã số thuế" for member in same)
        return None, f"Trong danh sách đã có tên này ({codes}): có thể trùng."
    return None, ""


def _marks(member: Any | None, facts: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """What no two rows may share: the member of the list, the tax code, or the name with it."""
    code = facts.get("tax_code")
    own: tuple[Any, ...] = ("id", member.id) if member else ("name", member_key(facts["name"]), code)
    return [own, ("code", code)] if code else [own]


def _changes(member: Any | None, facts: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    if member is None:
        return {}
    return {name: (getattr(member, name), value) for name, value in facts.items() if getattr(member, name) != value}


def in_words(fact: str, value: Any) -> str:
    """A fact of a member as a page shows it."""
    if value is None or value == "":
        return "(trống)"
    if fact == "kind":
        return MEMBER_KIND_LABELS[MemberKind(value)]
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


__all__ = ["COLUMNS", "CheckedSheet", "Planned", "check_members", "in_words", "returned", "template"]
