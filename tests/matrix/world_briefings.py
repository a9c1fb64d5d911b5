"""Briefings in the office of the matrix: one open, one presented, one concluded."""

from datetime import timedelta
from typing import Any

from intranet.briefings import service
from intranet.briefings.rules import Conclusion, Typed
from intranet.core.clock import today
from intranet.core.db import session, transaction


def add_briefings(world: Any) -> None:
    """Three days, department one has work from each."""
    clerk, leader = world.people.clerk, world.people.leader
    line = Conclusion("Đăng tin giao ban", f"d:{world.units.one.id}")
    for days, name in enumerate(("concluded", "presented", "open")):
        with transaction():
            briefing = service.open_briefing(today() + timedelta(days=days), leader, clerk)
            session.flush()
            service.save_typed(briefing, Typed(lines=(line,)), briefing.revision, clerk)
            if name == "concluded":
                service.confirm(briefing, leader)
            elif name == "presented":
                service.present(briefing, clerk)
            session.flush()
            world.ids["briefing"][name] = briefing.id
            world.ids["briefing_revision"][name] = briefing.revision
