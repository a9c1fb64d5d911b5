"""Files of plans (.docx, .pdf, .txt, photographs) → their paragraphs and tables in order, each with its place."""

from intranet.docservice.reading.blocks import Block, Paragraph, Reading, Table
from intranet.docservice.reading.files import Progress, read_file, read_text

__all__ = ["Block", "Paragraph", "Progress", "Reading", "Table", "read_file", "read_text"]
