"""The office's own list of units: a name as a letter (or its scan) writes it → the unit, and how sure that is."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.vietnamese import nfc

_SURE_ENOUGH = 82.0
_FAR_FROM_THE_NEXT = 4.0
_LEADS = re.compile(r"^(?:cac dong chi|dong chi|lanh dao|thu truong|toan the|de nghi|giao)\s+")


@dataclass(frozen=True)
class Unit:
    """A department or group: its official name and every other way of writing it."""

    name: str
    spellings: tuple[str, ...] = ()
    is_group: bool = False


@dataclass(frozen=True)
class Match:
    """A unit of the list that words name; `confidence` from 0 to 1."""

    unit: Unit
    confidence: float


class UnitList:
    """The units of an office, looked up whole and without accents; a name of two units stands for neither."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = tuple(units)
        self._by_key: dict[str, Unit | None] = {}
        for unit in self.units:
            for name in (unit.name, *unit.spellings):
                key = name_key(name)
                self._by_key[key] = unit if self._by_key.get(key, unit) is unit else None
        self._keys = [key for key, unit in self._by_key.items() if unit and len(key) >= 6]

    def names(self) -> list[str]:
        """Every way of writing a unit."""
        return [name for unit in self.units for name in (unit.name, *unit.spellings) if name]

    def find(self, words: str) -> Match | None:
        """The unit these words name: exactly, with an added "các", or with the errors of a scan; else None."""
        key = name_key(words)
        for attempt in (key, _LEADS.sub("", key), f"cac {key}"):
            if (unit := self._by_key.get(attempt)) is not None:
                return Match(unit, 1.0 if attempt == key else 0.9)
        return self._nearly(key)

    def _nearly(self, key: str) -> Match | None:
        if len(key) < 6:
            return None
        best = process.extract(key, self._keys, scorer=fuzz.ratio, limit=3, score_cutoff=_SURE_ENOUGH)
        if not best:
            return None
        unit = self._by_key[best[0][0]]
        rivals = [score for other, score, _ in best[1:] if self._by_key[other] is not unit]
        if unit is None or (rivals and best[0][1] - rivals[0] < _FAR_FROM_THE_NEXT):
            return None
        return Match(unit, round(best[0][1] / 100, 2))


def name_key(words: str) -> str:
    """A unit's name as it is compared: folded, without punctuation, abbreviations of the State written out."""
    folded = " ".join(re.sub(r"[^\w\s]", " ", fold_in_place(nfc(words))).split())
    return " ".join(_WRITTEN_OUT.get(word, word) for word in folded.split())


_WRITTEN_OUT = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "mttq": "mat tran to quoc", "tp": "thanh pho"}


def units_from_toml(text: str) -> UnitList:
    """The list of a .toml file: [[unit]] or [[department]], [[group]] with name, short_name and spellings.

    `spellings` is a list or lines. Raises ValueError (a TOMLDecodeError too) for anything else.
    """
    facts = tomllib.loads(text)
    found = [
        _unit(entry, is_group=kind == "group")
        for kind in ("unit", "department", "group")
        for entry in _entries(facts, kind)
    ]
    if not found:
        raise ValueError("no [[unit]]")
    return UnitList(found)


def _entries(facts: dict[str, object], kind: str) -> Sequence[dict[str, object]]:
    entries = facts.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError(kind)
    return entries


def _unit(entry: dict[str, object], *, is_group: bool) -> Unit:
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise ValueError("name")
    others: list[str] = [str(entry[key]) for key in ("short_name", "short") if entry.get(key)]
    spellings = entry.get("spellings", [])
    others += spellings.splitlines() if isinstance(spellings, str) else [str(word) for word in list(spellings)]  # type: ignore[call-overload]
    return Unit(nfc(name.strip()), tuple(nfc(other.strip()) for other in others if other.strip()), is_group)
