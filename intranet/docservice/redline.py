"""Two versions of a letter side by side: differences in words for the page, and as tracked changes in a .docx."""

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from itertools import count
from typing import Any

from lxml import etree

from intranet.docservice.package import main_part, replace_part
from intranet.docservice.word import NOT_IN_THE_TEXT, XML_SPACE, W, docx_text, part_tree

WORDS = re.compile(r"\s+|[\w%]+|[^\w\s]")
ALIKE = 0.35  # paragraphs with less in common are one gone and one new
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True)
class Piece:
    """Words that are the same in both, gone, or new."""

    kind: str
    text: str


def differences(old: str, new: str) -> list[list[Piece]]:
    """Line by line what changed between two texts, as `docx_text` gives them; a line that stayed is one SAME piece."""
    lines: list[list[Piece]] = []
    for before, after in _pairs(old.splitlines(), new.splitlines()):
        pieces = _pieces(before or "", after or "")
        if pieces:
            lines.append(pieces)
    return lines


def compare_docx(old: bytes, new: bytes) -> list[list[Piece]]:
    """The differences of two .docx, headers and footers left aside. DocError docx_broken."""
    return differences(docx_text(old), docx_text(new))


def redline(old: bytes, new: bytes, author: str, at: datetime) -> bytes:
    """The new .docx with everything that changed since the old one as tracked changes of this author and moment.

    Accepting all gives the new words, rejecting all the old ones. Only the main part changes; looks are those of the
    new file. DocError docx_broken.
    """
    part = main_part(new)
    tree = part_tree(new, part)
    _Marker(author, at).mark(_paragraphs(part_tree(old, main_part(old))), _paragraphs(tree))
    xml = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return replace_part(new, part, xml)


def _paragraphs(tree: Any) -> list[Any]:
    """The paragraphs that hold words of their own; those in text boxes stay as they are."""
    return [p for p in tree.iter(W + "p") if not any(up.tag == W + "txbxContent" for up in p.iterancestors())]


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Lines that belong together, in reading order; None stands where a line is gone or new."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(old[first:last], new[begin:end], strict=True)
            continue
        for one, other in _belonging(old[first:last], new[begin:end]):
            yield (None if one is None else old[first + one], None if other is None else new[begin + other])


