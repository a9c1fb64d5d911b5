"""Lịch: everybody his own; what is in it is tried in tests/agenda."""

from tests.matrix.expected.line import STAFF_ALL, get

CASES = (get("agenda.calendar", STAFF_ALL),)
