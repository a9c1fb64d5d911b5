"""Any file of a plan → its text: looked at first, then read by the reader of its kind."""

import io
from collections.abc import Callable, Sequence

from PIL import Image, ImageOps

from intranet.docservice.errors import DocError
from intranet.docservice.guard import inspect_upload, shown_name
from intranet.docservice.images import page_count
from intranet.docservice.reading.blocks import Block, Line, Paragraph, Reading, Table
from intranet.docservice.reading.layout import read_page
from intranet.docservice.reading.pages import join_pages
from intranet.docservice.reading.pdf_file import pdf_pages
from intranet.docservice.reading.plain_text import decoded, read_plain_text
from intranet.docservice.reading.quality import is_poor
from intranet.docservice.reading.scan import DOTS_PER_INCH, read_picture
from intranet.docservice.reading.word_file import read_docx

MOST_TEXT = 5 << 20
_SURE_SCAN = 0.75
_A4_WIDTH_IN_INCHES = 8.27
# Told after each page: pages read, pages in all.
Progress = Callable[[int, int], None]

LOST_ACCENTS = "Văn bản mất nhiều dấu. Hãy đối chiếu từng nhiệm vụ với bản gốc trước khi xác nhận."
BAD_SCAN = "Bản quét mờ hoặc bẩn, chữ nhận được chưa chắc đúng. Hãy đối chiếu với bản gốc, hoặc quét lại ở 300 dpi."


def read_text(text: str) -> Reading:
    """The reading of a text that was typed or pasted."""
    return _reading(read_plain_text(text))


def read_file(content: bytes, name: str, progress: Progress | None = None) -> Reading:
    """The reading of a .docx, .pdf, .txt, .png or .jpg; `progress` is told of each page of a PDF.

    DocError: the codes of `guard.inspect_upload`, text_unreadable, scan_unavailable, scan_too_slow, nothing_to_read.
    """
    reading = _read(content, shown_name(name), progress or (lambda done, of: None))
    if not reading.blocks:
        raise DocError("nothing_to_read", name=shown_name(name))
    return reading


def _read(content: bytes, name: str, progress: Progress) -> Reading:
    if name.lower().endswith((".txt", ".md")):
        return read_text(_decoded(content, name))
    facts = inspect_upload(io.BytesIO(content), name, {"docx", "pdf", "png", "jpeg"})
    if facts.kind == "docx":
        return _reading(read_docx(content))
    if facts.kind == "pdf":
        return _read_pdf(content, name, progress)
    with Image.open(io.BytesIO(content)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("L")
    items, sure = _scanned(picture, int(picture.width / _A4_WIDTH_IN_INCHES), 1)
    return _reading(join_pages([items]), [sure])


def _decoded(content: bytes, name: str) -> str:
    if not content.strip():
        raise DocError("file_empty", name=name)
    if len(content) > MOST_TEXT:
        raise DocError("file_too_big", name=name, limit=MOST_TEXT >> 20)
    try:
        text = decoded(content)
    except UnicodeDecodeError:
        raise DocError("text_unreadable", name=name) from None
    if "\0" in text:
        raise DocError("text_unreadable", name=name)
    return text


def _read_pdf(content: bytes, name: str, progress: Progress) -> Reading:
    count = page_count(content, name)
    pages: list[Sequence[Line | Table]] = []
    sureness: list[float] = []
    for number, page in enumerate(pdf_pages(content, name, dots_per_inch=DOTS_PER_INCH), 1):
        if page.picture is None:
            pages.append(read_page(page.words, page.rules, number))
        else:
            items, sure = _scanned(page.picture, DOTS_PER_INCH, number)
            pages.append(items)
            sureness.append(sure)
        progress(number, count)
    return _reading(join_pages(pages), sureness)


def _scanned(picture: Image.Image, dots_per_inch: int, page: int) -> tuple[list[Line | Table], float]:
    words, rules, sure = read_picture(picture, dots_per_inch)
    return read_page(words, rules, page), sure


def _reading(blocks: Sequence[Block], sureness: Sequence[float] = ()) -> Reading:
    text = "\n".join(block.text if isinstance(block, Paragraph) else _table_text(block) for block in blocks)
    poor = is_poor(text)
    warnings = [LOST_ACCENTS] if poor else []
    if sureness and min(sureness) < _SURE_SCAN:
        warnings.append(BAD_SCAN)
    return Reading(tuple(blocks), poor, tuple(warnings))


def _table_text(table: Table) -> str:
    return "\n".join(" ".join(row) for row in table.rows)
