"""The annex of a report: its evidence as a file of its own, in the form of Decree 30's appendix."""

from itertools import groupby
from typing import Any

from intranet.accounts.models import Issuer
from intranet.accounts.queries import main_issuer
from intranet.checking.service import print_letter
from intranet.core.clock import today
from intranet.docservice.vietnamese import letter_date, roman
from intranet.documents.facts import office_facts
from intranet.lettertemplates.office_templates import layouts
from intranet.reports.models import Report

LAYOUT, LETTER_TYPE, TYPE_CODE = "phu_luc", "Báo cáo", "BC"
TITLE = "Danh mục minh chứng"
FILE_NAME = "Phụ lục - Danh mục minh chứng.docx"


def annex_docx(report: Report) -> bytes:
    """The .docx of the annex, from the snapshot alone; it names its letter, with number and date once there are any.

    Appendix in a file of its own: NĐ 30/2020, PL I, phần III. DocError: what rendering refuses.
    """
    return print_letter(layouts().get(LAYOUT), annex_facts(report), year=today().year)


def has_evidence(report: Report) -> bool:
    """Whether there is anything to list."""
    return any(line["evidence"] for line in report.snapshot["tasks"])


def annex_facts(report: Report) -> dict[str, Any]:
    """What the layout prints: the letter it goes with, and the evidence by department and task."""
    document = report.document
    number = document.number if document else None
    issuer: Issuer = document.issuer if document else main_issuer()
    office = office_facts(issuer, number.issued_on if number else today())
    plan = report.plan
    return {
        "co_quan": office,
        "so": number.number_text if number else "",
        "ngay": number.issued_on.isoformat() if number else "",
        "loai_van_ban": LETTER_TYPE,
        "ky_hieu_van_ban": number.symbol if number else f"{TYPE_CODE}-{office['ky_hieu']}",
        "ten_co_quan": issuer.name_on(today()).plain,
        "thoi_gian_ky": "",
        "thu_tu": "",
        "tieu_de": f"{TITLE} kết quả thực hiện {plan.called} {letter_date(plan.issued_on)}",
        "noi_dung": "\n".join(_lines(report)),
    }


def _lines(report: Report) -> list[str]:
    """A section a department, a number a task, a dash a piece of evidence."""
    proved = [line for line in report.snapshot["tasks"] if line["evidence"]]
    proved.sort(key=lambda line: line["department_name"])
    lines: list[str] = []
    for number, (unit, tasks) in enumerate(groupby(proved, key=lambda line: line["department_name"]), 1):
        lines.append(f"{roman(number)}. {unit}")
        for place, task in enumerate(tasks, 1):
            at = f" (mục {task['place']})" if task["place"] else ""
            lines.append(f"{place}. {task['title']}{at}:")
            marks = zip(task["evidence"], task["evidence_names"], strict=True)
            lines += [f"- {mark}: {name};" for mark, name in marks]
            lines[-1] = f"{lines[-1][:-1]}."
    return lines or ["Không có."]
