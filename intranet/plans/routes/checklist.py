"""The checklist of a task: adding, wording, ordering, assigning, ticking."""

from typing import Any

from flask import jsonify, request

from intranet.accounts import queries as accounts
from intranet.core.errors import Invalid
from intranet.plans import queries, service
from intranet.plans.models import ChecklistItem, Task
from intranet.plans.routes.blueprint import bp, me, to_task
from intranet.web.access import needs
from intranet.web.filters import moment
from intranet.web.forms import Day, Form, Line, clean_text, whole_number_or_none
from intranet.web.refusals import wants_json


@bp.post("/tasks/<int:task_id>/items")
@needs("task.edit_checklist", task=queries.get_task)
def add_items(task: Task) -> Any:
    """One item for each line."""
    service.add_items(task, (clean_text(request.form.get("words")) or "").splitlines(), me())
    return to_task(task, place="dau-viec")


@bp.post("/tasks/<int:task_id>/items/<int:item_id>")
@needs("task.edit_checklist", task=queries.get_task)
def edit_item(task: Task, item_id: int) -> Any:
    """Reword an item, give it a day and a person."""
    item = queries.get_item(task, item_id)
    form = ItemForm()
    if not form.validate():
        raise Invalid(next(iter(form.errors.values()))[0], field=next(iter(form.errors)))
    service.edit_item(item, form.words.data, form.due_on.data, me())
    chosen = whole_number_or_none(request.form.get("assignee"))
    service.assign_item(item, accounts.get_person(chosen) if chosen else None, me())
    return to_task(task, place=f"viec-{item.id}")


@bp.post("/tasks/<int:task_id>/items/<int:item_id>/tick")
@needs("task.tick", task=queries.get_task)
def tick(task: Task, item_id: int) -> Any:
    """Mark an item done (done=1) or open again (done=0); a script gets the short answer."""
    item = queries.get_item(task, item_id)
    if request.form.get("done") not in ("0", "1"):
        raise Invalid("Yêu cầu này không rõ. Hãy tải lại trang rồi đánh dấu lại.")
    service.tick(item, request.form["done"] == "1", me())
    if wants_json():
        return jsonify(done=item.done_at is not None, note=ticked_words(item), summary=summary_of(task))
    return to_task(task, place=f"viec-{item.id}")


@bp.post("/tasks/<int:task_id>/items/<int:item_id>/move")
@needs("task.edit_checklist", task=queries.get_task)
def move_item(task: Task, item_id: int) -> Any:
    """One place up, or down."""
    service.move_item(queries.get_item(task, item_id), request.form.get("down") == "1", me())
    return to_task(task, place="dau-viec")


@bp.post("/tasks/<int:task_id>/items/<int:item_id>/remove")
@needs("task.edit_checklist", task=queries.get_task)
def remove_item(task: Task, item_id: int) -> Any:
    """Take an item off the list."""
    service.remove_item(queries.get_item(task, item_id), me())
    return to_task(task, "Đã bỏ đầu việc.", place="dau-viec")


class ItemForm(Form):
    """What can be corrected on an item."""

    words = Line("Đầu việc", required=True, most=500)
    due_on = Day("Hạn")


@bp.app_template_filter("ticked")
def ticked_words(item: ChecklistItem) -> str:
    """Who ticked it and when; or whose it is and until when."""
    if item.done_at is not None:
        return f"{item.done_by.name if item.done_by else ''}, {moment(item.done_at)}"
    due = f"hạn {item.due_on:%d/%m/%Y}" if item.due_on else ""
    return " · ".join(filter(None, (item.assignee.name if item.assignee else "", due)))


@bp.app_template_filter("summary_of_items")
def summary_of(task: Task) -> str:
    """3/5 đầu việc đã xong."""
    done = sum(1 for item in task.items if item.done_at is not None)
    return f"{done}/{len(task.items)} đầu việc đã xong" if task.items else ""
