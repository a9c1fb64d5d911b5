"""Reading the registers of incoming letters: their books, and the lines of one in the order of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.incoming.models import Forwarding, IncomingLetter
from intranet.incoming.queries.letters import for_lists
from intranet.registers.models import RegisterBook
from intranet.registers.rules import ARRIVALS

LINES = 50


@dataclass(frozen=True)
class BookPart:
    """A book of arrivals, or the days of it that are looked at."""

    book: RegisterBook
    since: date | None = None
    until: date | None = None

    def letters(self) -> Select[IncomingLetter]:
        """Its letters, in no order yet."""
        query = select(IncomingLetter).where(IncomingLetter.book_id == self.book.id)
        if self.since:
            query = query.where(IncomingLetter.arrived_on >= self.since)
        if self.until:
            query = query.where(IncomingLetter.arrived_on <= self.until)
        return query


def arrival_books() -> Sequence[RegisterBook]:
    """All books of arrivals, the newest year first, the office's own before the others."""
    query = select(RegisterBook).where(RegisterBook.series == ARRIVALS)
    return session.scalars(query.order_by(RegisterBook.year.desc(), RegisterBook.issuer_id)).all()


def get_arrival_book(book_id: int) -> RegisterBook:
    """The book of arrivals, or NotFound."""
    book = session.get(RegisterBook, book_id)
    if book is None or book.series != ARRIVALS:
        raise NotFound("Không tìm thấy sổ văn bản đến này.")
    return book


def count_lines(part: BookPart) -> int:
    """How many lines the part has."""
    return session.scalar(select(func.count()).select_from(part.letters().subquery())) or 0


def lines(part: BookPart, page: int | None = None) -> Sequence[IncomingLetter]:
    """The lines in the order of their numbers, all of them as bound, or one page of the screen, the newest first."""
    query = for_lists(part.letters()).options(
        selectinload(IncomingLetter.all_forwardings).selectinload(Forwarding.seen_by),
        selectinload(IncomingLetter.twin),
    )
    if page is None:
        return session.scalars(query.order_by(IncomingLetter.number)).all()
    query = query.order_by(IncomingLetter.number.desc())
    return session.scalars(query.limit(LINES).offset((page - 1) * LINES)).all()
