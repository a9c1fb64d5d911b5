"""Whom a plan can name: the office's departments and groups, by every way of writing them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intranet.docservice.assignments import UnitList
from intranet.docservice.assignments.units import Unit, name_key

DEPARTMENT, GROUP = "d", "g"


@dataclass(frozen=True)
class Receivers:
    """The office's units: `keys` from a folded name to "d:3" or "g:1", `units` as the reader of plans takes them."""

    keys: dict[str, str]
    units: UnitList

    @classmethod
    def of(
        cls, departments: Iterable[Any], groups: Iterable[Any], former: Mapping[int, Sequence[str]] | None = None
    ) -> "Receivers":
        """The office's own list of units; a name that two units share stands for neither.

        `former` are the names of closed departments by the department they were merged into; a unit of today that
        bears such a name keeps it for itself.
        """
        departments, groups = list(departments), list(groups)
        of_today = {name_key(name) for unit in (*departments, *groups) for name in _spellings(unit)}
        old = {
            f"{DEPARTMENT}:{heir_id}": [name for name in names if name_key(name) not in of_today]
            for heir_id, names in (former or {}).items()
        }
        keys: dict[str, str | None] = {}
        units: list[Unit] = []
        for kind, listed in ((DEPARTMENT, departments), (GROUP, groups)):
            for unit in listed:
                mine = f"{kind}:{unit.id}"
                names = [name for name in (*_spellings(unit), *old.get(mine, ())) if name]
                units.append(Unit(unit.name, tuple(names), is_group=kind == GROUP))
                for name in names:
                    key = name_key(name)
                    keys[key] = mine if keys.get(key, mine) == mine else None
        return cls({key: unit for key, unit in keys.items() if key and unit}, UnitList(units))

    def find(self, words: str) -> str | None:
        """The unit these words name, with or without accents; a name is matched whole, never split."""
        return self.keys.get(name_key(words))

    def departments_in(self, names: Iterable[str]) -> tuple[list[int], list[str]]:
        """The ids of the departments that these names mean, and the names that mean none (a group is none)."""
        ids: list[int] = []
        unknown = []
        for name in names:
            kind, _, number = (self.find(name) or "").partition(":")
            if kind == DEPARTMENT:
                ids.append(int(number))
            else:
                unknown.append(name)
        return list(dict.fromkeys(ids)), unknown


def receiver_ids(key: str) -> dict[str, Any]:
    """ "d:3" → the department's id, "g:1" → the group's, by the names a TaskProposal knows."""
    kind, _, number = key.partition(":")
    return {"group_id" if kind == GROUP else "department_id": int(number)}


def _spellings(unit: Any) -> Sequence[str]:
    """Every way of writing a unit: its names of all times, short ones, and other spellings."""
    held = getattr(unit, "names", None)
    names = [spelled for name in held for spelled in (name.name, name.short_name)] if held else []
    return [unit.name, *names, *(unit.spellings or "").splitlines()]
