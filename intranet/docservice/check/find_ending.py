"""Finds the end of a letter: Nơi nhận, the signer's authority and name, in tables, with tabs or without either."""

import re
from dataclasses import dataclass, field

from intranet.docservice.check import patterns as known
from intranet.docservice.check.lines import Line, columns_of

IN_BRACKETS = re.compile(r"^\(.*\)?$")
CLOSING_BRACKET = re.compile(r"^[^()]*\)+\d*$")
KEPT_COPY = re.compile(r"^[-–—]?\s*luu\b")
LONGEST_ENDING = 40


@dataclass
class Ending:
    """From where to where the ending stands among the lines after the head, and its components."""

    start: int
    end: int
    parts: dict[str, list[Line]] = field(default_factory=dict)


def find_ending(lines: list[Line]) -> Ending:
    """The ending; an empty one after the last line when there is none."""
    recipients = [n for n, line in enumerate(lines) if _opens_recipients(line)]
    # Copies and forms may end twice; the letter's own end is the first that a signer stands beside.
    start = recipients[0] if recipients else _first_without_recipients(lines)
    if start is None:
        return Ending(len(lines), len(lines))
    cell = lines[start].cell
    if cell is not None:
        table = cell.path[0][0]
        inside = [n for n, line in enumerate(lines) if line.cell and line.cell.path[0][0] == table]
        block = list(lines[inside[0] : inside[-1] + 1])
        ending = Ending(inside[0], inside[-1] + 1, _from_table(block, lines[start]))
        return _with_signature_above(lines, _with_loose_signature(lines, ending))
    return _from_paragraphs(lines, start)


def _opens_recipients(line: Line) -> bool:
    if "noi nhan" not in line.folded:
        return False
    return any(known.RECIPIENTS_LINE.match(part.folded) and len(part.text) < 40 for part in columns_of(line))


def _is_authority(line: Line) -> bool:
    if line.is_rule or not line.text or len(line.text) > 90:
        return False
    return bool(known.AUTHORITY.match(line.text)) or (line.is_upper and known.names_a_post(line.folded))


def _reads_as_authority(line: Line, above: list[Line]) -> bool:
    """An authority or a post written in small letters: the first line, or the post below an authority ("KT. …")."""
    if above and not (len(above) == 1 and known.AUTHORITY.match(above[0].text)):
        return False
    if known.AUTHORITY.match(line.text.upper()):
        return True
    # "Trương Văn …" is a name, "Trưởng phòng" a post; folded they begin alike.
    return known.names_a_post(line.folded) and not line.text.lower().startswith("trương ")


def _first_without_recipients(lines: list[Line]) -> int | None:
    """Without its first words the list of receivers is known by its last line, "Lưu: VT"."""
    kept = [n for n, line in enumerate(lines) if KEPT_COPY.match(line.folded) and "vt" in line.folded]
    if kept and lines[kept[-1]].cell is not None:
        return kept[-1]
    return _first_of_signature(lines)


def _first_of_signature(lines: list[Line]) -> int | None:
    """Without Nơi nhận the signer's authority begins the ending: capitals near the end of the letter."""
    filled = [n for n, line in enumerate(lines) if line.text]
    near = filled[-LONGEST_ENDING:]
    found = None
    for n in near:
        line = lines[n]
        aside = line.cell is not None or line.align in {"center", "right"} or line.paragraph.shape.left > 100
        signs = any(_is_authority(part) and (aside or part.side == "right") for part in columns_of(line))
        if signs and n > filled[0] + 2 and not (found is not None and n - found < 3):
            found = n
    return found


def _from_table(block: list[Line], opener: Line) -> dict[str, list[Line]]:
    assert opener.cell is not None
    left_edge = opener.cell.left
    if known.RECIPIENTS_LINE.match(opener.folded) or KEPT_COPY.match(opener.folded):
        left = [line for line in block if line.cell and abs(line.cell.left - left_edge) < 20]
        right = [line for line in block if line.cell and line not in left]
    else:
        right = [line for line in block if line.cell and line.cell.left >= left_edge - 20]
        left = [line for line in block if line not in right]
    is_opened = known.RECIPIENTS_LINE.match(opener.folded)
    above = [line for line in left if is_opened and line.paragraph.number < opener.paragraph.number]
    parts = _recipients([line for line in left if line not in above] if above else left)
    # Biên bản: the secretary signs above Nơi nhận in the same column.
    parts |= _signature(right if any(_is_authority(line) for line in right) else [*right, *above])
    return parts


