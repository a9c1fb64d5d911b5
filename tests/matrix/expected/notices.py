"""Thông báo: everybody his own."""

from tests.matrix.expected.line import STAFF_ALL, get, post

CASES = (
    get("notices.index", STAFF_ALL),
    post("notices.read", ("head",), notice="of_head"),
    post("notices.read_all", STAFF_ALL, {"up_to": "0"}, changes=False),
)
