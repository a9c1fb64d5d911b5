"""Changing many tasks at once without waiting in a circle."""

from typing import Any

from sqlalchemy import Select, select, text

from intranet.core.db import session
from intranet.plans.models import Task
from intranet.plans.models.tally import LOCK_POSTGRESQL


def hold_tasks(ids: Select[Any] | None = None) -> None:
    """Lock the tasks in the order of their ids, then the tally: before a change of many tasks.

    SQLite has one writer at a time and needs nothing. On PostgreSQL every change of one task locks its row first and
    lines of the tally afterwards; in the same order two changes of many cannot wait for each other.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    if ids is not None:
        session.execute(select(Task.id).where(Task.id.in_(ids)).order_by(Task.id).with_for_update())
    session.execute(text(LOCK_POSTGRESQL))
