"""Files of plans (.docx, .pdf, .txt, photographs) → their paragraphs and tables in order, each with its place."""

from intranet.docservice.reading.blocks import Block, Mark, Paragraph, Reading, Table, anchor_of, block_from_plain
from intranet.docservice.reading.files import Progress, check_text_file, read_file, read_text, reading_of
from intranet.docservice.reading.read_pages import ReadPage, page_as_plain, page_from_plain, read_pages

__all__ = [
    "Block",
    "Mark",
    "Paragraph",
    "Progress",
    "ReadPage",
    "Reading",
    "Table",
    "anchor_of",
    "block_from_plain",
    "check_text_file",
    "page_as_plain",
    "page_from_plain",
    "read_file",
    "read_pages",
    "read_text",
    "reading_of",
]
