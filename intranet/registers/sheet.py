"""The ten columns of the Sổ đăng ký văn bản đi, for paper and Excel alike (PL IV.I.2 NĐ 30/2020)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from intranet.docservice.vietnamese import short_date
from intranet.registers.models import RegisterBook, RegisterNumber
from intranet.registers.queries import Filters
from intranet.registers.rules import STATE_LABELS, NumberState, type_name
from intranet.web.excel import Column

COLUMNS = (
    Column("Số, ký hiệu văn bản", 24),
    Column("Ngày tháng văn bản", 16),
    Column("Tên loại và trích yếu nội dung văn bản", 44),
    Column("Người ký", 20),
    Column("Nơi nhận văn bản", 28),
    Column("Đơn vị, người nhận bản lưu", 18),
    Column("Số lượng bản", 9),
    Column("Ngày chuyển", 16),
    Column("Ký nhận", 16),
    Column("Ghi chú", 24),
)


NOT_FOR_ALL = "văn bản hạn chế người xem"


def sheet_rows(numbers: Iterable[RegisterNumber], kept: Collection[int]) -> Iterator[list[Any]]:
    """The cells of each row, in the order of COLUMNS; of `kept` ones only that there is such a number."""
    for number in numbers:
        if number.id in kept:
            yield [number.full, number.issued_on, title(number, kept), number.signer, *[""] * 6]
            continue
        yield [
            number.full,
            number.issued_on,
            title(number),
            number.signer,
            number.recipients,
            number.archive_unit,
            number.copies,
            number.sent_on,
            number.received_by,
            remark(number),
        ]


def title(number: RegisterNumber, kept: Collection[int] = ()) -> str:
    """Column 3: the type and the subject, which is not said of `kept` ones."""
    if number.id in kept:
        return f"{number.type_name} ({NOT_FOR_ALL})"
    return f"{number.type_name}: {number.subject}" if number.subject else number.type_name


def remark(number: RegisterNumber) -> str:
    """Column 10: a hole explains itself there, so that the bound book has no unexplained number."""
    words = [number.remark]
    if number.suffix and number.state == NumberState.ISSUED:
        words.insert(0, f"Số chèn: {number.why}")
    if number.state == NumberState.CANCELLED:
        words.insert(0, f"Đã hủy: {number.why}")
    if number.state == NumberState.KEPT:
        words.insert(0, f"Để dành: {number.why}")
    if number.withdrawn_on:
        words.insert(0, f"{number.withdrawn_words}, ngày {short_date(number.withdrawn_on)}")
    return ". ".join(word.rstrip(".") for word in words if word)


def closing_lines(numbers: Sequence[RegisterNumber]) -> list[str]:
    """The sheet that closes books at the end of a year: from which number to which, and every one that is no letter."""
    lines = []
    for _, rows in groupby(numbers, key=lambda number: number.book_id):
        held = list(rows)
        book = held[0].book
        in_order = [number for number in held if not number.suffix] or held
        inserted = [number for number in held if number.suffix]
        more = f" và {len(inserted)} số chèn" if inserted else ""
        lines.append(
            f"{book.label}: từ số {in_order[0].number_text} đến số {in_order[-1].number_text}, "
            f"gồm {len(held) - len(inserted)} số{more}, "
            f"{sum(1 for number in held if number.state == NumberState.ISSUED)} văn bản."
        )
        if inserted:
            lines.append(f"Số chèn: {'; '.join(f'{number.number_text} – {number.why}' for number in inserted)}.")
        for state, words in ((NumberState.CANCELLED, "Hủy"), (NumberState.KEPT, "Còn để dành")):
            found = [f"{number.number_text} – {number.why}" for number in held if number.state == state]
            lines.append(f"{words}: {'; '.join(found) if found else 'không có'}.")
        withdrawn = [number.number_text for number in held if number.withdrawn_on]
        if withdrawn:
            lines.append(f"Đã thu hồi hoặc thay thế: {', '.join(withdrawn)}.")
    return lines


def filters_in_words(filters: Filters, book: RegisterBook | None) -> str:
    """What the list shows: "Năm 2026 · Kế hoạch · từ 01/01/2026"."""
    words = [book.label if book else f"Năm {filters.year}"]
    if filters.type_code:
        words.append(type_name(filters.type_code))
    if filters.state:
        words.append(STATE_LABELS[NumberState(filters.state)])
    if filters.since:
        words.append(f"từ {short_date(filters.since)}")
    if filters.until:
        words.append(f"đến {short_date(filters.until)}")
    if filters.words:
        words.append(f"có chữ “{filters.words}”")
    return " · ".join(words)
