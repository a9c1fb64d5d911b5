"""People from Excel: the sheet to fill in, and its rows checked all together before anybody gets an account."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter

from intranet.accounts.models import Department
from intranet.accounts.rules import ROLE_LABELS, Role, why_no_email, why_no_phone
from intranet.accounts.service.people import BAD_USERNAME, TAKEN, USERNAME, PersonFacts
from intranet.core.errors import Invalid
from intranet.docservice.errors import DocError
from intranet.docservice.merge.workbook import letters_of, read_workbook
from intranet.docservice.vietnamese import fold, nfc

MOST_ROWS = 500


@dataclass(frozen=True)
class SheetColumn:
    """A column of the sheet: its head, the fact it holds, how long that may be, and what the sample row shows."""

    head: str
    fact: str
    most: int
    example: str
    required: bool = False


COLUMNS = (
    SheetColumn("Họ và tên", "name", 200, "Chuyên viên Phòng Kế hoạch", required=True),
    SheetColumn("Tên đăng nhập", "username", 80, "chuyenvien.kh", required=True),
    SheetColumn("Chức vụ", "post", 200, "Chuyên viên"),
    SheetColumn("Đơn vị", "department", 200, "", required=True),
    SheetColumn("Vai trò", "roles", 200, "Chuyên viên"),
    SheetColumn("Điện thoại", "phone", 40, "0225 3842001"),
    SheetColumn("Thư điện tử", "email", 200, "chuyenvien.kh@haiphong.gov.vn"),
)
WRONG_WAY_TO_REACH = {"phone": why_no_phone, "email": why_no_email}
ROLES_BY_WORD = {fold(label): role for role, label in ROLE_LABELS.items()}


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell; `row` as Excel counts."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Row:
    """One line of the sheet as typed, by fact."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class CheckedSheet:
    """Who would get an account, and everything that stands against it; with a problem nobody gets one."""

    people: list[tuple[PersonFacts, tuple[Role, ...]]]
    problems: list[Problem]


def read_rows(content: bytes, name: str) -> list[Row]:
    """The filled rows of the first sheet of a file of that name.

    Raises Invalid (field "sheet") when it is no such sheet, holds nobody or too many, or a cell that cannot be trusted.
    """
    try:
        page = next(iter(read_workbook(content, name)), None)
    except DocError as error:
        raise Invalid(error.sentence, field="sheet") from error
    lines = page.lines if page else []
    heads = next((number for number, line in enumerate(lines) if _is_head(line)), None)
    if heads is None:
        missing = ", ".join(f"«{column.head}»" for column in COLUMNS if column.required)
        raise Invalid(f"Không thấy dòng tiêu đề có các cột {missing}. Hãy dùng tệp mẫu.", field="sheet")
    places = {_head(cell): place for place, cell in enumerate(lines[heads])}
    for (number, place), why in sorted(page.broken.items() if page else ()):
        if place in places.values():
            raise Invalid(f"Ô {letters_of(place)}{number}: {why}", field="sheet")
    rows = []
    for number, line in enumerate(lines[heads + 1 :], start=heads + 2):
        cells = {column.fact: _cell(line, places.get(fold(column.head))) for column in COLUMNS}
        if any(cells.values()):
            rows.append(Row(number, cells))
    if not rows:
        raise Invalid("Bảng chưa có ai. Hãy điền từ dòng ngay dưới tiêu đề.", field="sheet")
    if len(rows) > MOST_ROWS:
        raise Invalid(f"Mỗi lần nhập tối đa {MOST_ROWS} người; bảng này có {len(rows)}.", field="sheet")
    return rows


def check_rows(rows: Sequence[Row], departments: Sequence[Department], taken: Collection[str]) -> CheckedSheet:
    """Look at every cell of every row; `taken` are the usernames that exist."""
    by_name = {
        fold(known): department
        for department in departments
        for known in (*department.spellings.split("\n"), department.short_name, department.name)
        if known
    }
    people, problems, seen = [], [], dict.fromkeys(taken, 0)
    for row in rows:
        found = [Problem(row.number, c.head, sentence) for c in COLUMNS for sentence in _too_little_or_much(row, c)]
        username = row.cells["username"].lower()
        department, roles = by_name.get(fold(row.cells["department"])), _roles(row.cells["roles"])
        found += _problems(row, username, seen, department, roles)
        seen.setdefault(username, row.number)
        if not found and department is not None and roles is not None:
            given = {name: row.cells[name] for name in ("name", "post", "phone", "email")}
            people.append((PersonFacts(username=username, department_id=department.id, **given), roles))
        problems += found
    return CheckedSheet(people, problems)


