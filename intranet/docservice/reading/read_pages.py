"""A PDF page by page: each page read is a plain value that can be kept, so that a long scan is read in sittings."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from PIL import Image

from intranet.docservice.reading.blocks import Block, Line, Mark, Table, block_from_plain
from intranet.docservice.reading.layout import read_page
from intranet.docservice.reading.pages import join_pages
from intranet.docservice.reading.pdf_file import pdf_pages
from intranet.docservice.reading.scan import DOTS_PER_INCH, read_picture


@dataclass(frozen=True)
class ReadPage:
    """The lines and tables of a page of so many points; `sure` (0–1) only where a scan was recognised."""

    number: int
    width: float
    height: float
    items: tuple[Line | Table, ...]
    sure: float | None = None


def read_pages(content: bytes, name: str, first: int = 1) -> Iterator[ReadPage]:
    """The pages of a PDF, from the `first` on, each when it is asked for; a scanned one takes seconds.

    DocError: pdf_broken, file_is_locked, scan_unavailable, scan_too_slow.
    """
    for number, page in enumerate(pdf_pages(content, name, dots_per_inch=DOTS_PER_INCH, first=first), first):
        if page.picture is None:
            items = read_page(page.words, page.rules, number)
            yield ReadPage(number, page.width, page.height, tuple(items))
        else:
            yield read_picture_page(page.picture, DOTS_PER_INCH, number)


def read_picture_page(picture: Image.Image, dots_per_inch: int, number: int = 1) -> ReadPage:
    """A page that is a picture in shades of grey. DocError: scan_unavailable, scan_too_slow."""
    words, rules, sure = read_picture(picture, dots_per_inch)
    width, height = (side * 72 / dots_per_inch for side in picture.size)
    return ReadPage(number, width, height, tuple(read_page(words, rules, number)), sure)


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
    mark = plain["mark"]
    return Line(**{**plain, "mark": Mark(**mark) if mark else None})
