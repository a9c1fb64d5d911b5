"""The head of a letter: number, notation, date, issuing body, type and subject; what is not there stays empty."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.reading.blocks import Block, Paragraph, Table

_NUMBER = re.compile(
    r"\bs[o06]\s*[:.]?\s*(?P<number>\d{1,5}[a-z]?)?\s*[./…_\s]*/\s*(?P<mark>[A-ZĐƯ][\wĐđƯư]*(?:\s*[-–/&.]\s*[A-ZĐƯ][\wĐđƯư]*)*)",
    re.IGNORECASE,
)
_PARTY_NUMBER = re.compile(
    r"^s[o06]\s*[:.]?\s*(?P<number>\d{1,5})?\s*[-–]\s*(?P<mark>[A-ZĐ]{2,4}/[A-ZĐ][\w-]*)", re.IGNORECASE
)
_DATE = re.compile(
    r"\b(?:ngay)\s+(?P<day>\d{1,2})?\s*[.…_]*\s*thang\s+(?P<month>\d{1,2})?\s*[.…_]*\s*nam\s+(?P<year>\d{4})"
)
_SHORT_DATE = re.compile(r"ngay\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MOTTO = re.compile(r"c[o0]ng\s+h[o0]a\s+x[a-z]\s+h.{1,3}\s+ch.{1,3}\s+ngh|d[o0]c\s+l.p\s*-|pec lap")
TYPES = {
    "ke hoach": "kế hoạch", "quyet dinh": "quyết định", "cong dien": "công điện", "thong bao": "thông báo",
    "chi thi": "chỉ thị", "chuong trinh": "chương trình", "to trinh": "tờ trình", "bao cao": "báo cáo",
    "huong dan": "hướng dẫn", "nghi quyet": "nghị quyết", "phuong an": "phương án", "de an": "đề án",
    "ket luan": "kết luận",
    "thong bao ket luan": "thông báo kết luận", "quy che": "quy chế", "chuong trinh cong tac": "chương trình công tác",
    "ke hoach hanh dong": "kế hoạch", "giay moi": "giấy mời", "dieu le": "điều lệ", "ke hoach cong tac": "kế hoạch",
}  # fmt: skip
_BODY = re.compile(
    r"(?:can cu|thuc hien|nham|de |de trien|theo |xet|trien khai|huong ung|tiep tuc|phat huy|"
    r"kinh gui|[ivx]+\s*\.|phan |dieu \d|chuong [ivx]|1\.|hoi dong|"
    r"uy ban nhan dan [a-z]+ (?:ban hanh|xay dung))"
)
_BODIES = (
    "uy ban",
    "ubnd",
    "lien minh",
    "bo ",
    "so ",
    "hoi dong",
    "dang uy",
    "bao hiem",
    "ban ",
    "phong ",
    "chi cuc",
    "tong cuc",
    "cuc ",
    "truong ",
    "trung tam",
    "cong ty",
    "lien doan",
    "hoi ",
    "doan ",
    "thanh tra",
    "vien ",
    "benh vien",
    "kho bac",
    "cong an",
    "tap doan",
    "tong cong ty",
    "dai ",
    "hop tac xa",
    "quy ",
    "uy ban mat tran",
    "cong doan",
    "huyen uy",
    "tinh uy",
    "thanh uy",
    "van phong",
    "thi uy",
    "lien hiep",
    "mat tran",
    "ban quan ly",
)
_LOOKED_AT = 40


@dataclass(frozen=True)
class LetterHead:
    """What stands above the text of a letter; an empty string or None for what is not there."""

    number: str = ""
    notation: str = ""
    issued: date | None = None
    year: int | None = None
    body: str = ""
    type: str = ""
    subject: str = ""


def read_head(blocks: Sequence[Block]) -> LetterHead:
    """The head of a letter from its first lines."""
    lines = _first_lines(blocks)
    number = notation = body = ""
    issued, year = None, None
    for place, line in enumerate(lines):
        folded = fold_in_place(line)
        if (
            not notation
            and (found := _NUMBER.search(folded) or _PARTY_NUMBER.search(folded))
            and not _is_citation(folded, found.start())
        ):
            number, notation = found["number"] or "", _notation(line[found.start("mark") : found.end("mark")])
            body = issuing_body(lines[:place])
        if issued is None and year is None and (dated := _DATE.search(folded)) and len(line) < 160:
            year = int(dated["year"])
            issued = _day(dated["day"], dated["month"], year)
    place_of_type, kind = _type(lines)
    if not body and place_of_type is not None:
        body = issuing_body(lines[:place_of_type])
    subject = _subject(lines, place_of_type)
    if not kind and subject:
        kind = "công văn"
    return LetterHead(number, notation, issued, year or _cited_year(subject), body, kind, subject)


def _first_lines(blocks: Sequence[Block]) -> list[str]:
    lines: list[str] = []
    for block in blocks[:_LOOKED_AT]:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table) and len(block.rows) <= 4:
            columns = zip(*block.rows, strict=False)
            lines += [line for cells in columns for cell in dict.fromkeys(cells) for line in cell.split("\n") if line]
    return lines


def _is_citation(folded: str, start: int) -> bool:
    return bool(
        re.search(
            r"(?:quyet dinh|ke hoach|nghi dinh|thong tu|cong van|chi thi|nghi quyet|luat|to trinh|"
            r"huong dan|van ban|thong bao|chuong trinh cong tac)\s+$",
            folded[:start],
        )
    )


def _notation(mark: str) -> str:
    return re.sub(r"\s*([-–/])\s*", lambda found: "-" if found[1] == "–" else found[1], mark).strip(" .-")


def _day(day: str | None, month: str | None, year: int) -> date | None:
    try:
        return date(year, int(month or 0), int(day or 0))
    except ValueError:
        return None


def issuing_body(lines: Sequence[str]) -> str:
    """The last body named above the number: a higher office stands over it (NĐ 30/2020, PL I, II.2)."""
    names: list[str] = []
    for line in lines:
        folded = fold_in_place(line)
        motto = _MOTTO.search(folded)
        words = line[: motto.start()].strip() if motto else line.strip()
        if not words or _DATE.search(folded) or not words.isupper():
            continue
        if any(fold_in_place(words + " ").startswith(head) for head in _BODIES) or not names:
            names.append(words)
        else:
            names[-1] += f" {words}"
    return names[-1] if names else ""


def _type(lines: Sequence[str]) -> tuple[int | None, str]:
    for place, line in enumerate(lines):
        folded = " ".join(fold_in_place(line).replace("hqach", "hoach").split()).strip(" .,:*")
        if folded in TYPES and (line.isupper() or len(line.split()) <= 4):
            return place, TYPES[folded]
    return None, ""


def is_title_line(text: str) -> bool:
    """Is this the line that names the type of the letter: "KẾ HOẠCH", "THÔNG BÁO"?"""
    return text.isupper() and fold_in_place(text).strip() in TYPES


def _subject(lines: Sequence[str], place: int | None) -> str:
    if place is not None:
        return _title_after(lines, place + 1)
    for line in lines:
        if found := re.match(r"\s*(?:v/v|ve viec)\s*:?\s*", fold_in_place(line)):
            return line[found.end() :].strip()
        if (found := re.search(r"\bv/v\s*:?\s*", fold_in_place(line))) and len(line) < 300:
            return line[found.end() :].strip()
    return ""


def _title_after(lines: Sequence[str], place: int) -> str:
    title: list[str] = []
    for line in lines[place : place + 6]:
        folded = fold_in_place(line)
        if title and line.isupper() and (not title[0].isupper() or _names_body(line)):
            break
        if title and (_BODY.match(folded) or line.rstrip().endswith((";", ":", "."))):
            break
        if _MOTTO.search(folded) or re.fullmatch(r"[-_–—*\s.]+", line):
            continue
        title.append(line)
    return " ".join(title)


def _names_body(line: str) -> bool:
    return any(fold_in_place(line + " ").startswith(head) for head in _BODIES)


def _cited_year(subject: str) -> int | None:
    years = re.findall(r"\b20\d\d\b", subject)
    return int(years[-1]) if len(set(years)) == 1 else None