def _recipients(lines: list[Line]) -> dict[str, list[Line]]:
    filled = [line for line in lines if line.text and not line.is_rule]
    opener = [line for line in filled if known.RECIPIENTS_LINE.match(line.folded)]
    listed = [line for line in filled if line not in opener]
    last = next((n for n, line in enumerate(listed) if KEPT_COPY.match(line.folded)), len(listed))
    listed = listed[: last + 1]
    if not opener and not any(line.text.startswith(("-", "–")) or line.folded.startswith("luu") for line in listed):
        return {}
    return {"noi_nhan": opener, "danh_sach_noi_nhan": listed}


def _signature(lines: list[Line]) -> dict[str, list[Line]]:
    filled = [line for line in lines if line.text and not line.is_rule]
    filled = [line for line in filled if not IN_BRACKETS.match(line.text) and not CLOSING_BRACKET.match(line.text)]
    authority: list[Line] = []
    for line in filled:
        if not (line.is_upper or _reads_as_authority(line, authority)):
            break
        if authority and line is filled[-1] and known.looks_like_a_name(line.folded):
            break
        authority.append(line)
    names = [line for line in filled[len(authority) :] if not known.RECIPIENTS_LINE.match(line.folded)]
    return {"quyen_han": authority, "ho_ten": names[-1:] if names and len(names[-1].text) < 60 else []}


def _with_loose_signature(lines: list[Line], ending: Ending) -> Ending:
    """Nơi nhận in a table of its own and the signature in paragraphs below: take them too."""
    if ending.parts.get("quyen_han"):
        return ending
    tail = lines[ending.end : ending.end + 12]
    found = _signature([line for line in tail if line.text][:6])
    if found["quyen_han"] and _is_authority(found["quyen_han"][0]):
        last = (found["ho_ten"] or found["quyen_han"])[-1]
        ending.end = lines.index(last) + 1
        ending.parts |= found
    return ending


def _with_signature_above(lines: list[Line], ending: Ending) -> Ending:
    """Biên bản: secretary and chair sign in a table of their own above Nơi nhận; the right one signs the letter."""
    if ending.parts.get("quyen_han"):
        return ending
    above = [n for n in range(max(0, ending.start - 16), ending.start) if (cell := lines[n].cell) and cell.column > 0]
    if not above:
        return ending
    table = lines[above[-1]].cell.path[0][0]  # type: ignore[union-attr]
    block = [lines[n] for n in above if (cell := lines[n].cell) and cell.path[0][0] == table]
    columns = sorted({line.cell.left for line in block if line.cell})
    found = _signature([line for line in block if line.cell and line.cell.left == columns[-1]])
    if found["quyen_han"] and _is_authority(found["quyen_han"][0]):
        ending.start = next(n for n in above if lines[n] is block[0])
        ending.parts |= found
    return ending


def _from_paragraphs(lines: list[Line], start: int) -> Ending:
    """An ending set with tabs, gaps or in paragraphs: what begins with a dash is Nơi nhận, the rest signs."""
    while start and _is_authority(lines[start - 1]):
        start -= 1
    end = next((n for n in range(start + 1, len(lines)) if _ends_here(lines[n])), len(lines))
    left, right = [], []
    parts = [part for line in lines[start:end] for part in columns_of(line)]
    shared = any(part.side for part in parts)
    for part in parts:
        # Beside columns a line that stands at the edge alone is of the left one, with or without its dash.
        alone = not part.side and shared and part.align not in {"center", "right"}
        is_left = part.side == "left" or alone or (not part.side and part.text.startswith(("-", "–")))
        if known.RECIPIENTS_LINE.match(part.folded) or is_left or part.folded.startswith("luu:"):
            left.append(part)
        else:
            right.append(part)
    return Ending(start, end, _recipients(left) | _signature(right))


def _ends_here(line: Line) -> bool:
    return (
        bool(known.APPENDIX.match(line.folded)) or line.paragraph.page_break or line.paragraph.shape.page_break_before
    )
