"""Telling people, noting what they have read, and writing to them."""

from intranet.notices.service.choices import Choices, choose
from intranet.notices.service.mail import (
    ON_SETTLED,
    mark_sending,
    put_back,
    send_again,
    settle,
    stop,
    try_out,
    write_at_once,
    write_digest,
    write_outside,
)
from intranet.notices.service.reading import read, read_all, seen
from intranet.notices.service.reminding import choose_marks, remember, remind, set_office_marks
from intranet.notices.service.standing_in import tell_of_standing_in
from intranet.notices.service.telling import Told, tell, tell_of_moves

__all__ = [
    "ON_SETTLED",
    "Choices",
    "Told",
    "choose",
    "choose_marks",
    "mark_sending",
    "put_back",
    "read",
    "read_all",
    "remember",
    "remind",
    "seen",
    "send_again",
    "set_office_marks",
    "settle",
    "stop",
    "tell",
    "tell_of_moves",
    "tell_of_standing_in",
    "try_out",
    "write_at_once",
    "write_digest",
    "write_outside",
]
