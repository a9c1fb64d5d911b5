"""Days and spans of time inside SQL, alike on both engines: moments are kept in UTC, days are Vietnam's days."""

from datetime import date
from typing import Any

from sqlalchemy import Date, Float, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

# Vietnam keeps one offset all year.
SQLITE_OFFSET, POSTGRESQL_ZONE = "+7 hours", "Asia/Ho_Chi_Minh"


class office_day(FunctionElement[date]):
    """The office's day of a moment."""

    type = Date()
    inherit_cache = True


class days_between(FunctionElement[float]):
    """How many days, with their fractions, lie between two moments."""

    type = Float()
    inherit_cache = True


class month_of(FunctionElement[str]):
    """The month of a day: "2026-11"."""

    type = String()
    inherit_cache = True


def _arguments(element: Any, compiler: Any, **more: Any) -> list[str]:
    return [compiler.process(clause, **more) for clause in element.clauses]


@compiles(office_day, "sqlite")
def _sqlite_day(element: Any, compiler: Any, **more: Any) -> str:
    (moment,) = _arguments(element, compiler, **more)
    return f"date({moment}, '{SQLITE_OFFSET}')"


@compiles(office_day, "postgresql")
def _postgresql_day(element: Any, compiler: Any, **more: Any) -> str:
    (moment,) = _arguments(element, compiler, **more)
    return f"CAST(({moment}) AT TIME ZONE '{POSTGRESQL_ZONE}' AS DATE)"


@compiles(days_between, "sqlite")
def _sqlite_days(element: Any, compiler: Any, **more: Any) -> str:
    since, until = _arguments(element, compiler, **more)
    return f"(julianday({until}) - julianday({since}))"


@compiles(days_between, "postgresql")
def _postgresql_days(element: Any, compiler: Any, **more: Any) -> str:
    since, until = _arguments(element, compiler, **more)
    return f"CAST(EXTRACT(EPOCH FROM ({until}) - ({since})) / 86400.0 AS DOUBLE PRECISION)"


@compiles(month_of, "sqlite")
def _sqlite_month(element: Any, compiler: Any, **more: Any) -> str:
    (day,) = _arguments(element, compiler, **more)
    return f"strftime('%Y-%m', {day})"


@compiles(month_of, "postgresql")
def _postgresql_month(element: Any, compiler: Any, **more: Any) -> str:
    (day,) = _arguments(element, compiler, **more)
    return f"to_char({day}, 'YYYY-MM')"
