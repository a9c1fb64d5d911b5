"""Word comments put into a file at given paragraphs; nothing of the text itself changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from intranet.docservice.check.opened import Opened, W
from intranet.docservice.word import NOT_IN_XML

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
NO_COMMENTS = '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


@dataclass(frozen=True)
class Author:
    """Who comments, as Word shows it."""

    name: str
    initials: str


@dataclass(frozen=True)
class Remark:
    """What is said about a paragraph of the file; None or one outside the body stands at the first paragraph."""

    text: str
    paragraph: Any = None


def with_comments(opened: Opened, remarks: Sequence[Remark], author: Author) -> bytes:
    """The file with a comment for each remark; the same bytes when there is nothing to say or no paragraph."""
    first = next(opened.body.iter(W + "p"), None)
    if not remarks or first is None:
        return opened.docx
    comments = _comments(opened)
    free = 1 + max((int(c.get(W + "id", "0")) for c in comments), default=-1)
    for number, remark in enumerate(remarks, free):
        comments.append(_comment(remark.text, author, number))
        # Word takes comments in the body only, not in headers, footers and notes.
        is_in_body = remark.paragraph is not None and _is_in(remark.paragraph, opened.body)
        _mark(remark.paragraph if is_in_body else first, number)
    return opened.written()


def _comments(opened: Opened) -> Any:
    root = opened.side("comments")
    if root is None:
        opened.add_part("comments", NO_COMMENTS, COMMENTS_TYPE)
        root = opened.side("comments")
    return root


def _comment(text: str, author: Author, number: int) -> Any:
    comment = etree.Element(W + "comment")
    for name, value in (("id", str(number)), ("author", author.name), ("initials", author.initials)):
        comment.set(W + name, value)
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(comment, W + "p"), W + "r")
        etree.SubElement(run, W + "t").text = NOT_IN_XML.sub("", line)
    return comment


def _mark(paragraph: Any, number: int) -> None:
    start, end = etree.Element(W + "commentRangeStart"), etree.Element(W + "commentRangeEnd")
    run = etree.Element(W + "r")
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
