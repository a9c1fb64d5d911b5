"""Numbers kept back or put between others, where a rule of the office allows it."""

from datetime import date
from typing import Any

from intranet.accounts.models import Issuer
from intranet.accounts.rules import is_leader
from intranet.core import history
from intranet.core.clock import today
from intranet.core.db import insert_at_once, lock, session
from intranet.core.errors import Invalid, Refused
from intranet.docservice.vietnamese import short_date, so
from intranet.registers import queries
from intranet.registers.models import KeepingRule, RegisterBook, RegisterNumber
from intranet.registers.rules import (
    BLANK,
    SUFFIXES,
    Entry,
    NumberState,
    book_label,
    in_sentence,
    series_of,
    type_name,
)
from intranet.registers.service.entries import write
from intranet.registers.service.taking import refuse_second_number, symbol_for, take


def set_keeping(issuer: Issuer, basis: str, actor: Any, *, inserts: bool = False) -> None:
    """Let numbers be kept back by this written rule of the office, with `inserts` also put between others; with an
    empty `basis` neither is allowed any longer. Raises Invalid (field "basis") for inserting without a rule."""
    rule = queries.keeping_rule(issuer.id)
    if inserts and not basis.strip():
        raise Invalid("Hãy ghi văn bản của cơ quan cho phép chèn số.", field="basis")
    if rule is None and basis.strip():
        session.add(KeepingRule(issuer_id=issuer.id, basis=basis.strip(), by_id=actor.id, inserts=inserts))
    elif rule is not None and basis.strip():
        rule.basis, rule.by_id, rule.inserts = basis.strip(), actor.id, inserts
    elif rule is not None:
        session.delete(rule)
    allowed = "Cho để dành và chèn số" if inserts else "Cho để dành số"
    words = f"{allowed} theo {basis.strip()}" if basis.strip() else "Không cho để dành số"
    history.record(issuer, actor, "set_keeping", words)


def keep_number(
    issuer: Issuer, type_code: str, day: date, *, actor: Any, why: str, leave: Any, unit_symbol: str = ""
) -> RegisterNumber:
    """Keep the next number and its date for a letter still to come, by a leader's leave.

    Numbers are given after signing and in order (Điều 15.2), so this asks for a rule of the office. Raises Refused
    without one, Invalid without a reason or a leader.
    """
    if queries.keeping_rule(issuer.id) is None:
        raise Refused("Quy chế của cơ quan chưa cho để dành số (Điều 15.2).", "Cấp số sau khi văn bản được ký.")
    reason = _reason_with_leave(why, leave)
    number = take(issuer, type_code, day, unit_symbol, BLANK, actor, state=NumberState.KEPT, why=reason)
    history.record(number, actor, "keep", f"Để dành số {number.full}", note=reason)
    return number


def insert_number(
    issuer: Issuer,
    type_code: str,
    day: date,
    after: int,
    *,
    actor: Any,
    why: str,
    leave: Any,
    unit_symbol: str = "",
) -> RegisterNumber:
    """Put a number between two that were given (43a), kept for its letter, by a leader's leave.

    Numbers are given after signing and in order (Điều 15.2), so a rule of the office has to allow it: Refused without
    one. Raises Invalid (fields "after", "day") for a number never given, the last one (the next is free), and a date
    that does not lie between those of its neighbours; (fields "why", "leave_id") without a reason or a leader.
    """
    rule = queries.keeping_rule(issuer.id)
    if rule is None or not rule.inserts:
        raise Refused("Quy chế của cơ quan chưa cho chèn số (Điều 15.2).", "Hãy cấp số tiếp theo của sổ.")
    reason = _reason_with_leave(why, leave)
    if day > today():
        raise Invalid("Ngày văn bản không được sau hôm nay.", field="day")
    book = _book_to_insert_into(issuer, type_code, day, after)
    taken = queries.suffixes_of(book, after)
    suffix = next((letter for letter in SUFFIXES if letter not in taken), None)
    if suffix is None:
        raise Refused(f"Sau số {so(after)} đã chèn hết các chữ cái.")
    number = RegisterNumber(
        book_id=book.id,
        number=after,
        suffix=suffix,
        issued_on=day,
        state=NumberState.KEPT,
        why=reason,
        symbol=symbol_for(issuer, type_code, unit_symbol, day),
        type_code=type_code,
        type_name=type_name(type_code),
        by_id=actor.id,
    )
    write(number, BLANK)
    insert_at_once(number)
    history.record(number, actor, "insert", f"Chèn số {number.full}, theo {rule.basis}", note=reason)
    return number


def use_kept_number(
    number: RegisterNumber, *, actor: Any, entry: Entry, document_id: int | None = None
) -> RegisterNumber:
    """Give a kept number, with the date it was kept under, to its letter; raises Refused unless it is kept."""
    lock(number)
    if number.state != NumberState.KEPT:
        raise Refused(f"Số {number.full} không còn để dành.", "Hãy tải lại trang để xem ai đã dùng số này.")
    if document_id is not None:
        refuse_second_number(document_id)
    number.state, number.document_id, number.made_outside = NumberState.ISSUED, document_id, document_id is None
    write(number, entry)
    history.record(number, actor, "use_kept", f"Dùng số để dành {number.full}")
    return number


def _book_to_insert_into(issuer: Issuer, type_code: str, day: date, after: int) -> RegisterBook:
    """The book, locked: two who insert at once get 43a and 43b."""
    series = series_of(queries.scheme_in(issuer.id, day.year), type_code)
    book = queries.find_book(issuer.id, series, day.year)
    if book is None:
        raise Refused(f"Chưa có {in_sentence(book_label(series, day.year))} nên không có số để chèn sau.")
    lock(book)
    around = queries.dates_around(book, after)
    if around is None:
        raise Invalid(f"{book.label} chưa cấp số {so(after)}.", field="after")
    first, last = around
    if last is None:
        raise Invalid(f"{so(after)} là số cuối của sổ: hãy cấp số tiếp theo.", field="after")
    if not first <= day <= last:
        raise Invalid(
            f"Ngày phải từ {short_date(first)} (số {so(after)}) đến {short_date(last)} (số {so(after + 1)}).",
            field="day",
        )
    return book


def _reason_with_leave(why: str, leave: Any) -> str:
    if not why.strip():
        raise Invalid("Hãy ghi rõ số này cho văn bản nào, vì sao.", field="why")
    if leave is None or not is_leader(leave):
        raise Invalid("Hãy chọn lãnh đạo đã cho phép.", field="leave_id")
    return f"{why.strip()} ({leave.name} cho phép)"
