"""The gate before a number: what a letter must or should fulfil, a line each (Điều 12–16 NĐ 30/2020)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from intranet.checking.rules import open_musts
from intranet.docservice.check.rules import RULES
from intranet.docservice.leftovers import Leftovers
from intranet.documents.rules import CHECK_LABELS, authority_problem, standing_check

# Types whose layout names no receivers (PL III: giấy giới thiệu, biên bản, giấy nghỉ phép); contracts have parties, a
# thư công is addressed.
WITHOUT_RECEIVERS = frozenset({"GGT", "BB", "GNP", "HĐ", "BGN", "BTT", "GUQ", "thu_cong"})
SENDS_ALONG = re.compile(r"\b(?:kèm theo|gửi kèm|đính kèm)\b", re.IGNORECASE)
APPENDIX = re.compile(r"^\s*phụ lục\b", re.IGNORECASE)
MOST_TOLD = 3  # findings named in a sentence
ATTACHED_PART = re.compile(r"^\s*\((?:ban hành )?kèm theo\b", re.IGNORECASE)


class Level(StrEnum):
    """A must stops the number; a should may be passed by the clerk with a reason."""

    MUST = "must"
    SHOULD = "should"


@dataclass(frozen=True)
class Facts:
    """What the lines look at: the letter, the date it would bear, what its file holds, which bases do not hold."""

    document: Any
    day: date
    left: Leftovers
    lines: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One condition: `words` say it fulfilled, `mend` how to fulfil it, `check` gives what is wrong or None."""

    code: str
    level: Level
    words: str
    mend: str
    check: Callable[[Facts], str | None]
    is_of_text: bool = True  # of the letter's own words, which only another version mends

    @property
    def before_signing(self) -> bool:
        """Whether it stops a letter on its way to the signer too: mended later, the letter would be signed twice."""
        return self.level == Level.MUST and self.is_of_text


def _quoted(what: str, places: Sequence[str]) -> str | None:
    return f"{what}: {'; '.join(f'«{place}»' for place in places)}." if places else None


def _tracked(facts: Facts) -> str | None:
    count = facts.left.tracked_changes
    return f"Còn {count} chỗ sửa đổi chưa chấp nhận hoặc từ chối." if count else None


def _comments(facts: Facts) -> str | None:
    return f"Còn {facts.left.comments} nhận xét bên lề." if facts.left.comments else None


def _placeholders(facts: Facts) -> str | None:
    return _quoted("Còn chỗ chưa điền", facts.left.placeholders)


def _blanks(facts: Facts) -> str | None:
    return _quoted("Còn số, ngày bỏ trống", facts.left.blanks)


def _attachment_blanks(facts: Facts) -> str | None:
    return _quoted("Dòng dẫn phụ lục còn bỏ trống", facts.left.attachment_blanks)


def _draft_mark(facts: Facts) -> str | None:
    return _quoted("Còn dấu dự thảo", facts.left.draft_marks)


def _highlight(facts: Facts) -> str | None:
    return _quoted("Còn chữ tô vàng", facts.left.highlights)


def _receivers(facts: Facts) -> str | None:
    if facts.document.recipients.strip() or facts.document.type_code in WITHOUT_RECEIVERS:
        return None
    return "Văn bản chưa ghi nơi nhận nào ngoài dòng «Lưu»."


def _checked(facts: Facts) -> str | None:
    missing = [label.lower() for kind, label in CHECK_LABELS.items() if not standing_check(facts.document, kind)]
    return f"Bản {facts.document.current_n} chưa được {' và '.join(missing)}." if missing else None


def _signer(facts: Facts) -> str | None:
    document = facts.document
    return authority_problem(document.signer_authority, document.type_code, document.field, facts.day)


def _bases(facts: Facts) -> str | None:
    return " ".join(facts.bases) or None


def _attachments(facts: Facts) -> str | None:
    if facts.document.attachments or any(APPENDIX.match(line) or ATTACHED_PART.match(line) for line in facts.lines):
        return None
    speaking = next((line for line in facts.lines if SENDS_ALONG.search(line)), None)
    return f"Văn bản nói có tài liệu kèm theo («{speaking.strip()[:80]}») nhưng chưa có phụ lục." if speaking else None


