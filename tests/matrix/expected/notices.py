"""Thông báo: everybody his own; mail for the admin."""

from tests.matrix.expected.line import ADMIN, STAFF_ALL, get, post

CASES = (
    get("notices.index", STAFF_ALL),
    post("notices.read", ("head",), notice="of_head"),
    post("notices.read_all", STAFF_ALL, {"up_to": "0"}, changes=False),
    get("notices.choices", STAFF_ALL),
    post("notices.choices", STAFF_ALL, {"digest_hour": "16", "task_given": "at_once"}),
    get("notices.set_office_marks", ADMIN),
    post("notices.set_office_marks", ADMIN, {"marks": "day"}),
    # Mail: the admin's alone; this machine knows no mail server.
    get("notices.mail", ADMIN),
    post("notices.try_out", (), late=ADMIN),
    post("notices.send_again", ADMIN, mail="failed"),
)
