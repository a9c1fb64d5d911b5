"""Pasted lines → what was understood: who must do what by when; what is not understood is left to the person."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from intranet.docservice.outline import Item, parse_outline
from intranet.docservice.vietnamese import fold, nfc

DEPARTMENT, GROUP = "d", "g"
_HEADINGS = ("phan", "muc", "khoan", "tieu_khoan", "diem")
_DAY = r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
_LONG_DAY = r"(?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})"
_BEFORE = (
    r"(?:(?:hoàn thành|xong)\s+)?(?:trước|chậm nhất|muộn nhất|đến|hạn)"
    r"(?:\s+(?:là|đến|cuối))?\s*(?:ngày)?\s*:?\s*"
)
_DEADLINES = [re.compile(_BEFORE + day, re.IGNORECASE) for day in (_DAY, _LONG_DAY)]
_STANDING = re.compile(r"thường xuyên|hằng tháng|hàng tháng|hằng quý|hàng quý", re.IGNORECASE)


@dataclass(frozen=True)
class Receivers:
    """Whom a plan can name: folded names, short names and other spellings → "d:3" or "g:1"."""

    keys: dict[str, str]

    @classmethod
    def of(cls, departments: Iterable[Any], groups: Iterable[Any]) -> "Receivers":
        """The office's own list of units; a name that two units share stands for neither."""
        keys: dict[str, str | None] = {}
        for kind, units in ((DEPARTMENT, departments), (GROUP, groups)):
            for unit in units:
                for name in _spellings(unit):
                    key, mine = name_key(name), f"{kind}:{unit.id}"
                    keys[key] = mine if keys.get(key, mine) == mine else None
        return cls({key: unit for key, unit in keys.items() if key and unit})

    def find(self, words: str) -> str | None:
        """The unit these words name, with or without accents; a name is matched whole, never split."""
        return self.keys.get(name_key(words))


@dataclass(frozen=True)
class UnderstoodLine:
    """One task as it was understood; `receiver` is empty when the unit must be chosen by hand."""

    words: str
    place: str = ""
    receiver: str = ""
    receiver_words: str = ""
    deadline: date | None = None
    deadline_words: str = ""


@dataclass
class _Heading:
    """What stands above a line: its place in the plan and the unit it names."""

    place: tuple[str, ...] = ()
    receiver: str = ""
    receiver_words: str = ""
    found: list[UnderstoodLine] = field(default_factory=list)


def name_key(words: str) -> str:
    """A unit's name as it is compared: folded, without punctuation and doubled spaces."""
    return " ".join(re.sub(r"[^\w\s]", " ", fold(words)).split())


def understand(text: str, receivers: Receivers, section: str = "") -> list[UnderstoodLine]:
    """The tasks of pasted lines: "1. Phòng X:" names who, the dashes under it say what.

    A dash with lines under it is one task with all its lines. A line alone may name its unit before a colon.
    `section` is where the lines stand when their own heading was not pasted: "III".
    """
    top = _Heading(place=(section.strip(" .)"),) if section.strip(" .)") else ())
    for item in parse_outline(text):
        _read(item, top, receivers)
    return top.found


def _read(item: Item, above: _Heading, receivers: Receivers) -> None:
    if item.kind not in _HEADINGS or not (item.children or item.text.rstrip().endswith(":")):
        above.found.append(_task(item, above, receivers))
        return
    named, rest = _split(item.text, receivers)
    is_title = item.kind in ("phan", "muc") and not named
    here = _Heading(
        place=(*above.place, item.marker.rstrip(".)")),
        receiver=named or above.receiver,
        receiver_words=above.receiver_words if is_title or named else item.text.rstrip(" :"),
        found=above.found,
    )
    if rest and named:
        above.found.append(_line(rest, here))
    for child in item.children:
        _read(child, here, receivers)


def _task(item: Item, above: _Heading, receivers: Receivers) -> UnderstoodLine:
    named, rest = _split(item.text, receivers)
    numbered = item.kind in _HEADINGS
    here = _Heading(
        place=(*above.place, item.marker.rstrip(".)")) if numbered else above.place,
        receiver=named or above.receiver,
        receiver_words=above.receiver_words,
    )
    under = [f"{child.marker} {child.text}".strip() for part in item.children for child in part.walk()]
    return _line("\n".join([rest if named and rest else item.text, *under]), here)


def _split(text: str, receivers: Receivers) -> tuple[str, str]:
    """The unit named before the first colon (or by the whole line), and the words after it."""
    head, colon, rest = text.partition(":")
    named = receivers.find(head)
    return (named, rest.strip()) if named and (colon or not rest) else ("", text)


def _line(words: str, above: _Heading) -> UnderstoodLine:
    deadline, deadline_words = deadline_in(words)
    return UnderstoodLine(
        words=words,
        place=".".join(above.place),
        receiver=above.receiver,
        receiver_words="" if above.receiver else above.receiver_words,
        deadline=deadline,
        deadline_words=deadline_words,
    )


def deadline_in(words: str) -> tuple[date | None, str]:
    """The deadline a sentence states with a full date, and the words that state it; a standing task has only words."""
    for pattern in _DEADLINES:
        found = pattern.search(nfc(words))
        if found:
            try:
                day = date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                continue
            return day, found[0].strip()
    standing = _STANDING.search(nfc(words))
    return None, standing[0] if standing else ""


def _spellings(unit: Any) -> Sequence[str]:
    """Every way of writing a unit: its names of all times, short ones, and other spellings."""
    held = getattr(unit, "names", None)
    names = [spelled for name in held for spelled in (name.name, name.short_name)] if held else [unit.name]
    return [*names, *(unit.spellings or "").splitlines()]
