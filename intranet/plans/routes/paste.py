"""Giving a plan its tasks: typed in one by one, or pasted as lines, looked at and confirmed."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from intranet.plans import queries, service
from intranet.plans.forms import NewTaskForm, PasteForm, RowForm, RowsForm, receiver_choices
from intranet.plans.models import Plan
from intranet.plans.pasting import understand
from intranet.plans.routes.blueprint import bp, me
from intranet.web.access import needs
from intranet.web.forms import as_choices, done


@bp.route("/plans/<int:plan_id>/tasks/new", methods=["GET", "POST"])
@needs("plan.add_tasks", plan=queries.get_plan)
def new_task(plan: Plan) -> Any:
    """Type in one task; "Lưu và thêm tiếp" comes back here."""
    form = NewTaskForm()
    if done(form, lambda: service.add_tasks(plan, [form.proposal()], me())):
        flash("Đã giao nhiệm vụ.", "success")
        again = "more" in request.form
        return redirect(url_for("plans.new_task" if again else "plans.plan", plan_id=plan.id), 303)
    return render_template("plans/task_form.html", form=form, plan=plan, task=None), 422 if form.is_submitted() else 200


@bp.get("/plans/<int:plan_id>/tasks/paste")
@needs("plan.add_tasks", plan=queries.get_plan)
def paste_tasks(plan: Plan) -> Any:
    """A place to paste lines into."""
    return render_template("plans/paste.html", form=PasteForm(formdata=None), plan=plan)


@bp.post("/plans/<int:plan_id>/tasks/preview")
@needs("plan.add_tasks", plan=queries.get_plan)
def preview_tasks(plan: Plan) -> Any:
    """What was understood of the pasted lines, to be corrected; nothing is written."""
    form = PasteForm()
    if not form.validate():
        return render_template("plans/paste.html", form=form, plan=plan), 422
    receivers = queries.office_receivers()
    lines = understand(form.text.data or "", receivers, form.section.data or "", plan.issued_on)
    return _look(plan, RowsForm(formdata=None, lines=lines))


@bp.post("/plans/<int:plan_id>/tasks")
@needs("plan.add_tasks", plan=queries.get_plan)
def add_tasks(plan: Plan) -> Any:
    """Make the tasks that were looked at; "_add" only asks for one more row."""
    form = RowsForm()
    if "_add" in request.form:
        form.rows.append_entry()
        return _look(plan, form)
    made: list[Any] = []
    if done(form, lambda: made.extend(service.add_tasks(plan, form.proposals(), me()))):
        flash(f"Đã giao {len(made)} nhiệm vụ.", "success")
        return redirect(url_for("plans.plan", plan_id=plan.id), 303)
    return _look(plan, form), 422


def _look(plan: Plan, form: RowsForm) -> str:
    blank = RowForm(formdata=None, prefix="rows-__index__")
    choices = as_choices(receiver_choices())  # read once for all rows
    for row in (blank, *(entry.form for entry in form.rows)):
        row.receiver.choices = choices
    return render_template("plans/preview.html", form=form, plan=plan, blank=blank)
