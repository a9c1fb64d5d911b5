"""Reading reports, and counting a plan for a snapshot."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from intranet.accounts.models import Person
from intranet.accounts.rules import departments_of
from intranet.core.clock import office_time
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.plans.models import Evidence, Plan, Task
from intranet.plans.rules import EvidenceKind, ExtensionState, sees_all_departments, short_title, timeliness_of
from intranet.reports.models import Report, ReportPart
from intranet.reports.rules import ReportState, standing_of

EVIDENCE_NAMES = {EvidenceKind.LINK: "liên kết", EvidenceKind.NOTE: "ghi chú"}


def get_report(report_id: int) -> Report:
    """The report, or NotFound."""
    report = session.get(Report, report_id)
    if report is None:
        raise NotFound("Không tìm thấy báo cáo này.")
    return report


def get_part(part_id: int) -> ReportPart:
    """One department's part, or NotFound."""
    part = session.get(ReportPart, part_id)
    if part is None:
        raise NotFound("Không tìm thấy phần báo cáo này.")
    return part


def reports(person: Person) -> Sequence[Report]:
    """The reports a person sees, the newest first."""
    query = select(Report).options(
        joinedload(Report.plan),
        joinedload(Report.document),
        selectinload(Report.parts).joinedload(ReportPart.department),
    )
    if not sees_all_departments(person):
        own = select(ReportPart.report_id).where(ReportPart.department_id.in_(departments_of(person)))
        query = query.where(Report.id.in_(own))
    return session.scalars(query.order_by(Report.id.desc()).limit(200)).unique().all()


def parts_waiting_for(person: Person) -> int:
    """How many parts the person's departments still owe, for the menu."""
    return session.scalar(select(func.count(ReportPart.id)).join(Report).where(*_owed_by(person))) or 0


def parts_owed(person: Person) -> Sequence[ReportPart]:
    """The parts the person's departments still owe, the first due first."""
    query = select(ReportPart).join(Report).where(*_owed_by(person)).order_by(Report.answer_by, ReportPart.id)
    whole = contains_eager(ReportPart.report).joinedload(Report.plan)
    return session.scalars(query.options(whole, joinedload(ReportPart.department))).all()


def _owed_by(person: Person) -> list[ColumnElement[bool]]:
    return [
        Report.state == ReportState.ASKED,
        ReportPart.answered_at.is_(None),
        ReportPart.department_id.in_(departments_of(person)),
    ]


def report_before(report: Report) -> Report | None:
    """The same plan's report before this one."""
    query = select(Report).where(Report.plan_id == report.plan_id, Report.n < report.n).order_by(Report.n.desc())
    return session.scalars(query.limit(1)).one_or_none()


def next_n(plan: Plan) -> int:
    """The number of the plan's next snapshot."""
    return (session.scalar(select(func.max(Report.n)).where(Report.plan_id == plan.id)) or 0) + 1


def count_plan(plan: Plan, day: date) -> list[dict[str, Any]]:
    """Every task of the plan as it stands on this day, in the plan's order, with its evidence numbered MC1, MC2, …"""
    query = (
        select(Task)
        .where(Task.plan_id == plan.id)
        .options(
            joinedload(Task.lead),
            selectinload(Task.evidence).joinedload(Evidence.item),
            selectinload(Task.extensions),
        )
        .order_by(Task.position, Task.id)
    )
    lines, proofs = [], 0
    for task in session.scalars(query).unique():
        finished = _done_on(task)
        standing = standing_of(task.state, task.deadline, finished, day)
        if standing is None:
            continue
        evidence = [proof for proof in task.evidence if proof.withdrawn_at is None]
        lines.append(
            {
                "task": task.id,
                "department": task.lead_id,
                "department_name": task.lead.name,
                "place": task.place,
                "title": task.title,
                "words": " ".join(task.words.split())[:1000],
                "deadline": task.deadline.isoformat() if task.deadline else None,
                "finished_on": finished.isoformat() if finished else None,
                "standing": standing,
                "kept": timeliness_of(task, day),
                "first_deadline": task.first_due_on.isoformat() if task.is_extended else None,
                "extension_reason": _reason(task),
                "late_days": _late_days(task.deadline, finished, day, standing),
                "evidence": [f"MC{proofs + number}" for number in range(1, len(evidence) + 1)],
                "evidence_names": [_name(proof) for proof in evidence],
            }
        )
        proofs += len(evidence)
    return lines


def _done_on(task: Task) -> date | None:
    """A department is done on the day it reported, however long the confirmation took."""
    moment = (task.reported_at or task.finished_at) if task.finished_at else None
    return office_time(moment).date() if moment else None


def _reason(task: Task) -> str:
    """Why it was given more time the last time."""
    granted = [one for one in task.extensions if one.state == ExtensionState.GRANTED]
    return " ".join(granted[-1].reason.split())[:300] if granted else ""


def _late_days(deadline: date | None, finished: date | None, day: date, standing: str) -> int:
    if deadline is None or standing not in ("late", "done_late"):
        return 0
    return ((finished or day) - deadline).days


def _name(proof: Evidence) -> str:
    on = office_time(proof.at).date()
    words = proof.name or proof.url or short_title(proof.note) or EVIDENCE_NAMES.get(EvidenceKind(proof.kind), "")
    return f"{words} ({on:%d/%m/%Y})"
