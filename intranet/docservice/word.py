"""Reads .docx files made here or in Word, and fills their tagged content controls without touching anything else."""

import copy
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from intranet.docservice.errors import DocError
from intranet.docservice.package import main_part, part_names, read_part, replace_part, xml_parser

NUMBER_AND_DATE = ("so", "ngay")
CONTROL_WORDS = {"so": "số", "ngay": "ngày"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
# Words taken away under tracked changes; and the older twin of a drawing, which holds the same words again.
NOT_IN_THE_TEXT = {W + "del", W + "moveFrom", FALLBACK}
TRACKED = {
    W + name
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
        "tcPrChange", "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
    )
}  # fmt: skip
SIDE_PARTS = re.compile(r"word/(header\d*|footer\d*|footnotes|endnotes)\.xml")
COMMENTS = "word/comments.xml"
NOT_IN_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(frozen=True)
class DocxFacts:
    """What a person should settle before a Word file goes on: counts of open changes and of comments."""

    tracked_changes: int
    comments: int


def docx_text(docx: bytes, *, headers: bool = False) -> str:
    """The words of a .docx in their order, a line to a paragraph (those in tables, controls and text boxes too).

    Accepted as Word would show it with all changes accepted. `headers` adds headers before and footers after.
    Numbers that Word counts by itself are not words and are not here. DocError docx_broken.
    """
    parts = [main_part(docx)]
    if headers:
        names = part_names(docx)
        parts = [name for name in names if name.startswith("word/header")] + parts
        parts += [name for name in names if name.startswith("word/footer")]
    return "\n".join(line for part in parts for line in part_lines(part_tree(docx, part)))


def find_controls(docx: bytes) -> dict[str, str]:
    """The tagged content controls of the body: tag → its text, '' while it shows its placeholder."""
    return {
        tag: "" if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None else "\n".join(part_lines(content))
        for tag, control, content in _controls(part_tree(docx, main_part(docx)))
    }


def has_controls(docx: bytes, tags: Iterable[str] = NUMBER_AND_DATE) -> bool:
    """Does the letter still hold the places for its number and date (or other `tags`)?"""
    return set(tags) <= set(find_controls(docx))


def lines_of_controls(docx: bytes, tags: Iterable[str] = NUMBER_AND_DATE) -> list[str]:
    """The whole line in which each of these controls stands, in their order."""
    wanted = set(tags)
    found = [
        (control, content) for tag, control, content in _controls(part_tree(docx, main_part(docx))) if tag in wanted
    ]
    return ["".join(_pieces(next(control.iterancestors(W + "p"), content))) for control, content in found]


def require_controls(docx: bytes, tags: Iterable[str] = NUMBER_AND_DATE) -> None:
    """DocError lost_controls, naming the places that are gone."""
    found = find_controls(docx)
    if lost := [CONTROL_WORDS.get(tag, tag) for tag in tags if tag not in found]:
        raise DocError("lost_controls", names=" và ".join(lost))


def fill_controls(docx: bytes, values: Mapping[str, str]) -> bytes:
    """The same file with these controls holding these words, in the look of the words they held before.

    Only these controls change; every other part of the file keeps its bytes. A tag that occurs more than once is
    filled everywhere. DocError lost_controls when a tag is not there, docx_broken.
    """
    require_controls(docx, values)
    part = main_part(docx)
    tree = part_tree(docx, part)
    for tag, control, content in list(_controls(tree)):
        if tag in values:
            _fill(control, content, values[tag])
    xml = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return replace_part(docx, part, xml)


def docx_facts(docx: bytes) -> DocxFacts:
    """Open tracked changes (in body, headers, footers and notes) and comments. DocError docx_broken."""
    main, names = main_part(docx), part_names(docx)
    trees = [part_tree(docx, name) for name in [main, *filter(SIDE_PARTS.fullmatch, names)]]
    tracked = sum(1 for tree in trees for _ in tree.iter(*TRACKED))
    trees = [part_tree(docx, COMMENTS)] if COMMENTS in names else []
    comments = sum(1 for tree in trees for _ in tree.iter(W + "comment"))
    return DocxFacts(tracked, comments)


