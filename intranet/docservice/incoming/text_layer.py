"""The words seen on the pictures of a scan, laid over them unseen, so that the copy can be searched and copied."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from intranet.docservice.incoming.overlay import Overlay
from intranet.docservice.incoming.pages import SeenPage


def with_text(pdf: bytes, pages: Mapping[int, SeenPage], font: Path) -> bytes:
    """A copy of the PDF whose scanned pages (by number) hold their words; DocError pdf_broken, file_is_locked."""
    with Overlay(pdf, font) as over:
        for number, page in sorted(pages.items()):
            over.turn_to(number)
            for word in page.words:
                left, base = page.as_it_lies(word.left, word.bottom - 0.2 * (word.bottom - word.top))
                size = max(4.0, 0.8 * (word.bottom - word.top))
                over.hidden_word(word.text, left, base, word.right - word.left, size, page.slant)
        return over.finished()


def plain_text(pages: Sequence[SeenPage]) -> str:
    """All words of the pages in the order in which they are read, one line of the page a line."""
    return "\n".join(line for page in pages for line in page.lines())
