"""One warm LibreOffice for this process, with a profile folder of its own."""

import atexit
import os
from functools import lru_cache
from pathlib import Path

from flask import current_app

from intranet.docservice.pdf import PdfMaker


def make_pdf(docx: bytes) -> bytes:
    """The PDF of a .docx; raises DocError with a sentence when it cannot be made."""
    settings = current_app.extensions["settings"]
    return _maker(settings.instance, settings.fonts_folder, os.getpid()).convert(docx)


@lru_cache(maxsize=4)
def _maker(instance: Path, fonts: Path, process: int) -> PdfMaker:
    # Only the worker makes PDFs, so the folder has one owner; a forked process starts a maker of its own.
    maker = PdfMaker(instance / "libreoffice", fonts)
    atexit.register(maker.close)
    return maker
