"""One task: what exactly, by when, what is proof; and correcting it."""

from typing import Any

from flask import render_template
from flask_login import current_user

from intranet.accounts import queries as accounts
from intranet.core.clock import now, today
from intranet.core.history import history_of
from intranet.core.permissions import acting_for, can
from intranet.plans import queries, service
from intranet.plans.forms import TaskForm
from intranet.plans.models import Task
from intranet.plans.routes.blueprint import bp, me, to_task
from intranet.plans.rules import (
    ACTIVE,
    EXTENSION_FLOW,
    TASK_FLOW,
    WORKABLE,
    ExtensionState,
    heads_lead,
    is_of_lead,
    stays_of,
    timeliness_of,
)
from intranet.web.access import needs
from intranet.web.forms import done


@bp.get("/tasks/<int:task_id>")
@needs("task.view", task=queries.get_task)
def task(task: Task) -> Any:
    """What exactly must be done, by when, and what proves it?"""
    moves, past = TASK_FLOW.open_to(current_user, task), history_of(task)
    return render_template(
        "plans/task.html",
        task=task,
        moves={move.name: move for move in moves},
        reasons={move.name: TASK_FLOW.reasons_against(move.name, task) for move in moves},
        works=task.state in WORKABLE and task.plan.is_open and can(current_user, "task.tick", task),
        edits=task.state in ACTIVE and task.plan.is_open and is_of_lead(current_user, task),
        leads=heads_lead(current_user, task),
        members=accounts.people_of(task.lead_id) if can(current_user, "task.assign", task) else (),
        workers=_workers(task) if is_of_lead(current_user, task) else (),
        units=accounts.open_departments() if "reassign" in {move.name for move in moves} else (),
        history=past,
        timeliness=timeliness_of(task, today()),
        stays=stays_of(task, list(reversed(past)), now()),
        extensions=[(one, EXTENSION_FLOW.open_to(current_user, one)) for one in reversed(task.extensions)],
        asks=_may_ask(task),
        away=queries.absences_over(task),
        standing_in=TASK_FLOW.acting_for(current_user, task) or acting_for(current_user, "task.view", task),
    )


@bp.route("/tasks/<int:task_id>/edit", methods=["GET", "POST"])
@needs("task.edit", task=queries.get_task)
def edit_task(task: Task) -> Any:
    """Correct what is written about a task."""
    form = TaskForm(data={**vars(task), "deadline": task.deadline, "supports": sorted(task.support_ids)})
    if done(form, lambda: service.edit_task(task, form.facts(), me())):
        return to_task(task, "Đã lưu.")
    page = render_template("plans/task_form.html", form=form, plan=task.plan, task=task)
    return page, 422 if form.is_submitted() else 200


def _may_ask(task: Task) -> bool:
    """Whether the person may ask for more time now."""
    waits = any(one.state == ExtensionState.ASKED for one in task.extensions)
    is_open = task.state in ACTIVE and task.plan.is_open and task.deadline is not None
    return is_open and not waits and can(current_user, "task.ask_extension", task)


def _workers(task: Task) -> list[Any]:
    """Those to whom an item can be given: members of the lead and the supporting departments."""
    return [person for unit in (task.lead, *task.supports) for person in accounts.people_of(unit.id)]