def words(text: str) -> list[str]:
    """The words of a text, composed (NFC), without invisible signs; kinds of space make no difference."""
    return unicodedata.normalize("NFC", text).translate(INVISIBLE).split()


def same_words(one: str, other: str) -> bool:
    """The same words with the same accents and capitals in the same order, however they are spaced and broken."""
    return words(one) == words(other)


def part_tree(docx: bytes, part: str) -> Any:
    """The XML of one part, such as word/document.xml. DocError docx_broken when it is not there or no XML."""
    content = read_part(docx, part)
    if content is None:
        raise DocError("docx_broken")
    try:
        return etree.fromstring(content, xml_parser())
    except etree.XMLSyntaxError:
        raise DocError("docx_broken") from None


def part_lines(element: Any) -> Iterator[str]:
    """A line for each paragraph below an element; words of a run-level control stand in no paragraph of its own."""
    paragraphs = [p for p in element.iter(W + "p") if not _is_taken_away(p, element)]
    for paragraph in paragraphs or [element]:
        yield "".join(_pieces(paragraph))


def _is_taken_away(element: Any, within: Any) -> bool:
    while element is not within:
        if element.tag in NOT_IN_THE_TEXT:
            return True
        element = element.getparent()
    return False


def _pieces(element: Any) -> Iterator[str]:
    """The text below an element, but not that of paragraphs inside it: a text box makes lines of its own."""
    for child in element:
        if child.tag in NOT_IN_THE_TEXT or child.tag == W + "p":
            continue
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in SIGNS:
            # Tab stops among a paragraph's properties have the same name as a tab in its text.
            yield SIGNS[child.tag] if element.tag == W + "r" else ""
        else:
            yield from _pieces(child)


def _controls(tree: Any) -> Iterator[tuple[str, Any, Any]]:
    for control in tree.iter(W + "sdt"):
        tag, content = control.find(f"{W}sdtPr/{W}tag"), control.find(W + "sdtContent")
        if tag is not None and content is not None:
            yield tag.get(W + "val", ""), control, content


def _fill(control: Any, content: Any, text: str) -> None:
    run = _new_run(text, _look(control, content))
    properties = control.find(W + "sdtPr")
    # A bound control would show the bound value again when Word opens the file.
    for name in ("showingPlcHdr", "dataBinding"):
        for element in properties.findall(W + name):
            properties.remove(element)
    paragraph = next(content.iter(W + "p"), None)
    if paragraph is None:
        _empty(content)
        content.append(run)
        return
    _empty(paragraph.getparent(), keep=(paragraph, W + "tcPr"))
    _empty(paragraph, keep=(W + "pPr",))
    paragraph.append(run)


def _look(control: Any, content: Any) -> Any:
    """The formatting of the words that stood there; of the control itself when only its grey placeholder did."""
    look = control.find(f"{W}sdtPr/{W}rPr")
    if control.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
        look = next((run.find(W + "rPr") for run in content.iter(W + "r")), look)
    look = copy.deepcopy(look)
    for change in [] if look is None else [child for child in look if child.tag in TRACKED]:
        look.remove(change)
    return look


def _new_run(text: str, look: Any) -> Any:
    run = etree.Element(W + "r")
    if look is not None:
        run.append(look)
    for number, line in enumerate(NOT_IN_XML.sub("", unicodedata.normalize("NFC", text)).split("\n")):
        if number:
            etree.SubElement(run, W + "br")
        piece = etree.SubElement(run, W + "t", {XML_SPACE: "preserve"})
        piece.text = line
    return run


def _empty(element: Any, keep: tuple[Any, ...] = ()) -> None:
    for child in list(element):
        if child not in keep and child.tag not in keep:
            element.remove(child)
