"""The blueprint of the pages of readings, and what its views share."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for

from intranet.docservice.reading import anchor_of
from intranet.readings import queries
from intranet.readings.letter import clauses_of
from intranet.readings.models import Proposal, Reading

bp = Blueprint("readings", __name__)
bp.add_app_template_filter(anchor_of, "anchor")
bp.add_app_template_filter(clauses_of, "clauses")

TASKS_A_PAGE = 20


def to_tasks(reading: Reading, at: Proposal | None = None, said: str = "") -> Any:
    """Back to what was read, to the task that was worked on, with a word about what was done."""
    if said:
        flash(said, "success")
    if at is None:
        return redirect(url_for(".reading", reading_id=reading.id), 303)
    return redirect(task_address(reading, at), 303)


def task_address(reading: Reading, at: Proposal) -> str:
    """The address of one task among all that were read."""
    order = [one.id for one in queries.proposals_of(reading)]
    page = order.index(at.id) // TASKS_A_PAGE + 1 if at.id in order else 1
    return url_for(".reading", reading_id=reading.id, page=page if page > 1 else None, _anchor=f"nv-{at.id}")
