"""Who may do what: one table, put together from the features' own, read by checks, buttons and tests alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from intranet.core.errors import NotPermitted

type_of_rule = Callable[[Any, Any], bool]


@dataclass(frozen=True)
class Permission:
    """A rule over (person, thing) and the sentence for somebody whom it does not admit."""

    may: type_of_rule
    otherwise: str = "Tài khoản của bạn không được làm việc này."


TABLE: dict[str, Permission] = {}


def register(permissions: Mapping[str, Permission]) -> None:
    """Add a feature's permissions; a name that is taken with another rule is a bug."""
    for name, permission in permissions.items():
        if TABLE.get(name, permission) is not permission:
            raise ValueError(f"permission {name} is defined twice")
        TABLE[name] = permission


def can(person: Any, name: str, thing: Any = None) -> bool:
    """Whether the person may do `name` to the thing; an unknown name is a bug, not a no."""
    return bool(person.is_active) and TABLE[name].may(person, thing)


def require(person: Any, name: str, thing: Any = None) -> None:
    """Raise NotPermitted with the table's sentence unless the person may."""
    if not can(person, name, thing):
        raise NotPermitted(TABLE[name].otherwise, "Nếu cần, hãy liên hệ Văn phòng hoặc người quản trị.")
