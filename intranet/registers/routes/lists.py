"""Reading the register: on screen by pages, as Excel, and on paper as it is bound (Điều 16.2b NĐ 30/2020)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from flask import render_template, request, url_for

from intranet.accounts import queries as accounts
from intranet.accounts.models import Issuer
from intranet.core.clock import today
from intranet.core.errors import Refused
from intranet.core.history import history_of
from intranet.registers import queries
from intranet.registers.forms import TYPE_CHOICES, CorrectForm
from intranet.registers.models import RegisterBook, RegisterNumber
from intranet.registers.queries import Filters
from intranet.registers.routes.blueprint import bp, me
from intranet.registers.rules import STATE_LABELS, STATE_TONES, TYPES, NumberState
from intranet.registers.sheet import COLUMNS, closing_lines, filters_in_words, sheet_rows, title
from intranet.web.access import needs
from intranet.web.bound import bound_answer
from intranet.web.excel import excel_answer
from intranet.web.filters import moment
from intranet.web.forms import search_words, whole_number_or_none

PAGE_SIZE = 50


@bp.get("/registers")
@needs("register.view")
def index() -> Any:
    filters = asked_for()
    counts = queries.count_by_state(filters, me())
    total = sum(counts.values())
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, whole_number_or_none(request.args.get("page")) or 1), pages)
    books = [book for book in queries.books() if book.year == filters.year]
    return render_template(
        "registers/index.html",
        numbers=queries.newest_first(filters, me(), page, PAGE_SIZE),
        kept=queries.kept_from(me()),
        filters=filters,
        counts=counts,
        total=total,
        page=page,
        pages=pages,
        books=[book for book in books if filters.issuer_id in (None, book.issuer_id)],
        issuers=_issuers_of(books),
        years=sorted({book.year for book in queries.books()} | {today().year}, reverse=True),
        type_choices=[("", "Mọi loại"), *TYPE_CHOICES],
        title=title,
        words=filters_in_words(filters, _book(filters)),
        words_asked=any((filters.since, filters.until, filters.type_code, filters.state, filters.words)),
        state_labels=STATE_LABELS,
        tones=STATE_TONES,
        address=address,
    )


@bp.get("/registers/excel")
@needs("register.view")
def excel() -> Any:
    filters = asked_for()
    numbers = queries.as_filed(filters, me())
    return excel_answer(
        f"so-van-ban-di-{filters.year}",
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        COLUMNS,
        sheet_rows(numbers, queries.kept_from(me())),
        above=[_whose(filters, numbers).name, filters_in_words(filters, _book(filters))],
    )


@bp.get("/registers/print")
@needs("register.view")
def paper() -> Any:
    """The register with its cover as a PDF to bind, in the order of numbers (PL IV.I, Điều 16.2b NĐ 30/2020).

    The clerk's, who may read every letter, names them all: that one is bound.
    """
    filters = asked_for()
    numbers = queries.as_filed(filters, me())
    issuer = _whose(filters, numbers)
    days = [number.issued_on for number in numbers]
    one_book = len({number.book_id for number in numbers}) == 1
    return bound_answer(
        f"so-van-ban-di-{filters.year}",
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        COLUMNS,
        sheet_rows(numbers, queries.kept_from(me())),
        office=issuer.name_on(today()),
        year=filters.year or today().year,
        days=(min(days, default=None), max(days, default=None)),
        numbers=(numbers[0].number_text, numbers[-1].number_text) if one_book else ("", ""),
        closing=closing_lines(numbers) if request.args.get("close") else (),
    )


@bp.get("/registers/numbers/<int:number_id>")
@needs("register.view", number=queries.get_number)
def number(number: RegisterNumber) -> Any:
    form = CorrectForm(number.document_id is not None, obj=number)
    return number_page(number, form)


def number_page(number: RegisterNumber, form: CorrectForm, status: int = 200) -> Any:
    """The page of one row: what stands in it, its history, and for the clerk the form to correct it."""
    if number.id in queries.kept_from(me()):
        return render_template("registers/kept_from_you.html", number=number), status
    lines = [
        {"who": line.who, "what": line.words, "when": moment(line.at), "note": line.note} for line in history_of(number)
    ]
    # Documents stand above the register: their page is known by its name alone.
    letter_url = url_for("documents.document", document_id=number.document_id) if number.document_id else None
    page = render_template(
        "registers/number.html", number=number, form=form, history=lines, tones=STATE_TONES, letter_url=letter_url
    )
    return page, status


def asked_for() -> Filters:
    """The filters of the address; without a year, this year's register."""
    asked = request.args
    state = asked.get("state", "")
    type_code = asked.get("type", "")
    return Filters(
        year=whole_number_or_none(asked.get("year")) or today().year,
        book_id=whole_number_or_none(asked.get("book")),
        issuer_id=whole_number_or_none(asked.get("issuer")),
        since=_day(asked.get("from", "")),
        until=_day(asked.get("to", "")),
        type_code=type_code if type_code in TYPES else "",
        state=state if state in set(NumberState) else "",
        words=search_words(asked.get("q")),
    )


def address(view: str, filters: Filters, **changes: Any) -> str:
    """The address of a view of the register with these filters, some of them changed; None takes one away."""
    asked: dict[str, Any] = {
        "year": filters.year,
        "book": filters.book_id,
        "issuer": filters.issuer_id,
        "from": filters.since.strftime("%d/%m/%Y") if filters.since else None,
        "to": filters.until.strftime("%d/%m/%Y") if filters.until else None,
        "type": filters.type_code or None,
        "state": filters.state or None,
        "q": filters.words or None,
        **changes,
    }
    return url_for(f"registers.{view}", **{name: value for name, value in asked.items() if value})


def _issuers_of(books: Iterable[RegisterBook]) -> list[Issuer]:
    """Whose books there are, the agency first, then its councils."""
    found = {book.issuer_id: book.issuer for book in books}
    return sorted(found.values(), key=lambda issuer: (issuer.position, issuer.id))


def _whose(filters: Filters, numbers: Sequence[RegisterNumber]) -> Issuer:
    """Whose register is printed; two issuers' numbers are never bound together (PL I, II.3a NĐ 30/2020)."""
    found = _issuers_of(number.book for number in numbers)
    if len(found) > 1:
        names = ", ".join(issuer.name for issuer in found)
        raise Refused(f"Mỗi cơ quan, Hội đồng, Ban có sổ riêng ({names}).", "Hãy chọn một cơ quan ở bộ lọc rồi in.")
    if book := _book(filters):
        return book.issuer
    return accounts.get_issuer(filters.issuer_id) if filters.issuer_id else (found or [accounts.main_issuer()])[0]


def _book(filters: Filters) -> RegisterBook | None:
    return queries.get_book(filters.book_id) if filters.book_id else None


def _day(text: str) -> date | None:
    """A date as typed or as an address has it; what is no date filters nothing."""
    for pattern in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    return None
