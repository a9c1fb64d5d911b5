"""Reminding of deadlines, by itself."""

from intranet.core.clock import now, office_time, today
from intranet.core.db import transaction
from intranet.core.jobs import every_hour
from intranet.notices.marks import reached
from intranet.plans import service
from intranet.plans.queries.reminders import deadlines_near, spoken_of
from intranet.plans.service.reminding import remind
from intranet.workdays.queries import work_calendar

EARLIEST = 6  # o'clock: before the digests


@every_hour("plans.remind_of_deadlines")
def remind_of_deadlines() -> None:
    """Speak of every deadline whose day has come and of which nobody has spoken yet; what was missed is made up for."""
    day, calendar = today(), work_calendar()
    if office_time(now()).hour < EARLIEST:
        return
    near = deadlines_near(day)
    done = spoken_of(near)
    for deadline in near:
        mark = reached(deadline.due_on, deadline.since, day, calendar)
        if mark and (deadline.thing_type, deadline.thing_id, deadline.due_on, mark.on) not in done:
            with transaction():
                remind(deadline, mark, day)


@every_hour("plans.make_occurrences")
def make_occurrences() -> None:
    """Work that comes again gets its next task once the last one's day has passed; asked hourly, done once a day."""
    with transaction():
        service.make_occurrences(today())
