"""What people do with briefings."""

from intranet.briefings.service.concluding import confirm, present, send_back, withdraw
from intranet.briefings.service.letter import draft_letter, letter_facts
from intranet.briefings.service.writing import arrange, open_briefing, read_pasted, save_typed

__all__ = [
    "arrange",
    "confirm",
    "draft_letter",
    "letter_facts",
    "open_briefing",
    "present",
    "read_pasted",
    "save_typed",
    "send_back",
    "withdraw",
]
