"""Where tasks come from: a plan, a leader's direction on an incoming letter, the conclusions of a briefing."""

import re
from datetime import date, timedelta
from enum import StrEnum

# "43", "043", "43a"; "KH-LMHTX", "KH/TU", "KH-HĐTĐKT": what other authorities write is as free as that, not freer.
PLAN_NUMBER = re.compile(r"0*[1-9][0-9]*[^\W\d_]?")
PLAN_SYMBOL = re.compile(r"(?=.*[^\W\d_])[^\W_]+(?:[-/.][^\W_]+)*")
# A plan may be put on record before its day; a day beyond this is a slip of the year.
FURTHEST_AHEAD = timedelta(days=365)


class SourceKind(StrEnum):
    PLAN = "plan"
    DIRECTIVE = "directive"
    CONCLUSIONS = "conclusions"


SOURCE_LABELS = {
    SourceKind.PLAN: "Kế hoạch",
    SourceKind.DIRECTIVE: "Bút phê văn bản đến",
    SourceKind.CONCLUSIONS: "Kết luận giao ban",
}


def source_mark(kind: str, number: str, symbol: str, issued_on: date) -> str:
    """What stands for the source in a list or a sheet: "43/KH-LMHTX", "VB đến 125", "Kết luận giao ban 12/03/2025"."""
    if kind == SourceKind.DIRECTIVE:
        return f"VB đến {number}"
    if kind == SourceKind.CONCLUSIONS:
        return f"{SOURCE_LABELS[SourceKind.CONCLUSIONS]} {issued_on:%d/%m/%Y}"
    return f"{number}/{symbol}"


def source_short_mark(kind: str, number: str, symbol: str, issued_on: date) -> str:
    """The same as people say it: "KH 43", "VB đến 125", "Kết luận giao ban 12/03"."""
    if kind == SourceKind.PLAN:
        return f"{symbol.split('-')[0]} {number}"
    if kind == SourceKind.CONCLUSIONS:
        return f"{SOURCE_LABELS[SourceKind.CONCLUSIONS]} {issued_on:%d/%m}"
    return source_mark(kind, number, symbol, issued_on)


def place_words(kind: str, place: str) -> str:
    """Where in its source a task stands: ", mục III.1"; a direction is the bút phê itself."""
    if kind == SourceKind.DIRECTIVE:
        return " · bút phê"
    return f", mục {place}" if place else ""


def wrong_number(number: str) -> str | None:
    """What is wrong with the number of a plan, None when nothing is."""
    return None if PLAN_NUMBER.fullmatch(number) else "Số là số nguyên từ 1, ví dụ 43 hoặc 43a."


def wrong_symbol(symbol: str) -> str | None:
    """What is wrong with the symbol of a plan, None when nothing is."""
    if PLAN_SYMBOL.fullmatch(symbol):
        return None
    return "Ký hiệu chỉ gồm chữ, số và các dấu - / . ở giữa, không có khoảng trắng, ví dụ KH-LMHTX."


def wrong_day(issued_on: date, today: date) -> str | None:
    """What is wrong with the day on which a plan was issued, None when nothing is."""
    if issued_on <= today + FURTHEST_AHEAD:
        return None
    return "Ngày ban hành không được sau hôm nay quá một năm. Hãy xem lại năm."
