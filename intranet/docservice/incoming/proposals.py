"""What the head of a letter seems to say, field by field, with its place on the page and how sure it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.assignments.letter_head import LetterHead, issuing_body, read_head
from intranet.docservice.incoming.agency_names import in_a_sentence
from intranet.docservice.incoming.head_lines import HeadLine, head_lines
from intranet.docservice.incoming.misread import set_right
from intranet.docservice.incoming.pages import SeenPage
from intranet.docservice.incoming.secrecy import secrecy_of
from intranet.docservice.nd30 import LETTER_TYPES
from intranet.docservice.reading.blocks import Paragraph
from intranet.docservice.reading.words import Word
from intranet.docservice.vietnamese import fold, short_date

FIELDS = ("code", "written_on", "agency", "type_name", "subject", "urgency", "secrecy")
_CODE = re.compile(r"(?P<number>\d{1,5}[a-z]?)\s*/\s*(?P<mark>[A-ZĐƯ][\wĐƯ]*(?:\s*[-–/&.]\s*[A-ZĐƯ0-9][\wĐƯ]*)*)")
_DAY = re.compile(r"\b(?P<day>\d{1,2})\W*thang\b\D{0,4}(?P<month>[01]?\s?\d)\D{0,3}nam\D{0,4}(?P<year>20\d\d)")
_URGENCIES = {"hoa toc": "hoa_toc", "thuong khan": "thuong_khan", "khan": "khan"}
_GLUED = re.compile(r"(?<=\w)CỘNG\b")  # the first word of Quốc hiệu, read as one with the last of the name
_LESS_SURE = 0.6  # what was found by a looser look


_Found = tuple[str, str, str, float, Sequence[Word]]  # field, value, the letter's own words, how sure, where


@dataclass(frozen=True)
class Proposal:
    """A value for a field, the letter's own words for it, how sure (0–1), and the box as shares of the page."""

    value: str
    words: str
    sure: float
    page: int = 1
    box: tuple[float, float, float, float] = (0, 0, 0, 0)

    def as_plain(self) -> dict[str, Any]:
        """As plain values, for keeping."""
        return asdict(self)


def proposals_of(page: SeenPage) -> dict[str, Proposal]:
    """The proposals for FIELDS from the first page of a letter; a field that is not found is not there."""
    lines = head_lines(page)
    head = read_head([Paragraph(line.text, "") for line in lines if line.column != "right"])
    found = [
        _code(lines, head),
        _day(lines),
        _agency(lines, head),
        _named("type_name", _type_name(head), head.type, lines),
        _named("subject", set_right(head.subject.rstrip(" .;")), head.subject, lines),
        _mark("urgency", lines),
        _mark("secrecy", lines),
    ]
    return {one[0]: _placed(page, *one[1:]) for one in found if one is not None}


def _code(lines: Sequence[HeadLine], head: LetterHead) -> _Found | None:
    if head.number and head.notation:
        code = f"{head.number}/{head.notation}"
        return _named("code", code, code, lines)
    for line in lines:
        if line.column == "left" and (found := _CODE.search(line.text)) and not line.text.startswith("V/v"):
            mark = re.sub(r"\s*([-–/])\s*", r"\1", found["mark"]).replace("–", "-")
            return "code", f"{found['number']}/{mark}", found[0], _LESS_SURE, line.words
    return None


def _agency(lines: Sequence[HeadLine], head: LetterHead) -> _Found | None:
    left = [line.text for line in lines if line.column == "left"]
    body = head.body or issuing_body(list(takewhile(_is_name, left)))
    body = set_right(_GLUED.sub("", body.replace("-", " ")))
    return _named("agency", in_a_sentence(body), body, lines)


def _is_name(line: str) -> bool:
    return line.isupper() and not any(letter.isdigit() for letter in line)


def _day(lines: Sequence[HeadLine]) -> _Found | None:
    for line in lines:
        found = _DAY.search(fold_in_place(line.text))
        if found and len(line.text) < 160:
            try:
                day = date(int(found["year"]), int(found["month"].replace(" ", "")), int(found["day"]))
            except ValueError:
                continue
            return "written_on", short_date(day), line.text, _sureness(line.words), line.words
    return None


def _type_name(head: LetterHead) -> str:
    known = {fold(kind.name): kind.name for kind in LETTER_TYPES.values()}
    return known.get(fold(head.type), head.type[:1].upper() + head.type[1:])


def _mark(name: str, lines: Sequence[HeadLine]) -> _Found | None:
    for line in lines:
        text = line.text.strip(" .,:;|[]")
        if name == "urgency" and text.isupper() and (value := _URGENCIES.get(fold(text))):
            return name, value, text, _sureness(line.words), line.words
        if name == "secrecy" and (degree := secrecy_of([text])):
            return name, degree, text, _sureness(line.words), line.words
    return None


def _named(name: str, value: str, words: str, lines: Sequence[HeadLine]) -> _Found | None:
    """A value and the words on the page that say it."""
    if not value:
        return None
    place = _words_saying(words, lines)
    return name, value, " ".join(word.text for word in place) or words, _sureness(place), place


def _words_saying(text: str, lines: Sequence[HeadLine]) -> Sequence[Word]:
    """The shortest run of words, line after line, that holds the letters of the text."""
    wanted = _letters(text)
    words = [word for line in lines for word in line.words]
    letters = [_letters(word.text) for word in words]
    for start in range(len(words)):
        run = ""
        for end in range(start, len(words)):
            run += letters[end]
            if wanted in run and letters[start] and wanted not in run[len(letters[start]) :]:
                return words[start : end + 1]
            if len(run) > len(wanted) + len(letters[start]):
                break
    return ()


def _letters(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _sureness(words: Sequence[Word]) -> float:
    """As sure as the least sure words: one misread word spoils a field."""
    sures = sorted(word.sure for word in words)
    return round(sum(sures[:3]) / len(sures[:3]), 2) if sures else _LESS_SURE


def _placed(page: SeenPage, value: str, words: str, sure: float, place: Iterable[Word]) -> Proposal:
    boxes = list(place)
    if not boxes:
        return Proposal(value, words, min(sure, _LESS_SURE), page.number)
    corners = [
        page.as_it_lies(x, y) for word in boxes for x in (word.left, word.right) for y in (word.top, word.bottom)
    ]
    xs, ys = zip(*corners, strict=True)
    left, right = round(min(xs) / page.width, 4), round(max(xs) / page.width, 4)
    top, bottom = round(min(ys) / page.height, 4), round(max(ys) / page.height, 4)
    return Proposal(value, words, sure, page.number, (left, top, right, bottom))
