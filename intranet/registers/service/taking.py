"""Giving a letter its number: one made here, and one made outside the system."""

from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError

from intranet.accounts.models import Issuer
from intranet.core import history
from intranet.core.clock import today
from intranet.core.db import insert_at_once
from intranet.core.errors import Invalid, Refused
from intranet.registers import queries
from intranet.registers.models import RegisterNumber
from intranet.registers.rules import BLANK, Entry, series_of, symbol, type_name
from intranet.registers.service.books import next_in_book
from intranet.registers.service.entries import write


def symbol_for(issuer: Issuer, type_code: str, unit_symbol: str, day: date) -> str:
    """The symbol of a letter dated `day`: "KH-LMHTX", công văn "LMHTX-VP" (PL I, II.3b NĐ 30/2020).

    `type_code` is the type's abbreviation, "CV" for công văn; `unit_symbol` (of the unit or field) counts only there.
    """
    return symbol(type_code, issuer.name_on(day).symbol, unit_symbol)


def take_number(
    issuer: Issuer,
    type_code: str,
    day: date,
    *,
    actor: Any,
    entry: Entry = BLANK,
    unit_symbol: str = "",
    document_id: int | None = None,
) -> RegisterNumber:
    """Give a letter its number and date (Điều 15.1, 15.2 NĐ 30/2020), within the caller's transaction.

    The book is that of the year of the issue date; it opens itself at first use in the running year. Raises Invalid
    (field "day") for a date after today or before the book's last, Refused for a letter that has a number already.
    """
    number = take(issuer, type_code, day, unit_symbol, entry, actor, document_id=document_id)
    history.record(number, actor, "take_number", f"Cấp số {number.full}")
    return number


def register_outside(
    issuer: Issuer, type_code: str, day: date, *, actor: Any, entry: Entry, unit_symbol: str = ""
) -> RegisterNumber:
    """Register a letter made outside the system: it takes the next number too (Điều 15.1: one series for all)."""
    number = take(issuer, type_code, day, unit_symbol, entry, actor, made_outside=True)
    history.record(number, actor, "add_outside", f"Đăng ký văn bản làm ngoài hệ thống, số {number.full}")
    return number


def take(
    issuer: Issuer,
    type_code: str,
    day: date,
    unit_symbol: str,
    entry: Entry,
    actor: Any,
    *,
    document_id: int | None = None,
    **columns: Any,
) -> RegisterNumber:
    """A row with the next number of the issuer's book, for this letter or for one still to come.

    `columns` are others of the row. Raises Invalid (field "day") for a date after today or before the book's last,
    Refused for a letter that has a number already.
    """
    if day > today():
        raise Invalid("Ngày văn bản không được sau hôm nay.", field="day")
    if document_id is not None:
        refuse_second_number(document_id)
    book_id, taken = next_in_book(issuer, series_of(queries.scheme_in(issuer.id, day.year), type_code), day, actor)
    number = RegisterNumber(
        book_id=book_id,
        number=taken,
        issued_on=day,
        symbol=symbol_for(issuer, type_code, unit_symbol, day),
        type_code=type_code,
        type_name=type_name(type_code),
        document_id=document_id,
        by_id=actor.id,
        **columns,
    )
    write(number, entry)
    try:
        insert_at_once(number)
    except IntegrityError as error:  # only one reason is left: the same letter, a moment ago
        raise Refused("Văn bản này vừa được cấp số.", "Hãy tải lại trang để xem số.") from error
    return number


def refuse_second_number(document_id: int) -> None:
    """Raise Refused for a letter that has a number: every letter has one (Điều 15.1 NĐ 30/2020)."""
    earlier = queries.number_of_document(document_id)
    if earlier is not None:
        raise Refused(f"Văn bản này đã có số {earlier.full}.", "Mỗi văn bản chỉ có một số.")
