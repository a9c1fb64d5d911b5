"""Reading the register: books, numbers, the next number, and what each book has to explain."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select

from intranet.accounts.models import Issuer
from intranet.core.db import session
from intranet.core.errors import NotFound
from intranet.core.search import holds_all
from intranet.docservice.searching import search_terms
from intranet.docservice.vietnamese import so
from intranet.registers.models import CopyUse, KeepingRule, NumberingScheme, RegisterBook, RegisterNumber
from intranet.registers.rules import ARRIVALS, NumberState, Scheme, series_of, symbol


def get_book(book_id: int) -> RegisterBook:
    """The book, or NotFound."""
    book = session.get(RegisterBook, book_id)
    if book is None:
        raise NotFound("Không tìm thấy sổ này.")
    return book


def get_number(number_id: int) -> RegisterNumber:
    """The row of a number, or NotFound."""
    number = session.get(RegisterNumber, number_id)
    if number is None:
        raise NotFound("Không tìm thấy số văn bản này.")
    return number


def number_of_document(document_id: int) -> RegisterNumber | None:
    """The number a letter made here has, if it has one."""
    return session.scalars(select(RegisterNumber).where(RegisterNumber.document_id == document_id)).one_or_none()


def scheme_in(issuer_id: int, year: int) -> Scheme:
    """How an issuer counts in a year (Điều 15.1c); one series for all until its head decides otherwise."""
    chosen = session.scalar(
        select(NumberingScheme.scheme)
        .where(NumberingScheme.issuer_id == issuer_id, NumberingScheme.from_year <= year)
        .order_by(NumberingScheme.from_year.desc())
        .limit(1)
    )
    return Scheme(chosen) if chosen else Scheme.SINGLE


def scheme_from(issuer_id: int, from_year: int) -> NumberingScheme | None:
    """The decision that holds from exactly that year, if there is one."""
    return session.scalars(
        select(NumberingScheme).where(NumberingScheme.issuer_id == issuer_id, NumberingScheme.from_year == from_year)
    ).one_or_none()


def keeping_rule(issuer_id: int) -> KeepingRule | None:
    """The rule that lets an issuer keep numbers back, if its head has made one."""
    return session.get(KeepingRule, issuer_id)


def keeping_is_allowed() -> bool:
    """Whether any issuer's rule lets numbers be kept back."""
    return session.scalar(select(KeepingRule.issuer_id).limit(1)) is not None


def inserting_is_allowed() -> bool:
    """Whether any issuer's rule lets numbers be put between others."""
    return session.scalar(select(KeepingRule.issuer_id).where(KeepingRule.inserts).limit(1)) is not None


def dates_around(book: RegisterBook, after: int) -> tuple[date, date | None] | None:
    """The dates of a number of this book and of the one after it (None for the last); None for a number never given."""
    query = select(RegisterNumber.number, RegisterNumber.issued_on).where(
        RegisterNumber.book_id == book.id, RegisterNumber.number.in_((after, after + 1)), RegisterNumber.suffix == ""
    )
    days = dict(session.execute(query).all())
    return (days[after], days.get(after + 1)) if after in days else None


def suffixes_of(book: RegisterBook, number: int) -> set[str]:
    """The letters that stand behind a number already, cancelled ones too."""
    query = select(RegisterNumber.suffix).where(RegisterNumber.book_id == book.id, RegisterNumber.number == number)
    return set(session.scalars(query)) - {""}


def find_book(issuer_id: int, series: str, year: int) -> RegisterBook | None:
    """The book of a series in a year, if it is open."""
    return session.scalars(
        select(RegisterBook).where(
            RegisterBook.issuer_id == issuer_id, RegisterBook.series == series, RegisterBook.year == year
        )
    ).one_or_none()


@dataclass(frozen=True)
class NextNumber:
    """What the next number would be, shown before it is taken; `book` is None when taking it opens the book at 01."""

    text: str
    earliest: date | None
    book: RegisterBook | None


def next_number(issuer: Issuer, type_code: str, day: date, unit_symbol: str = "") -> NextNumber:
    """The number a letter would get now: only a promise, somebody else may be quicker."""
    book = find_book(issuer.id, series_of(scheme_in(issuer.id, day.year), type_code), day.year)
    number = so(book.last_number + 1 if book else 1)
    agency = issuer.name_on(day).symbol
    return NextNumber(
        text=f"{number}/{symbol(type_code, agency, unit_symbol)}",
        earliest=book.last_date if book else None,
        book=book,
    )


def books() -> Sequence[RegisterBook]:
    """All books of letters sent, the newest year first."""
    return session.scalars(
        select(RegisterBook)
        .where(RegisterBook.series != ARRIVALS)
        .order_by(RegisterBook.year.desc(), RegisterBook.issuer_id, RegisterBook.series)
    ).all()


