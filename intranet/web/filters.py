"""How facts are written on a page: dates, moments, sizes and counts as the office writes them."""

from datetime import date, datetime
from typing import Any

from flask import Flask

from intranet.core.clock import office_time, today

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def day(value: date | datetime | None) -> str:
    """25/02/2025, or nothing."""
    if value is None:
        return ""
    return (office_time(value) if isinstance(value, datetime) else value).strftime("%d/%m/%Y")


def iso_day(value: str | None) -> str:
    """2025-02-25, as figures on record hold it, as 25/02/2025."""
    return day(date.fromisoformat(value)) if value else ""


def weekday(value: date | None) -> str:
    """Thứ Ba 25/02/2025."""
    return f"{WEEKDAYS[value.weekday()]} {day(value)}" if value else ""


def moment(value: datetime | None) -> str:
    """14:05 25/02/2025, on the office's clock."""
    return office_time(value).strftime("%H:%M %d/%m/%Y") if value else ""


def clock(value: datetime | None) -> str:
    """14:05."""
    return office_time(value).strftime("%H:%M") if value else ""


def days_left(deadline: date | None, on: date | None = None) -> str:
    """còn 3 ngày · hôm nay là hạn · quá hạn 2 ngày; nothing without a deadline."""
    if deadline is None:
        return ""
    left = (deadline - (on or today())).days
    if left == 0:
        return "hôm nay là hạn"
    return f"còn {left} ngày" if left > 0 else f"quá hạn {-left} ngày"


def size(count: int | None) -> str:
    """A file's size in kB or MB, with the comma Vietnamese uses."""
    if not count:
        return "0 kB"
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")


def number(value: int | None) -> str:
    """1.234."""
    return f"{value:,}".replace(",", ".") if value is not None else ""


FILTERS: dict[str, Any] = {
    "day": day,
    "iso_day": iso_day,
    "weekday": weekday,
    "moment": moment,
    "clock": clock,
    "days_left": days_left,
    "size": size,
    "number": number,
}


def register(app: Flask) -> None:
    """Make the filters known to every template."""
    app.jinja_env.filters.update(FILTERS)
