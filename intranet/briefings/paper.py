"""From the page of a briefing to its paper: the plain values the document service prints."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from intranet.accounts.queries import main_issuer
from intranet.briefings.models import Briefing
from intranet.briefings.queries import names_of_receivers
from intranet.briefings.queries.sheet import numbers_of
from intranet.briefings.rules import PARTS
from intranet.docservice.briefing_paper import BriefingPaper, UnitPart, briefing_docx
from intranet.docservice.vietnamese import letter_date, short_date

WHOLE_OFFICE = "Toàn cơ quan"


def paper_of(briefing: Briefing, sheet: Mapping[str, Any], letters: Collection[int]) -> bytes:
    """The .docx of a briefing's page; of letters that wait for signing only those in `letters` are named."""
    name = main_issuer().name_on(briefing.held_on)
    units = sheet["units"]
    summary = [(unit["name"], [unit["counts"][part] for part in PARTS]) for unit in units]
    total = numbers_of(units)
    receivers = names_of_receivers()
    paper = BriefingPaper(
        parent=name.parent,
        office=name.lines,
        place_and_day=f"{name.place}, {letter_date(briefing.held_on)}",
        day=short_date(briefing.held_on),
        about=f"(Số liệu từ ngày {_day(sheet['since'])}; {briefing.leader.name} chủ trì)",
        heads=[words for words, _ in PARTS.values()],
        summary=[*summary, (WHOLE_OFFICE, [total[part] for part in PARTS])],
        before=[(line["words"], line["unit_name"], _day(line["due"]), standing(line)) for line in sheet["before"]],
        units=[_unit(unit, letters) for unit in units if any(unit["counts"].values())],
        remarks=[line.strip() for line in briefing.remarks.splitlines() if line.strip()],
        conclusions=[
            (line.words, receivers.get(line.receiver, ""), f"{line.day:%d/%m/%Y}" if line.day else "")
            for line in briefing.conclusions
        ],
    )
    return briefing_docx(paper)


def standing(line: Mapping[str, Any]) -> str:
    """How a task stands, in words: "Quá hạn, đang làm"."""
    return f"Quá hạn, {line['state'].lower()}" if line["late"] else str(line["state"])


def _unit(unit: Mapping[str, Any], letters: Collection[int]) -> UnitPart:
    parts = []
    for part, (title, _) in PARTS.items():
        count = unit["counts"][part]
        lines = [line for line in unit["lists"][part] if part != "waiting" or line["id"] in letters]
        if count:
            more = [f"và {count - len(lines)} việc khác"] if count > len(lines) else []
            parts.append((f"{title} ({count}):", [*(_line(line) for line in lines), *more]))
    return UnitPart(unit["name"], parts)


def _line(line: Mapping[str, Any]) -> str:
    due = f"hạn {_day(line['due'])}" if line["due"] else ""
    return f"{line['words']} ({'; '.join(part for part in (line['source'], due, line['who']) if part)})"


def _day(iso: str | None) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else ""
