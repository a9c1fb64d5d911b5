"""One form of Unicode in the whole letter (Phụ lục I, phần I, I.4)."""

import itertools
import re
import unicodedata
from collections.abc import Callable

from intranet.docservice.check.judging import Judging
from intranet.docservice.check.lines import Line, Piece

MARKS = re.compile("[\u0300-\u036f]")
CLUSTER = re.compile("[^\\W\\d_][\u0300-\u036f]+")


def judge_text(judging: Judging) -> None:
    """Every line of the letter, whatever component it belongs to."""
    for line, component in judging.letter.told:
        raw = "".join(piece.raw for piece in line.pieces)
        if MARKS.search(raw) and unicodedata.normalize("NFC", raw) != raw:
            found = CLUSTER.search(raw)
            judging.say(
                "unicode.to_hop",
                line,
                f"dấu rời ở “{found[0] if found else '…'}”",
                "chữ dựng sẵn (NFC)",
                _composed(line),
                component=component,
            )


def _composed(line: Line) -> Callable[[], None]:
    def repair() -> None:
        pieces = [piece for piece in line.pieces if piece.element is not None]
        _move_loose_marks(pieces)
        for piece in pieces:
            set_text_of(piece, unicodedata.normalize("NFC", piece.element.text or ""))

    return repair


def _move_loose_marks(pieces: list[Piece]) -> None:
    """A mark at the beginning of a run belongs to the letter that ends the run before."""
    for before, piece in itertools.pairwise(pieces):
        text = piece.element.text or ""
        marks = re.match("[\u0300-\u036f]+", text)
        if marks and before.element.text:
            set_text_of(before, before.element.text + marks[0])
            set_text_of(piece, text[marks.end() :])


def set_text_of(piece: Piece, text: str) -> None:
    """Write the text of one piece, keeping its spaces."""
    if piece.element.text != text:
        piece.element.text = text
        piece.element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
