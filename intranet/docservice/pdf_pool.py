"""Several warm LibreOffices side by side, one for each core: many letters become PDFs at once."""

import os
import queue
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from intranet.docservice.cut_letter import CutLetter, joined
from intranet.docservice.guard import check_docx
from intranet.docservice.long_tables import LongTable, find_long_table
from intranet.docservice.pdf import PdfMaker

Given = TypeVar("Given")
Made = TypeVar("Made")


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


class PdfPool:
    """PdfMakers with a profile folder each: `with PdfPool(folder) as pool: pool.convert(docx)`, from any thread.

    Each LibreOffice starts when the others are all at work, and is watched by its own PdfMaker.
    """

    def __init__(self, folder: Path, fonts_folder: Path | None = None, *, size: int | None = None) -> None:
        self.makers = [PdfMaker(folder / str(number), fonts_folder) for number in range(1, (size or cores()) + 1)]
        # Last in, first out: a warm one before one that never started.
        self._idle: queue.LifoQueue[PdfMaker] = queue.LifoQueue()
        for maker in reversed(self.makers):
            self._idle.put(maker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let every LibreOffice go; the next conversion would start one again."""
        for maker in self.makers:
            maker.close()

    def convert(self, docx: bytes, *, pdfa: bool = False) -> bytes:
        """The PDF (PDF/A-2b when `pdfa`) of a .docx by the next idle LibreOffice; errors as PdfMaker.convert.

        A very long table is laid out in runs of rows, without a trace (long_tables.py).
        """
        check_docx(docx)
        if (table := find_long_table(docx)) and (cut := self._cut(table)):
            # Pages of several files make no PDF/A, whose parts speak of each other.
            parts = cut.parts(1 if pdfa else len(self.makers))
            made = list(self._together(lambda maker, part: maker.convert(part.docx, pdfa=pdfa), parts))
            if pdf := joined(made, parts):
                return pdf
            docx = cut.whole
        with self._next() as maker:
            return maker.convert(docx, pdfa=pdfa)

    def convert_all(self, letters: Iterable[bytes], *, pdfa: bool = False) -> Iterator[bytes]:
        """The PDFs in the order of the letters, as many made at once as there are LibreOffices."""
        with ThreadPoolExecutor(len(self.makers)) as threads:
            yield from threads.map(lambda docx: self.convert(docx, pdfa=pdfa), letters)

    def _cut(self, table: LongTable) -> CutLetter | None:
        found = self._together(lambda maker, docx: maker.places(docx), table.measuring(len(self.makers)))
        return table.cut({name: place for places in found for name, place in places.items()})

    def _together(self, make: Callable[[PdfMaker, Given], Made], given: Sequence[Given]) -> Iterator[Made]:
        """What as many LibreOffices as there are make of each, in their order."""

        def made(one: Given) -> Made:
            with self._next() as maker:
                return make(maker, one)

        with ThreadPoolExecutor(len(given)) as threads:
            yield from threads.map(made, given)

    @contextmanager
    def _next(self) -> Iterator[PdfMaker]:
        maker = self._idle.get()
        try:
            yield maker
        finally:
            self._idle.put(maker)


def to_pdf(docx: bytes, *, pdfa: bool = False, fonts_folder: Path | None = None) -> bytes:
    """One PDF with a LibreOffice started for it alone (seconds); errors as PdfMaker.convert."""
    with tempfile.TemporaryDirectory(prefix="pdf-") as folder, PdfPool(Path(folder), fonts_folder) as pool:
        return pool.convert(docx, pdfa=pdfa)