@dataclass(frozen=True)
class Filters:
    """Which rows of the register are on the screen; the address of the page says the same."""

    year: int | None = None
    book_id: int | None = None
    issuer_id: int | None = None
    since: date | None = None
    until: date | None = None
    type_code: str = ""
    state: str = ""
    words: str = ""


# Features above say which numbers bear a letter that a person may not read, as selects of their ids.
KEPT_FROM: list[Callable[[Any], Collection[Select[Any]]]] = []


def kept_from(person: Any) -> frozenset[int]:
    """The numbers whose letter a person may not read: he sees that they were given, not what they are about."""
    selects = [ids for kept in KEPT_FROM for ids in kept(person)]
    return frozenset(number for ids in selects for number in session.scalars(ids))


def register(filters: Filters, person: Any) -> Select[RegisterNumber]:
    """The rows of the register that pass the filters, in no order yet; words find nothing a person may not read."""
    query = select(RegisterNumber).join(RegisterBook)
    if filters.since:
        query = query.where(RegisterNumber.issued_on >= filters.since)
    if filters.until:
        query = query.where(RegisterNumber.issued_on <= filters.until)
    exact = (
        (RegisterBook.year, filters.year),
        (RegisterBook.id, filters.book_id),
        (RegisterBook.issuer_id, filters.issuer_id),
        (RegisterNumber.type_code, filters.type_code),
        (RegisterNumber.state, filters.state),
    )
    for column, wanted in exact:
        if wanted:
            query = query.where(column == wanted)
    if filters.words:
        for ids in (ids for kept in KEPT_FROM for ids in kept(person)):
            query = query.where(RegisterNumber.id.not_in(ids))
    return query.where(holds_all(RegisterNumber.search_text, search_terms(filters.words)))


def as_filed(filters: Filters, person: Any) -> Sequence[RegisterNumber]:
    """The register in the order in which it is bound: book by book, number by number."""
    order = (
        RegisterBook.year, RegisterBook.issuer_id, RegisterBook.series, RegisterNumber.number, RegisterNumber.suffix,
    )  # fmt: skip
    return session.scalars(register(filters, person).order_by(*order)).all()


def newest_first(filters: Filters, person: Any, page: int, size: int) -> Sequence[RegisterNumber]:
    """One page of the register as the screen shows it."""
    order = (RegisterNumber.issued_on.desc(), RegisterNumber.id.desc())
    return session.scalars(register(filters, person).order_by(*order).limit(size).offset((page - 1) * size)).all()


def count_by_state(filters: Filters, person: Any) -> dict[NumberState, int]:
    """How many rows pass the filters, by state; absent states count 0."""
    rows = (
        register(filters, person).with_only_columns(RegisterNumber.state, func.count()).group_by(RegisterNumber.state)
    )
    found = {NumberState(state): count for state, count in session.execute(rows)}
    return {state: found.get(state, 0) for state in NumberState}


def get_use(use_id: int) -> CopyUse:
    """The row of Sổ sử dụng bản lưu, or NotFound."""
    use = session.get(CopyUse, use_id)
    if use is None:
        raise NotFound("Không tìm thấy lần sử dụng bản lưu này.")
    return use


def copy_uses(year: int) -> Sequence[CopyUse]:
    """Who used filed copies in a year, in the order of days."""
    query = select(CopyUse).where(func.extract("year", CopyUse.used_on) == year)
    return session.scalars(query.order_by(CopyUse.used_on, CopyUse.id)).all()


def explained_numbers() -> dict[int, list[RegisterNumber]]:
    """By book, the numbers to be explained: kept, cancelled and inserted ones, each with its reason."""
    rows = session.scalars(
        select(RegisterNumber)
        .where(or_(RegisterNumber.state != NumberState.ISSUED, RegisterNumber.suffix != ""))
        .order_by(RegisterNumber.number, RegisterNumber.suffix)
    )
    found: dict[int, list[RegisterNumber]] = {}
    for row in rows:
        found.setdefault(row.book_id, []).append(row)
    return found


def missing_numbers(book: RegisterBook) -> list[int]:
    """Numbers the book has given that have no row: always none, and looked for to prove it."""
    taken = set(session.scalars(select(RegisterNumber.number).where(RegisterNumber.book_id == book.id)))
    return [number for number in range(book.first_number, book.last_number + 1) if number not in taken]


def missing_by_book(opened: Sequence[RegisterBook]) -> dict[int, list[int]]:
    """The same for many books: one statement counts, and only a book that does not add up is looked through."""
    counts = select(RegisterNumber.book_id, func.count(RegisterNumber.number.distinct())).group_by(
        RegisterNumber.book_id
    )
    rows = dict(session.execute(counts).all())
    wrong = [book for book in opened if rows.get(book.id, 0) != book.last_number - book.first_number + 1]
    return {book.id: missing_numbers(book) for book in wrong}
