"""Values of columns as JSON and back, the same for every engine."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Date, DateTime, LargeBinary, Numeric, Time
from sqlalchemy.types import TypeEngine


def plain(value: Any) -> Any:
    """A value of a row as JSON knows it; moments are written in UTC. JSON columns come as text."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case Decimal():
            return str(value)
        case bytes() | memoryview():
            return b64encode(bytes(value)).decode()
    raise TypeError(f"a backup cannot hold {type(value)}")


def reader(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    """What turns the JSON of a column of that kind into what the database takes."""
    if isinstance(kind, JSON):
        return _json
    if isinstance(kind, DateTime):
        return _aware if kind.timezone else _naive
    if isinstance(kind, Date):
        return date.fromisoformat
    if isinstance(kind, Time):
        return time.fromisoformat
    if isinstance(kind, LargeBinary):
        return b64decode
    if isinstance(kind, Numeric) and kind.asdecimal:
        return lambda text: Decimal(str(text))
    return lambda value: value


def _json(text: str) -> Any:
    value = json.loads(text)
    # A null inside the column is not the same as no value in it.
    return JSON.NULL if value is None else value


def _aware(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _naive(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
