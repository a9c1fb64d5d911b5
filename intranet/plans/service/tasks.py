"""Correcting what a task says: its words, days, priority and supporting departments."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from intranet.accounts.models import Department, Person
from intranet.core import history, permissions
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.docservice.searching import search_text
from intranet.plans.models import Task
from intranet.plans.rules import UNFINISHED, Priority
from intranet.plans.service.handing_out import check_days
from intranet.plans.service.telling import tell_moved


@dataclass(frozen=True)
class TaskFacts:
    """What is written about a task; its lead department changes by `reassign` alone."""

    words: str
    place: str = ""
    support_ids: tuple[int, ...] = ()
    start_on: date | None = None
    deadline: date | None = None
    deadline_words: str = ""
    priority: Priority = Priority.NORMAL
    needs_evidence: bool = False


FACT_WORDS = {
    "words": "nội dung",
    "place": "mục",
    "support_ids": "đơn vị phối hợp",
    "start_on": "ngày bắt đầu",
    "deadline": "thời hạn",
    "deadline_words": "thời hạn ghi trong văn bản",
    "priority": "mức độ",
    "needs_evidence": "yêu cầu minh chứng",
}


def edit_task(task: Task, facts: TaskFacts, actor: Person, note: str = "") -> None:
    """Correct a task; history keeps what changed and what it was before.

    Raises NotPermitted, Refused for a finished task, Invalid for missing words or an impossible deadline.
    """
    permissions.require(actor, "task.edit", task)
    lock(task)
    if task.state not in UNFINISHED:
        raise Refused(f"Nhiệm vụ đã ở trạng thái «{task.state_label}» nên không sửa được.")
    if not facts.words.strip():
        raise Invalid("Hãy ghi nội dung nhiệm vụ.", field="words")
    check_days(task.plan, facts)
    wanted = asdict(facts)
    wanted["support_ids"] = set(facts.support_ids) - {task.lead_id}
    before = {name: getattr(task, name) for name, value in wanted.items() if getattr(task, name) != value}
    if not before:
        return
    if "support_ids" in before:
        units = select(Department).where(Department.id.in_(wanted["support_ids"])).order_by(Department.position)
        task.supports = list(session.scalars(units))
    for name in before.keys() - {"support_ids"}:
        setattr(task, name, wanted[name])
    task.search_text = search_text(task.words)
    history.record(
        task, actor, "edit", f"sửa {', '.join(FACT_WORDS[name] for name in before)}", note=note,
        changes={name: _plain(value) for name, value in before.items()},
    )  # fmt: skip
    if "deadline" in before:
        tell_moved(task, before["deadline"], actor)


def _plain(value: Any) -> Any:
    if isinstance(value, set):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value
