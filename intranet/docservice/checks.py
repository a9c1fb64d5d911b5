"""How each kind of field is checked: the clean value comes back, what is wrong is noted at its place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intranet.docservice.endings import addressee, without_bullet
from intranet.docservice.fields import Field
from intranet.docservice.typed_text import clean
from intranet.docservice.vietnamese import fold, tien

DAY_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"),
    re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})"),
)
FIRST_YEAR = 1900  # no letter, and nobody it speaks of, is older; an earlier year is a slip
LETTER_NUMBER = re.compile(r"\d{1,6}[a-zđA-ZĐ]?")


@dataclass(frozen=True)
class Problem:
    """One wrong fact: `path` ("danh_sach.3.so_tien", rows from 1) for the form, `message` for the person."""

    path: str
    message: str


@dataclass(frozen=True)
class Place:
    """Where a value stands: a path for the form, words for the person; problems are noted here."""

    path: str
    words: str
    problems: list[Problem]

    def wrong(self, message: str) -> None:
        self.problems.append(Problem(self.path, f"{self.words}: {message}"))

    def under(self, key: str | int, words: str) -> "Place":
        return Place(f"{self.path}.{key}", f"{self.words}, {words}", self.problems)


def check_field(field: Field, value: object, place: Place) -> Any:
    """The clean value of one fact; an absent one takes the field's default."""
    return CHECKS[field.kind](field, field.default if value is None else value, place)


def _text(value: object, place: Place, longest: int, *, one_line: bool = False) -> str:
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        place.wrong("phải là chữ.")
        return ""
    text = clean(value)
    if len(text) > longest:
        place.wrong(f"dài {len(text)} ký tự, chỉ được {longest}.")
    return " ".join(text.split("\n")) if one_line else text


def _required(field: Field, value: Any, place: Place) -> Any:
    if field.required and not value:
        place.wrong("chưa có. Hãy điền.")
    return value


def _check_text(field: Field, value: object, place: Place) -> str:
    return str(_required(field, _text(value, place, field.longest, one_line=True), place))


def _check_paragraph(field: Field, value: object, place: Place) -> str:
    return str(_required(field, _text(value, place, field.longest), place))


def _check_choice(field: Field, value: object, place: Place) -> str:
    text = _check_text(field, value, place)
    if text and text not in field.choices:
        place.wrong(f"không có lựa chọn “{text}”. Hãy chọn một trong: {', '.join(field.choices)}.")
    return text


def _check_date(field: Field, value: object, place: Place) -> str:
    text = _day(value) or _check_text(field, value, place)
    if text and not _day(text):
        place.wrong(f"“{text}” không phải là ngày. Hãy ghi như 31/01/2026.")
    return text


def _check_letter_date(field: Field, value: object, place: Place) -> str:
    text = _day(value) or _check_text(field, value, place)
    if text and not re.fullmatch(r"[1-9]\d{3}", text) and not _day(text):
        place.wrong(f"“{text}” không phải là ngày. Hãy ghi như 31/01/2026, hoặc để trống khi chưa có ngày.")
    return text


