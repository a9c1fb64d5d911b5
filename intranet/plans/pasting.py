"""Pasted lines → what was understood: who must do what by when; what is not understood is left to the person."""

from dataclasses import dataclass, field
from datetime import date

from intranet.docservice.assignments.deadlines import Setting, deadline_of
from intranet.docservice.outline import Item, parse_outline
from intranet.plans.receivers import Receivers
from intranet.plans.rules import last_day

_HEADINGS = ("phan", "muc", "khoan", "tieu_khoan", "diem")


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
    setting: Setting = field(default_factory=Setting)
    found: list[UnderstoodLine] = field(default_factory=list)


def understand(
    text: str, receivers: Receivers, section: str = "", issued_on: date | None = None
) -> list[UnderstoodLine]:
    """The tasks of pasted lines: "1. Phòng X:" names who, the dashes under it say what.

    A dash with lines under it is one task with all its lines. A line alone may name its unit before a colon.
    `section` is where the lines stand when their own heading was not pasted: "III". A day without a year is of the
    year in which the plan was issued, or of the next when it would lie two months before it.
    """
    setting = Setting(issued_on.year if issued_on else None, issued=issued_on)
    top = _Heading(place=(section.strip(" .)"),) if section.strip(" .)") else (), setting=setting)
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
        setting=above.setting,
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
        setting=above.setting,
    )
    under = [f"{child.marker} {child.text}".strip() for part in item.children for child in part.walk()]
    return _line("\n".join([rest if named and rest else item.text, *under]), here)


def _split(text: str, receivers: Receivers) -> tuple[str, str]:
    """The unit named before the first colon (or by the whole line), and the words after it."""
    head, colon, rest = text.partition(":")
    named = receivers.find(head)
    return (named, rest.strip()) if named and (colon or not rest) else ("", text)


def _line(words: str, above: _Heading) -> UnderstoodLine:
    deadline = deadline_of(words, above.setting)
    return UnderstoodLine(
        words=words,
        place=".".join(above.place),
        receiver=above.receiver,
        receiver_words="" if above.receiver else above.receiver_words,
        deadline=last_day(deadline),
        deadline_words=deadline.words,
    )
