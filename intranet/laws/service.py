"""Keeping the list of legal bases; nothing is removed, a law that no longer holds gets its last day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from intranet.core import history
from intranet.core.db import session
from intranet.core.errors import Invalid
from intranet.docservice.searching import search_text
from intranet.laws.models import Law


@dataclass(frozen=True)
class LawFacts:
    """What the list says about one law; `mark` is its số, ký hiệu, `dated` the day it was issued."""

    name: str
    in_force_from: date
    mark: str = ""
    dated: date | None = None
    in_force_until: date | None = None
    replaced_by: str = ""


def add_law(actor: Any, facts: LawFacts) -> Law:
    """Add a law. Raises Invalid when its days cannot be."""
    law = Law()
    _write(law, facts)
    session.add(law)
    history.record(law, actor, "add_law", f"đã thêm căn cứ «{law.title}»")
    return law


def edit_law(law: Law, actor: Any, facts: LawFacts) -> None:
    """Correct a law or give it its last day; what stood there stays in the history. Raises Invalid like add_law."""
    stood = {name: _plain(getattr(law, name)) for name in vars(facts)}
    _write(law, facts)
    changed = {name: was for name, was in stood.items() if was != _plain(getattr(facts, name))}
    if changed:
        history.record(law, actor, "edit_law", f"đã sửa căn cứ «{law.title}»", stood=changed)


def _write(law: Law, facts: LawFacts) -> None:
    if facts.in_force_until is not None and facts.in_force_until < facts.in_force_from:
        raise Invalid("Ngày hết hiệu lực không thể trước ngày có hiệu lực.", field="in_force_until")
    if facts.dated is not None and facts.in_force_from < facts.dated:
        raise Invalid("Ngày có hiệu lực không thể trước ngày ban hành.", field="in_force_from")
    for name, value in vars(facts).items():
        setattr(law, name, value)
    law.search_text = search_text(facts.name, facts.mark, facts.replaced_by)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
