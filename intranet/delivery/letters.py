"""The words of mails to receivers outside: a letter with its files, or the news that one was recalled (Điều 18)."""

from collections.abc import Sequence
from typing import Any

from intranet.core.clock import today
from intranet.core.mail import megabytes
from intranet.delivery.queries import SentFile
from intranet.notices.letters import LONGEST_SUBJECT, PAGES, Letter
from intranet.registers.models import RegisterNumber

HEADINGS = {"recall": "Thu hồi", "replace": "Thay thế", "rectify": "Đính chính"}


def letter_out(number: RegisterNumber, receiver: str, files: Sequence[SentFile]) -> Letter:
    """The mail that carries a letter: its number, its files with size and SHA-256."""
    return _letter("letter_out", f"{number.full}: {number.subject}", number, receiver=receiver, files=files)


def letter_of_news(
    number: RegisterNumber,
    kind: str,
    receiver: str,
    reason: str,
    by_number: RegisterNumber | None,
    files: Sequence[SentFile],
) -> Letter:
    """The mail that says a letter was recalled, replaced or corrected, by which letter and why."""
    facts = {"receiver": receiver, "kind": kind, "reason": reason.strip(), "by": by_number, "files": files}
    return _letter("letter_news", f"{HEADINGS[kind]} {number.full}: {number.subject}", number, **facts)


def _letter(name: str, subject: str, number: RegisterNumber, **facts: Any) -> Letter:
    office = number.book.issuer.name_on(today())
    text = PAGES.get_template(f"{name}.txt").render(number=number, office=office, megabytes=megabytes, **facts)
    return Letter(" ".join(subject.split())[:LONGEST_SUBJECT], text, "")
