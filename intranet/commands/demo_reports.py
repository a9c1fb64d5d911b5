"""The report of the demonstration office: figures of its second plan, asked of the departments."""

from datetime import timedelta

from sqlalchemy import select

from intranet.commands.demo_plans import Cast
from intranet.core.clock import today
from intranet.core.db import session
from intranet.plans.models import Plan
from intranet.reports import service

PLAN = "112"


def load_report(cast: Cast) -> None:
    """Ask for a report on the plan with deadlines; the departments have a week."""
    plan = session.scalars(select(Plan).where(Plan.number == PLAN)).one()
    day = today()
    service.make_report(plan, plan.issued_on, day, day + timedelta(days=7), cast.people["vanthu"])
