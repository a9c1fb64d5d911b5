"""The blueprint of the register's pages, and what its views share."""

from collections.abc import Callable
from typing import Any, cast

from flask import Blueprint
from flask_login import current_user

from intranet.accounts.models import Person
from intranet.core.errors import Invalid
from intranet.web.forms import Form

bp = Blueprint("registers", __name__)


def me() -> Person:
    """Who is signed in: the person himself, fit to be written into a row."""
    return cast(Person, current_user._get_current_object())


def done(form: Form, action: Callable[[], Any]) -> bool:
    """Check the form and do the action; what the service cannot take stands beside its field."""
    if not form.validate_on_submit():
        return False
    try:
        action()
    except Invalid as refusal:
        if refusal.field not in form:
            raise
        form[refusal.field].errors = [" ".join(filter(None, (refusal.sentence, refusal.advice)))]
        return False
    return True
