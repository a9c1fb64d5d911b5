"""The tasks a kế hoạch hands out when it is issued, as rows the clerk may correct before he confirms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from intranet.core.errors import Invalid
from intranet.docservice.assignments import ReadTask
from intranet.docservice.vietnamese import roman, short_date
from intranet.documents.forms.reading import as_iso
from intranet.plans.receivers import DEPARTMENT, GROUP, Receivers
from intranet.plans.rules import TaskProposal, last_day
from intranet.web.forms import clean_line, clean_text
from intranet.web.rows import Sent, table_of

PREFIX = "viec"
CELLS = ("place", "receiver", "words", "support", "deadline", "deadline_words", "needs_evidence")


@dataclass(frozen=True)
class TaskRow:
    """One task as the page shows it; `unit_words` is what the letter says when no unit of that name is known."""

    place: str = ""
    receiver: str = ""
    words: str = ""
    support: str = ""
    deadline: str = ""
    deadline_words: str = ""
    needs_evidence: bool = False
    unit_words: str = ""
    errors: Mapping[str, str] | None = None

    def error(self, cell: str) -> tuple[str, ...]:
        """What is wrong with a cell."""
        words = (self.errors or {}).get(cell)
        return (words,) if words else ()


def rows_of(units: Iterable[Mapping[str, Any]], section: int, receivers: Receivers) -> list[TaskRow]:
    """The rows of the section "Tổ chức thực hiện"; `section` is its Roman number in the letter (III → 3)."""
    rows = []
    for number, unit in enumerate(units, 1):
        name = str(unit["don_vi"])
        receiver = receivers.find(name) or ""
        for task in unit["nhiem_vu"]:
            rows.append(
                TaskRow(
                    place=f"{roman(section)}.{number}" if section else str(number),
                    receiver=receiver,
                    words=str(task["noi_dung"]),
                    support="; ".join(task["phoi_hop"]),
                    deadline=task["han"] or "",
                    unit_words="" if receiver else name,
                )
            )
    return rows


def rows_read(tasks: Iterable[ReadTask], receivers: Receivers) -> list[TaskRow]:
    """The rows of a letter written in Word, as its own words hand them out."""
    return [_row_read(task, receivers) for task in tasks]


def _row_read(task: ReadTask, receivers: Receivers) -> TaskRow:
    receiver, day = receivers.find(task.unit) or "", last_day(task.deadline)
    return TaskRow(
        place=task.number,
        receiver=receiver,
        words=task.words,
        support="; ".join(task.supports),
        deadline=day.isoformat() if day else "",
        deadline_words=task.deadline.words,
        unit_words="" if receiver else task.unit,
    )


def rows_from(sent: Sent) -> list[TaskRow]:
    """The rows as the clerk left them; a row without words and place is not there."""
    return [
        TaskRow(
            place=clean_line(cells["place"]) or "",
            receiver=cells["receiver"].strip(),
            words=clean_text(cells["words"]) or "",
            support=clean_line(cells["support"]) or "",
            deadline=as_iso(cells["deadline"]),
            deadline_words=(clean_line(cells["deadline_words"]) or "")[:300],
            needs_evidence=bool(cells["needs_evidence"]),
        )
        for cells in table_of(PREFIX, CELLS, sent)
        if cells["words"].strip() or cells["receiver"].strip()
    ]


def checked(rows: Sequence[TaskRow], receivers: Receivers, issued_on: date) -> list[TaskRow]:
    """The rows, each with what is wrong in it; no deadline stands before the letter's own date."""
    return [replace(row, errors=_wrong(row, receivers) | _too_early(row, issued_on)) for row in rows]


def _too_early(row: TaskRow, issued_on: date) -> dict[str, str]:
    day = _day(row.deadline)
    if day is None or day >= issued_on:
        return {}
    return {"deadline": f"Thời hạn đứng trước ngày văn bản ({short_date(issued_on)}). Hãy sửa hoặc để trống."}


def _wrong(row: TaskRow, receivers: Receivers) -> dict[str, str]:
    wrong = {}
    if row.receiver not in receivers.keys.values():
        wrong["receiver"] = "Hãy chọn đơn vị nhận."
    if not row.words:
        wrong["words"] = "Hãy ghi nội dung nhiệm vụ."
    if row.deadline and _day(row.deadline) is None:
        wrong["deadline"] = "Ngày không đúng. Hãy ghi như 25/02/2025."
    if unknown := [name for name in _names(row.support) if not _department(name, receivers)]:
        wrong["support"] = f"Không có đơn vị «{unknown[0]}». Hãy ghi đúng tên, cách nhau bằng dấu ;"
    return wrong


def proposals_of(rows: Iterable[TaskRow], receivers: Receivers) -> list[TaskProposal]:
    """What the plan hands out; raises Invalid when a row was not checked."""
    return [_proposal(row, receivers) for row in rows]


def _proposal(row: TaskRow, receivers: Receivers) -> TaskProposal:
    kind, _, unit_id = row.receiver.partition(":")
    if _wrong(row, receivers):
        raise Invalid("Còn nhiệm vụ chưa đủ nội dung hoặc đơn vị nhận.")
    return TaskProposal(
        words=row.words,
        place=row.place,
        department_id=int(unit_id) if kind == DEPARTMENT else None,
        group_id=int(unit_id) if kind == GROUP else None,
        support_ids=tuple(id for name in _names(row.support) if (id := _department(name, receivers))),
        deadline=_day(row.deadline),
        deadline_words=row.deadline_words,
        needs_evidence=row.needs_evidence,
    )


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(";") if name.strip()]


def _department(name: str, receivers: Receivers) -> int | None:
    kind, _, unit_id = (receivers.find(name) or "").partition(":")
    return int(unit_id) if kind == DEPARTMENT else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
