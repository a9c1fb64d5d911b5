"""The door, and one's own account."""

from tests.matrix.expected.line import EVERYBODY, STAFF_ALL, get, post
from tests.support.office import PASSWORD

NEW_PASSWORD = "Sáu-con-ngựa-77"

CASES = (
    get("healthz", EVERYBODY),
    get("guide.index", STAFF_ALL),
    get("guide.page", STAFF_ALL, name="van-thu"),
    get("guide.book", STAFF_ALL),
    get("guide.plan_43", STAFF_ALL),
    get("accounts.directory", STAFF_ALL),
    # The door.
    get("accounts.sign_in", EVERYBODY),
    post("accounts.sign_in_now", EVERYBODY, {"username": "staff", "password": PASSWORD}),
    post("accounts.sign_out", EVERYBODY, changes=False),
    # One's own account.
    get("accounts.account", STAFF_ALL),
    post("accounts.edit_profile", STAFF_ALL, {"phone": "0225 3842001", "email": "hop.thu@haiphong.gov.vn"}),
    get("accounts.change_password", STAFF_ALL),
    post(
        "accounts.change_password",
        STAFF_ALL,
        {"current_password": PASSWORD, "new_password": NEW_PASSWORD, "again": NEW_PASSWORD},
    ),
    post("accounts.sign_out_elsewhere", STAFF_ALL),
)
