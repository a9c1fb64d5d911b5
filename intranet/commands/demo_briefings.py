"""The briefings of the demonstration office: last week's is concluded and its tasks are out, the next one is open."""

from datetime import date, timedelta
from typing import Any

from intranet.briefings import service
from intranet.briefings.rules import NOTE, Conclusion, Typed
from intranet.commands.demo_plans import Cast
from intranet.core.clock import today
from intranet.plans.queries import source_of
from intranet.plans.rules import SourceKind
from intranet.plans.service import accept


def load_briefings(facts: dict[str, Any], cast: Cast) -> None:
    """Conclude the last briefing, let one department take up its task, and open the next with lines pasted."""
    clerk, leader = cast.people["vanthu"], cast.people[facts["leader"]]
    last = service.open_briefing(today() - timedelta(days=7), leader, clerk)
    lines = tuple(_line(line, cast) for line in facts["line"])
    service.save_typed(last, Typed(facts["opening"], facts["remarks"], "", lines), last.revision, clerk)
    service.confirm(last, leader)
    source = source_of(SourceKind.CONCLUSIONS, last.id)
    assert source is not None
    accept(source.tasks[0], cast.head_of(source.tasks[0].lead))
    following = service.open_briefing(_monday(), leader, clerk)
    service.save_typed(following, Typed(unread=facts["unread"]), following.revision, clerk)


def _line(line: dict[str, Any], cast: Cast) -> Conclusion:
    days = line.get("due_in_days")
    unit = cast.departments.get(line.get("department", ""))
    return Conclusion(
        words=line["words"],
        receiver=f"d:{unit.id}" if unit else NOTE,
        deadline=(today() + timedelta(days=days)).isoformat() if days is not None else "",
    )


def _monday() -> date:
    return today() + timedelta(days=-today().weekday() % 7)
