"""Doing: one public function for each thing people do with an incoming letter."""

from intranet.incoming.service.departments import move_forwardings
from intranet.incoming.service.directing import Receiver, direct, forward, give_back, present, send_back
from intranet.incoming.service.giving_tasks import read_tasks
from intranet.incoming.service.handling import (
    advise,
    citation_of,
    draft_answer,
    finish,
    is_for,
    link_answer,
    reopen,
    see,
)
from intranet.incoming.service.receiving import (
    WHERE_INSTEAD,
    WHY_NOT,
    add_files,
    discard,
    note_secret,
    receive,
    record_secret,
)
from intranet.incoming.service.registering import (
    LetterFacts,
    ask_for_stamp,
    cancel,
    correct,
    missing_numbers,
    note_words,
    register,
)

__all__ = [
    "WHERE_INSTEAD",
    "WHY_NOT",
    "LetterFacts",
    "Receiver",
    "add_files",
    "advise",
    "ask_for_stamp",
    "cancel",
    "citation_of",
    "correct",
    "direct",
    "discard",
    "draft_answer",
    "finish",
    "forward",
    "give_back",
    "is_for",
    "link_answer",
    "missing_numbers",
    "move_forwardings",
    "note_secret",
    "note_words",
    "present",
    "read_tasks",
    "receive",
    "record_secret",
    "register",
    "reopen",
    "see",
    "send_back",
]
