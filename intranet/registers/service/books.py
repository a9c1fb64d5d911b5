"""The books that give numbers: opening them, how an issuer counts, and the one statement that takes the next number."""

from datetime import date
from typing import Any

from sqlalchemy import or_, update
from sqlalchemy.exc import IntegrityError

from intranet.accounts.models import Issuer
from intranet.core import history
from intranet.core.clock import today
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.docservice.vietnamese import short_date, so
from intranet.registers import queries
from intranet.registers.models import NumberingScheme, RegisterBook
from intranet.registers.rules import ARRIVALS, COPIES, SCHEME_LABELS, Scheme, book_label, in_sentence, series_of


def open_book(issuer: Issuer, series: str, year: int, first_number: int, actor: Any) -> RegisterBook:
    """Open a book at a number (an office starts in March at 57); a book without numbers may be opened anew.

    Raises Invalid for a number below 1 or a year that cannot be, Refused once the book has given a number.
    """
    if first_number < 1:
        raise Invalid("Số bắt đầu phải từ 01.", field="first_number")
    if not 2000 <= year <= today().year + 1:
        raise Invalid(f"Năm phải từ 2000 đến {today().year + 1}.", field="year")
    if series not in (ARRIVALS, COPIES, series_of(queries.scheme_in(issuer.id, year), series)):
        raise Invalid("Loại sổ này không hợp với cách đánh số của cơ quan trong năm đó.", field="series")
    book = _book(issuer.id, series, year, actor)
    lock(book)
    if not book.is_blank:
        raise Refused(
            f"{book.label} đã cấp đến số {so(book.last_number)} nên không mở lại được.",
            "Nếu cần bỏ qua một số, hãy cấp rồi hủy số đó và ghi lý do.",
        )
    book.first_number, book.last_number = first_number, first_number - 1
    history.record(book, actor, "open_book", f"Mở {in_sentence(book.label)} từ số {so(first_number)}")
    return book


def set_scheme(issuer: Issuer, scheme: Scheme, from_year: int, actor: Any) -> None:
    """Note how the issuer counts from a year on, as its head decided (Điều 15.1c NĐ 30/2020).

    Raises Refused once a letter of that year has a number: the same số, ký hiệu would come twice. Books of the
    year that were opened but never used are closed with it.
    """
    opened = [book for book in queries.books() if book.issuer_id == issuer.id and book.year >= from_year]
    for book in opened:
        lock(book)
    used = next((book for book in opened if not book.is_blank), None)
    if used is not None:
        raise Refused(
            f"Năm {used.year} đã có văn bản được cấp số nên không đổi cách đánh số được.",
            f"Hãy đổi từ năm {used.year + 1}: số và ký hiệu phải là duy nhất trong một năm.",
        )
    for book in opened:
        session.delete(book)
    row = queries.scheme_from(issuer.id, from_year) or NumberingScheme(issuer_id=issuer.id, from_year=from_year)
    row.scheme = scheme
    session.add(row)
    history.record(row, actor, "set_scheme", f"Từ năm {from_year}: {SCHEME_LABELS[scheme].lower()}")


def next_in_book(issuer: Issuer, series: str, day: date, actor: Any) -> tuple[int, int]:
    """The id of the book and its next number, in one statement: nobody else can get the same or leave a gap.

    Raises Invalid (field "day") for a date before the book's last, Refused for a year whose book is not open.
    """
    book = queries.find_book(issuer.id, series, day.year)
    if book is None:
        if day.year != today().year:
            raise Refused(
                f"Chưa có {in_sentence(book_label(series, day.year))}.", "Hãy mở sổ của năm đó và cho biết số bắt đầu."
            )
        book = _book(issuer.id, series, day.year, actor)
    taken = session.scalar(
        update(RegisterBook)
        .where(RegisterBook.id == book.id, or_(RegisterBook.last_date.is_(None), RegisterBook.last_date <= day))
        .values(last_number=RegisterBook.last_number + 1, last_date=day)
        .returning(RegisterBook.last_number)
        .execution_options(synchronize_session=False)
    )
    session.refresh(book)
    if taken is None:
        raise Invalid(
            f"{book.label} đã cấp số {so(book.last_number)} ngày {short_date(book.last_date or day)}, "
            f"nên không cấp số lùi về ngày {short_date(day)}.",
            field="day",
            advice=f"Chọn ngày từ {short_date(book.last_date or day)} đến hôm nay.",
        )
    return book.id, taken


def _book(issuer_id: int, series: str, year: int, actor: Any) -> RegisterBook:
    """The book, made now when it is missing; two who need it at once get the same one."""
    book = queries.find_book(issuer_id, series, year)
    if book is not None:
        return book
    try:
        with session.begin_nested():
            book = RegisterBook(issuer_id=issuer_id, series=series, year=year, opened_by_id=actor.id)
            session.add(book)
    except IntegrityError:
        book = queries.find_book(issuer_id, series, year)
        assert book is not None
    return book
