"""The body of a letter as printed lines: which style, which words; from an outline or from assignments."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from intranet.docservice.endings import bare_line
from intranet.docservice.outline import Item, parse_outline
from intranet.docservice.vietnamese import fold, from_roman, roman, short_date

# The kind of a printed line and the style that prints it; the styles live in each template.docx.
STYLES = {
    "phan": "Phần",
    "tieu_de_phan": "Tiêu đề phần",
    "muc": "Mục I",
    "khoan": "Khoản 1",
    "khoan_dam": "Khoản 1 có tiêu đề",
    "tieu_khoan": "Khoản 1.1",
    "diem": "Điểm a",
    "gach": "Gạch đầu dòng",
    "cong": "Dấu cộng",
    "doan": "Nội dung",
    "dieu": "Điều",
    "ket": "Lời kết",
}
LONGEST_TITLE = 150


@dataclass(frozen=True)
class Line:
    """One paragraph of the body: its kind (a key of STYLES) and its words; `lead` is printed bold before them."""

    kind: str
    text: str
    lead: str = ""

    def plain(self) -> dict[str, str]:
        """The line as plain values for a template."""
        return {"kieu": self.kind, "chu": self.text} | ({"dam": self.lead} if self.lead else {})


def outline_lines(text: str) -> list[Line]:
    """The printed lines of an outline typed as text (NĐ 30/2020, PL I, II.6đ and V.6b)."""
    return list(_lines(parse_outline(text)))


def _lines(siblings: list[Item]) -> Iterator[Line]:
    titled = _have_titles([item for item in siblings if item.kind == "khoan"])
    for item in siblings:
        yield from _item_lines(item, titled)
        yield from _lines(item.children)


def _item_lines(item: Item, titled: bool) -> Iterator[Line]:
    if item.kind == "phan":
        yield Line("phan", item.marker)
        if item.text:
            yield Line("tieu_de_phan", item.text.upper())
    elif item.kind == "muc":
        yield Line("muc", f"{item.marker} {item.text.upper() if is_title(item.text) else item.text}")
    else:
        kind = "khoan_dam" if item.kind == "khoan" and titled else item.kind
        yield Line(kind, f"{item.marker} {item.text}".strip())


def _have_titles(clauses: list[Item]) -> bool:
    """Clauses of one section are titled together or not at all."""
    return all(is_title(clause.text) for clause in clauses) and any(clause.children for clause in clauses)


def is_title(text: str) -> bool:
    """Whether the words of a numbered line are a title rather than a sentence."""
    return len(text) <= LONGEST_TITLE and not text.endswith((".", ";", ","))


def last_section(text: str) -> int:
    """The number of the outline's last section (IV → 4), 0 when it has none."""
    items = [item for root in parse_outline(text) for item in root.walk() if item.kind == "muc"]
    return (from_roman(items[-1].marker.rstrip(".")) or 0) if items else 0


def has_section(text: str, heading: str) -> bool:
    """Whether the outline already has a section of this title."""
    items = (item for root in parse_outline(text) for item in root.walk() if item.kind == "muc")
    return any(fold(item.text).startswith(fold(heading)) for item in items)


def section_heading(number: int, heading: str) -> Line:
    """The heading of the section after `number - 1` others."""
    return Line("muc", f"{roman(number)}. {heading.upper()}")


def assignment_lines(units: Iterable[dict[str, Any]]) -> list[Line]:
    """Each unit as a numbered title, then its tasks: one as a paragraph, several as dashes."""
    lines: list[Line] = []
    for number, unit in enumerate(units, 1):
        lines.append(Line("khoan_dam", f"{number}. {unit['don_vi']}:"))
        tasks = unit["nhiem_vu"]
        several = len(tasks) > 1
        lines += [
            Line("gach", f"- {_task_words(task)}") if several else Line("doan", _task_words(task)) for task in tasks
        ]
    return lines


def _task_words(task: dict[str, Any]) -> str:
    extra = []
    if task["phoi_hop"]:
        extra.append(f"Đơn vị phối hợp: {', '.join(map(bare_line, task['phoi_hop']))}.")
    if task["han"]:
        extra.append(f"Thời hạn hoàn thành: {_deadline(task)}.")
    text = str(task["noi_dung"])
    if not extra:
        return text
    return " ".join([text if text.endswith(("…", "...", "!", "?")) else f"{bare_line(text)}.", *extra])


def _deadline(task: dict[str, Any]) -> str:
    return short_date(date.fromisoformat(task["han"])) if task["han"] else ""


def assignment_rows(units: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """The same tasks as the rows of a table: what, who leads, who supports, until when."""
    tasks = [(unit["don_vi"], task) for unit in units for task in unit["nhiem_vu"]]
    return [
        {
            "stt": str(number),
            "noi_dung": str(task["noi_dung"]),
            "chu_tri": str(unit),
            "phoi_hop": ", ".join(task["phoi_hop"]),
            "thoi_han": _deadline(task),
        }
        for number, (unit, task) in enumerate(tasks, 1)
    ]
