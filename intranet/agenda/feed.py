"""A person's deadlines as iCalendar (RFC 5545): whole, all-day, each with its reminders."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, Timezone

from intranet.agenda.rules import Entry
from intranet.workdays.rules import WorkCalendar

ZONE = "Asia/Ho_Chi_Minh"
PROGRAM = "-//Mang noi bo//Lich//VI"
# Vietnam has kept one time since 1975: any years will do.
FROM, UNTIL = date(2020, 1, 1), date(2045, 1, 1)
NINE_OF_THE_DAY_BEFORE, MORNING = timedelta(hours=-15), timedelta(hours=7, minutes=30)
ASK_AGAIN = timedelta(hours=1)


def feed(entries: Sequence[Entry], name: str, address: str, domain: str, calendar: WorkCalendar) -> bytes:
    """The feed's text. The same deadlines give the same bytes, so that a telephone need not read it again."""
    whole = Calendar()
    whole.add("prodid", PROGRAM)
    whole.add("version", "2.0")
    whole.add("x-wr-calname", name)
    whole.add("x-wr-timezone", ZONE)
    whole.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    zone = Timezone.from_tzid(ZONE, first_date=FROM, last_date=UNTIL)
    whole.add_component(zone)
    for entry in entries:
        whole.add_component(_event(entry, address, domain, calendar))
    return whole.to_ical()


def _event(entry: Entry, address: str, domain: str, calendar: WorkCalendar) -> Event:
    event = Event()
    event.add("uid", f"{entry.thing_type}-{entry.thing_id}@{domain}")
    event.add("dtstamp", datetime.combine(entry.made_on, time(0), UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", f"Hạn: {entry.words}")
    told = (entry.source, entry.department, entry.who, entry.state)
    event.add("description", "\n".join(words for words in told if words))
    if address:
        event.add("url", address + entry.page)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    before = calendar.working_days_before(entry.day, 1) - entry.day + timedelta(days=1)
    for trigger in (before + NINE_OF_THE_DAY_BEFORE, MORNING):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", trigger)
        alarm.add("description", f"Đến hạn {entry.day:%d/%m/%Y}: {entry.words}")
        event.add_component(alarm)
    return event