def template(departments: Sequence[Department]) -> bytes:
    """The sheet to fill in: departments and roles to choose from, one sample row to overwrite."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page, lists = book.add_worksheet("Người dùng"), book.add_worksheet("Danh mục")
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#EEF1F5", "text_wrap": True})
    text = book.add_format({"num_format": "@"})
    choices = {"department": [d.name for d in departments], "roles": list(ROLE_LABELS.values())}
    for place, (fact, words) in enumerate(choices.items()):
        lists.set_column(place, place, 40)
        lists.write_string(0, place, next(c.head for c in COLUMNS if c.fact == fact), head)
        lists.write_column(1, place, words)
    for place, column in enumerate(COLUMNS):
        page.set_column(place, place, 28, text)
        page.write_string(0, place, column.head + (" (bắt buộc)" if column.required else ""), head)
        example = column.example or (departments[0].name if departments else "")
        page.write_string(1, place, example, text)
        if column.fact in choices:
            letter = "AB"[list(choices).index(column.fact)]
            source = f"='Danh mục'!${letter}$2:${letter}${len(choices[column.fact]) + 1}"
            # Several roles may stand in one cell, so Excel only warns.
            page.data_validation(
                1, place, MOST_ROWS, place, {"validate": "list", "source": source, "error_type": "information"}
            )
    page.freeze_panes(1, 0)
    book.close()
    return file.getvalue()


def _is_head(line: Sequence[Any]) -> bool:
    words = {_head(cell) for cell in line}
    return all(fold(column.head) in words for column in COLUMNS if column.required)


def _head(cell: Any) -> str:
    return fold(_text(cell)).removesuffix("(bat buoc)").strip()


def _cell(line: Sequence[Any], place: int | None) -> str:
    return _text(line[place]) if place is not None and place < len(line) else ""


def _text(cell: Any) -> str:
    """A cell as typed: Excel keeps 0912 as the number 912.0, which at least loses its ".0" here."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(nfc(str(cell)).split())


def _too_little_or_much(row: Row, column: SheetColumn) -> list[str]:
    words = row.cells[column.fact]
    if column.required and not words:
        return ["Chưa điền."]
    return [f"Dài quá {column.most} ký tự."] if len(words) > column.most else []


def _roles(words: str) -> tuple[Role, ...] | None:
    """The roles named in a cell, staff when it is empty; None when a word is no role."""
    names = [fold(word).strip() for word in words.replace(";", ",").split(",") if word.strip()]
    if any(name not in ROLES_BY_WORD for name in names):
        return None
    return tuple(dict.fromkeys(ROLES_BY_WORD[name] for name in names)) or (Role.STAFF,)


def _problems(
    row: Row,
    username: str,
    seen: Mapping[str, int],
    department: Department | None,
    roles: tuple[Role, ...] | None,
) -> list[Problem]:
    found = []
    if username and not USERNAME.fullmatch(username):
        found.append(Problem(row.number, "Tên đăng nhập", BAD_USERNAME))
    elif username in seen:
        earlier = seen[username]
        found.append(Problem(row.number, "Tên đăng nhập", f"Trùng với dòng {earlier}." if earlier else TAKEN))
    if row.cells["department"] and department is None:
        sentence = f"Không có đơn vị «{row.cells['department']}». Hãy chọn trong danh mục."
        found.append(Problem(row.number, "Đơn vị", sentence))
    if roles is None:
        labels = ", ".join(ROLE_LABELS.values())
        found.append(Problem(row.number, "Vai trò", f"Chỉ ghi: {labels}; nhiều vai trò cách nhau dấu phẩy."))
    for column in COLUMNS:
        words, why = row.cells[column.fact], WRONG_WAY_TO_REACH.get(column.fact)
        against = why(words) if why and 0 < len(words) <= column.most else None
        if against:
            found.append(Problem(row.number, column.head, against))
    return found
