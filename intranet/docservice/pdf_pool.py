"""Several warm LibreOffices side by side, one for each core: many letters become PDFs at once."""

import os
import queue
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from intranet.docservice.pdf import PdfMaker


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
        """The PDF (PDF/A-2b when `pdfa`) of a .docx by the next idle LibreOffice; errors as PdfMaker.convert."""
        maker = self._idle.get()
        try:
            return maker.convert(docx, pdfa=pdfa)
        finally:
            self._idle.put(maker)

    def convert_all(self, letters: Iterable[bytes], *, pdfa: bool = False) -> Iterator[bytes]:
        """The PDFs in the order of the letters, as many made at once as there are LibreOffices."""
        with ThreadPoolExecutor(len(self.makers)) as threads:
            yield from threads.map(lambda docx: self.convert(docx, pdfa=pdfa), letters)
