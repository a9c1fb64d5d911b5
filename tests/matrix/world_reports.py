"""A report in the office of the matrix: asked of department one alone."""

from datetime import timedelta
from typing import Any

from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.plans import service as plans
from intranet.plans.rules import TaskProposal
from intranet.reports import service


def add_reports(world: Any) -> None:
    """A plan of its own whose one task is department one's, and the report on it."""
    clerk = world.people.clerk
    with transaction():
        plan = world._plan("reported", "46")
        plans.add_tasks(plan, [TaskProposal(words="Đăng tin", department_id=world.units.one.id)], clerk)
        report = service.make_report(plan, today(), today(), today() + timedelta(days=3), clerk)
        session.flush()
        world.ids["report"]["asked"] = report.id
        world.ids["part"]["of_one"] = report.parts[0].id
