"""The blueprint of the register's pages, and what its views share."""

from typing import cast

from flask import Blueprint
from flask_login import current_user

from intranet.accounts.models import Person

bp = Blueprint("registers", __name__)


def me() -> Person:
    """Who is signed in: the person himself, fit to be written into a row."""
    return cast(Person, current_user._get_current_object())
