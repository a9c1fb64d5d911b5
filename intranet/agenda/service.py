"""Opening, changing and closing the private address under which a person's deadlines can be fetched."""

from intranet.accounts.models import Person
from intranet.agenda.models import CalendarFeed
from intranet.core import history
from intranet.core.db import session


def renew_feed(person: Person) -> CalendarFeed:
    """A new address for the person's feed; the earlier one answers nobody any more."""
    feed = session.get(CalendarFeed, person.id, with_for_update=True) or CalendarFeed(person_id=person.id, version=0)
    feed.version, feed.is_open = feed.version + 1, True
    session.add(feed)
    history.record(person, person, "renew_feed", "đã tạo địa chỉ lịch riêng")
    return feed


def revoke_feed(person: Person) -> None:
    """Close the person's feed; its address answers nobody any more."""
    feed = session.get(CalendarFeed, person.id, with_for_update=True)
    if feed is not None and feed.is_open:
        feed.is_open = False
        history.record(person, person, "revoke_feed", "đã tắt địa chỉ lịch riêng")
