"""The letter of a briefing: a draft thông báo kết luận whose facts are what was concluded."""

from typing import Any

from intranet.accounts.models import Person
from intranet.briefings.models import Briefing
from intranet.briefings.queries import names_of_receivers
from intranet.briefings.rules import Conclusion
from intranet.core import history, permissions
from intranet.core.db import session
from intranet.docservice.vietnamese import letter_date, short_date
from intranet.documents import service as documents
from intranet.documents.models import Document
from intranet.lettertemplates.office_templates import get_template

TEMPLATE = "thong_bao_ket_luan"


def draft_letter(briefing: Briefing, actor: Any) -> Document:
    """Begin the letter once more, from the same conclusions, drafted by the actor for his department."""
    permissions.require(actor, "briefing.draft_letter", briefing)
    document = begin_letter(briefing, actor)
    history.record(briefing, actor, "draft_letter", "tạo lại dự thảo thông báo kết luận")
    return document


def begin_letter(briefing: Briefing, drafter: Person) -> Document:
    """Begin the letter for its drafter's department; it is checked and signed like any other."""
    facts = letter_facts(briefing, drafter)
    document = documents.begin(get_template(TEMPLATE), drafter.department, drafter, known=facts)
    session.flush()
    briefing.document = document
    return document


def letter_facts(briefing: Briefing, drafter: Person) -> dict[str, Any]:
    """The facts of the letter: who concluded, the remarks, each line with its unit and deadline."""
    units = names_of_receivers()
    leader = briefing.leader.post or briefing.leader.name
    day = briefing.held_on
    opening = briefing.opening.strip().rstrip(".")
    opening = f", {opening[:1].lower()}{opening[1:]}" if opening else ""
    named = dict.fromkeys(units[line.receiver] for line in briefing.conclusions if line.receiver in units)
    return {
        "trich_yeu": f"Kết luận của {leader} tại cuộc họp giao ban ngày {short_date(day)}",
        "mo_dau": f"{letter_date(day).capitalize()}, {leader} chủ trì cuộc họp giao ban{opening}. "
        f"Sau khi nghe báo cáo và ý kiến thảo luận, {leader} kết luận như sau:",
        "noi_dung": _body(briefing, units),
        "ket": "Văn phòng thông báo để các đơn vị biết, thực hiện.",
        "noi_nhan": ["Lãnh đạo cơ quan", *named, f"Lưu: VT, {drafter.department.short_name}"],
    }


def _body(briefing: Briefing, units: dict[str, str]) -> str:
    remarks = [_sentence(line) for line in briefing.remarks.splitlines() if line.strip()]
    for_all = [_sentence(line.words) for line in briefing.conclusions if not line.hands_out]
    tasks = [_task_words(line, units[line.receiver]) for line in briefing.conclusions if line.hands_out]
    parts = [("Đánh giá chung", remarks), ("Nhiệm vụ của các đơn vị", tasks), ("Kết luận chung", for_all)]
    told = [(title, lines) for title, lines in parts if lines]
    return "\n".join(
        line
        for number, (title, lines) in enumerate(told, 1)
        for line in (f"{number}. {title}", *(f"- {words}" for words in lines))
    )


def _task_words(line: Conclusion, unit: str) -> str:
    words = _one_line(line.words).rstrip(".;")
    said = f"{unit}: {words}"
    if line.day and not line.deadline_words:
        said += f". Thời hạn: {short_date(line.day)}"
    return f"{said}."


def _sentence(words: str) -> str:
    """A line as a sentence: the quick hand of a meeting leaves the full stop out."""
    line = _one_line(words).rstrip(";, ")
    return line if line.endswith((".", "!", "?", ":", "…")) else f"{line}."


def _one_line(words: str) -> str:
    return " ".join(words.split()).lstrip("-+ ")
