"""The list of legal bases: everybody reads it, Văn phòng, the clerk and the admin write it."""

from tests.matrix.expected.line import ADMIN, LEADERS, OF_OFFICE, STAFF_ALL, get, post

KEEPERS = ADMIN | LEADERS | OF_OFFICE
LAW = {"name": "Luật Hợp tác xã", "in_force_from": "01/07/2024"}

CASES = (
    get("laws.index", STAFF_ALL),
    get("laws.add_law", KEEPERS),
    post("laws.add_law", KEEPERS, LAW),
    get("laws.edit_law", KEEPERS, law="known"),
    post("laws.edit_law", KEEPERS, LAW, law="known"),
)
