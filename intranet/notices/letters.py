"""The words of a letter: the same lines as on the bell's page, as plain text and as simple HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2 import Environment, PackageLoader

from intranet.accounts.models import Person
from intranet.accounts.queries import main_issuer
from intranet.core.clock import office_time
from intranet.notices.models import Notice
from intranet.notices.rules import Thing, by_day, page_of

PAGES = Environment(
    loader=PackageLoader("intranet", "templates/mail"),
    autoescape=lambda name: bool(name and name.endswith(".html")),
    trim_blocks=True,
    lstrip_blocks=True,
)
PAGES.filters |= {"day": lambda day: f"{day:%d/%m/%Y}", "clock": lambda moment: f"{office_time(moment):%H:%M}"}
LONGEST_SUBJECT = 150


@dataclass(frozen=True)
class Letter:
    """What a letter says."""

    subject: str
    text: str
    html: str


def letter_about(person: Person, notices: Sequence[Notice], address: str, digest_of: date | None) -> Letter:
    """A letter about notices, the newest first; `digest_of` is the day whose digest it is."""
    days = by_day(notices)
    things = [thing for _, told in days for thing in told]
    subject = _digest_subject(digest_of, things) if digest_of else _subject(things)
    return _letter("notices", subject, person=person, days=days, address=address, page_of=page_of)


def trial_letter(person: Person, address: str) -> Letter:
    """What the admin gets to see whether mail works."""
    return _letter("trial", "Thư thử từ mạng nội bộ", person=person, address=address)


def _digest_subject(day: date, things: Sequence[Thing]) -> str:
    return f"Việc mới đến ngày {day:%d/%m/%Y}: {len(things)} nội dung"


def _subject(things: Sequence[Thing]) -> str:
    if len(things) > 1 or len(things[0].lines) > 1:
        return f"{sum(len(thing.lines) for thing in things)} thông báo mới"
    return f"{things[0].first.about_words}: {things[0].lines[0].words}"


def _letter(name: str, subject: str, **facts: Any) -> Letter:
    facts["office"] = main_issuer().name
    text, html = (PAGES.get_template(f"{name}.{kind}").render(**facts) for kind in ("txt", "html"))
    # What people type may hold line breaks; a header holds none.
    return Letter(" ".join(subject.split())[:LONGEST_SUBJECT], text, html)
