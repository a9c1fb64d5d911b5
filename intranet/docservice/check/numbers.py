"""The numbers Word counts by itself ("1.", "a)", "-"), which are no words of the file but which the reader sees."""

import re
from dataclasses import dataclass, field
from typing import Any

from intranet.docservice.check.looks import Properties, number, paragraph_properties
from intranet.docservice.check.opened import W
from intranet.docservice.vietnamese import roman

PLACE = re.compile(r"%(\d)")
# Signs of symbol fonts (Symbol, Wingdings) stand in the private area; the reader sees some bullet.
PRIVATE = range(0xE000, 0xF900)


@dataclass
class Level:
    format: str
    text: str
    start: int
    suffix: str
    paragraph: Properties


@dataclass
class Numbering:
    """The lists of one file and how far each has been counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def level(self, list_id: str, depth: int) -> Level | None:
        return self.levels.get(list_id, {}).get(int(depth))

    def next_label(self, list_id: str, depth: int) -> str:
        """Count one paragraph of this list on and give its label, "" when it shows none."""
        level = self.level(list_id, depth)
        if level is None:
            return ""
        counts = self.counted.setdefault(self.abstract.get(list_id, list_id), {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.format == "bullet":
            return "•" if level.text and ord(level.text[0]) in PRIVATE else level.text
        return PLACE.sub(lambda found: self._written(list_id, int(found[1]) - 1, counts), level.text)

    def _written(self, list_id: str, depth: int, counts: dict[int, int]) -> str:
        level = self.level(list_id, depth)
        if level is None:
            return ""
        count = counts.get(depth, level.start)
        return WRITE.get(level.format, str)(count)


def _letters(count: int) -> str:
    # Word goes a … z, aa, bb.
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count > 0 else ""


WRITE = {
    "upperRoman": lambda count: roman(count) if count > 0 else "",
    "lowerRoman": lambda count: roman(count).lower() if count > 0 else "",
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "decimalZero": lambda count: f"{count:02d}",
    "none": lambda count: "",
}


def read_numbering(root: Any) -> Numbering | None:
    """The lists of word/numbering.xml; None when there is none."""
    if root is None:
        return None
    abstracts = {a.get(W + "abstractNumId"): a for a in root.iter(W + "abstractNum")}
    result = Numbering()
    for one in root.iter(W + "num"):
        list_id, reference = one.get(W + "numId", ""), one.find(W + "abstractNumId")
        abstract_id = "" if reference is None else reference.get(W + "val", "")
        levels = _levels(abstracts.get(abstract_id))
        overrides = list(one.iter(W + "lvlOverride"))
        for override in overrides:
            levels |= _levels(override)
            start, depth = override.find(W + "startOverride"), int(number(override.get(W + "ilvl")))
            if start is not None and depth in levels:
                levels[depth].start = int(number(start.get(W + "val")))
        result.levels[list_id] = levels
        # A list that begins anew counts for itself.
        result.abstract[list_id] = list_id if overrides else abstract_id
    return result


def _levels(element: Any) -> dict[int, Level]:
    result = {}
    for level in () if element is None else element.iter(W + "lvl"):

        def value(name: str, default: str, of: Any = level) -> str:
            found = of.find(W + name)
            return default if found is None else found.get(W + "val", default)

        result[int(number(level.get(W + "ilvl")))] = Level(
            value("numFmt", "decimal"),
            value("lvlText", ""),
            int(number(value("start", "1"))),
            value("suff", "tab"),
            paragraph_properties(level.find(W + "pPr")),
        )
    return result
