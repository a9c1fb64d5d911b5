"""The same file with a Word comment at each finding; nothing of the letter itself changes."""

from intranet.docservice.check.profile import ND30_2020, Profile
from intranet.docservice.check.reading import read
from intranet.docservice.check.report import WEIGHT_WORDS, Finding
from intranet.docservice.check.run import check_reading
from intranet.docservice.comments import Author, Remark, with_comments
from intranet.docservice.guard import check_docx

CHECKER = Author("Kiểm tra thể thức", "KTTT")


def annotate(docx: bytes, profile: Profile = ND30_2020) -> bytes:
    """The file with a comment at the place of each finding, or at the first paragraph; DocError when unreadable."""
    check_docx(docx)
    reading = read(docx)
    remarks = [Remark(_said(finding), finding.element) for finding in check_reading(reading, profile).findings]
    return with_comments(reading.opened, remarks, CHECKER)


def _said(finding: Finding) -> str:
    weight = WEIGHT_WORDS[finding.weight]
    return f"{weight}: {finding.found} → {finding.expected} ({finding.article}; {finding.code})"
