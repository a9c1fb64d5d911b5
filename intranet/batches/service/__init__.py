"""Doing: one public function for each thing people do with a batch of letters."""

from intranet.batches.service.departments import move_open_batches
from intranet.batches.service.making import ask_for_preview, make_again
from intranet.batches.service.moves import approve, cancel, issue, number, record_approved, take_back
from intranet.batches.service.sheets import begin, checked_again, columns_for, common_facts, example_for, send_sheet

__all__ = [
    "approve",
    "ask_for_preview",
    "begin",
    "cancel",
    "checked_again",
    "columns_for",
    "common_facts",
    "example_for",
    "issue",
    "make_again",
    "move_open_batches",
    "number",
    "record_approved",
    "send_sheet",
    "take_back",
]
