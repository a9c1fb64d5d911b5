"""A copy of a template's Word file with a comment at each fault."""

from collections.abc import Iterable

from intranet.docservice.check.opened import Opened
from intranet.docservice.clinic.faults import WEIGHT_WORDS, Fault
from intranet.docservice.clinic.places import read_parts
from intranet.docservice.comments import Author, Remark, with_comments

CLINIC = Author("Khám mẫu văn bản", "KM")


def marked_copy(docx: bytes, faults: Iterable[Fault]) -> bytes:
    """The file with what, why and how to mend as Word comments; those of headers and notes stand at the beginning."""
    opened = Opened(docx)
    paragraphs = {(part, one.place.index): one.element for part, ones in read_parts(opened).items() for one in ones}
    return with_comments(opened, [_remark(fault, paragraphs) for fault in faults], CLINIC)


def _remark(fault: Fault, paragraphs: dict[tuple[str, int], object]) -> Remark:
    paragraph = paragraphs.get((fault.place.part, fault.place.index))
    text = f"{WEIGHT_WORDS[fault.weight]}: {fault.what}.\n{fault.why}\nCách sửa: {fault.mend}"
    return Remark(text if fault.place.part == "word/document.xml" else f"{fault.place}. {text}", paragraph)
