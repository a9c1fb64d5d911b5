"""Finds what stands between head and ending: title, subject, legal bases, addressees, and the levels of the body."""

import re

from intranet.docservice.check import patterns as known
from intranet.docservice.check.letter import BodyLine, Letter
from intranet.docservice.check.lines import Line

NUMBERED = (
    ("phan", re.compile(r"^(Phần|PHẦN)\s+(?:thứ\s+)?(?P<n>[IVXLC]+|\d+|nhất|hai|ba|tư|năm)(?P<mark>[.:]?)(?=\s|$)")),
    ("chuong", re.compile(r"^(Chương|CHƯƠNG)\s+(?P<n>[IVXLC]+|\d+)(?P<mark>[.:]?)(?=\s|$)")),
    ("tieu_muc", re.compile(r"^(Tiểu mục|TIỂU MỤC)\s+(?P<n>[IVXLC]+|\d+)(?P<mark>[.:]?)(?=\s|$)")),
    ("muc", re.compile(r"^(Mục|MỤC)\s+(?P<n>[IVXLC]+|\d+)(?P<mark>[.:]?)(?=\s|$)")),
    ("dieu", re.compile(r"^(Điều|ĐIỀU)\s+(?P<n>\d+)\s*(?P<mark>[.:]?)(?=\s|$|\D)")),
    ("muc_I", re.compile(r"^(?P<n>[IVXLC]+)\s*(?P<mark>[.)/:-])(?=\s|\w)")),
    ("tieu_khoan", re.compile(r"^(?P<n>\d{1,2}(?:\.\d{1,2})+)(?P<mark>\.?)(?=\s)")),
    ("khoan", re.compile(r"^(?P<n>\d{1,2})\s*(?P<mark>[.)/:-])(?=\s|[^\W\d])")),
    ("diem", re.compile(r"^(?P<n>[a-zđ])\s*(?P<mark>[.)/:])(?=\s|\w)")),
    ("cong", re.compile(r"^(?P<mark>\+)\s*(?P<n>)")),
    ("gach", re.compile(r"^(?P<mark>[-–—•*])\s*(?P<n>)")),
)
TELEGRAPHS = re.compile(r"\bdien\s*:$")
# Mẫu 1.8 and 1.10: the title stands alone.
WITHOUT_SUBJECT = {"giay_gioi_thieu", "giay_nghi_phep"}
LONGEST_TITLE = 160
LONGEST_SUBJECT = 400
ENDS_A_SENTENCE = (".", ";", ":", "./.")


def find_body(letter: Letter, main: list[Line]) -> None:
    """Sort the lines after the head into title, subject, bases, addressees and body."""
    rest = _after_title(letter, main) if letter.kind != "phu_luc" else []
    rest = _take_addressees(letter, rest)
    rest = _take_attached_note(letter, rest)
    rest = _take_bases(letter, rest)
    opens_telegram = False
    for line in rest:
        if line.is_rule or not line.text:
            continue
        if known.APPENDIX.match(line.folded) and line.cell is None:
            break
        one = classify(line)
        # Mẫu 1.6: whom a công điện is sent to stands below "… điện:" like the addressees of a công văn.
        if opens_telegram and one.kind == "gach":
            one.kind = "noi_dien"
        else:
            opens_telegram = letter.type_id == "cong_dien" and bool(TELEGRAPHS.search(line.folded))
        letter.body.append(one)
    letter.parts["noi_dung"] = [one.line for one in letter.body]


def _after_title(letter: Letter, main: list[Line]) -> list[Line]:
    title = next(iter(letter.lines("ten_loai")), None)
    if title is None:
        rest = _take_lost_subject(letter, main) if not letter.is_official else main
        return rest
    position = main.index(title)
    before = [line for line in main[:position] if line.text and not line.is_rule]
    rest = main[position + 1 :]
    taken = 0
    subject: list[Line] = []
    for line in rest if letter.type_id not in WITHOUT_SUBJECT else ():
        if not line.text and not subject:
            taken += 1
            continue
        if not line.text or line.is_rule or not _may_be_subject(line, subject):
            break
        subject.append(line)
        taken += 1
    if before and subject and subject[0].is_upper:
        # The subject stands above; capitals below the title are the authority that decides.
        subject, taken = [], 0
    letter.parts["trich_yeu"] = subject
    if before and not subject:
        # A subject above its title stands in the wrong order; it is still the subject.
        letter.parts["trich_yeu"] = [line for line in before if line.align == "center" or line.share("bold") > 0.5]
    return rest[taken:]


def _take_lost_subject(letter: Letter, main: list[Line]) -> list[Line]:
    """A letter whose title is missing still has its bold centred subject."""
    lines = [line for line in main if line.text or line.paragraph.drawn]
    subject: list[Line] = []
    for line in lines:
        if line.is_rule or not (line.align == "center" and line.share("bold") > 0.5) or line.cell or len(subject) > 4:
            break
        if subject and line.is_upper and not subject[-1].is_upper:
            break
        subject.append(line)
    if subject and not known.ADDRESSEE_LINE.match(subject[0].folded):
        letter.parts["trich_yeu"] = subject
        return lines[len(subject) :]
    return main


