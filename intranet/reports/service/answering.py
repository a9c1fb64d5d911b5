"""Asking for a report: the figures are frozen, each department gets its part, and answers it."""

from datetime import date
from typing import Any

from intranet.accounts.queries import holders_of
from intranet.accounts.rules import HEADS
from intranet.core import history, permissions
from intranet.core.clock import now, office_time, today
from intranet.core.db import session
from intranet.core.errors import Invalid
from intranet.emulation.queries.publicity import count_for_plan
from intranet.notices.service import tell
from intranet.plans.models import Plan
from intranet.reports import queries
from intranet.reports.models import Report, ReportPart
from intranet.reports.rules import count, own_words


def make_report(plan: Plan, period_from: date, period_until: date, answer_by: date, actor: Any) -> Report:
    """Count the plan now, keep every figure under the next number, and ask each department for its part.

    Raises Invalid for a period that runs backwards or begins in the future, a day to answer by that is over, or a
    plan without tasks.
    """
    permissions.require(actor, "report.make", plan)
    if period_until < period_from:
        raise Invalid("Kỳ báo cáo kết thúc trước khi bắt đầu.", field="period_until")
    if period_from > today():
        raise Invalid("Kỳ báo cáo chưa bắt đầu.", field="period_from")
    if answer_by < today():
        raise Invalid("Hạn gửi đã qua.", field="answer_by")
    lines = queries.count_plan(plan, today())
    if not lines:
        raise Invalid("Kế hoạch chưa giao nhiệm vụ nào nên chưa có gì để báo cáo.", field="period_from")
    report = Report(
        plan=plan,
        n=queries.next_n(plan),
        period_from=period_from,
        period_until=period_until,
        answer_by=answer_by,
        snapshot={
            "counted_at": office_time(now()).isoformat(),
            "figures": count(lines),
            "tasks": lines,
            "published": count_for_plan(plan, period_from, period_until),
        },
        made_by_id=actor.id,
    )
    session.add(report)
    for position, department_id in enumerate(dict.fromkeys(line["department"] for line in lines), 1):
        own = [line for line in lines if line["department"] == department_id]
        report.parts.append(ReportPart(department_id=department_id, position=position, results=own_words(own)))
    history.record(report, actor, "make_report", f"chốt số liệu {report.n}, yêu cầu các đơn vị báo cáo")
    heads = [head for part in report.parts for head in holders_of(HEADS, {part.department_id})]
    tell(heads, "report_asked", f"yêu cầu báo cáo trước ngày {answer_by:%d/%m/%Y}", subject=report, actor=actor)
    return report


def answer(part: ReportPart, results: str, difficulties: str, proposals: str, actor: Any) -> None:
    """Write a department's part, or write it again; the figures stay as they were counted."""
    permissions.require(actor, "report_part.answer", part)
    if not results.strip():
        raise Invalid("Hãy ghi kết quả của đơn vị.", field="results")
    before = {name: getattr(part, name) for name in ("results", "difficulties", "proposals")}
    part.results, part.difficulties, part.proposals = results.strip(), difficulties.strip(), proposals.strip()
    part.answered_at, part.answered_by_id = now(), actor.id
    history.record(part.report, actor, "answer", f"gửi phần báo cáo của {part.department.name}", before_words=before)
    tell(
        [part.report.made_by],
        "report_answered",
        f"gửi phần của {part.department.name}",
        subject=part.report,
        actor=actor,
    )