def _belonging(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Within a changed stretch: each new line with the next old one that is enough like it."""
    taken = 0
    for place, line in enumerate(new):
        like = next((n for n in range(taken, len(old)) if _is_alike(old[n], line)), None)
        if like is None:
            yield None, place
            continue
        yield from ((n, None) for n in range(taken, like))
        yield like, place
        taken = like + 1
    yield from ((n, None) for n in range(taken, len(old)))


def _is_alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, WORDS.findall(old), WORDS.findall(new), autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _pieces(old: str, new: str) -> list[Piece]:
    before, after = WORDS.findall(old), WORDS.findall(new)
    pieces = []
    for kind, first, last, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(SAME, "".join(after[begin:end])))
            continue
        pieces += [Piece(GONE, "".join(before[first:last]))] if last > first else []
        pieces += [Piece(NEW, "".join(after[begin:end]))] if end > begin else []
    return pieces


class _Marker:
    """Writes tracked changes into the paragraphs of the new file."""

    def __init__(self, author: str, at: datetime) -> None:
        stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._by = {W + "author": author, W + "date": stamp}
        self._ids = count(90_000)

    def mark(self, old: Sequence[Any], new: Sequence[Any]) -> None:
        """Line up the paragraphs by their words and mark each difference."""
        before, after = [_text(p) for p in old], [_text(p) for p in new]
        self._end = new[-1]
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        for kind, first, last, begin, end in matcher.get_opcodes():
            if kind == "equal":
                continue
            here = new[begin] if begin < len(new) else None
            for one, other in _belonging(before[first:last], after[begin:end]):
                if other is None and one is not None:
                    self._gone(old[first + one], here)
                elif other is not None:
                    words = "" if one is None else before[first + one]
                    self._changed(new[begin + other], words, is_new=one is None)
                    here = new[begin + other + 1] if begin + other + 1 < len(new) else None

    def _gone(self, paragraph: Any, following: Any) -> None:
        """A paragraph of the old file stands again, struck out, before the one that follows it now."""
        again = etree.Element(W + "p")
        look = paragraph.find(W + "pPr")
        if look is not None:
            again.append(copy.deepcopy(look))
        self._mark_the_end(again, "del")
        if words := _text(paragraph):
            again.append(self._struck(words, None))
        if following is not None:
            following.addprevious(again)
        else:
            self._end.addnext(again)
            self._end = again

    def _changed(self, paragraph: Any, old: str, is_new: bool) -> None:
        """Put the paragraph's words anew: what stayed, what is gone, what came, each in the look that stood there."""
        if is_new:
            self._mark_the_end(paragraph, "ins")
        runs = [run for run in paragraph.iter(W + "r") if _own_text(run)]
        looks = [run.find(W + "rPr") for run in runs for _ in _own_text(run)]  # one for each letter
        text = "".join(_own_text(run) for run in runs)
        if not runs and not old:
            return
        pieces, place = [], 0
        for piece in _pieces(old, text):
            look = looks[min(place, len(looks) - 1)] if looks else None
            if piece.kind == GONE:
                pieces.append(self._struck(piece.text, look))
                continue
            pieces += self._standing(piece, looks[place : place + len(piece.text)])
            place += len(piece.text)
        self._put(paragraph, runs, pieces)

    def _standing(self, piece: Piece, looks: Sequence[Any]) -> list[Any]:
        """Runs of one look each; those that are new inside a w:ins."""
        made, begin = [], 0
        for end in range(1, len(piece.text) + 1):
            if end == len(piece.text) or looks[end] is not looks[begin]:
                made.append(_run(piece.text[begin:end], looks[begin], "t"))
                begin = end
        if piece.kind == SAME:
            return made
        inserted = etree.Element(W + "ins", self._attributes())
        inserted.extend(made)
        return [inserted]

    def _struck(self, words: str, look: Any) -> Any:
        deleted = etree.Element(W + "del", self._attributes())
        deleted.append(_run(words, look, "delText"))
        return deleted

    def _put(self, paragraph: Any, runs: Sequence[Any], pieces: Sequence[Any]) -> None:
        if not runs:
            paragraph.extend(pieces)
            return
        for piece in pieces:
            runs[0].addprevious(piece)
        for run in runs:
            run.getparent().remove(run)

    def _mark_the_end(self, paragraph: Any, kind: str) -> None:
        look = paragraph.find(W + "pPr")
        if look is None:
            look = etree.Element(W + "pPr")
            paragraph.insert(0, look)
        run_look = look.find(W + "rPr")
        if run_look is None:
            run_look = etree.Element(W + "rPr")
            before = next((child for child in look if child.tag in (W + "sectPr", W + "pPrChange")), None)
            look.append(run_look) if before is None else before.addprevious(run_look)
        run_look.insert(0, etree.Element(W + kind, self._attributes()))

    def _attributes(self) -> dict[str, str]:
        return {W + "id": str(next(self._ids)), **self._by}


def _text(paragraph: Any) -> str:
    return "".join(_own_text(run) for run in paragraph.iter(W + "r"))


def _own_text(run: Any) -> str:
    """The words of a run that can be cut; a run with a tab, break or field stays whole and counts as no words."""
    if any(up.tag in NOT_IN_THE_TEXT or up.tag == W + "txbxContent" for up in run.iterancestors()):
        return ""
    inside = [child for child in run if child.tag != W + "rPr"]
    if any(child.tag != W + "t" for child in inside):
        return ""
    return "".join(child.text or "" for child in inside)


def _run(words: str, look: Any, name: str) -> Any:
    run = etree.Element(W + "r")
    if look is not None:
        run.append(copy.deepcopy(look))
    text = etree.SubElement(run, W + name, {XML_SPACE: "preserve"})
    text.text = words
    return run
