"""Doing: one public function for each thing people do with numbers and registers."""

from intranet.registers.service.books import next_in_book, open_book, set_scheme
from intranet.registers.service.entries import cancel_number, correct_entry, entry_of, withdraw_number
from intranet.registers.service.keeping import insert_number, keep_number, set_keeping, use_kept_number
from intranet.registers.service.taking import register_outside, symbol_for, take_number

__all__ = [
    "cancel_number",
    "correct_entry",
    "entry_of",
    "insert_number",
    "keep_number",
    "next_in_book",
    "open_book",
    "register_outside",
    "set_keeping",
    "set_scheme",
    "symbol_for",
    "take_number",
    "use_kept_number",
    "withdraw_number",
]
