"""The warm LibreOffices of this process, as many as it has cores, each with a profile folder of its own."""

import atexit
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import cast

from flask import current_app

from intranet.docservice.fonts import letter_font
from intranet.docservice.pdf_pool import PdfPool


def make_pdf(docx: bytes, *, pdfa: bool = False) -> bytes:
    """The PDF of a .docx (PDF/A-2b when `pdfa`); raises DocError with a sentence when it cannot be made."""
    return _own_pool().convert(docx, pdfa=pdfa)


def make_pdfs(letters: Iterable[bytes]) -> Iterator[bytes]:
    """The PDFs in the order of the letters, as many made at once as there are LibreOffices; DocError at the first
    that cannot be made, after those before it."""
    return _own_pool().convert_all(letters)


def fonts_of_letters() -> Path:
    """Where the office keeps fonts of its own, for what is drawn without LibreOffice."""
    return cast(Path, current_app.extensions["settings"].fonts_folder)


def font_of_letters(style: str = "") -> Path:
    """The font file for what is drawn over a PDF: the office's own Times New Roman, else the machine's like it."""
    return letter_font(style, fonts_of_letters())


def _own_pool() -> PdfPool:
    settings = current_app.extensions["settings"]
    return _pool(settings.instance, settings.fonts_folder, os.getpid())


@lru_cache(maxsize=4)
def _pool(instance: Path, fonts: Path, process: int) -> PdfPool:
    # Only the worker makes PDFs, so the folders have one owner; a forked process starts a pool of its own.
    pool = PdfPool(instance / "libreoffice", fonts)
    atexit.register(pool.close)
    return pool
