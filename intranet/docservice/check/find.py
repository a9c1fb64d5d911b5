"""Finds the components of a letter by their words and their places, whatever the writer made them with."""

import re

from intranet.docservice.check import patterns as known
from intranet.docservice.check.find_body import find_body
from intranet.docservice.check.find_ending import Ending, find_ending
from intranet.docservice.check.find_rules import rule_lines
from intranet.docservice.check.letter import Letter
from intranet.docservice.check.lines import Line, columns_of
from intranet.docservice.check.reading import Reading
from intranet.docservice.nd30 import LETTER_TYPES

LINES_OF_A_HEAD = 60
LIKE_ENOUGH = 0.8
WHOLE_HEAD = {"quoc_hieu", "so_ky_hieu", "dia_danh_ngay"}


def find_letter(reading: Reading) -> Letter:
    """The letter in a file that was read: its components, and how many signs of a letter it shows."""
    letter = Letter(reading)
    lines = reading.lines
    head, rest = _head_and_rest(lines)
    _find_head(letter, head)
    _take_kind(letter, lines)
    ending = find_ending(rest)
    _take_ending(letter, ending)
    main = [line for line in rest[: ending.start] if not line.paragraph.is_blank or line.paragraph.drawn]
    _find_type(letter, main)
    find_body(letter, main)
    letter.after = rest[ending.end :]
    _find_rules(letter)
    if letter.kind == "phu_luc":
        letter.after = lines
    letter.signs = _signs(letter)
    return letter


