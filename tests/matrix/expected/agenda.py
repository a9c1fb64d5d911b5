"""Lịch: everybody his own; a feed is open to whoever holds its secret address."""

from tests.matrix.expected.line import EVERYBODY, MANAGERS, STAFF_ALL, Line, get, post

CASES = (
    get("agenda.calendar", STAFF_ALL),
    get("agenda.slip", MANAGERS | {"head", "deputy", "helper_head", "other_head"}),
    get("agenda.feed", STAFF_ALL),
    post("agenda.renew_feed", STAFF_ALL),
    post("agenda.revoke_feed", STAFF_ALL),
    Line("agenda.read_feed", "GET", EVERYBODY, {"token": "@feed.head"}, changes=False),
)