def _may_be_subject(line: Line, before: list[Line]) -> bool:
    folded = line.folded
    if (
        line.cell
        or known.REAL_BASIS.match(folded)
        or known.ADDRESSEE_LINE.match(folded)
        or known.ENACTING.match(folded)
    ):
        return False
    if known.ATTACHED.match(folded) or known.BEGINS_A_PART.match(folded) or len(line.text) > LONGEST_SUBJECT:
        return False
    centred = line.align == "center"
    if before:
        starts_authority = line.is_upper and not before[-1].is_upper
        same_look = line.align == before[-1].align and (line.share("bold") > 0.5) == (before[-1].share("bold") > 0.5)
        return centred and not starts_authority and (same_look or line.share("bold") > 0.5)
    if any(pattern.match(line.text) for _, pattern in NUMBERED[:9]) and not centred:
        return False
    if centred and not line.is_upper:
        return True
    if centred and (known.names_a_post(folded) or known.names_an_agency(folded)):
        # Without a subject the authority that decides comes first.
        return False
    return line.share("bold") > 0.5 or (not line.text.endswith(ENDS_A_SENTENCE) and len(line.text) < LONGEST_TITLE)


def _take_addressees(letter: Letter, rest: list[Line]) -> list[Line]:
    """ "Kính gửi" and the lines with dashes below it."""
    position = next((n for n, line in enumerate(rest[:8]) if known.ADDRESSEE_LINE.match(line.folded)), None)
    if position is None:
        return rest
    opener = rest[position]
    found = [opener]
    after = position + 1
    for line in rest[after:]:
        if line.text and (
            line.text.startswith(("-", "–", "+", "*", "•"))
            or (opener.cell is not None and line.cell is not None and line.cell.table == opener.cell.table)
            or line.paragraph is opener.paragraph
            or found[-1].text.endswith(";")
        ):
            found.append(line)
        elif line.text or found[1:]:
            break
        after += 1
    letter.parts["kinh_gui"] = found
    return rest[:position] + rest[after:]


def _take_attached_note(letter: Letter, rest: list[Line]) -> list[Line]:
    """ "(Kèm theo Quyết định số …)" below the subject of an attached document."""
    for n, line in enumerate(rest[:4]):
        if known.ATTACHED.match(line.folded):
            letter.parts["chi_dan_phu_luc"] = [line]
            return rest[:n] + rest[n + 1 :]
    return rest


def _take_bases(letter: Letter, rest: list[Line]) -> list[Line]:
    """The legal bases of a letter with a title, and the line of authority above them (Mẫu 1.1–1.3)."""
    if letter.is_official or (not letter.has("ten_loai") and not letter.has("trich_yeu")):
        return rest
    start = 0
    while start < len(rest) and (not rest[start].text or rest[start].is_rule):
        start += 1
    if (
        start < len(rest)
        and _is_authority_line(rest[start])
        and any(known.REAL_BASIS.match(x.folded) for x in rest[start + 1 : start + 4])
    ):
        letter.parts["tham_quyen"] = [rest[start]]
        start += 1
    end = start
    while end < len(rest) and (known.REAL_BASIS.match(rest[end].folded) or not rest[end].text):
        end += 1
    bases = [line for line in rest[start:end] if line.text]
    if len(bases) == 1 and _is_story(bases[0]):
        return rest
    if bases and _is_story(bases[-1]):
        end = rest.index(bases.pop())
    if not bases:
        return rest
    if end < len(rest) and rest[end].text in {".", ";"}:
        # A basis left blank in a form.
        bases.append(rest[end])
        end += 1
    letter.parts["can_cu"] = bases
    return rest[end:]


def _is_authority_line(line: Line) -> bool:
    return line.is_upper and line.align == "center" and len(line.text) < 100 and not known.ENACTING.match(line.folded)


def _is_story(line: Line) -> bool:
    """ "Căn cứ Kế hoạch …, Sở báo cáo như sau:" tells; it is no legal basis on a line of its own."""
    if line.share("italic") > 0.8:
        return False
    return line.text.endswith(":") or " như sau" in line.text or len(line.text) > 300


def classify(line: Line) -> BodyLine:
    """The level of a body line by the mark it begins with; "doan" without one, "bang" in a table, "giua" centred."""
    if line.cell is not None:
        return BodyLine(line, "bang")
    if line.paragraph.box:
        return BodyLine(line, "hop")
    for kind, pattern in NUMBERED:
        if found := pattern.match(line.text):
            return BodyLine(line, kind, found["n"], found["mark"])
    if line.align == "center":
        return BodyLine(line, "giua")
    return BodyLine(line, "doan")
