"""The pages of a letter as they are seen: words with their boxes, whether the file holds them or a picture does."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from intranet.docservice.reading.grids import Rule
from intranet.docservice.reading.pdf_file import pdf_pages
from intranet.docservice.reading.scan import DOTS_PER_INCH, straightened
from intranet.docservice.reading.words import Word, as_it_lies, rows_of


@dataclass(frozen=True)
class SeenPage:
    """A page's words and rules once its lines are straight, in points; `slant` is how far they fell, in degrees."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    is_scan: bool = False
    slant: float = 0.0

    def as_it_lies(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the straight page lies on the page as it came."""
        return as_it_lies(x, y, self.slant, self.width, self.height)

    def lines(self) -> list[str]:
        """Its words, a line of the page each."""
        return [" ".join(word.text for word in row) for row in rows_of(self.words)]

    def as_plain(self) -> dict[str, Any]:
        """The page as plain values, for keeping."""
        plain = asdict(replace(self, words=(), rules=()))
        words = [[word.text, *(round(side, 1) for side in (word.left, word.top, word.right, word.bottom))] for word in
                 self.words]  # fmt: skip
        return {**plain, "words": words, "rules": []}


def page_from_plain(plain: dict[str, Any]) -> SeenPage:
    """The page that `as_plain` wrote down; its rules and how sure each word was are not kept."""
    return SeenPage(**{**plain, "words": tuple(Word(*word) for word in plain["words"]), "rules": ()})


def seen_pages(pdf: bytes, name: str = "", first: int = 1) -> Iterator[SeenPage]:
    """The pages from the `first` on, each when it is asked for; a scanned one takes seconds.

    DocError: pdf_broken, file_is_locked, scan_unavailable, scan_too_slow.
    """
    for number, page in enumerate(pdf_pages(pdf, name, dots_per_inch=DOTS_PER_INCH, first=first), first):
        if page.picture is None:
            yield SeenPage(number, page.width, page.height, page.words, page.rules)
            continue
        words, rules, slant = straightened(page.picture, DOTS_PER_INCH)
        yield SeenPage(number, page.width, page.height, tuple(words), tuple(rules), True, slant)
