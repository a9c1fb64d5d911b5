"""The blueprint of all pages of plans, and what its views share."""

from typing import Any, cast

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from intranet.accounts.models import Person
from intranet.core.errors import Invalid
from intranet.plans.models import Task
from intranet.plans.rules import short_title
from intranet.web.forms import clean_text

bp = Blueprint("plans", __name__)

LONGEST_WORDS = 5000


def me() -> Person:
    """Who is signed in: the person himself, fit to be written into a row."""
    return cast(Person, current_user._get_current_object())


bp.add_app_template_filter(short_title)


@bp.app_template_filter("choice_of")
def choice_of(thing: Any) -> tuple[int, str]:
    """A person or a department as a line of a select."""
    return thing.id, thing.name


@bp.app_template_filter("item_choice")
def item_choice(item: Any) -> tuple[int, str]:
    """A checklist item as a line of a select."""
    return item.id, item.words


def typed(name: str, most: int = LONGEST_WORDS) -> str:
    """What was typed into a small form's field, cleaned; raises Invalid when it is longer than `most` letters."""
    words = clean_text(request.form.get(name)) or ""
    if len(words) > most:
        raise Invalid(f"Dài quá {most} ký tự. Hãy rút gọn.", field=name)
    return words


def to_task(task: Task, said: str = "", place: str = "") -> Any:
    """Back to the task, with a word about what was done."""
    if said:
        flash(said, "success")
    return redirect(url_for("plans.task", task_id=task.id, _anchor=place or None), 303)
