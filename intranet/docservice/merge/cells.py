"""What stands in a cell of Excel and what it means as a fact, both ways."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from intranet.docservice.fields import Field
from intranet.docservice.typed_text import clean
from intranet.docservice.vietnamese import short_date

BETWEEN_COLUMNS = "|"
DAYS = frozenset({"date", "letter_date"})
LENGTH_OF_A_DAY = len("2026-01-31")


def fact_of(field: Field, cell: Any) -> Any:
    """The fact a cell states; what Excel made of the typed words (a day, an hour, 12.0) is put back into words."""
    if field.kind == "rows":
        return [_row(field, parts) for parts in rows_in(cell)]
    if isinstance(cell, datetime) and field.kind in DAYS:
        return cell.date()
    if isinstance(cell, float) and field.kind == "number" and not cell.is_integer():
        return cell
    return cell if isinstance(cell, date) and field.kind in DAYS else words_of(cell)


def rows_in(cell: Any) -> list[list[str]]:
    """The rows of a letter's own table as they stand in one cell: a line each, columns between "|"."""
    lines = [line for line in words_of(cell).split("\n") if line.strip()]
    return [[part.strip() for part in line.split(BETWEEN_COLUMNS)] for line in lines]


def words_of(cell: Any) -> str:
    """A cell as a person reads it: 31/01/2026, 08 giờ 00, 12, 2,5."""
    match cell:
        case bool():
            return "Có" if cell else "Không"
        case float():
            return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
        case datetime():
            hour = "" if cell.time() == time() else f"{_hour(cell.time())} ngày "
            return f"{hour}{short_date(cell.date())}"
        case date():
            return short_date(cell)
        case time():
            return _hour(cell)
    return clean(str(cell))


def cell_of(field: Field, fact: Any) -> str:
    """A fact as a cell shows it: several lines in one cell, a day as 31/01/2026, a row's columns between "|"."""
    if field.kind == "rows":
        return "\n".join(_line(field, row) for row in fact or ())
    if isinstance(fact, list):
        return "\n".join(str(line) for line in fact)
    if field.kind in DAYS and len(str(fact)) == LENGTH_OF_A_DAY:
        return short_date(date.fromisoformat(str(fact)))
    return "" if fact is None else str(fact).strip()


def _row(field: Field, parts: list[str]) -> dict[str, str]:
    return dict(zip((column.key for column in field.columns), parts, strict=False))


def _line(field: Field, row: Mapping[str, Any]) -> str:
    return f" {BETWEEN_COLUMNS} ".join(cell_of(column, row.get(column.key)) for column in field.columns)


def _hour(hour: time) -> str:
    return f"{hour.hour:02} giờ {hour.minute:02}"
