"""Cuts a very long table into runs of rows that join without a trace, for the PDF only.

LibreOffice lays out one table of 5,000 rows in a minute, and the same rows in tables of a few pages in seconds. Each
run but the first begins a page, just where the whole table would have begun it, under the titles that page would have
repeated. Where pages begin is read off a first PDF in which every row is a named place: some rows as they are, and all
in groups on very high pages, which show the height of each.
"""

import copy
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from lxml import etree

from intranet.docservice.cut_letter import CutLetter, Run, saved
from intranet.docservice.package import main_part, read_part, xml_parser
from intranet.docservice.pdf_places import Place
from intranet.docservice.word import W

LONG = 600  # Rows; below, LibreOffice is quick enough.
SHOWN = 150  # Rows laid out as they are, to see where pages begin and what a full page holds.
GROUP = 60  # Rows measured on one high page.
RUN = 100  # The fewest rows of a run.
HIGH_PAGE = 170_000  # Twips, three metres: the highest page LibreOffice knows.
UNSURE = 1.5  # Points; a row that fits a page, or does not, by less begins a run of its own.
TWIPS = 20  # In a point.

Places = Mapping[str, Place]
_NS = f'xmlns:w="{W.strip("{}")}"'
# Parts two tables, without height; the break itself is the next table's.
_BETWEEN = f"<w:p {_NS}><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>"


@dataclass(frozen=True)
class LongTable:
    """A table of a letter: its title rows, its rows of one shape, and those that follow them (sums)."""

    docx: bytes
    part: str
    tree: Any
    table: Any
    titles: Sequence[Any]
    rows: Sequence[Any]
    rest: Sequence[Any]

    @property
    def section(self) -> Any:
        """The properties of the pages it stands on."""
        for later in self.table.itersiblings():
            if (found := later.find(f"{W}pPr/{W}sectPr")) is not None:
                return found
        return self.table.getparent().find(f"{W}sectPr")

    def measuring(self, parts: int) -> list[bytes]:
        """So many .docx files that together show where pages begin and how high each row is (`cut` wants places)."""
        groups = range(0, len(self.rows), GROUP)
        return [self._measuring(groups[part::parts], shows_pages=part == 0) for part in range(parts)]

    def cut(self, places: Places) -> CutLetter | None:
        """The letter with this table in runs; None when the places do not tell for certain where pages begin.

        To be called last: its rows move.
        """
        starts = _starts(self, places)
        if not starts:
            return None
        after, runs = self.table, []
        for (start, page), end in zip(starts, [row for row, _ in starts[1:]] + [len(self.rows)], strict=True):
            rows = [*self.rows[start:end], *(self.rest if end == len(self.rows) else ())]
            run = self._another(map(copy.deepcopy, self.titles), rows)
            after.addnext(run)
            after.addnext(etree.fromstring(_BETWEEN))
            after = run
            runs.append(Run(run, page))
        return CutLetter(self.docx, self.part, self.tree, runs)

    def _measuring(self, groups: range, *, shows_pages: bool) -> bytes:
        tree = etree.Element(self.tree.tag, self.tree.attrib, self.tree.nsmap)
        body = etree.SubElement(tree, W + "body")
        section = copy.deepcopy(self.section)
        if shows_pages:
            body.extend(reversed([copy.deepcopy(before) for before in self.table.itersiblings(preceding=True)]))
            rows = _named(self.rows[:SHOWN], [f"shown{number}" for number in range(SHOWN)])
            body.append(self._another(map(copy.deepcopy, self.titles), rows, begins_page=False))
            etree.SubElement(etree.SubElement(body, W + "p"), W + "pPr").append(copy.deepcopy(section))
        for at in groups:  # With each group the first row of the next, where its last one ends.
            names = [f"high{number}" for number in range(at, at + GROUP)] + [f"next{at + GROUP}"]
            body.append(etree.fromstring(_BETWEEN))
            body.append(self._another((), _named(self.rows[at : at + GROUP + 1], names)))
        section.find(f"{W}pgSz").set(f"{W}h", str(HIGH_PAGE))
        body.append(section)
        return saved(self.docx, self.part, tree)

    def _another(self, titles: Iterable[Any], rows: Sequence[Any], *, begins_page: bool = True) -> Any:
        table = etree.Element(self.table.tag)
        table.extend(copy.deepcopy(self.table.find(W + name)) for name in ("tblPr", "tblGrid"))
        table.extend([*titles, *rows])
        if begins_page:
            paragraph = next(table.iter(W + "p"))
            properties = paragraph.find(W + "pPr")
            if properties is None:
                properties = etree.Element(W + "pPr")
                paragraph.insert(0, properties)
            style = properties.find(W + "pStyle")
            properties.insert(0 if style is None else 1, etree.Element(W + "pageBreakBefore"))
        return table


def find_long_table(docx: bytes) -> LongTable | None:
    """The letter's first long table that may be cut.

    It may when its columns are fixed, no row breaks between pages, no cell is merged downwards, and all rows but the
    last ones are of one shape, as a loop prints them.
    """
    part = main_part(docx)
    content = read_part(docx, part) or b""
    if content.count(b"<w:tr>") + content.count(b"<w:tr ") <= LONG:
        return None
    tree = etree.fromstring(content, xml_parser())
    for table in tree.iterfind(f"{W}body/{W}tbl"):
        rows = table.findall(W + "tr")
        titles = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
        rows = rows[len(titles) :]
        alike = list(_first_alike(rows))
        found = LongTable(docx, part, tree, table, titles, alike, rows[len(alike) :])
        if len(alike) > LONG and _may_be_cut(found):
            return found
    return None


