"""The API: everybody has tokens of his own; a session opens none of the addresses for programs, whoever it is."""

from datetime import timedelta

from intranet.core.clock import today
from tests.matrix.expected.line import ADMIN, NOBODY, STAFF_ALL, get, post

TOKEN = {"name": "Kế toán", "scopes": ["render"], "expires_on": f"{today() + timedelta(9):%d/%m/%Y}"}
READING = ("list_templates", "openapi")
OF_A_TEMPLATE = ("template", "schema", "example", "sheet")

CASES = (
    get("api.tokens", STAFF_ALL),
    post("api.make", STAFF_ALL, TOKEN),
    post("api.revoke", {"staff"} | ADMIN, token="staff"),
    get("api.all_tokens", ADMIN),
    get("api.reference", STAFF_ALL),
    get("api.openapi", STAFF_ALL),
    *(get(f"v1.{name}", NOBODY, otherwise="door") for name in READING),
    *(get(f"v1.{name}", NOBODY, template_id="giay_moi", otherwise="door") for name in OF_A_TEMPLATE),
    get("v1.rendering", NOBODY, rendering="staff", otherwise="door"),
    post("v1.render", NOBODY, template_id="giay_moi", otherwise="door"),
    post("v1.merge", NOBODY, template_id="giay_moi", otherwise="door"),
    post("v1.returned", NOBODY, template_id="giay_moi", otherwise="door"),
    post("v1.check", NOBODY, otherwise="door"),
    post("v1.mend", NOBODY, otherwise="door"),
)
