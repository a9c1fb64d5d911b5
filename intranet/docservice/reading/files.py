"""Any file of a plan → its text: looked at first, then read by the reader of its kind."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import BinaryIO

from PIL import Image, ImageOps

from intranet.docservice.errors import DocError
from intranet.docservice.guard import inspect_upload, shown_name
from intranet.docservice.images import page_count
from intranet.docservice.reading.blocks import Block, Paragraph, Reading, Table
from intranet.docservice.reading.plain_text import decoded, read_plain_text
from intranet.docservice.reading.quality import is_poor
from intranet.docservice.reading.read_pages import ReadPage, blocks_of, read_pages, read_picture_page
from intranet.docservice.reading.word_file import read_docx

MOST_TEXT = 5 << 20
_SURE_SCAN = 0.75
_A4_WIDTH_IN_INCHES = 8.27
# Told after each page: pages read, pages in all.
Progress = Callable[[int, int], None]

LOST_ACCENTS = "Văn bản mất nhiều dấu. Hãy đối chiếu từng nhiệm vụ với bản gốc trước khi xác nhận."
PAGES_GIVEN_UP = (
    "Trang {pages} của bản quét nhận chữ quá lâu nên bỏ qua. "
    "Hãy xem trang ấy trong tệp và thêm nhiệm vụ còn thiếu, hoặc quét lại ở 300 dpi, đen trắng."
)
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
    return reading_of([read_picture_page(picture, int(picture.width / _A4_WIDTH_IN_INCHES))])


def check_text_file(source: BinaryIO, name: str) -> None:
    """Look at an upload that claims to be plain text, and leave it at its beginning.

    DocError: file_empty, file_too_big, text_unreadable.
    """
    source.seek(0)
    content = source.read(MOST_TEXT + 1)
    source.seek(0)
    _decoded(content, shown_name(name))


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
    pages = []
    for page in read_pages(content, name):
        pages.append(page)
        progress(page.number, count)
    return reading_of(pages)


def reading_of(pages: Sequence[ReadPage]) -> Reading:
    """The reading of a PDF whose pages have all been read; it names those that were given up.

    DocError scan_too_slow when that was each of them.
    """
    given_up = [page.number for page in pages if page.is_given_up]
    if given_up and len(given_up) == len(pages):
        raise DocError("scan_too_slow")
    reading = _reading(*blocks_of(pages))
    if not given_up:
        return reading
    warning = PAGES_GIVEN_UP.format(pages=", ".join(map(str, given_up)))
    return replace(reading, warnings=(warning, *reading.warnings))


def _reading(blocks: Sequence[Block], sureness: Sequence[float] = ()) -> Reading:
    text = "\n".join(block.text if isinstance(block, Paragraph) else _table_text(block) for block in blocks)
    poor = is_poor(text)
    warnings = [LOST_ACCENTS] if poor else []
    if sureness and min(sureness) < _SURE_SCAN:
        warnings.append(BAD_SCAN)
    return Reading(tuple(blocks), poor, tuple(warnings))


def _table_text(table: Table) -> str:
    return "\n".join(" ".join(row) for row in table.rows)
