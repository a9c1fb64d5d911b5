"""A list of tasks as Excel rows, and its filter in words."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from intranet.accounts.queries import departments_by_id
from intranet.core.db import session
from intranet.plans.models import Plan, Task
from intranet.plans.queries import TaskFilter
from intranet.plans.queries.lists import ALL
from intranet.plans.rules import (
    ACTIVE,
    DUE_LABELS,
    KEPT_LABELS,
    SOURCE_LABELS,
    TASK_STATE_LABELS,
    Due,
    Kept,
    SourceKind,
    TaskState,
)
from intranet.web.excel import Column

COLUMNS = (
    Column("Nguồn giao việc", 20),
    Column("Mục", 8),
    Column("Nhiệm vụ", 60),
    Column("Đơn vị chủ trì", 28),
    Column("Người phụ trách", 24),
    Column("Thời hạn", 12),
    Column("Tình hình hạn", 18),
    Column("Trạng thái", 18),
    Column("Đầu việc xong", 10),
    Column("Mức độ", 12),
)


def sheet_rows(tasks: Iterable[Task], progress: Mapping[int, tuple[int, int]], today: date) -> Iterator[list[Any]]:
    """The cells of each task, in the order of COLUMNS."""
    for task in tasks:
        done, count = progress.get(task.id, (0, 0))
        yield [
            task.plan.mark,
            task.place,
            task.words,
            task.lead.name,
            task.assignee.name if task.assignee else "",
            task.deadline,
            DUE_LABELS[task.due_at(today)] if task.state in ACTIVE else "",
            task.state_label,
            f"{done}/{count}" if count else "",
            task.priority_label,
        ]


def filter_in_words(wanted: TaskFilter) -> str:
    """What the list shows: "Quá hạn · Văn phòng · KH 43/KH-LMHTX"."""
    words = []
    if wanted.due:
        words.append(DUE_LABELS[Due(wanted.due)])
    elif wanted.state == ALL:
        words.append("Tất cả nhiệm vụ")
    else:
        words.append(TASK_STATE_LABELS[TaskState(wanted.state)] if wanted.state else "Nhiệm vụ chưa xong")
    units = departments_by_id() if wanted.department or wanted.support else {}
    if wanted.department in units:
        words.append(units[wanted.department].name)
    if wanted.support in units:
        words.append(f"{units[wanted.support].name} phối hợp")
    plan = session.get(Plan, wanted.plan) if wanted.plan else None
    if plan:
        words.append(f"KH {plan.mark}" if plan.is_plan else plan.mark)
    elif wanted.source:
        words.append(SOURCE_LABELS[SourceKind(wanted.source)])
    if wanted.kept:
        words.append(KEPT_LABELS[Kept(wanted.kept)].lower())
    if wanted.due_from or wanted.due_until:
        days = (f"{word} {day:%d/%m/%Y}" for word, day in (("từ", wanted.due_from), ("đến", wanted.due_until)) if day)
        words.append(f"hạn {' '.join(days)}")
    if wanted.q:
        words.append(f"có chữ “{wanted.q}”")
    return " · ".join(words)
