"""The pages of readings: sending a letter, looking at what was read, correcting and confirming it."""

from intranet.readings.routes import letter, proposals, readings, settling, units
from intranet.readings.routes.blueprint import bp

__all__ = ["bp", "letter", "proposals", "readings", "settling", "units"]
