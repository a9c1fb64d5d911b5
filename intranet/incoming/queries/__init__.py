"""Reading incoming letters."""

from intranet.incoming.queries.letters import (
    PAGE_SIZE,
    VIEWS,
    Filters,
    Twin,
    agencies,
    count_late,
    count_letters,
    get_file,
    get_letter,
    list_letters,
    next_to_register,
    search_letters,
    twins,
    visible_to,
)
from intranet.incoming.queries.registers import (
    LINES,
    BookPart,
    arrival_books,
    count_lines,
    get_arrival_book,
    lines,
)
from intranet.incoming.queries.waiting import Waiting, count_waiting, waiting_for

__all__ = [
    "LINES",
    "PAGE_SIZE",
    "VIEWS",
    "BookPart",
    "Filters",
    "Twin",
    "Waiting",
    "agencies",
    "arrival_books",
    "count_late",
    "count_letters",
    "count_lines",
    "count_waiting",
    "get_arrival_book",
    "get_file",
    "get_letter",
    "lines",
    "list_letters",
    "next_to_register",
    "search_letters",
    "twins",
    "visible_to",
    "waiting_for",
]
