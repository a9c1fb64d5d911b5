"""The same file with a Word comment at each finding; nothing of the letter itself changes."""

from typing import Any

from lxml import etree

from intranet.docservice.check.opened import Opened, W
from intranet.docservice.check.profile import ND30_2020, Profile
from intranet.docservice.check.reading import read
from intranet.docservice.check.report import WEIGHT_WORDS, Finding
from intranet.docservice.check.run import check_reading
from intranet.docservice.guard import check_docx
from intranet.docservice.word import NOT_IN_XML

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
NO_COMMENTS = '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
AUTHOR = "Kiểm tra thể thức"
INITIALS = "KTTT"


def annotate(docx: bytes, profile: Profile = ND30_2020) -> bytes:
    """The file with a comment at the place of each finding, or at the first paragraph; DocError when unreadable."""
    check_docx(docx)
    reading = read(docx)
    report = check_reading(reading, profile)
    if not report.findings or not reading.paragraphs:
        return docx
    opened = reading.opened
    comments = _comments(opened)
    number = 1 + max((int(c.get(W + "id", "0")) for c in comments), default=-1)
    first = reading.paragraphs[0].element
    for finding in report.findings:
        comments.append(_comment(finding, number))
        _mark(first if finding.element is None or not _is_in(finding.element, opened.body) else finding.element, number)
        number += 1
    return opened.written()


def _comments(opened: Opened) -> Any:
    root = opened.side("comments")
    if root is None:
        opened.add_part("comments", NO_COMMENTS, COMMENTS_TYPE)
        root = opened.side("comments")
    return root


def _comment(finding: Finding, number: int) -> Any:
    comment = etree.Element(W + "comment")
    for name, value in (("id", str(number)), ("author", AUTHOR), ("initials", INITIALS)):
        comment.set(W + name, value)
    text = f"{WEIGHT_WORDS[finding.weight]}: {finding.found} → {finding.expected} ({finding.article}; {finding.code})"
    run = etree.SubElement(etree.SubElement(comment, W + "p"), W + "r")
    etree.SubElement(run, W + "t").text = NOT_IN_XML.sub("", text)
    return comment


def _mark(paragraph: Any, number: int) -> None:
    start, end, run = (
        etree.Element(W + "commentRangeStart"),
        etree.Element(W + "commentRangeEnd"),
        etree.Element(W + "r"),
    )
    etree.SubElement(run, W + "commentReference").set(W + "id", str(number))
    for element in (start, end):
        element.set(W + "id", str(number))
    after_properties = 1 if paragraph.find(W + "pPr") is not None else 0
    paragraph.insert(after_properties, start)
    paragraph.append(end)
    paragraph.append(run)


def _is_in(element: Any, body: Any) -> bool:
    while element is not None and element is not body:
        element = element.getparent()
    return element is body
