"""Lịch: the deadlines of a month, a week or the days to come; one's own, a department's, a person's."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask_login import current_user

from intranet.accounts import queries as accounts
from intranet.accounts.rules import departments_headed, departments_of, sees_everything
from intranet.agenda import queries
from intranet.agenda.routes.blueprint import bp
from intranet.agenda.rules import VIEW_LABELS, Scope, View, by_day, own_scope, span_of
from intranet.core import permissions
from intranet.core.clock import today
from intranet.web.access import needs
from intranet.web.forms import read_day, whole_number_or_none
from intranet.workdays.queries import work_calendar

MINE, ALL = "me", "all"
MOST_ON_A_PAGE = 150
MOST_IN_A_CELL = 4


@dataclass(frozen=True)
class Whose:
    """Whose calendar is looked at: its word in the address, its name on the page, and what it holds."""

    word: str
    name: str
    scope: Scope


@bp.get("/calendar")
@needs("agenda.view")
def calendar() -> Any:
    view = View(request.args["view"]) if request.args.get("view") in set(View) else View.MONTH
    day = read_day(request.args.get("day", "")) or today()
    whose, span = _whose(request.args.get("of", MINE)), span_of(view, day)
    found = queries.entries(current_user, whose.scope, span.first, span.last)

    def page(**changes: Any) -> str:
        asked = {"view": view, "day": f"{day:%d/%m/%Y}", "of": whose.word if whose.word != MINE else None}
        return url_for(".calendar", **asked | changes)

    return render_template(
        "agenda/calendar.html",
        view=view,
        views=[{"label": label, "url": page(view=name), "active": name == view} for name, label in VIEW_LABELS.items()],
        day=day,
        span=span,
        days=by_day(found if view == View.MONTH else found[:MOST_ON_A_PAGE]),
        count=len(found),
        left_out=0 if view == View.MONTH else max(0, len(found) - MOST_ON_A_PAGE),
        most=MOST_IN_A_CELL,
        whose=whose,
        choices=_choices(),
        special=work_calendar().special,
        works=work_calendar().is_working_day,
        page=page,
    )


def _whose(word: str) -> Whose:
    """What the address asks for: "me", "all", "d3" a department, "p12" a person; anything else is one's own."""
    number = whole_number_or_none(word[1:])
    if word.startswith("d") and number is not None:
        department = accounts.get_department(number)
        permissions.require(current_user, "agenda.department", department)
        return Whose(word, department.name, Scope(department_ids=frozenset({department.id})))
    if word.startswith("p") and number is not None:
        person = accounts.get_person(number)
        permissions.require(current_user, "agenda.person", person)
        return Whose(word, person.name, Scope(person.id))
    if word == ALL:
        return Whose(ALL, "Mọi việc tôi được xem", Scope())
    return Whose(MINE, "Của tôi", own_scope(current_user))


def _choices() -> list[tuple[str, str]]:
    """Whose calendars the person may look at."""
    wide = sees_everything(current_user)
    units = [d for d in accounts.open_departments() if wide or d.id in departments_of(current_user)]
    headed = departments_headed(current_user)
    people = [p for p in accounts.active_people() if p.department_id in headed and p.id != current_user.id]
    return [
        (MINE, "Của tôi"),
        (ALL, "Mọi việc tôi được xem"),
        *((f"d{unit.id}", unit.name) for unit in units),
        *((f"p{person.id}", person.name) for person in people),
    ]
