"""Taking numbers and keeping the register: one statement takes a number, and no row is ever removed."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy import or_, update
from sqlalchemy.exc import IntegrityError

from intranet.accounts.models import Issuer
from intranet.accounts.rules import is_leader
from intranet.core import history
from intranet.core.clock import now, today
from intranet.core.db import insert_at_once, lock, session
from intranet.core.errors import Invalid, Refused
from intranet.docservice.searching import search_text
from intranet.docservice.vietnamese import short_date, so
from intranet.registers import queries
from intranet.registers.models import KeepingRule, NumberingScheme, RegisterBook, RegisterNumber
from intranet.registers.rules import (
    ARRIVALS,
    BLANK,
    COPIES,
    SCHEME_LABELS,
    SUFFIXES,
    Entry,
    NumberState,
    Scheme,
    book_label,
    in_sentence,
    series_of,
    symbol,
    type_name,
)


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
    number = _take(issuer, type_code, day, unit_symbol, entry, actor, document_id=document_id)
    history.record(number, actor, "take_number", f"Cấp số {number.full}")
    return number


def register_outside(
    issuer: Issuer, type_code: str, day: date, *, actor: Any, entry: Entry, unit_symbol: str = ""
) -> RegisterNumber:
    """Register a letter made outside the system: it takes the next number too (Điều 15.1: one series for all)."""
    number = _take(issuer, type_code, day, unit_symbol, entry, actor, made_outside=True)
    history.record(number, actor, "add_outside", f"Đăng ký văn bản làm ngoài hệ thống, số {number.full}")
    return number


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
    number = _take(issuer, type_code, day, unit_symbol, BLANK, actor, state=NumberState.KEPT, why=reason)
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
    _write(number, BLANK)
    insert_at_once(number)
    history.record(number, actor, "insert", f"Chèn số {number.full}, theo {rule.basis}", note=reason)
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
    _require(why, "Hãy ghi rõ số này cho văn bản nào, vì sao.", "why")
    if leave is None or not is_leader(leave):
        raise Invalid("Hãy chọn lãnh đạo đã cho phép.", field="leave_id")
    return f"{why.strip()} ({leave.name} cho phép)"


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


def use_kept_number(
    number: RegisterNumber, *, actor: Any, entry: Entry, document_id: int | None = None
) -> RegisterNumber:
    """Give a kept number, with the date it was kept under, to its letter; raises Refused unless it is kept."""
    lock(number)
    if number.state != NumberState.KEPT:
        raise Refused(f"Số {number.full} không còn để dành.", "Hãy tải lại trang để xem ai đã dùng số này.")
    if document_id is not None:
        _refuse_second_number(document_id)
    number.state, number.document_id, number.made_outside = NumberState.ISSUED, document_id, document_id is None
    _write(number, entry)
    history.record(number, actor, "use_kept", f"Dùng số để dành {number.full}")
    return number


def cancel_number(number: RegisterNumber, reason: str, actor: Any, *, with_its_letter: bool = False) -> None:
    """Cancel a number: its row stays, with who and why, and the number is never given again (Điều 15.1).

    The number of a letter made here falls only together with the letter: its feature passes `with_its_letter`.
    """
    _require(reason, "Hãy ghi rõ lý do hủy số.", "reason")
    lock(number)
    if number.state == NumberState.CANCELLED:
        raise Refused(f"Số {number.full} đã được hủy trước đó.")
    if number.document_id is not None and not with_its_letter:
        raise Refused(
            f"Số {number.full} thuộc một văn bản soạn trong hệ thống.",
            "Hãy hủy văn bản đó; số của nó sẽ được ghi hủy theo.",
        )
    canceller = actor.id  # read first: reading could flush a row that is half cancelled
    number.state, number.why = NumberState.CANCELLED, reason.strip()
    number.cancelled_by_id, number.cancelled_at = canceller, now()
    history.record(number, actor, "cancel", f"Hủy số {number.full}", note=reason.strip())


def correct_entry(number: RegisterNumber, entry: Entry, actor: Any) -> None:
    """Fill in or correct columns 3 to 10 of the register; what stood there stays in the history.

    Subject, signer and recipients of a letter made here are the letter's own and do not change (Điều 16.1).
    """
    lock(number)
    before = entry_of(number)
    if number.document_id is not None:
        entry = replace(entry, subject=before.subject, signer=before.signer, recipients=before.recipients)
    if entry == before:
        return
    _write(number, entry)
    old, new = _plain(before), _plain(entry)
    changed = {name: old[name] for name in old if old[name] != new[name]}
    history.record(number, actor, "correct", f"Sửa dòng sổ {number.full}", stood=changed)


def withdraw_number(number: RegisterNumber, words: str, actor: Any) -> None:
    """Note that a letter was recalled or replaced today: "Thu hồi theo 45/TB-LMHTX" (Điều 18.3, 18.4)."""
    lock(number)
    number.withdrawn_on, number.withdrawn_words = today(), words[:500]
    history.record(number, actor, "withdraw", f"{words[:500]} ngày {short_date(today())}")


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


def entry_of(number: RegisterNumber) -> Entry:
    """What the register says about the letter now."""
    return Entry(**{name: getattr(number, name) for name in Entry.__dataclass_fields__})


def _take(
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
    if day > today():
        raise Invalid("Ngày văn bản không được sau hôm nay.", field="day")
    if document_id is not None:
        _refuse_second_number(document_id)
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
    _write(number, entry)
    try:
        insert_at_once(number)
    except IntegrityError as error:  # only one reason is left: the same letter, a moment ago
        raise Refused("Văn bản này vừa được cấp số.", "Hãy tải lại trang để xem số.") from error
    return number


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


def _refuse_second_number(document_id: int) -> None:
    earlier = queries.number_of_document(document_id)
    if earlier is not None:
        raise Refused(f"Văn bản này đã có số {earlier.full}.", "Mỗi văn bản chỉ có một số.")


def _write(number: RegisterNumber, entry: Entry) -> None:
    for name in Entry.__dataclass_fields__:
        setattr(number, name, getattr(entry, name))
    number.search_text = search_text(number.full, number.type_name, entry.subject, entry.recipients)


def _plain(entry: Entry) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(entry).items()}


def _require(words: str, sentence: str, field: str) -> None:
    if not words.strip():
        raise Invalid(sentence, field=field)
