"""A PDF page by page: each page read is a plain value that can be kept, so that a long scan is read in sittings."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from PIL import Image

from intranet.docservice.errors import DocError
from intranet.docservice.reading.blocks import Block, Line, Mark, Table, block_from_plain
from intranet.docservice.reading.layout import read_page
from intranet.docservice.reading.pages import join_pages
from intranet.docservice.reading.pdf_file import pdf_pages
from intranet.docservice.reading.scan import DOTS_PER_INCH, read_picture
from intranet.docservice.reading.words import as_it_lies


@dataclass(frozen=True)
class ReadPage:
    """The lines and tables of a page of so many points; `sure` (0–1) only where a scan was recognised.

    `is_given_up`: its words took too long, so that it has none.
    """

    number: int
    width: float
    height: float
    items: tuple[Line | Table, ...]
    sure: float | None = None
    is_given_up: bool = False


def read_pages(content: bytes, name: str, first: int = 1) -> Iterator[ReadPage]:
    """The pages of a PDF, from the `first` on, each when it is asked for; a scanned one takes seconds.

    A scanned page that takes too long is given up, and the others are read. DocError: pdf_broken, file_is_locked,
    scan_unavailable.
    """
    for number, page in enumerate(pdf_pages(content, name, dots_per_inch=DOTS_PER_INCH, first=first), first):
        if page.picture is None:
            items = read_page(page.words, page.rules, number)
            yield ReadPage(number, page.width, page.height, tuple(items))
        else:
            yield _read_or_given_up(page.picture, number)


def _read_or_given_up(picture: Image.Image, number: int) -> ReadPage:
    try:
        return read_picture_page(picture, DOTS_PER_INCH, number)
    except DocError as error:
        if error.code != "scan_too_slow":
            raise
    width, height = (side * 72 / DOTS_PER_INCH for side in picture.size)
    return ReadPage(number, width, height, (), is_given_up=True)


def read_picture_page(picture: Image.Image, dots_per_inch: int, number: int = 1) -> ReadPage:
    """A page that is a picture in shades of grey. DocError: scan_unavailable, scan_too_slow."""
    words, rules, sure, slant = read_picture(picture, dots_per_inch)
    width, height = (side * 72 / dots_per_inch for side in picture.size)
    items = (_as_it_lies(item, slant, width, height) for item in read_page(words, rules, number))
    return ReadPage(number, width, height, tuple(items), sure)


def _as_it_lies(item: Line | Table, slant: float, width: float, height: float) -> Line | Table:
    """The item with its boxes where they are seen on the picture, which nobody straightens for the reader."""
    if not slant:
        return item
    if isinstance(item, Line):
        return replace(item, seen=_turned(item.mark, slant, width, height)) if item.mark else item
    rows = tuple(tuple(_turned(mark, slant, width, height) for mark in marks) for marks in item.marks)
    return replace(item, marks=rows)


def _turned(mark: Mark, slant: float, width: float, height: float) -> Mark:
    corners = [as_it_lies(x, y, slant, width, height) for x in (mark.left, mark.right) for y in (mark.top, mark.bottom)]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return Mark(mark.page, min(across), min(down), max(across), max(down))


def blocks_of(pages: Iterable[ReadPage]) -> tuple[list[Block], list[float]]:
    """The paragraphs and tables of all pages, and how sure each scanned page is."""
    pages = list(pages)
    return join_pages([page.items for page in pages]), [page.sure for page in pages if page.sure is not None]


def page_as_plain(page: ReadPage) -> dict[str, Any]:
    """The page as plain values, for keeping."""
    return asdict(page)


def page_from_plain(plain: dict[str, Any]) -> ReadPage:
    """The page that `page_as_plain` wrote down."""
    return ReadPage(**{**plain, "items": tuple(_item(item) for item in plain["items"])})


def _item(plain: dict[str, Any]) -> Line | Table:
    if "rows" in plain:
        table = block_from_plain(plain)
        assert isinstance(table, Table)
        return table
    marks = {name: Mark(**plain[name]) for name in ("mark", "seen") if plain.get(name)}
    return Line(**{**plain, **marks})
