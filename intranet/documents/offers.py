"""What the office already knows and a form may take over: legal bases by their full names, receivers, tasks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from intranet.docservice.catalogue import Template
from intranet.docservice.fields import Field
from intranet.docservice.vietnamese import fold, letter_date
from intranet.documents.facts import Typed
from intranet.plans.rules import UNFINISHED

# Columns of a table that a plan's tasks can fill, by what they hold.
TASK_COLUMNS: dict[str, Callable[[Any], str]] = {
    "nhiem_vu": lambda task: task.words,
    "viec": lambda task: task.words,
    "chu_tri": lambda task: task.lead.name,
    "don_vi": lambda task: task.lead.name,
    "phoi_hop": lambda task: "; ".join(unit.name for unit in task.supports),
    "thoi_han": lambda task: task.deadline.isoformat() if task.deadline else "",
    "ket_qua": lambda task: task.state_label,
}
WORDS_OF_TASK = frozenset({"nhiem_vu", "viec"})
RESULT = "ket_qua"
# Điều khoản cites a law or an ordinance by its name alone (NĐ 30/2020, PL I, II.6a).
BY_NAME_ALONE = ("luat", "phap lenh", "hien phap", "bo luat")


@dataclass(frozen=True)
class Offers:
    """What may be taken over: lines for legal bases, receivers, and plans by their id."""

    bases: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    plans: tuple[tuple[str, str], ...] = ()

    def lines_for(self, kind: str) -> tuple[str, ...]:
        """What a field of lines is offered."""
        return self.bases if kind == "legal_bases" else self.receivers if kind in ("addressees", "recipients") else ()


NOTHING_KNOWN = Offers()


def cited_law(law: Any) -> str:
    """ "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"."""
    dated = f" {letter_date(law.dated)}" if law.dated else ""
    if not law.mark or fold(law.name).startswith(BY_NAME_ALONE):
        return f"Căn cứ {law.name}{dated}"
    places = (law.name.find(word) for word in (" của ", " về ", " quy định "))
    at = min((place for place in places if place > 0), default=len(law.name))
    return f"Căn cứ {law.name[:at]} số {law.mark}{dated}{law.name[at:]}"


def cited_letter(type_name: str, mark: str, day: date, issuer: str, subject: str) -> str:
    """ "Căn cứ Kế hoạch số 43/KH-LMHTX ngày 25 tháng 02 năm 2025 của … về tuyên truyền …"."""
    about = subject.strip().rstrip(".")
    for beginning in ("Về việc ", "về việc ", "V/v ", "Về ", "về "):
        about = about.removeprefix(beginning)
    # A name in capitals (UBND) keeps them; the first word of a sentence does not.
    about = about if about[:2].isupper() else about[:1].lower() + about[1:]
    return f"Căn cứ {type_name} số {mark} {letter_date(day)} của {issuer}" + (f" về {about}" if about else "")


def takes_tasks(field: Field) -> bool:
    """Whether a table has a column for the words of a task."""
    return field.kind == "rows" and any(column.key in WORDS_OF_TASK for column in field.columns)


def task_rows(field: Field, tasks: Iterable[Any]) -> list[dict[str, str]]:
    """A plan's tasks as rows of a table; a table without results is about what is not finished."""
    has_result = any(column.key == RESULT for column in field.columns)
    return [
        {column.key: TASK_COLUMNS[column.key](task) if column.key in TASK_COLUMNS else "" for column in field.columns}
        for task in tasks
        if has_result or task.state in UNFINISHED
    ]


def with_line(template: Template, typed: Typed, key: str, line: str) -> Typed:
    """What is typed with one more line in a field of lines; among recipients it stands before "Lưu: …"."""
    field = next((one for one in template.fields if one.key == key), None)
    if field is None or field.kind not in ("legal_bases", "addressees", "recipients") or not line:
        return typed
    lines = list(typed.facts.get(key) or [])
    if line in lines:
        return typed
    place = len(lines)
    if field.kind == "recipients" and lines and fold(lines[-1].lstrip("- ")).startswith("luu"):
        place -= 1
    return replace(typed, facts=typed.facts | {key: [*lines[:place], line, *lines[place:]]})


def with_tasks(template: Template, typed: Typed, key: str, tasks: Sequence[Any]) -> Typed:
    """What is typed with a plan's tasks as further rows of a table; those that are there already stay as they are."""
    field = next((one for one in template.fields if one.key == key and takes_tasks(one)), None)
    if field is None:
        return typed
    rows: list[Mapping[str, str]] = list(typed.facts.get(key) or [])
    words = next(column.key for column in field.columns if column.key in WORDS_OF_TASK)
    known = {row.get(words) for row in rows}
    rows += [row for row in task_rows(field, tasks) if row[words] not in known]
    return replace(typed, facts=typed.facts | {key: rows})
