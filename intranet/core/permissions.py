"""Who may do what: one table, put together from the features' own, read by checks, buttons and tests alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from intranet.core.errors import NotPermitted

type_of_rule = Callable[[Any, Any], bool]


def nobody(person: Any, thing: Any) -> bool:
    """The rule that admits nobody."""
    return False


def anybody(person: Any, thing: Any) -> bool:
    """The rule that admits everybody."""
    return True


@dataclass(frozen=True)
class HandedOver:
    """How a right passes, while somebody is absent, to the person named to stand in for him.

    `of` says whose right passes: work that would go to the absent person himself, not what his whole unit may do.
    """

    of: type_of_rule = anybody
    unless: type_of_rule = nobody  # what keeps the deputy himself from it, whomever he stands in for
    first: type_of_rule = nobody  # whose work it is before that of others who may do it too


@dataclass(frozen=True)
class Permission:
    """A rule over (person, thing) and the sentence for somebody whom it does not admit.

    A right without `handed_over` stays with its holder, absent or not: signing, numbers and the seal do.
    """

    may: type_of_rule
    otherwise: str = "Tài khoản của bạn không được làm việc này."
    handed_over: HandedOver | None = None


TABLE: dict[str, Permission] = {}


def register(permissions: Mapping[str, Permission]) -> None:
    """Add a feature's permissions; a name that is taken with another rule is a bug."""
    for name, permission in permissions.items():
        if TABLE.get(name, permission) is not permission:
            raise ValueError(f"permission {name} is defined twice")
        TABLE[name] = permission


def can(person: Any, name: str, thing: Any = None) -> bool:
    """Whether the person may do `name` to the thing; an unknown name is a bug, not a no."""
    return bool(person.is_active) and (TABLE[name].may(person, thing) or acting_for(person, name, thing) is not None)


def acting_for(person: Any, name: str, thing: Any = None) -> Any:
    """The absent person for whom somebody would do this today, or None when he does it by his own right, or may not.

    Whom a person stands in for is `person.stands_in_for` (feature `absences`); those people's own deputyships do not
    count, so there are no chains. Somebody who may do it himself acts for the absent one where it is first his work.
    """
    rule = TABLE[name]
    if rule.handed_over is None or rule.handed_over.unless(person, thing):
        return None
    by_right = rule.may(person, thing)
    of, first = rule.handed_over.of, rule.handed_over.first
    for absent in getattr(person, "stands_in_for", ()):
        his = rule.may(absent, thing) and of(absent, thing)
        if his and (not by_right or (first(absent, thing) and not first(person, thing))):
            return absent
    return None


def require(person: Any, name: str, thing: Any = None) -> Any:
    """Raise NotPermitted with the table's sentence unless the person may; gives the absent person he acts for."""
    if not can(person, name, thing):
        raise NotPermitted(TABLE[name].otherwise, "Nếu cần, hãy liên hệ Văn phòng hoặc người quản trị.")
    return acting_for(person, name, thing)