def _day(value: object) -> str:
    """The day as facts keep it, 2026-01-31, from that, from 31/1/2026 or from a TOML date; "" for anything else."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = clean(value) if isinstance(value, str) else ""
    found = next((day for form in DAY_FORMS if (day := form.fullmatch(text))), None)
    try:
        known = date(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
    except ValueError:
        return ""
    return known.isoformat() if known and known.year >= FIRST_YEAR else ""


def _check_letter_number(field: Field, value: object, place: Place) -> str:
    text = _check_text(field, value, place)
    if text and (not LETTER_NUMBER.fullmatch(text) or not text.strip("0")):
        place.wrong(f"“{text}” không phải là số văn bản. Hãy ghi số, ví dụ 43 hoặc 43a, hoặc để trống khi chưa có số.")
    return text


def _check_number(field: Field, value: object, place: Place) -> str:
    text = str(value) if isinstance(value, float) else _check_text(field, value, place)
    text = text.replace(".", ",") if isinstance(value, float) else text
    if text and not re.fullmatch(r"-?\d+(,\d+)?", text):
        place.wrong(f"“{text}” không phải là số.")
    return text


def _check_money(field: Field, value: object, place: Place) -> str:
    text = _check_text(field, value, place)
    try:
        return tien(text) if text else ""
    except ValueError:
        place.wrong(f"“{text}” không phải là số tiền. Hãy ghi như 1.200.000.")
        return text


def _items(field: Field, value: object, place: Place) -> list[Any]:
    if value in (None, ""):
        return []
    if isinstance(value, str):
        return value.split("\n")
    if not isinstance(value, list):
        place.wrong("phải là một danh sách.")
        return []
    if len(value) > field.max_items:
        place.wrong(f"có {len(value)} dòng, chỉ được {field.max_items}.")
    return value


def _check_list(field: Field, value: object, place: Place) -> list[str]:
    items = _items(field, value, place)
    texts = [_text(item, place.under(n, f"dòng {n}"), field.longest, one_line=True) for n, item in enumerate(items, 1)]
    return list(_required(field, [text for text in texts if text], place))


def _check_recipients(field: Field, value: object, place: Place) -> list[str]:
    lines = _check_bulleted(field, value, place)
    if lines and not fold(lines[-1]).startswith("luu"):
        place.wrong("dòng cuối phải là nơi lưu, ví dụ “Lưu: VT, VP”.")
    return lines


def _check_addressees(field: Field, value: object, place: Place) -> list[str]:
    return [addressee(line) for line in _check_list(field, value, place)]


def _check_bulleted(field: Field, value: object, place: Place) -> list[str]:
    return [without_bullet(line) for line in _check_list(field, value, place)]


def _table(value: object, place: Place, keys: tuple[str, ...]) -> Mapping[str, Any]:
    if value in (None, ""):
        return {}
    if not isinstance(value, Mapping):
        place.wrong("phải là một bảng tên – giá trị.")
        return {}
    for key in value:
        if key not in keys:
            place.under(key, f"“{key}”").wrong("không có mục ấy. Hãy xóa hoặc sửa tên.")
    return value


def _check_rows(field: Field, value: object, place: Place) -> list[dict[str, Any]]:
    keys = tuple(column.key for column in field.columns)
    rows = []
    for number, item in enumerate(_items(field, value, place), 1):
        at = place.under(number, f"dòng {number}")
        row = _table(item, at, keys)
        rows.append({c.key: check_field(c, row.get(c.key), at.under(c.key, c.label)) for c in field.columns})
    return list(_required(field, rows, place))


_OFFICE = {"chu_quan": "cơ quan chủ quản", "ten": "tên cơ quan", "ky_hieu": "ký hiệu", "dia_danh": "địa danh"}


def _check_office(field: Field, value: object, place: Place) -> dict[str, str]:
    table = _table(value, place, tuple(_OFFICE))
    office = {key: _text(table.get(key), place.under(key, words), 500) for key, words in _OFFICE.items()}
    for key in ("ten", "ky_hieu", "dia_danh"):
        if field.required and not office[key]:
            place.under(key, _OFFICE[key]).wrong("chưa có. Hãy điền.")
    return office


def _check_signer(field: Field, value: object, place: Place) -> dict[str, Any]:
    table = _table(value, place, ("quyen_han", "ho_ten"))
    lines = Field("quyen_han", "list", "quyền hạn, chức vụ", required=field.required)
    name = Field("ho_ten", "text", "họ và tên", max_length=200)
    return {
        "quyen_han": _check_list(lines, table.get("quyen_han"), place.under("quyen_han", lines.label)),
        "ho_ten": _check_text(name, table.get("ho_ten"), place.under("ho_ten", name.label)),
    }


_UNIT = Field("don_vi", "text", "đơn vị", required=True)
_TASKS = Field("nhiem_vu", "list", "nhiệm vụ", required=True)
_TASK = Field("noi_dung", "text", "nội dung", required=True, max_length=20_000)
_SUPPORT = Field("phoi_hop", "list", "đơn vị phối hợp")
_DEADLINE = Field("han", "date", "thời hạn")


def _check_assignments(field: Field, value: object, place: Place) -> list[dict[str, Any]]:
    units = []
    for number, item in enumerate(_items(field, value, place), 1):
        at = place.under(number, f"đơn vị thứ {number}")
        unit = _table(item, at, ("don_vi", "nhiem_vu"))
        name = _check_text(_UNIT, unit.get("don_vi"), at.under("don_vi", "tên đơn vị")).rstrip(" :")
        tasks_at = at.under("nhiem_vu", "nhiệm vụ")
        tasks = _items(_TASKS, unit.get("nhiem_vu"), tasks_at)
        checked = [_check_task(task, tasks_at.under(n, f"việc {n}")) for n, task in enumerate(tasks, 1)]
        units.append({"don_vi": name, "nhiem_vu": _required(_TASKS, checked, tasks_at)})
    return list(_required(field, units, place))


def _check_task(value: object, place: Place) -> dict[str, Any]:
    task = {"noi_dung": value} if isinstance(value, str) else _table(value, place, ("noi_dung", "phoi_hop", "han"))
    return {
        "noi_dung": _check_text(_TASK, task.get("noi_dung"), place.under("noi_dung", _TASK.label)),
        "phoi_hop": _check_list(_SUPPORT, task.get("phoi_hop"), place.under("phoi_hop", _SUPPORT.label)),
        "han": _check_date(_DEADLINE, task.get("han"), place.under("han", _DEADLINE.label)),
    }


CHECKS: dict[str, Callable[[Field, object, Place], Any]] = {
    "text": _check_text,
    "paragraph": _check_paragraph,
    "list": _check_list,
    "date": _check_date,
    "choice": _check_choice,
    "number": _check_number,
    "money": _check_money,
    "rows": _check_rows,
    "legal_bases": _check_bulleted,
    "recipients": _check_recipients,
    "addressees": _check_addressees,
    "signer": _check_signer,
    "office": _check_office,
    "outline": _check_paragraph,
    "articles": _check_paragraph,
    "assignments": _check_assignments,
    "letter_number": _check_letter_number,
    "letter_date": _check_letter_date,
}
