"""Reading incoming letters."""

from intranet.incoming.queries.letters import (
    PAGE_SIZE,
    VIEWS,
    Filters,
    Twin,
    agencies,
    count_letters,
    get_file,
    get_letter,
    list_letters,
    next_to_register,
    search_letters,
    twins,
    visible_to,
)
from intranet.incoming.queries.waiting import Waiting, count_waiting, waiting_for

__all__ = [
    "PAGE_SIZE",
    "VIEWS",
    "Filters",
    "Twin",
    "Waiting",
    "agencies",
    "count_letters",
    "count_waiting",
    "get_file",
    "get_letter",
    "list_letters",
    "next_to_register",
    "search_letters",
    "twins",
    "visible_to",
    "waiting_for",
]
