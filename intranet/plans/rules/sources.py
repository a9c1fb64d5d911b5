"""Where tasks come from: a plan, a leader's direction on an incoming letter, the conclusions of a briefing."""

from datetime import date
from enum import StrEnum


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
