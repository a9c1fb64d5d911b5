"""Searching rows by the words kept with them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, true


def holds_all(column: Any, terms: Iterable[str]) -> ColumnElement[bool]:
    """The rows in whose kept words every term begins a word; all rows when there is no term."""
    # Each word stands after a space: a search finds beginnings of words, and "nghi" not in "chủ nghĩa" cut in two.
    return and_(true(), *(column.contains(f" {term}", autoescape=True) for term in terms))