def _named(rows: Sequence[Any], names: Sequence[str]) -> list[Any]:
    """Copies of rows, each a named place."""
    copies = [copy.deepcopy(row) for row in rows]
    for row, name in zip(copies, names, strict=False):
        for alignment in list(row.iter(W + "vAlign")):  # The first line of a cell stands for the top of its row.
            alignment.getparent().remove(alignment)
        paragraph = next(row.iter(W + "p"))
        at = 0 if paragraph.find(W + "pPr") is None else 1
        number = str(zlib.crc32(name.encode()) >> 1)
        paragraph.insert(at, etree.Element(W + "bookmarkEnd", {W + "id": number}))
        paragraph.insert(at, etree.Element(W + "bookmarkStart", {W + "id": number, W + "name": name}))
    return copies


def _first_alike(rows: Sequence[Any]) -> Iterator[Any]:
    """The first rows, as far as they have one shape."""
    return next((same for _, same in groupby(rows, _shape)), iter(()))


def _shape(row: Any) -> bytes:
    """What the place of a row's first line within the row depends on, and the widths of its cells."""
    cells = [row.find(W + "trPr"), *row.iterfind(f"{W}tc/{W}tcPr"), row.find(f"{W}tc/{W}p/{W}pPr")]
    return b"|".join(etree.tostring(each, method="c14n", exclusive=True) for each in cells if each is not None)


def _may_be_cut(found: LongTable) -> bool:
    layout = found.table.find(f"{W}tblPr/{W}tblLayout")
    is_fixed = layout is not None and layout.get(f"{W}type") == "fixed" and found.table.find(W + "tblGrid") is not None
    plain = {W + name for name in ("tblPr", "tblGrid", "tr")}
    is_plain = all(child.tag in plain for child in found.table)
    forbidden = (
        W + "tblpPr",
        W + "vMerge",
        W + "tbl",
        W + "drawing",
        W + "pict",
        W + "footnoteReference",
        W + "sectPr",
    )
    is_simple = all(each is found.table for each in found.table.iter(*forbidden))
    rows = (*found.rows, *found.rest)
    whole = all(row.find(f"{W}trPr/{W}cantSplit") is not None and row.find(f"{W}tc/{W}p") is not None for row in rows)
    return is_fixed and is_plain and is_simple and whole and _has_size(found.section)


def _has_size(section: Any) -> bool:
    margins = section.find(W + "pgMar") if section is not None else None
    if margins is None or section.find(W + "pgSz") is None:
        return False
    return all((margins.get(W + side) or "").removeprefix("-").isdecimal() for side in ("top", "bottom"))


@dataclass(frozen=True)
class _Page:
    """A page the table goes on over: the place of its first row, and the lowest place a row may end at, in points."""

    top: float
    limit: float

    def end(self, start: int, heights: Sequence[float]) -> tuple[int, bool]:
        """The first row of the next page when this one begins with `start`, and whether that is certain."""
        room = self.top - self.limit
        for at in range(start, len(heights)):
            room -= heights[at]
            if room < UNSURE:
                return at, room < -UNSURE
        return len(heights), True


def _starts(found: LongTable, places: Places) -> list[tuple[int, int]]:
    """The rows that begin a run, from the second run on, and their pages (the letter's first is 0).

    None when the shown pages are not as foreseen.
    """
    heights = _heights(len(found.rows), places)
    pages = _shown_pages(places)
    if not heights or len(pages) < 4:
        return []
    margins = found.section.find(W + "pgMar")
    above, below = (abs(int(margins.get(W + side))) / TWIPS for side in ("top", "bottom"))
    inside = HIGH_PAGE / TWIPS - above - places["high0"].height
    page = _Page(top=places[f"shown{pages[1]}"].height, limit=below - inside)
    for start, end in pairwise(pages[1:]):
        foreseen, is_sure = page.end(start, heights)
        if is_sure and foreseen != end:
            return []
    return list(_runs((pages[-1], places[f"shown{pages[-1]}"].page), heights, page))


def _heights(count: int, places: Places) -> list[float]:
    """The height of each row but the last; nothing when two neighbours did not come on one page."""
    heights = []
    for number in range(count - 1):
        after = places.get(f"{'high' if (number + 1) % GROUP else 'next'}{number + 1}")
        here = places.get(f"high{number}")
        if not here or not after or here.page != after.page:
            return []
        heights.append(here.height - after.height)
    return heights


def _shown_pages(places: Places) -> list[int]:
    """The first row of each page among the rows laid out as they are."""
    shown = [places[name] for number in range(SHOWN) if (name := f"shown{number}") in places]
    return [next(rows)[0] for _, rows in groupby(enumerate(shown), lambda each: each[1].page)]


def _runs(first: tuple[int, int], heights: Sequence[float], page: _Page) -> Iterator[tuple[int, int]]:
    start, number = first
    while True:
        yield start, number
        at, is_sure = start, True
        while is_sure and at - start < RUN:
            before = at
            at, is_sure = page.end(at, heights)
            number += 1
            if at in (before, len(heights)):  # A row higher than a page, or the end.
                return
        start = at
