"""The paragraphs of a template in the order of the file, each with its words and where a clerk finds it in Word."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from intranet.docservice.check.opened import Opened, W
from intranet.docservice.word import FALLBACK

PARTS = {
    "header": "Đầu trang",
    "footer": "Chân trang",
    "footnotes": "Chú thích cuối trang",
    "endnotes": "Chú thích cuối văn bản",
}
# What is printed by the renderer; a tag in endnotes stays as typed.
PRINTED = ("header", "footer", "footnotes")
CONTAINERS = {W + "body", W + "tc", W + "txbxContent", W + "hdr", W + "ftr", W + "footnote", W + "endnote"}
LONGEST_EXCERPT = 60
# Signs inside a run that Word shows and that are no letters: a tag must not hold them.
SIGNS = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"}


@dataclass(frozen=True)
class Place:
    """Where something stands: part of the file; table, row and cell, or paragraph outside tables (from 1); its words.

    `index` counts all paragraphs of the part, to find the place again in the file.
    """

    part: str = ""
    table: int = 0
    row: int = 0
    cell: int = 0
    paragraph: int = 0
    is_box: bool = False
    index: int = 0
    words: str = ""

    def __str__(self) -> str:
        kind = re.sub(r"\d+", "", posixpath.basename(self.part).removesuffix(".xml"))
        pieces = [PARTS.get(kind, ""), "Hộp chữ" if self.is_box else ""]
        if self.table:
            pieces.append(f"Bảng {self.table}, dòng {self.row}, ô {self.cell}")
        elif self.paragraph:
            pieces.append(f"Đoạn {self.paragraph}")
        return ", ".join(piece for piece in pieces if piece) or self.part


@dataclass
class Paragraph:
    """One paragraph: its words (without those of a text box it holds), and the boxes of the file it stands in."""

    element: Any
    place: Place
    container: Any
    row: Any
    table: Any
    text: str
    runs: tuple[Any, ...] = ()
    # Where each run begins in the text.
    joints: tuple[int, ...] = ()
    is_deleted: tuple[tuple[int, int], ...] = field(default=())

    def at(self, start: int, end: int) -> Place:
        """The place of some of its words."""
        words = self.text[start:end]
        shown = words if len(words) <= LONGEST_EXCERPT else words[: LONGEST_EXCERPT - 1] + "…"
        return Place(**(vars(self.place) | {"words": shown}))


def read_parts(opened: Opened) -> dict[str, list[Paragraph]]:
    """The paragraphs of the body, then of headers, footers and notes, by the name of their part."""
    names = [opened.main, *sorted(name for name in opened.parts if _kind_of(name) in PARTS)]
    trees = ((name, opened.tree(name)) for name in names)
    return {name: list(_paragraphs(name, tree)) for name, tree in trees if tree is not None}


def is_printed(part: str, main: str) -> bool:
    """Whether the tags of a part are filled at all."""
    return part == main or _kind_of(part) in PRINTED


def _kind_of(part: str) -> str:
    found = re.fullmatch(r"(header|footer|footnotes|endnotes)\d*\.xml", posixpath.basename(part))
    return found[1] if found else ""


def _paragraphs(part: str, tree: Any) -> Iterator[Paragraph]:
    tables = {table: number for number, table in enumerate(_kept(tree, "tbl"), 1)}
    plain = 0
    for index, element in enumerate(_kept(tree, "p")):
        container = _nearest(element, CONTAINERS)
        row = _nearest(element, {W + "tr", W + "txbxContent"})
        row = None if row is None or row.tag != W + "tr" else row
        table = None if row is None else _nearest(row, {W + "tbl"})
        is_box = _nearest(element, {W + "txbxContent"}) is not None
        plain += row is None and not is_box
        place = Place(
            part,
            tables.get(table, 0),
            _position(row, table, "tr"),
            _position(_nearest(element, {W + "tc"}), row, "tc"),
            plain if row is None and not is_box else 0,
            is_box,
            index,
        )
        pieces = list(_pieces(element))
        text, joints, deleted = "", [], []
        for run, words in pieces:
            joints.append(len(text))
            if _nearest(run, {W + "del", W + "moveFrom"}) is not None:
                deleted.append((len(text), len(text) + len(words)))
            text += words
        yield Paragraph(
            element, place, container, row, table, text, tuple(run for run, _ in pieces), tuple(joints), tuple(deleted)
        )


def _kept(tree: Any, name: str) -> Iterator[Any]:
    """Elements by name; those of a drawing's older twin hold the same words again and are left out."""
    return (element for element in tree.iter(W + name) if _nearest(element, {FALLBACK}) is None)


def _nearest(element: Any, tags: set[str]) -> Any:
    """The nearest of these around an element, or None."""
    element = None if element is None else element.getparent()
    while element is not None and element.tag not in tags:
        element = element.getparent()
    return element


def _position(child: Any, parent: Any, name: str) -> int:
    """Which of its parent's rows or cells a row or cell is, from 1; 0 outside a table."""
    if child is None or parent is None:
        return 0
    return next((n for n, one in enumerate(parent.iter(W + name), 1) if one is child), 0)


def _pieces(element: Any) -> Iterator[tuple[Any, str]]:
    """Runs and their words in order, without those of paragraphs inside (text boxes)."""
    for child in element:
        if child.tag in (W + "p", FALLBACK):
            continue
        if child.tag == W + "r":
            words = "".join(_words(child))
            if words:
                yield child, words
        else:
            yield from _pieces(child)


def _words(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag in (W + "t", W + "delText"):
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
