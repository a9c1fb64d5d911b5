"""From what a browser sent to the facts of a letter: every kind of field has its reader; nothing typed is dropped."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from intranet.docservice.catalogue import Template
from intranet.docservice.fields import Field
from intranet.documents.facts import Typed, is_asked
from intranet.documents.offers import with_line, with_tasks
from intranet.web.forms import Day, clean_line, clean_text, whole_number_or_none
from intranet.web.rows import Sent, table_of

SIGNER = "nguoi_ky"
FIELD_OF_WORK = "linh_vuc"
REVISION = "revision"
PASTE = "dan"
# Buttons that take over what the office knows, and the controls beside them.
TAKE_LINE, TAKE_TASKS = "_line", "_tasks"
OFFER, PLAN = "them", "ke_hoach"
TASK_CELLS = ("don_vi", "noi_dung", "phoi_hop", "han")


def typed_from(template: Template, sent: Sent) -> Typed:
    """What stood in the form of a template, right or wrong."""
    facts = {
        field.key: READERS.get(field.kind, _line)(field, sent)
        for field in template.fields
        if is_asked(field) and field.kind != "signer"
    }
    return Typed(facts, whole_number_or_none(sent.get(SIGNER)), clean_line(sent.get(FIELD_OF_WORK)) or "")


def with_offer(template: Template, typed: Typed, sent: Sent, tasks_of: Callable[[int], Sequence[Any]]) -> Typed:
    """What is typed with what a button takes over: a line the office knows, or the tasks of a plan."""
    if key := sent.get(TAKE_LINE):
        return with_line(template, typed, key, clean_line(sent.get(f"{key}-{OFFER}")) or "")
    key, plan_id = sent.get(TAKE_TASKS, ""), whole_number_or_none(sent.get(f"{sent.get(TAKE_TASKS)}-{PLAN}"))
    return with_tasks(template, typed, key, tasks_of(plan_id)) if plan_id else typed


def revision_of(sent: Sent) -> int:
    """The revision the form was opened with; 0, which is never right, when it lacks one."""
    return whole_number_or_none(sent.get(REVISION)) or 0


def _line(field: Field, sent: Sent) -> str:
    return clean_line(sent.get(field.key)) or ""


def _text(field: Field, sent: Sent) -> str:
    return clean_text(sent.get(field.key)) or ""


def _list(field: Field, sent: Sent) -> list[str]:
    lines = (clean_line(line) or "" for line in (sent.get(field.key) or "").splitlines())
    return [line for line in lines if line]


def _day(field: Field, sent: Sent) -> str:
    return as_iso(sent.get(field.key) or "")


def as_iso(text: str) -> str:
    """25/02/2025 → 2025-02-25; what is no date stays as typed, for the check to name."""
    text = text.strip()
    for pattern in Day.FORMATS:
        try:
            return datetime.strptime(text, pattern).date().isoformat()
        except ValueError:
            continue
    return text


def _rows(field: Field, sent: Sent) -> list[dict[str, str]]:
    keys = [column.key for column in field.columns]
    rows = [_row(field.columns, cells) for cells in table_of(field.key, keys, sent)]
    return rows + list(_pasted(field, sent))


def _row(columns: Iterable[Field], cells: Mapping[str, str]) -> dict[str, str]:
    row = {}
    for column in columns:
        text = cells[column.key]
        row[column.key] = as_iso(text) if column.kind == "date" else clean_text(text) or ""
    return row


def _pasted(field: Field, sent: Sent) -> Iterable[dict[str, str]]:
    """Lines copied from Excel: a tab between cells, in the order of the columns; a leading running number goes."""
    for line in (sent.get(f"{field.key}-{PASTE}") or "").splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > len(field.columns) and cells[0].isdecimal():
            cells = cells[1:]
        if any(cells):
            filled = cells + [""] * len(field.columns)
            yield _row(field.columns, dict(zip((c.key for c in field.columns), filled, strict=False)))


def _assignments(field: Field, sent: Sent) -> list[dict[str, Any]]:
    return units_from(table_of(field.key, TASK_CELLS, sent))


def units_from(rows: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Rows of one task each, gathered by unit: a row without a unit belongs to the unit above it."""
    units: list[dict[str, Any]] = []
    for row in rows:
        name = clean_line(row["don_vi"]) or ""
        if not units or (name and name != units[-1]["don_vi"]):
            units.append({"don_vi": name, "nhiem_vu": []})
        helpers = [clean_line(part) or "" for part in re.split(r"[;\n]", row["phoi_hop"])]
        task = {
            "noi_dung": clean_text(row["noi_dung"]) or "",
            "phoi_hop": [helper for helper in helpers if helper],
            "han": as_iso(row["han"]),
        }
        units[-1]["nhiem_vu"].append(task)
    return units


READERS: dict[str, Callable[[Field, Sent], Any]] = {
    "paragraph": _text,
    "outline": _text,
    "articles": _text,
    "list": _list,
    "legal_bases": _list,
    "recipients": _list,
    "addressees": _list,
    "date": _day,
    "rows": _rows,
    "assignments": _assignments,
}
