"""Who reaches the pages above all features."""

from typing import Any

from intranet.accounts.rules import Role, has_role, sees_everything
from intranet.core.permissions import Permission


def follows_the_office(person: Any, thing: Any) -> bool:
    """Leaders, Văn phòng, clerks and heads of units look at how the whole office stands."""
    return sees_everything(person) or has_role(person, Role.HEAD, Role.DEPUTY_HEAD)


PERMISSIONS = {
    "home.view": Permission(lambda person, _: True),
    "home.overview": Permission(
        follows_the_office, "Trang tổng quan dành cho lãnh đạo, Văn phòng, văn thư và trưởng các đơn vị."
    ),
}
