"""Builders of incoming letters in each state; each call is a change of its own."""

import io
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from intranet.accounts.queries import main_issuer
from intranet.core.clock import today
from intranet.core.db import transaction
from intranet.incoming import service
from intranet.incoming.models import IncomingLetter
from intranet.incoming.rules import Part
from intranet.incoming.service import LetterFacts, Receiver
from tests.documents.conftest import quick_pdf  # noqa: F401  (a fixture)
from tests.incoming.letter_files import letter_pdf
from tests.support.visitor import Visitor


class Incoming:
    """Brings letters as far as a test needs them, for the usual people (`office.cast()`)."""

    def __init__(self, cast: SimpleNamespace) -> None:
        self.cast, self._count = cast, 0

    def received(self, *files: tuple[bytes, str], day: date | None = None) -> IncomingLetter:
        uploads = [(io.BytesIO(content), name) for content, name in files]
        with transaction():
            return service.receive(self.cast.clerk, uploads, day or today())

    def facts(self, **changed: Any) -> LetterFacts:
        self._count += 1
        facts = {
            "arrived_on": today(), "agency": "Sở Tài chính", "subject": "Về việc lập dự toán", "type_name": "Công văn",
            "code": f"{self._count}/STC-QLNS", "written_on": today(), **changed,
        }  # fmt: skip
        return LetterFacts(**facts)

    def registered(self, *files: tuple[bytes, str], reason: str = "", **facts: Any) -> IncomingLetter:
        letter = self.received(*files)
        with transaction():
            service.register(letter, main_issuer(), self.facts(**facts), self.cast.clerk, twin_reason=reason)
        return letter

    def presented(self, **facts: Any) -> IncomingLetter:
        letter = self.registered(**facts)
        with transaction():
            service.present(letter, self.cast.leader, self.cast.clerk)
        return letter

    def directed(self, due_on: date | None = None, support_due: date | None = None, **facts: Any) -> IncomingLetter:
        """Department one handles it, two helps."""
        letter = self.presented(**facts)
        receivers = [
            Receiver(self.cast.one.id, Part.LEAD, due_on),
            Receiver(self.cast.two.id, Part.SUPPORT, support_due),
        ]
        with transaction():
            service.direct(letter, self.cast.leader, "Tham mưu văn bản trả lời.", receivers, self.cast.leader)
        return letter


def do(action: Callable, *arguments: Any, **words: Any) -> Any:
    with transaction():
        return action(*arguments, **words)


@pytest.fixture
def incoming(office) -> Incoming:
    """Builders of incoming letters; ask for `app` or `both_engines` first."""
    return Incoming(office.cast())


@pytest.fixture
def as_person(app):
    return lambda person: Visitor(app).sign_in(person)


@pytest.fixture
def a_pdf() -> tuple[bytes, str]:
    return letter_pdf(), "van-ban.pdf"
