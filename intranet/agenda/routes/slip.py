"""Phiếu nhắc việc: one slip of paper for a leader: what waits for him, what is late, what is due this week."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from flask import render_template, request
from flask_login import current_user

from intranet.accounts import queries as accounts
from intranet.accounts.models import Person
from intranet.accounts.rules import departments_headed, sees_everything
from intranet.agenda import queries
from intranet.agenda.routes.blueprint import bp
from intranet.agenda.rules import FIRST_DAY, Entry, Scope
from intranet.core import permissions
from intranet.core.clock import today
from intranet.documents import queries as documents
from intranet.incoming import queries as incoming
from intranet.plans import queries as plans
from intranet.web.access import needs
from intranet.web.forms import whole_number_or_none


@dataclass(frozen=True)
class UnitPart:
    """One department's part of the slip."""

    name: str
    late: list[Entry]
    this_week: list[Entry]


@bp.get("/calendar/slip")
@needs("agenda.slip")
def slip() -> Any:
    reader = _reader()
    day = today()
    sunday = day + timedelta(days=6 - day.weekday())
    scope = Scope() if sees_everything(reader) else Scope(department_ids=frozenset(departments_headed(reader)))
    found = queries.entries(reader, scope, FIRST_DAY, sunday, settled=False)
    return render_template(
        "agenda/slip.html",
        reader=reader,
        sunday=sunday,
        units=_parts(found),
        waiting=_waiting(reader),
        leaders=[(leader.id, leader.name) for leader in plans.leaders()] if sees_everything(current_user) else [],
    )


def _reader() -> Person:
    """For whom the slip is: oneself, or the leader it is printed for."""
    number = whole_number_or_none(request.args.get("of"))
    if number is None or number == current_user.id:
        return accounts.get_person(current_user.id)
    reader = accounts.get_person(number)
    permissions.require(current_user, "agenda.person", reader)
    return reader


def _parts(entries: list[Entry]) -> list[UnitPart]:
    """The entries of each department, those of letters that lie with nobody yet last."""
    names = {unit.short_name: (n, unit.name) for n, unit in enumerate(accounts.open_departments())}
    last = (len(names), "Văn bản đến")
    ordered = sorted(entries, key=lambda entry: (*names.get(entry.department, last), entry.day))
    parts = []
    for (_, name), told in groupby(ordered, key=lambda entry: names.get(entry.department, last)):
        unit = list(told)
        parts.append(UnitPart(name, [e for e in unit if e.day < today()], [e for e in unit if e.day >= today()]))
    return parts


def _waiting(reader: Person) -> list[tuple[str, list[tuple[str, str]]]]:
    """What waits for the reader himself: a heading and the things under it, each with where it comes from."""
    letters = [(w.label, [(d.title, d.type_name) for d in w.documents]) for w in documents.waiting_for(reader)]
    come = [(w.label, [(letter.title, letter.mark) for letter in w.letters]) for w in incoming.waiting_for(reader)]
    work = plans.my_work(reader, today())
    tasks = [
        ("Nhiệm vụ chờ xác nhận hoàn thành", work.to_confirm),
        ("Nhiệm vụ bị từ chối, chờ giao lại", work.to_settle),
        ("Nhiệm vụ chờ nhận", work.to_accept),
    ]
    found = [
        *letters,
        *come,
        *((label, [(task.title, f"{task.source}, {task.lead.short_name}") for task in told]) for label, told in tasks),
    ]
    return [(label, told) for label, told in found if told]
