"""The registers of incoming letters: on screen, in Excel, and bound as the decree draws them (Điều 22.3, PL IV)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import render_template, request, send_file, url_for

from intranet.core.clock import today
from intranet.core.errors import NotFound
from intranet.docservice.guard import KINDS
from intranet.docservice.incoming.slip import printed_slip
from intranet.incoming import queries
from intranet.incoming.models import IncomingLetter
from intranet.incoming.queries import BookPart
from intranet.incoming.routes.blueprint import bp
from intranet.incoming.service import missing_numbers
from intranet.incoming.sheet import BOOK, FOLLOW_UP, book_rows, follow_up_rows
from intranet.incoming.slip import slip_of
from intranet.printing.pdf_maker import fonts_of_letters
from intranet.web.access import needs
from intranet.web.bound import bound_answer, log_seal
from intranet.web.excel import Column, excel_answer
from intranet.web.forms import read_day, whole_number_or_none


@dataclass(frozen=True)
class Kind:
    """One of the two registers: what it is called, its columns and its lines; `has_numbers` on its cover."""

    view: str
    title: str
    columns: Sequence[Column]
    rows: Callable[[Iterable[IncomingLetter]], Iterator[list[Any]]]
    has_numbers: bool = True


ARRIVALS_BOOK = Kind("book", "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", BOOK, book_rows)
FOLLOW_UP_BOOK = Kind("follow_up", "SỔ THEO DÕI GIẢI QUYẾT\nVĂN BẢN ĐẾN", FOLLOW_UP, follow_up_rows, False)


@bp.get("/incoming/book")
@needs("incoming.view_registers")
def book() -> Any:
    """Sổ đăng ký văn bản đến."""
    return _page(ARRIVALS_BOOK)


@bp.get("/incoming/book.xlsx")
@needs("incoming.view_registers")
def book_sheet() -> Any:
    """The same in Excel."""
    return _sheet(ARRIVALS_BOOK)


@bp.get("/incoming/book.pdf")
@needs("incoming.view_registers")
def book_pdf() -> Any:
    """The same with its cover, to print and bind."""
    return _pdf(ARRIVALS_BOOK)


@bp.get("/incoming/follow_up")
@needs("incoming.view_registers")
def follow_up() -> Any:
    """Sổ theo dõi giải quyết văn bản đến."""
    return _page(FOLLOW_UP_BOOK)


@bp.get("/incoming/follow_up.xlsx")
@needs("incoming.view_registers")
def follow_up_sheet() -> Any:
    """The same in Excel."""
    return _sheet(FOLLOW_UP_BOOK)


@bp.get("/incoming/follow_up.pdf")
@needs("incoming.view_registers")
def follow_up_pdf() -> Any:
    """The same with its cover, to print and bind."""
    return _pdf(FOLLOW_UP_BOOK)


@bp.get("/incoming/<int:letter_id>/slip.pdf")
@needs("incoming.view", letter=queries.get_letter)
def slip(letter: IncomingLetter) -> Any:
    """Phiếu giải quyết văn bản đến (PL IV.VII), with what has been said so far and room for the pen."""
    made = BytesIO(printed_slip(slip_of(letter, log_seal()), fonts_of_letters()))
    name = f"phieu-giai-quyet-{letter.number_text or letter.id}.pdf"
    return send_file(made, mimetype=KINDS["pdf"].media_type, download_name=name)


def _page(kind: Kind) -> Any:
    part = _asked_for()
    page = max(1, whole_number_or_none(request.args.get("page")) or 1)
    total = queries.count_lines(part) if part else 0
    pages = max(1, -(-total // queries.LINES))
    return render_template(
        "incoming/register_page.html",
        kind=kind,
        part=part,
        books=queries.arrival_books(),
        letters=queries.lines(part, min(page, pages)) if part else (),
        rows=list(kind.rows(queries.lines(part, min(page, pages)))) if part else (),
        total=total,
        page=min(page, pages),
        pages=pages,
        missing=missing_numbers(part.book) if part and kind is ARRIVALS_BOOK else (),
        address=lambda view, **changes: _address(view, part, **changes),
    )


def _sheet(kind: Kind) -> Any:
    part = _asked_for()
    above = [part.book.issuer.name_on(today()).plain, _words(part)] if part else []
    rows = kind.rows(queries.lines(part)) if part else ()
    return excel_answer(_name(kind, part), kind.title.replace("\n", " "), kind.columns, rows, above=above)


def _pdf(kind: Kind) -> Any:
    part = _asked_for()
    if part is None:
        raise NotFound("Chưa có sổ văn bản đến nào.", "Sổ mở khi văn bản đầu tiên được vào sổ.")
    letters = queries.lines(part)
    ends = (letters[0].number_text, letters[-1].number_text) if letters else ("", "")
    return bound_answer(
        _name(kind, part),
        kind.title,
        kind.columns,
        kind.rows(letters),
        office=part.book.issuer.name_on(today()),
        year=part.book.year,
        days=(letters[0].arrived_on, letters[-1].arrived_on) if letters else (None, None),
        numbers=ends if kind.has_numbers else None,
    )


def _asked_for() -> BookPart | None:
    """The book of the address, else the newest; none before the first letter is registered."""
    asked = whole_number_or_none(request.args.get("book"))
    found = queries.get_arrival_book(asked) if asked else next(iter(queries.arrival_books()), None)
    if found is None:
        return None
    return BookPart(found, read_day(request.args.get("from", "")), read_day(request.args.get("to", "")))


def _address(view: str, part: BookPart | None, **changes: Any) -> str:
    asked = {
        "book": part.book.id if part else None,
        "from": f"{part.since:%d/%m/%Y}" if part and part.since else None,
        "to": f"{part.until:%d/%m/%Y}" if part and part.until else None,
        **changes,
    }
    return url_for(f"incoming.{view}", **{name: value for name, value in asked.items() if value})


def _words(part: BookPart) -> str:
    since = f"từ {part.since:%d/%m/%Y}" if part.since else ""
    until = f"đến {part.until:%d/%m/%Y}" if part.until else ""
    return " ".join(word for word in (f"Năm {part.book.year}", since, until) if word)


def _name(kind: Kind, part: BookPart | None) -> str:
    name = {"book": "so-van-ban-den", "follow_up": "so-theo-doi-van-ban-den"}[kind.view]
    return f"{name}-{part.book.year}" if part else name