def _form(facts: Facts) -> str | None:
    """What the checker found and nobody let pass; what it could not read or judge is left to who checked the format."""
    report = facts.document.report
    standing = open_musts(report.findings, facts.document.overruled) if report is not None else []
    told = dict.fromkeys(RULES[one["code"]].says for one in standing)
    more = f" và {len(told) - MOST_TOLD} loại khác" if len(told) > MOST_TOLD else ""
    return f"Còn {len(standing)} lỗi thể thức: {'; '.join([*told][:MOST_TOLD])}{more}." if standing else None


IN_WORD = "Trả lại cho người soạn; mở tệp trong Word, {}, rồi gửi bản mới."
GATE: tuple[Line, ...] = (
    Line(
        "checked", Level.MUST, "Đã kiểm tra nội dung và thể thức đúng bản này", "Trả lại để kiểm tra bản hiện tại.",
        _checked, is_of_text=False,
    ),
    Line(
        "form", Level.MUST, "Không còn lỗi thể thức",
        "Trả lại để sửa, hoặc người kiểm tra thể thức cho qua từng lỗi, có lý do, ở mục «Thể thức».", _form,
    ),
    Line(
        "signer", Level.MUST, "Người ký có thẩm quyền ký vào ngày văn bản",
        "Chọn ngày khác, hoặc trả lại để đổi người ký.", _signer, is_of_text=False,
    ),
    Line(
        "tracked", Level.MUST, "Không còn sửa đổi đang theo dõi",
        IN_WORD.format("thẻ Xem lại: chấp nhận hoặc từ chối hết thay đổi"), _tracked,
    ),
    Line("comments", Level.MUST, "Không còn nhận xét bên lề", IN_WORD.format("xóa các nhận xét"), _comments),
    Line(
        "placeholders", Level.MUST, "Không còn chỗ chưa điền", "Trả lại cho người soạn điền nốt rồi lưu bản mới.",
        _placeholders,
    ),
    Line(
        "blanks", Level.MUST, "Không còn số, ngày bỏ trống (…/…)", "Trả lại cho người soạn ghi đủ số, ngày.", _blanks
    ),
    Line(
        "attachment_blanks", Level.SHOULD, "Dòng dẫn phụ lục đã ghi số, ngày",
        "Bản giấy: ghi tay sau khi cấp số. Bản điện tử được để trống (Phụ lục I, II.9).", _attachment_blanks,
    ),
    Line("draft_mark", Level.MUST, "Không còn dấu DỰ THẢO", IN_WORD.format("bỏ chữ DỰ THẢO"), _draft_mark),
    Line("highlight", Level.MUST, "Không còn chữ tô vàng", IN_WORD.format("bỏ tô màu"), _highlight),
    Line("receivers", Level.MUST, "Nơi nhận đã ghi", "Trả lại cho người soạn ghi nơi nhận.", _receivers),
    Line(
        "bases", Level.MUST, "Căn cứ còn hiệu lực theo danh mục của cơ quan",
        "Trả lại để thay căn cứ; nếu danh mục sai thì sửa danh mục căn cứ pháp lý.", _bases,
    ),
    Line(
        "attachments", Level.SHOULD, "Có đủ tài liệu kèm theo",
        "Trả lại để thêm phụ lục; nếu tài liệu chỉ có bản giấy thì cho qua và ghi lý do.", _attachments,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """A line with what is wrong (None when fulfilled) and the clerk's reason for passing it, if he passed it."""

    line: Line
    problem: str | None
    passed: Any = None  # the row that says who passed it and why

    @property
    def holds(self) -> bool:
        return self.problem is None or self.passed is not None

    @property
    def may_pass(self) -> bool:
        return not self.holds and self.line.level == Level.SHOULD


def judged(facts: Facts, passed: dict[str, Any], gate: Sequence[Line] = GATE) -> list[Judged]:
    """Every line of the gate with its verdict; a must is never passed by a reason."""
    found = [(line, line.check(facts)) for line in gate]
    return [Judged(line, why, passed.get(line.code) if line.level == Level.SHOULD else None) for line, why in found]
