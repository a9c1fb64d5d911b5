"""Reading plans: one, the list with what stands behind each, the search; lists show plans, not other sources."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, extract, func, select
from sqlalchemy.orm import selectinload

from intranet.accounts.queries import issuers
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.core.search import holds_all
from intranet.docservice.assignments.units import name_key
from intranet.docservice.searching import search_terms
from intranet.plans.models import Plan, Task
from intranet.plans.queries.tasks import for_lists, just_the_name, visible_tasks, visible_to
from intranet.plans.rules import ACTIVE, UNFINISHED, PlanState, SourceKind, TaskState

PAGE = 30
IS_PLAN = Plan.kind == SourceKind.PLAN


@dataclass(frozen=True)
class PlanFilter:
    """What the address of the list of plans asks for; `state` a PlanState or "all"."""

    state: str = PlanState.OPEN.value
    q: str = ""


@dataclass(frozen=True)
class PlanCounts:
    """How far a plan is; cancelled tasks do not count."""

    total: int = 0
    done: int = 0
    late: int = 0
    departments: int = 0


@dataclass(frozen=True)
class PlanPage:
    """One page of the list and how many plans there are in all."""

    plans: Sequence[Plan]
    total: int
    page: int
    pages: int


def get_plan(plan_id: int) -> Plan:
    """The plan, or NotFound."""
    plan = session.get(Plan, plan_id)
    if plan is None:
        raise NotFound("Không tìm thấy kế hoạch này.")
    return plan


def find_plan(number: str) -> Plan | None:
    """The newest plan of that number: "43" or "43/KH-LMHTX"."""
    bare, _, symbol = number.strip().partition("/")
    query = select(Plan).where(IS_PLAN, Plan.number == bare)
    if symbol:
        query = query.where(Plan.symbol == symbol)
    return session.scalars(query.order_by(Plan.issued_on.desc(), Plan.id.desc()).limit(1)).one_or_none()


def same_plan(number: str | None, symbol: str | None, issued_on: date | None, but: Plan | None = None) -> Plan | None:
    """The plan on record with that number and symbol in the year of that day, other than `but`; numbers begin anew
    each year."""
    if not (number and symbol and issued_on):
        return None
    in_year = extract("year", Plan.issued_on) == issued_on.year
    query = select(Plan).where(IS_PLAN, Plan.number == number, Plan.symbol == symbol, in_year)
    return session.scalars(query.where(Plan.id != (but.id or 0 if but else 0)).limit(1)).one_or_none()


def outside_issuer(plan: Plan) -> str:
    """The authority outside that issued the plan, as its head says; "" for a plan of our own, under any of our names.

    Letters that were read carry our own name too, and not always as the office writes it: it is compared folded.
    """
    own = {name_key(words) for issuer in issuers() for name in issuer.names for words in (name.plain, name.lines)}
    return "" if name_key(plan.issuer_words) in {"", *own} else plan.issuer_words


def plan_of_document(document_id: int) -> Plan | None:
    """The plan that a letter made here became, if it has."""
    return session.scalars(select(Plan).where(Plan.document_id == document_id)).one_or_none()


def source_of(kind: SourceKind, origin_id: int) -> Plan | None:
    """The source of tasks that a letter's direction or a briefing's conclusions became, if it has."""
    return session.scalars(select(Plan).where(Plan.kind == kind, Plan.origin_id == origin_id)).one_or_none()


# The letters above say which of them a person may not read, as selects of their ids.
KEPT_FROM: list[Callable[[Any], Collection[Select[Any]]]] = []


def kept_from(person: Any) -> frozenset[int]:
    """The plans made of a restricted letter that a person may not read: he sees their numbers, not what they are about.

    Whoever has a task of the plan knows what it is about.
    """
    return frozenset(number for ids in _kept(person) for number in session.scalars(ids))


def _kept(person: Any) -> list[Select[Any]]:
    own = visible_tasks(person).with_only_columns(Task.plan_id).correlate(None)
    letters = (ids for kept in KEPT_FROM for ids in kept(person))
    return [select(Plan.id).where(Plan.document_id.in_(ids), Plan.id.not_in(own)).correlate(None) for ids in letters]


def list_plans(person: Any, wanted: PlanFilter, page: int = 1) -> PlanPage:
    """A page of plans, the newest first; words find no plan whose letter is kept from the person."""
    conditions = [IS_PLAN]
    if wanted.state in set(PlanState):
        conditions.append(Plan.state == wanted.state)
    if wanted.q:
        conditions += [_contains(wanted.q), *(Plan.id.not_in(ids) for ids in _kept(person))]
    total = session.scalar(select(func.count(Plan.id)).where(*conditions)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    query = select(Plan).where(*conditions).options(just_the_name(Plan.leader))
    plans = session.scalars(
        query.order_by(Plan.issued_on.desc(), Plan.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    ).all()
    return PlanPage(plans, total, page, pages)


def plan_counts(person: Any, plan_ids: Collection[int], today: date) -> dict[int, PlanCounts]:
    """How far each plan is by the tasks that the person may see, as the lists behind the numbers; in one statement."""
    if not plan_ids:
        return {}
    late = case((Task.state.in_(ACTIVE) & (Task.due_on < today), 1), else_=0)
    finished = case((Task.state.in_((TaskState.DONE, TaskState.CLOSED)), 1), else_=0)
    counted = (
        select(Task.plan_id, func.count(), func.sum(finished), func.sum(late), func.count(func.distinct(Task.lead_id)))
        .where(Task.plan_id.in_(plan_ids), Task.state != TaskState.CANCELLED, *visible_to(person))
        .group_by(Task.plan_id)
    )
    return {plan_id: PlanCounts(*numbers) for plan_id, *numbers in session.execute(counted)}


def tasks_of_plan(plan: Plan) -> Sequence[Task]:
    """Every task of the plan in the plan's order, with what a line shows."""
    query = select(Task).where(Task.plan_id == plan.id).options(*for_lists(), selectinload(Task.supports))
    return session.scalars(query.order_by(Task.position, Task.id)).all()


def waiting_events(tasks: Sequence[Task]) -> dict[str, list[Task]]:
    """The open tasks whose deadlines wait for an event, by the event."""
    found: dict[str, list[Task]] = {}
    for task in tasks:
        if task.event and task.state in UNFINISHED:
            found.setdefault(task.event, []).append(task)
    return found


def _contains(words: str) -> ColumnElement[bool]:
    return holds_all(Plan.search_text, search_terms(words))


def search_plans(person: Any, words: str, limit: int = 50) -> Sequence[Plan]:
    """The plans whose number or subject contain the words, with or without accents, the newest first; none whose
    letter is kept from the person."""
    if not search_terms(words):
        return []
    kept = (Plan.id.not_in(ids) for ids in _kept(person))
    query = select(Plan).where(IS_PLAN, _contains(words), *kept).options(just_the_name(Plan.leader))
    return session.scalars(query.order_by(Plan.issued_on.desc(), Plan.id.desc()).limit(limit)).all()
