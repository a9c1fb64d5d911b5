"""What a letter must not carry out of the office: open changes, comments, gaps, marks of a draft, yellow paint."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from intranet.docservice.package import main_part, part_names
from intranet.docservice.word import (
    NUMBER_AND_DATE,
    SIDE_PARTS,
    W,
    docx_facts,
    fill_controls,
    find_controls,
    part_lines,
    part_tree,
)

MOST = 5  # places named of each kind: enough to begin mending
SHOWN = 60  # letters of a place that are shown
WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\[(?:…|\.{3,})\]|\[\s*(?:ghi|điền|nhập)\b[^\]]*\]", re.IGNORECASE)
BLANK = re.compile(r"(?:…|\.{3,})\s*/|/\s*(?:…|\.{3,})|ngày\s*(?:…|\.{3,})\s*tháng\s*(?:…|\.{2,})")
# "(Kèm theo Kế hoạch số …/KH-LMHTX …)" stays blank on electronic letters and is filled by hand on paper (PL I, II.9).
ATTACHED_TO = re.compile(r"^\s*\((?:kèm theo|ban hành kèm theo)\b", re.IGNORECASE)
# The words alone, with a count or a date at most: a title such as TỜ TRÌNH VỀ DỰ THẢO LUẬT is no mark.
DRAFT_MARK = re.compile(r"^[\W_]*DỰ THẢO(?:[\W_]*(?:lần[\W_]*)?\d[\d/.\-]*|[\W_]*\(.*\))?[\W_]*$", re.IGNORECASE)
YELLOW = {"yellow", "FFFF00", "ffff00"}


@dataclass(frozen=True)
class Leftovers:
    """Counts of open changes and comments, and the places of everything else, each as the words that stand there."""

    tracked_changes: int = 0
    comments: int = 0
    placeholders: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    attachment_blanks: tuple[str, ...] = ()
    draft_marks: tuple[str, ...] = ()
    highlights: tuple[str, ...] = ()


def leftovers(docx: bytes) -> Leftovers:
    """What is left in a .docx that a signed letter may not have; its places for number and date count as filled.

    Raises DocError docx_broken.
    """
    facts = docx_facts(docx)
    places = {tag: "01" for tag in NUMBER_AND_DATE if tag in find_controls(docx)}
    filled = fill_controls(docx, places) if places else docx
    trees = [part_tree(filled, name) for name in _parts(filled)]
    lines = [line for tree in trees for line in part_lines(tree)]
    blanks = [line for line in lines if BLANK.search(line)]
    return Leftovers(
        facts.tracked_changes,
        facts.comments,
        placeholders=_some(match.group() for line in lines for match in PLACEHOLDER.finditer(line)),
        blanks=_some(line for line in blanks if not ATTACHED_TO.match(line)),
        attachment_blanks=_some(line for line in blanks if ATTACHED_TO.match(line)),
        draft_marks=_some(words for tree in trees for words in _draft_marks(tree)),
        highlights=_some(words for tree in trees for words in _painted(tree)),
    )


def _parts(docx: bytes) -> list[str]:
    return [main_part(docx), *filter(SIDE_PARTS.fullmatch, part_names(docx))]


def _some(places: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(" ".join(place.split())[:SHOWN] for place in places)
    return tuple(place for place in found if place)[:MOST]


def _draft_marks(tree: Any) -> Iterator[str]:
    watermarks = (mark.get("string", "") for mark in tree.iter(WATERMARK))
    yield from (words for words in (*part_lines(tree), *watermarks) if DRAFT_MARK.match(words))


def _painted(tree: Any) -> Iterator[str]:
    for run in tree.iter(W + "r"):
        look = run.find(W + "rPr")
        marks = [] if look is None else [look.find(W + "highlight"), look.find(W + "shd")]
        values = {mark.get(W + name) for mark in marks if mark is not None for name in ("val", "fill")}
        if values & YELLOW:
            yield "".join(text.text or "" for text in run.iter(W + "t"))
