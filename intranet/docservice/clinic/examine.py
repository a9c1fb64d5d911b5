"""Examines the Word file of a template against its form: every fault at once, each at its place."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intranet.docservice.body import STYLES
from intranet.docservice.check.opened import Opened, W
from intranet.docservice.clinic.blocks import TABLE_UNITS, Followed, Follower, stray_end, unclosed
from intranet.docservice.clinic.expressions import Scope
from intranet.docservice.clinic.faults import Fault
from intranet.docservice.clinic.guesses import key_of
from intranet.docservice.clinic.places import PARTS, Paragraph, Place, is_printed, read_parts
from intranet.docservice.clinic.shapes import shapes_of
from intranet.docservice.clinic.tags import SINGLE, Scanner, Tag
from intranet.docservice.fields import Field
from intranet.docservice.sandbox import RULE_STYLE
from intranet.docservice.word import CONTROL_WORDS

MOST_TAGS = 3_000
WHOLE_FILE = Place("Tệp Word")
# The office, and what only the register or the file's properties use, need not be printed.
NEED_NOT_PRINT = {"trich_yeu", "unit_code", "letter_number", "letter_date", "office"}


@dataclass(frozen=True)
class Examined:
    """The faults of a Word file in the order of the file, and the names it prints."""

    faults: tuple[Fault, ...]
    used: frozenset[str]


def examine_docx(docx: bytes, fields: Sequence[Field] | None, places: Iterable[str] = ()) -> Examined:
    """Every fault of a template's Word file; DocError docx_broken.

    `fields` None means that the form is not known: names are then not judged. `places` are the tags of the content
    controls the letter must have for number and date.
    """
    opened = Opened(docx)
    names = None if fields is None else shapes_of(fields)
    labels = {field.key: field.label for field in fields or ()}
    parts = read_parts(opened)
    scanners = {part: Scanner(paragraphs) for part, paragraphs in parts.items()}
    if sum(len(scanner.tags) for scanner in scanners.values()) > MOST_TAGS:
        return Examined((Fault("too_many_tags", WHOLE_FILE, {"limit": MOST_TAGS}),), frozenset())
    faults: list[Fault] = []
    followed: dict[str, Followed] = {}
    for part, scanner in scanners.items():
        if not is_printed(part, opened.main):
            faults += [_not_printed(tag) for tag in scanner.tags]
            continue
        scope = Scope(names, labels)
        faults += scanner.faults
        followed[part] = Follower(scope).follow(scanner.tags)
        faults += followed[part].faults
        faults += _around(scanner, parts[part], scope)
    faults += _open_ends(followed)
    faults += _in_field_codes(opened, parts)
    used = frozenset(name for one in followed.values() for name in one.used)
    faults = _in_order(faults, list(parts))
    if fields is not None:
        faults += [*_lost(opened, places), *_never_printed(fields, used, faults)]
    return Examined(tuple(faults), used)


def _not_printed(tag: Tag) -> Fault:
    return Fault("not_printed_here", tag.place, {"part_words": PARTS["endnotes"]})


def _open_ends(followed: Mapping[str, Followed]) -> Iterator[Fault]:
    """What stayed open, and ends that close nothing; an end in another part of the file belongs to its beginning."""
    stray = {part: list(one.stray) for part, one in followed.items()}
    for part, one in followed.items():
        for block in one.open:
            end = "endfor" if block.kind == "for" else "endif"
            others = ((p, tag) for p, tags in stray.items() if p != part for tag in tags if tag.command == end)
            other = next(others, None)
            if other is None:
                yield unclosed(block)
            else:
                stray[other[0]].remove(other[1])
                words = {"words": block.tag.words, "other_place": str(other[1].place)}
                yield Fault("other_part", block.tag.place, words)
    yield from (stray_end(tag) for tags in stray.values() for tag in tags)


def _around(scanner: Scanner, paragraphs: Sequence[Paragraph], scope: Scope) -> Iterator[Fault]:
    """What stands beside a command that takes its whole paragraph or row away; and words in single braces."""
    by_paragraph: dict[int, list[Tag]] = {}
    for tag in scanner.tags:
        by_paragraph.setdefault(id(tag.paragraph), []).append(tag)
    rests = {id(paragraph): scanner.rest_of(paragraph) for paragraph in paragraphs}
    for paragraph in paragraphs:
        tags = by_paragraph.get(id(paragraph), [])
        yield from _single_braces(paragraph, rests[id(paragraph)], scope)
        yield from (_deleted(tag) for tag in tags if _is_deleted(tag))
        yield from (_split_look(tag) for tag in tags if _has_joint(tag))
        for tag in tags:
            if tag.prefix in ("tr", "tc") and (paragraph.row is None):
                plain = tag.words.replace("{%" + tag.prefix, "{%p").replace("{{" + tag.prefix, "{{p")
                yield Fault("outside_table", tag.place, {"words": tag.words, "prefix": tag.prefix, "right": plain})
        yield from _beside(paragraph, tags, paragraphs, rests, by_paragraph)


def _beside(
    paragraph: Paragraph,
    tags: Sequence[Tag],
    paragraphs: Sequence[Paragraph],
    rests: Mapping[int, str],
    by_paragraph: Mapping[int, list[Tag]],
) -> Iterator[Fault]:
    for tag in tags:
        if tag.prefix == "p":
            same = [tag.paragraph]
        elif tag.prefix in ("tr", "tc") and paragraph.row is not None:
            box = "row" if tag.prefix == "tr" else "container"
            same = [one for one in paragraphs if getattr(one, box) is getattr(paragraph, box)]
        else:
            continue
        unit = TABLE_UNITS[tag.prefix]
        others = [other for one in same for other in by_paragraph.get(id(one), ()) if other is not tag]
        lost = " ".join(rests[id(one)].strip() for one in same if rests[id(one)].strip())
        before = [other for other in others if other.prefix == tag.prefix and _comes_before(other, tag)]
        if before:
            # A loop that opens and closes in one row says so itself.
            if not (tag.prefix == "tr" and before[-1].command in ("for", "if") and tag.command.startswith("end")):
                yield Fault("two_in_one", tag.place, {"words": before[-1].words, "other": tag.words, "unit": unit})
        elif lost or [other for other in others if other.prefix != tag.prefix and other.kind != "comment"]:
            shown = lost or next(other.words for other in others if other.prefix != tag.prefix)
            words = {"lost": shown[:60], "unit": unit, "words": tag.words}
            yield Fault("text_lost", tag.place, words)


def _comes_before(one: Tag, other: Tag) -> bool:
    return (one.paragraph.place.index, one.start) < (other.paragraph.place.index, other.start)


def _single_braces(paragraph: Paragraph, rest: str, scope: Scope) -> Iterator[Fault]:
    """{trich_yeu}: words in single braces that are plainly meant as a name of the form."""
    for found in SINGLE.finditer(rest):
        inner = found[1].strip()
        key = key_of(inner)
        if key in scope.known or key in {key_of(label) for label in scope.labels.values()}:
            start = max(0, paragraph.text.find(found[0]))
            right = "{{ " + (key if key in scope.known else inner) + " }}"
            yield Fault(
                "single_braces", paragraph.at(start, start + len(found[0])), {"words": found[0], "right": right}
            )


def _is_deleted(tag: Tag) -> bool:
    return any(start < tag.end and tag.start < end for start, end in tag.paragraph.is_deleted)


def _deleted(tag: Tag) -> Fault:
    return Fault("in_deleted", tag.place, {"words": tag.words})


def _has_joint(tag: Tag) -> bool:
    """Runs of different look meet inside the braces."""
    paragraph = tag.paragraph
    ends = (*paragraph.joints[1:], len(paragraph.text))
    runs = zip(paragraph.runs, paragraph.joints, ends, strict=True)
    looks = {_look(run) for run, start, end in runs if start < tag.end - 2 and end > tag.start + 2}
    return len(looks) > 1


def _look(run: Any) -> str:
    properties = run.find(W + "rPr")
    shown = [] if properties is None else [child for child in properties if child.tag in _LOOKS]
    return "|".join(f"{child.tag}={child.get(W + 'val', '')}" for child in shown)


_LOOKS = {W + name for name in ("b", "i", "u", "sz", "color", "highlight", "caps")}


def _split_look(tag: Tag) -> Fault:
    return Fault("split_look", tag.place, {"words": tag.words})


def _in_field_codes(opened: Opened, parts: Mapping[str, Sequence[Paragraph]]) -> Iterator[Fault]:
    """Tags in instructions of Word's own fields."""
    for paragraphs in parts.values():
        for paragraph in paragraphs:
            codes = "".join(code.text or "" for code in paragraph.element.iter(W + "instrText"))
            if re.search(r"\{\{|\{%", codes):
                place = paragraph.at(0, len(paragraph.text))
                yield Fault("in_field_code", Place(**(vars(place) | {"words": codes.strip()[:60]})))


