"""From the frozen figures and the departments' parts to the letter: the same report can be made again any year."""

import io
from datetime import date
from typing import Any

from intranet.core import history, permissions
from intranet.core.db import session
from intranet.docservice.vietnamese import letter_date, short_date
from intranet.documents import service as documents
from intranet.documents.models import Document
from intranet.lettertemplates.office_templates import get_template
from intranet.reports import queries
from intranet.reports.models import Report
from intranet.reports.rules import (
    ReportState,
    count,
    in_words,
    kept_in_words,
    published_in_words,
    result_of,
    since_the_last,
)
from intranet.reports.service.annex import FILE_NAME, TITLE, annex_docx, has_evidence

TEMPLATE = "bao_cao_thuc_hien_ke_hoach"
NOTHING = "Không có."
MOST_ROWS = 300
TOLD = (("III", "Khó khăn, nguyên nhân", "difficulties"), ("IV", "Đề xuất, kiến nghị", "proposals"))


def merge(report: Report, actor: Any) -> Document:
    """Make the letter (báo cáo) of the report, to be corrected, checked and signed like any other.

    Departments that have not answered stand with what their tasks say. Merged once more, it begins another letter with
    the same figures. The list of evidence also goes with it as an appendix in a file of its own.
    """
    permissions.require(actor, "report.merge", report)
    document = documents.begin(get_template(TEMPLATE), actor.department, actor, known=facts_of(report))
    session.flush()
    report.state, report.document = ReportState.MERGED, document
    session.flush()
    if has_evidence(report):
        documents.add_attachment(document, actor, title=TITLE, file=io.BytesIO(annex_docx(report)), file_name=FILE_NAME)
    missing = ", ".join(part.department.short_name for part in report.waiting)
    note = f"chưa có phần của {missing}" if missing else ""
    history.record(report, actor, "merge", f"tổng hợp thành văn bản, số liệu {report.n}", note=note)
    return document


def facts_of(report: Report) -> dict[str, Any]:
    """The facts of the letter, from the snapshot and the parts alone: same report, same facts."""
    plan, lines = report.plan, report.snapshot["tasks"]
    period = f"từ ngày {short_date(report.period_from)} đến ngày {short_date(report.period_until)}"
    counted_on = letter_date(date.fromisoformat(report.snapshot["counted_at"][:10]))
    called = f"{plan.called} {letter_date(plan.issued_on)}"
    return {
        "trich_yeu": f"Kết quả thực hiện {plan.called} ({period})"[:500],
        "mo_dau": f"Thực hiện {called} về {plan.subject}, cơ quan báo cáo kết quả {period} "
        f"(số liệu chốt {counted_on}) như sau:",
        "noi_dung": _body(report),
        "ket_qua": [
            {
                "nhiem_vu": line["words"],
                "chu_tri": line["department_name"],
                "thoi_han": line["deadline"] or "",
                "ket_qua": result_of(line),
            }
            for line in lines[:MOST_ROWS]
        ],
        "ket": f"Trên đây là Báo cáo kết quả thực hiện {plan.called}",
    }


def _body(report: Report) -> str:
    said = [f"Kế hoạch giao {in_words(report.snapshot['figures'])}."]
    in_period = [line for line in report.snapshot["tasks"] if _finished_in(report, line)]
    said.append(f"Hoàn thành trong kỳ: {len(in_period)} nhiệm vụ.")
    if kept := kept_in_words(report.snapshot["tasks"]):
        said.append(f"Về thời hạn: {kept}.")
    before = queries.report_before(report)
    if before is not None:
        change = since_the_last(report.snapshot["figures"], before.snapshot["figures"]) or "không thay đổi"
        said.append(f"So với lần báo cáo trước (số liệu {before.n}): {change}.")
    lines = ["I. Kết quả chung", *(f"{number}. {words}" for number, words in enumerate(said, 1))]
    if published := report.snapshot.get("published"):  # reports made before publications were counted have none
        total, *channels = published_in_words(published)
        lines += [f"{len(said) + 1}. Tuyên truyền trong kỳ: {total}.", *(f"- {words}." for words in channels)]
    lines.append("II. Kết quả của từng đơn vị")
    for number, part in enumerate(report.parts, 1):
        lines += [f"{number}. {part.department.name}", *_dashes(part.results)]
    for roman, title, name in (
        ("III", "Khó khăn, nguyên nhân", "difficulties"),
        ("IV", "Đề xuất, kiến nghị", "proposals"),
    ):
        told = [(part.department.name, getattr(part, name)) for part in report.parts if getattr(part, name)]
        lines.append(f"{roman}. {title}")
        lines += [line for unit, words in told for line in (f"- {unit}:", *_plus(words))] or [NOTHING]
    proofs = [
        f"- {mark}: {name}, nhiệm vụ {line['place'] or line['title']}"
        for line in report.snapshot["tasks"]
        for mark, name in zip(line["evidence"], line["evidence_names"], strict=True)
    ]
    heading = f"V. {TITLE} (Phụ lục kèm theo)" if proofs else f"V. {TITLE}"
    return "\n".join([*lines, heading, *(proofs or [NOTHING])])


def _finished_in(report: Report, line: dict[str, Any]) -> bool:
    day = line["finished_on"]
    return day is not None and report.period_from.isoformat() <= day <= report.period_until.isoformat()


def _dashes(words: str) -> list[str]:
    return [f"- {line.strip().lstrip('-+').strip()}" for line in words.splitlines() if line.strip()]


def _plus(words: str) -> list[str]:
    return [f"+ {line.strip().lstrip('-+').strip()}" for line in words.splitlines() if line.strip()]


def figures_by_department(report: Report) -> list[tuple[str, dict[str, int]]]:
    """Each department's figures in the order of its part, for the page."""
    tasks = report.snapshot["tasks"]
    return [
        (part.department.name, count([line for line in tasks if line["department"] == part.department_id]))
        for part in report.parts
    ]
