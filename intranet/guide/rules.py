"""Who reads the guide, and which pages are a person's own."""

from typing import Any

from intranet.accounts.rules import Role, has_role, is_admin, is_clerk, is_leader, is_of_office
from intranet.core.permissions import Permission

EVERYBODY, PLAN_43 = "moi-nguoi", "ke-hoach-43"
# The pages in their order, and whose work each describes first.
PAGES = {
    EVERYBODY: lambda person: True,
    "chuyen-vien": lambda person: has_role(person, Role.STAFF),
    "truong-don-vi": lambda person: has_role(person, Role.HEAD, Role.DEPUTY_HEAD),
    "lanh-dao": is_leader,
    "van-thu": is_clerk,
    "van-phong": is_of_office,
    "thi-dua": lambda person: bool(person.emulation_duties),
    "quan-tri": is_admin,
}


def own_pages(person: Any) -> list[str]:
    """The pages about what the person does, in their order."""
    return [name for name, is_about in PAGES.items() if is_about(person)]


PERMISSIONS = {"guide.view": Permission(lambda person, _: True)}
