"""A register as a PDF to print and bind: the one way every register is printed, sealed by the log on every page."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from flask import Response, current_app, send_file

from intranet.core.chain import day_hash
from intranet.core.clock import today
from intranet.core.errors import Refused
from intranet.docservice.bound_book import Book, BookColumn, bound_book
from intranet.docservice.vietnamese import short_date
from intranet.web.excel import Column


def bound_answer(
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    office: Any,
    year: int,
    days: tuple[date | None, date | None] = (None, None),
    numbers: tuple[str, str] | None = ("", ""),
    closing: Sequence[str] = (),
) -> Response:
    """Send a register as NAME.pdf; `office` is the issuer's name of the day, `numbers` None names none on the cover."""
    book = Book(
        title=title,
        office=office.lines,
        parent=office.parent,
        columns=[BookColumn(column.head, column.width) for column in columns],
        rows=[[_words(value) for value in row] for row in rows],
        year=str(year),
        days=(_words(days[0]), _words(days[1])),
        numbers=numbers,
        seal=log_seal(),
        closing=closing,
    )
    try:
        pdf = bound_book(book, current_app.extensions["settings"].fonts_folder)
    except FileNotFoundError as error:
        advice = "Hãy báo người quản trị cài gói fonts-liberation2 hoặc chép Times New Roman vào instance/fonts."
        raise Refused("Máy chủ thiếu phông chữ có đủ dấu tiếng Việt nên chưa in được sổ.", advice) from error
    return send_file(BytesIO(pdf), mimetype="application/pdf", download_name=f"{name}.pdf")


def log_seal() -> str:
    """What seals a page: the log's hash as it stands now, and the line it seals (docs/log.md)."""
    seal = day_hash(today())
    return f"Mã nhật ký ngày {short_date(seal.day)}, dòng {seal.seq}: {seal.short}"


def _words(value: Any) -> str:
    if value is None:
        return ""
    return short_date(value) if isinstance(value, date) else str(value)