def _in_order(faults: Iterable[Fault], parts: list[str]) -> list[Fault]:
    """By part and paragraph; the same fault once."""
    place = {part: number for number, part in enumerate(parts)}
    unique = list(dict.fromkeys(faults))
    return sorted(unique, key=lambda fault: (place.get(fault.place.part, -1), fault.place.index))


def _lost(opened: Opened, places: Iterable[str]) -> Iterator[Fault]:
    """Content controls and styles without which the letter cannot be numbered or printed."""
    tags = {tag.get(W + "val") for tag in opened.document.iter(W + "tag")}
    for name in places:
        if name not in tags:
            yield Fault("lost_control", WHOLE_FILE, {"name": name, "what_words": CONTROL_WORDS.get(name, name)})
    styles = opened.side("styles")
    names = {name.get(W + "val") for name in styles.iter(W + "name")} if styles is not None else set()
    for style in dict.fromkeys((*STYLES.values(), RULE_STYLE)):
        if style not in names:
            yield Fault("lost_style", WHOLE_FILE, {"name": style})


def _never_printed(fields: Sequence[Field], used: frozenset[str], faults: Sequence[Fault]) -> Iterator[Fault]:
    """Required fields that stand nowhere; not said while some name could not be read."""
    if any(fault.weight == "must" for fault in faults):
        return
    for field in fields:
        derived = {field.key, *(name for name in used if name.startswith(f"{field.key}_"))}
        if field.required and not derived & used and not {field.key, field.kind, field.known} & NEED_NOT_PRINT:
            words = {"label": field.label, "right": f"{{{{ {field.key} }}}}"}
            yield Fault("never_printed", WHOLE_FILE, words)
