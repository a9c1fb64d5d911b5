"""The pages of deadlines: the calendar, the feed, the slip."""

from intranet.agenda.routes import calendar, feed, slip
from intranet.agenda.routes.blueprint import bp

__all__ = ["bp", "calendar", "feed", "slip"]