def _head_and_rest(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines down to the last of Quốc hiệu, Tiêu ngữ, number and date (with the whole table they stand in)."""
    first = [n for n, line in enumerate(lines) if line.text][:LINES_OF_A_HEAD]
    found: list[int] = []
    seen: set[str] = set()
    for n in first:
        if _ends_the_head(lines[n]) and (found or len(lines[n].text) > 150):
            break
        if lines[n].cell is None and found and ((len(found) > 2 and lines[found[-1]].cell) or seen >= WHOLE_HEAD):
            break
        if names := {part for column in columns_of(lines[n]) if (part := _head_part(column))}:
            found.append(n)
            seen |= names
    if not found:
        return [], lines
    end = found[-1] + 1
    tables = {cell.path[0][0] for n in found if (cell := lines[n].cell)}
    end = max([end, *(n + 1 for n, line in enumerate(lines) if line.cell and line.cell.path[0][0] in tables)])
    while end < len(lines) and not tables and _goes_on(lines[end]):
        end += 1
    head = [part for line in lines[:end] for part in (columns_of(line) if not line.cell else [line])]
    return _with_sides(head), lines[end:]


def _with_sides(head: list[Line]) -> list[Line]:
    """Where columns are set by tabs or spaces, a line that stands alone is of the left one: nothing is beside it."""
    if not any(line.side for line in head):
        return head
    return [
        line if line.side or line.cell or not line.text or line.align in {"center", "right"}
        else Line(line.paragraph, line.pieces, line.first, "left")
        for line in head
    ]  # fmt: skip


def _ends_the_head(line: Line) -> bool:
    return line.cell is None and (
        len(line.text) > 150
        or bool(known.ADDRESSEE_LINE.match(line.folded))
        or known.type_of_title(line.folded, line.is_upper) is not None
        or line.folded.startswith(known.SAMPLE_TITLE)
    )


def _goes_on(line: Line) -> bool:
    # "Về việc …" bold in the middle is the subject of a letter with a title.
    is_titled = line.align == "center" and line.share("bold") > 0.5
    return (bool(known.SUBJECT_LINE.match(line.folded)) and not is_titled) or _is_a_rule_paragraph(line)


def _is_a_rule_paragraph(line: Line) -> bool:
    return line.is_rule or (not line.text and bool(line.paragraph.drawn or line.paragraph.shape.borders))


def _head_part(line: Line) -> str:
    folded, text = line.folded, line.text
    if known.likeness(folded, known.NATION) >= LIKE_ENOUGH:
        return "quoc_hieu"
    if known.likeness(folded, known.MOTTO) >= LIKE_ENOUGH:
        return "tieu_ngu"
    number = known.NUMBER_LINE.match(text)
    if (
        number
        and len(text) < 60
        and ";" not in text
        and ("/" in text or (line.cell and known.is_blank(number["rest"])))
    ):
        return "so_ky_hieu"
    if len(text) < 90 and (known.DATE_WORDS.search(folded) or known.DATE_DIGITS.match(folded)):
        tells = text.startswith("(") or ":" in text or known.REAL_BASIS.match(folded)  # "Thời gian: 08 giờ, ngày …"
        return "" if tells else "dia_danh_ngay"
    return ""


def _find_head(letter: Letter, head: list[Line]) -> None:
    others = []
    for line in head:
        if line.is_rule or not line.text:
            continue
        part = _head_part(line)
        if known.SUBJECT_LINE.match(line.folded):
            part = "trich_yeu_cong_van"
        elif line.folded.strip(" .:") in known.STAMPS:
            part = "dau_chi"
        if part and not (letter.has(part) and part != "dau_chi"):
            letter.parts.setdefault(part, []).append(line)
        else:
            others.append(line)
    _continue_subject(letter, others)
    _find_agency(letter, others)


def _continue_subject(letter: Letter, others: list[Line]) -> None:
    """The subject of a công văn runs on below its first line, in the same cell or column."""
    for line in list(others):
        subject = letter.lines("trich_yeu_cong_van")
        if not subject:
            return
        last = subject[-1]
        near = line.paragraph.number - last.paragraph.number in {0, 1}
        beside = line.cell == last.cell and line.side in {"", last.side}
        if near and beside and line is not last and _comes_after(line, last):
            subject.append(line)
            others.remove(line)


def _comes_after(line: Line, other: Line) -> bool:
    if line.paragraph is other.paragraph:
        return line.paragraph.lines.index(line) > 0 if line in line.paragraph.lines else True
    return line.paragraph.number > other.paragraph.number


def _find_agency(letter: Letter, others: list[Line]) -> None:
    """The names above the number and beside Quốc hiệu: the issuing agency, and its parent above it."""
    names = [line for line in others if _is_beside_the_nation(letter, line)]
    numbers = letter.lines("so_ky_hieu")
    if numbers:
        names = [
            line for line in names if line.cell is None or line.cell != numbers[0].cell or _above(line, numbers[0])
        ] or names
    if not names:
        return
    own = _first_of_issuer(names)
    if own:
        letter.parts["co_quan_chu_quan"] = names[:own]
    letter.parts["co_quan_ban_hanh"] = names[own:]


def _above(line: Line, other: Line) -> bool:
    return line.paragraph.number <= other.paragraph.number


def _is_beside_the_nation(letter: Letter, line: Line) -> bool:
    anchors = [x for name in ("quoc_hieu", "tieu_ngu", "dia_danh_ngay") for x in letter.lines(name)]
    if line.cell is not None:
        beside = [a.cell for a in anchors if a.cell is not None and a.cell.table == line.cell.table]
        if beside:
            return all(cell.column != line.cell.column for cell in beside) or line.cell.column < beside[0].column
        return any(n.cell == line.cell for n in letter.lines("so_ky_hieu"))
    if line.side:
        return line.side == "left"
    return line.is_upper and len(line.text) < 100


def _first_of_issuer(names: list[Line]) -> int:
    """Where the issuer's own name begins: at the first bold line below plain ones, else at the last agency named."""
    bold = [line.share("bold") > 0.5 for line in names]
    if not bold[0] and bold[-1] and bold == sorted(bold):
        return bold.index(True)
    beginnings = [n for n, line in enumerate(names) if known.names_an_agency(line.folded)]
    # "PHÒNG" below "VĂN PHÒNG": one name over two lines begins once; two agencies begin twice.
    return beginnings[-1] if len(beginnings) > 1 else 0


def _take_ending(letter: Letter, ending: Ending) -> None:
    for name, lines in ending.parts.items():
        if lines:
            letter.parts[name] = lines


def _find_type(letter: Letter, main: list[Line]) -> None:
    near = [line for line in main if line.text][:12]
    for line in near:
        if known.ADDRESSEE_LINE.match(line.folded) and not letter.has("ten_loai"):
            break
        if known.BEGINS_A_PART.match(line.folded) and line.cell is None:
            # "QUY ĐỊNH CHUNG" below "Chương I" is no title of the letter.
            break
        named = known.type_of_title(line.folded, line.is_upper)
        is_sample = line.folded.startswith(known.SAMPLE_TITLE)
        if (named or is_sample) and (line.cell is None) and len(line.text) < 60:
            letter.parts["ten_loai"], letter.type = [line], named
            return
        if line.folded.strip(" .:") in known.NORMS and line.is_upper:
            letter.title_line = line.text
            return
    letter.type = _type_by_number(letter, near)


def _type_by_number(letter: Letter, near: list[Line]) -> "known.LetterType | None":
    number = next(iter(letter.lines("so_ky_hieu")), None)
    notation = number.text.partition("/")[2] if number else ""
    group = notation.strip().partition("-")[0].strip(" .…")
    addressed = any(known.ADDRESSEE_LINE.match(line.folded) for line in near)
    if letter.has("trich_yeu_cong_van") or (addressed and group not in known.TYPES_BY_ABBREVIATION):
        return LETTER_TYPES["cong_van"]
    if group in known.TYPES_BY_ABBREVIATION:
        return known.TYPES_BY_ABBREVIATION[group]
    # Only the notation of a công văn begins with the agency.
    return LETTER_TYPES["cong_van"] if re.match(r"[A-ZĐ]{2,}-[A-ZĐ]", notation.strip()) else None


def _find_rules(letter: Letter) -> None:
    for component in ("tieu_ngu", "co_quan_ban_hanh", "trich_yeu", "ten_loai"):
        letter.rules[component] = rule_lines(letter, component)


def _take_kind(letter: Letter, lines: list[Line]) -> None:
    texts = [line for line in lines if line.text][:6]
    if not letter.parts.keys() & {"quoc_hieu", "tieu_ngu", "so_ky_hieu"}:
        if any(known.APPENDIX.match(line.folded) for line in texts):
            letter.kind = "phu_luc"
    elif any(known.ATTACHED.match(line.folded) for line in [x for x in lines if x.text][:14]) and not letter.has(
        "so_ky_hieu"
    ):
        letter.kind = "kem_theo"


def _signs(letter: Letter) -> int:
    """How many things of an administrative letter are there."""
    names = ("quoc_hieu", "tieu_ngu", "so_ky_hieu", "dia_danh_ngay", "noi_nhan", "quyen_han", "co_quan_ban_hanh")
    titled = letter.has("ten_loai") or letter.has("kinh_gui") or letter.has("trich_yeu_cong_van")
    return sum(letter.has(name) for name in names) + titled
