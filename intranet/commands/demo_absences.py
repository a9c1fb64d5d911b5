"""An absence in the demonstration office: one director is away this week, another stands in."""

from datetime import timedelta

from intranet.absences.service import AbsenceFacts, enter_absence
from intranet.commands.demo_plans import Cast
from intranet.core.clock import today


def load_absences(cast: Cast) -> None:
    """The head of the fund is away from today on."""
    away, deputy = cast.people["giamdoc.quy"], cast.people["giamdoc.tt"]
    days = AbsenceFacts(today(), today() + timedelta(days=4), deputy, "Đi công tác")
    enter_absence(away, away, days)
