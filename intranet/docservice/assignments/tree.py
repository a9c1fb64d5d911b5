"""The paragraphs of a letter as a tree whose nodes know their place in the file and in the plan (V.1.a)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.assignments.sections import closes, is_signature, opens_appendix
from intranet.docservice.outline import RANKS, Item, read_line
from intranet.docservice.reading.blocks import Block, Paragraph, Table
from intranet.docservice.vietnamese import from_roman

HEADINGS = ("phan", "muc", "khoan", "tieu_khoan", "diem")
_ARTICLE = re.compile(r"(?P<marker>điều\s+\d+|chương\s+[ivx]+)\s*[.:]?\s*(?P<text>.*)", re.IGNORECASE)
# "V/v …" is the subject of a công văn, not part V.
_SUBJECT = re.compile(r"v/v\b", re.IGNORECASE)
# The Party and its organisations write "I- Mục đích", "1- Ban …".
_DASHED_NUMBER = re.compile(r"(?P<number>[IVX]+|\d{1,2})\s?[-–]\s*(?P<text>[^\W\d_a-z].*)")
# "III.1. Phòng X": the number of the part again before that of its line.
_NUMBER_IN_PART = re.compile(r"(?P<number>[IVX]+\.\d{1,2})[.)]?\s+(?P<text>[^\W\d_].*)")
# "A. QUY ĐỊNH CHUNG": a part above the Roman numerals; "C." and "D." alone could be Roman, their words decide.
_LETTERED_PART = re.compile(r"(?P<letter>[A-HK])(?:\s?[.)/]\s*|\s?[-–]\s+(?=[^\W\d_a-z]))(?P<text>[^\W\d_].*)")
# Roman numerals as scans give them: "I1.", "Il.", "IlI.", "lV.".
_SCANNED_ROMAN = re.compile(r"(?P<number>[IVXl1|!]{1,5})\s?[.,]\s+(?P<text>\S.*)")
_SCANNED_DASH = re.compile(r"[~¬_=]\s+(?P<text>[A-ZĐ].*)")


@dataclass
class Node:
    """One line of the outline, or a table, with what stands under it."""

    kind: str
    marker: str
    text: str
    place: str
    path: tuple[str, ...] = ()
    children: list["Node"] = field(default_factory=list)
    table: Table | None = None

    @property
    def number(self) -> str:
        """The place in the plan: "V.1", "Điều 2.1.a"; "" outside numbered parts."""
        return ".".join(self.path)

    @property
    def is_heading(self) -> bool:
        return self.kind in HEADINGS

    def walk(self) -> Iterator["Node"]:
        """The node and everything under it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


def grow(blocks: Sequence[Block], is_poor: bool = False) -> list[Node]:
    """The tree of a letter's text: dashes under their heading, a plain paragraph under the nearest one."""
    roots: list[Node] = []
    open_nodes: list[Node] = []
    is_closed = has_heading = False
    for block in blocks:
        if isinstance(block, Paragraph):
            ends = closes(block.text) or (has_heading and is_signature(block.text))
            is_closed = (is_closed or ends) and not opens_appendix(block.text)
        if is_closed and isinstance(block, Paragraph):
            # Receivers and signatures belong to no part of the text.
            roots.append(Node("doan", "", block.text, block.place))
            open_nodes.clear()
            continue
        has_heading = has_heading or isinstance(block, Table) or block.text.endswith("./.")
        if isinstance(block, Table):
            _place(Node("doan", "", "", block.place, table=block), roots, open_nodes)
            continue
        item = _item(block, is_poor)
        has_heading = has_heading or item.kind in HEADINGS
        _place(Node(item.kind, item.marker, item.text, block.place), roots, open_nodes)
    return roots


def _item(paragraph: Paragraph, is_poor: bool) -> Item:
    if article := _ARTICLE.fullmatch(paragraph.text):
        kind = "muc" if fold_in_place(article["marker"]).startswith("dieu") else "phan"
        return Item(kind, article["marker"], article["text"])
    if subject := _SUBJECT.match(paragraph.text):
        return Item("doan", "", paragraph.text[subject.start() :])
    if dashed := _DASHED_NUMBER.fullmatch(paragraph.text):
        number = dashed["number"]
        return Item("khoan" if number.isdigit() else "muc", f"{number}.", dashed["text"])
    if within := _NUMBER_IN_PART.fullmatch(paragraph.text):
        return Item("khoan", f"{within['number']}.", within["text"])
    if part := _LETTERED_PART.fullmatch(paragraph.text):
        return Item("phan", part["letter"], part["text"])
    item = read_line(paragraph.text)
    if item.kind in ("doan", "khoan") and (scanned := _scanned_roman(paragraph.text, is_poor)):
        return scanned
    if is_poor and item.kind == "doan" and (dash := _SCANNED_DASH.fullmatch(paragraph.text)):
        return Item("gach", "-", dash["text"])
    return item


def _scanned_roman(text: str, is_poor: bool) -> Item | None:
    found = _SCANNED_ROMAN.fullmatch(text)
    if not found or not (is_poor or not found["number"].isdigit()):
        return None
    number = re.sub(r"[l1|!]", "I", found["number"])
    is_mixed = not found["number"].isdigit() and found["number"] != number
    return Item("muc", f"{number}.", found["text"]) if is_mixed and from_roman(number) else None


def _place(node: Node, roots: list[Node], open_nodes: list[Node]) -> None:
    rank = RANKS["gach"] if node.kind == "doan" else RANKS[node.kind]
    while open_nodes and RANKS[open_nodes[-1].kind] >= rank:
        open_nodes.pop()
    parent = open_nodes[-1] if open_nodes else None
    node.path = _path(parent.path if parent else (), node)
    (parent.children if parent else roots).append(node)
    if node.kind != "doan":
        open_nodes.append(node)


def _path(above: tuple[str, ...], node: Node) -> tuple[str, ...]:
    if not node.is_heading or (node.kind == "phan" and len(node.marker) > 1):
        return above
    bare = node.marker.rstrip(".):")
    if node.kind in ("khoan", "tieu_khoan") and above and bare.startswith(f"{above[-1]}."):
        return (*above[:-1], bare)
    return (*above, bare)


def with_text(node: Node, text: str) -> Node:
    """The same place with other words and nothing under it."""
    return replace(node, text=text, children=[], table=None)
