"""Putting sources of tasks on record; correcting, closing and reopening plans."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from intranet.accounts.models import Person
from intranet.core import history, permissions
from intranet.core.db import session
from intranet.core.errors import Invalid
from intranet.core.flow import advance
from intranet.docservice.searching import search_text
from intranet.plans.models import Plan, Task
from intranet.plans.queries import same_plan
from intranet.plans.rules import PLAN_FLOW, TASK_FLOW, UNFINISHED, SourceKind, TaskState
from intranet.plans.service.many import hold_tasks
from intranet.plans.service.uploads import TakenFile


@dataclass(frozen=True)
class PlanFacts:
    """What is written about a plan."""

    number: str
    symbol: str
    issued_on: date
    subject: str
    leader_id: int
    legal_bases: tuple[str, ...] = ()
    issuer_words: str = ""
    period_from: date | None = None
    period_until: date | None = None


FACT_WORDS = {
    "number": "số",
    "symbol": "ký hiệu",
    "issued_on": "ngày ban hành",
    "subject": "trích yếu",
    "leader_id": "lãnh đạo theo dõi, xác nhận",
    "legal_bases": "căn cứ",
    "issuer_words": "cơ quan ban hành",
    "period_from": "bắt đầu thực hiện",
    "period_until": "kết thúc thực hiện",
}


def make_plan(
    actor: Person,
    *,
    number: str,
    symbol: str,
    issued_on: date,
    subject: str,
    leader: Person,
    legal_bases: Sequence[str] = (),
    issuer_words: str = "",
    period_from: date | None = None,
    period_until: date | None = None,
    letter: TakenFile | None = None,
    document_id: int | None = None,
    kind: SourceKind = SourceKind.PLAN,
    origin_id: int | None = None,
) -> Plan:
    """Put a plan, or another source of tasks, on record, without tasks yet.

    `leader` confirms its tasks: he issued it, or follows another authority's; `document_id` is the letter, when it was
    made here; `origin_id` the incoming letter of a direction or the briefing of conclusions (models.Plan says what
    number and symbol they bear).
    Raises NotPermitted, or Invalid when the plan is there already or its period runs backwards.
    """
    permissions.require(actor, "plan.make")
    facts = PlanFacts(
        number, symbol, issued_on, subject, leader.id, tuple(legal_bases), issuer_words, period_from, period_until
    )
    plan = Plan(made_by_id=actor.id, document_id=document_id, kind=kind, origin_id=origin_id)
    _write(plan, facts)
    if letter:
        plan.file_sha256, plan.file_name = letter.sha256, letter.name
    try:
        with session.begin_nested():
            session.add(plan)
    except IntegrityError as error:  # somebody else put the same plan on record at this very moment
        raise _twin(facts) if plan.is_plan else Invalid(f"{plan.mark} đã giao việc rồi.") from error
    history.record(plan, actor, "make", f"lập kế hoạch số {plan.mark}" if plan.is_plan else f"ghi {plan.mark}")
    return plan


def edit_plan(plan: Plan, facts: PlanFacts, actor: Person) -> None:
    """Correct what is written about a plan; history keeps what it said before."""
    permissions.require(actor, "plan.edit", plan)
    before = replace(facts, **{name: getattr(plan, name) for name in asdict(facts)})
    before = replace(before, legal_bases=tuple(before.legal_bases))
    changed = [name for name, value in asdict(facts).items() if value != getattr(before, name)]
    if not changed:
        return
    _write(plan, facts)
    words = ", ".join(FACT_WORDS[name] for name in changed)
    history.record(
        plan, actor, "edit", f"sửa {words}", changes={name: str(getattr(before, name) or "") for name in changed}
    )


def attach_letter(plan: Plan, letter: TakenFile, actor: Person) -> None:
    """Put the letter itself to the plan; an earlier file stays in the store and in history."""
    permissions.require(actor, "plan.edit", plan)
    history.record(plan, actor, "attach", f"gắn tệp văn bản {letter.name}", earlier=plan.file_sha256 or "")
    plan.file_sha256, plan.file_name = letter.sha256, letter.name


def close(plan: Plan, actor: Person, note: str = "") -> None:
    """Close a plan whose deadlines are all settled; its tasks without deadline are closed with it."""
    hold_tasks(select(Task.id).where(Task.plan_id == plan.id))
    advance(plan, PLAN_FLOW, "close", actor, note)
    for task in list(plan.tasks):
        if task.state in UNFINISHED:
            advance(task, TASK_FLOW, "close", actor)


def reopen(plan: Plan, actor: Person, note: str) -> None:
    """Open a closed plan again, with the tasks that were closed with it."""
    hold_tasks(select(Task.id).where(Task.plan_id == plan.id))
    advance(plan, PLAN_FLOW, "reopen", actor, note)
    for task in list(plan.tasks):
        if task.state == TaskState.CLOSED:
            advance(task, TASK_FLOW, "resume", actor)


def _write(plan: Plan, facts: PlanFacts) -> None:
    if facts.period_from and facts.period_until and facts.period_until < facts.period_from:
        raise Invalid("Ngày kết thúc đứng trước ngày bắt đầu.", field="period_until")
    with session.no_autoflush:
        if plan.is_plan and same_plan(facts.number, facts.symbol, facts.issued_on, but=plan):
            raise _twin(facts)
        for name, value in asdict(facts).items():
            setattr(plan, name, list(value) if name == "legal_bases" else value)
        plan.search_text = search_text(plan.mark, plan.short_mark, plan.subject)


def _twin(facts: PlanFacts) -> Invalid:
    return Invalid(
        f"Kế hoạch số {facts.number}/{facts.symbol} năm {facts.issued_on.year} đã có.",
        field="number",
        advice="Hãy mở kế hoạch ấy trong danh sách, hoặc kiểm tra lại số.",
    )
