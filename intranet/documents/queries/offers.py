"""Reading what a form may take over: the list of legal bases, letters the office issued, receivers, plans at work."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from intranet.accounts.models import Department
from intranet.accounts.queries import open_departments
from intranet.core.clock import today
from intranet.core.db import session
from intranet.delivery.queries import agencies
from intranet.docservice.catalogue import Template
from intranet.documents.models import Document
from intranet.documents.offers import Offers, cited_law, cited_letter, takes_tasks
from intranet.documents.rules import State
from intranet.laws.queries import laws
from intranet.laws.rules import is_in_force
from intranet.plans.models import Plan, Task
from intranet.plans.queries import PlanFilter, get_plan, kept_from, list_plans, tasks_of_plan

MOST_LETTERS = 60


def offers_for(template: Template, person: Any) -> Offers:
    """What the fields of a template may take over for a person; nothing is read that no field asks for."""
    kinds = {field.kind for field in template.fields}
    return Offers(
        bases=tuple(_bases()) if "legal_bases" in kinds else (),
        receivers=tuple(_receivers()) if kinds & {"addressees", "recipients"} else (),
        plans=tuple(_plans(person)) if any(takes_tasks(field) for field in template.fields) else (),
    )


def tasks_of(plan_id: int) -> Sequence[Task]:
    """The tasks of a plan in its order; raises NotFound."""
    return tasks_of_plan(get_plan(plan_id))


def _bases() -> list[str]:
    known = [cited_law(law) for law in laws() if is_in_force(law, today())]
    return list(dict.fromkeys([*known, *(_cited(letter) for letter in _issued_letters())]))


def _issued_letters() -> Sequence[Document]:
    """Letters that went out and that everybody may read and cite, the newest first."""
    query = select(Document).where(Document.state == State.ISSUED, Document.number_id.is_not(None))
    query = query.where(Document.is_restricted.is_(False))
    query = query.options(joinedload(Document.number), joinedload(Document.issuer)).order_by(Document.issued_at.desc())
    return session.scalars(query.limit(MOST_LETTERS)).unique().all()


def _cited(letter: Document) -> str:
    assert letter.number is not None
    day = letter.number.issued_on
    return cited_letter(letter.type_name, letter.mark, day, letter.issuer.name_on(day).plain, letter.subject)


def _receivers() -> list[str]:
    units: Sequence[Department] = open_departments()
    return [*(agency.name for agency in agencies()), *(unit.name for unit in units)]


def _plans(person: Any) -> list[tuple[str, str]]:
    plans: Sequence[Plan] = list_plans(person, PlanFilter()).plans
    kept = kept_from(person)
    return [(str(plan.id), plan.told_as) for plan in plans if plan.id not in kept]
