"""The menu of the whole program and the office's name above it."""

from intranet.accounts import queries
from intranet.core.errors import NotFound
from intranet.web.pages import MenuEntry

MENU: tuple[MenuEntry, ...] = ()


def office_name() -> str:
    """The office's name in a sentence; a neutral word before the office has been set up."""
    try:
        return queries.main_issuer().name
    except NotFound:
        return "Cơ quan"
