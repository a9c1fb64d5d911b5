"""The pages of members, exemplars, awards and publications."""

from intranet.emulation.routes import awards, ballots, channels, duties, exemplars, member_sheets, members, publications
from intranet.emulation.routes.blueprint import bp

__all__ = ["awards", "ballots", "bp", "channels", "duties", "exemplars", "member_sheets", "members", "publications"]
