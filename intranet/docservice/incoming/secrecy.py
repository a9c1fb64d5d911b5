"""Whether a letter says that it is secret (độ mật), by the words of its stamp or box alone."""

import re
from collections.abc import Iterable

from intranet.docservice.errors import DocError
from intranet.docservice.reading.layout import columns_of
from intranet.docservice.reading.pdf_file import pdf_pages
from intranet.docservice.reading.words import Word, rows_of
from intranet.docservice.word import docx_text

DEGREES = ("Tuyệt mật", "Tối mật", "Mật")  # the longer first: each holds the next
_STAMP = re.compile(r"^\W*(?:độ\s+mật\s*:?\s*)?(tuyệt\s+mật|tối\s+mật|mật)\W*$", re.IGNORECASE)
_LINES = 30


def secrecy_of(lines: Iterable[str]) -> str:
    """ "Mật", "Tối mật" or "Tuyệt mật" when one of the first lines says just that in capitals or after "Độ mật"."""
    for line in list(lines)[:_LINES]:
        found = _STAMP.match(line.strip())
        if found and (found[1].isupper() or line.strip().casefold().startswith("độ mật")):
            return next(degree for degree in DEGREES if degree.casefold() == " ".join(found[1].casefold().split()))
    return ""


def secrecy_in_file(content: bytes) -> str:
    """The same for a file whose words can be read at once: a .docx or a PDF that holds text; "" for any other."""
    if content.startswith(b"PK"):
        try:
            return secrecy_of(docx_text(content).splitlines())
        except DocError:
            return ""
    if not content.startswith(b"%PDF-"):
        return ""
    try:
        page = next(iter(pdf_pages(content, "", dots_per_inch=30)), None)
    except DocError:
        return ""
    return secrecy_of(_columns(page.words)) if page and page.picture is None else ""


def _columns(words: Iterable[Word]) -> list[str]:
    return [" ".join(word.text for word in part) for row in rows_of(words) for part in columns_of(row)]
