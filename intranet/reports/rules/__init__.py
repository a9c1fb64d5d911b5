"""What a report counts, how it is put into words, and who makes, answers and merges it; pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from intranet.accounts.rules import departments_of
from intranet.core.permissions import Permission
from intranet.docservice.vietnamese import short_date
from intranet.plans.rules import TIMELINESS_LABELS, Timeliness, manages_plans, sees_all_departments

Figures = Mapping[str, int]
# Of every task that was not cancelled exactly one of these is true; what they are called in a report.
STANDINGS = {
    "on_time": "hoàn thành đúng hạn",
    "done_late": "hoàn thành sau hạn",
    "late": "quá hạn chưa xong",
    "open": "đang thực hiện trong hạn",
    "no_deadline": "thường xuyên, đang thực hiện",
    "reported": "chờ xác nhận",
    "refused": "từ chối nhận",
}
DONE = ("on_time", "done_late")


class ReportState(StrEnum):
    """Departments answer; then the reporting department merges."""

    ASKED = "asked"
    MERGED = "merged"


def standing_of(state: str, deadline: date | None, finished_on: date | None, day: date) -> str | None:
    """Which figure a task counts in on a day; None for a cancelled one. A task closed with its plan is done."""
    if state == "cancelled":
        return None
    if state in ("reported", "refused"):
        return state
    if state in ("done", "closed"):
        return "done_late" if deadline and finished_on and finished_on > deadline else "on_time"
    if deadline is None:
        return "no_deadline"
    return "late" if deadline < day else "open"


def count(tasks: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """The figures of some tasks of a snapshot, the total first."""
    figures = {name: sum(task["standing"] == name for task in tasks) for name in STANDINGS}
    return {"total": sum(figures.values()), "done": sum(figures[name] for name in DONE)} | figures


def in_words(figures: Figures) -> str:
    """The figures as a sentence: "12 nhiệm vụ: 7 hoàn thành đúng hạn, 1 quá hạn chưa xong"."""
    named = [f"{figures[name]} {words}" for name, words in STANDINGS.items() if figures[name]]
    return f"{figures['total']} nhiệm vụ" + (f": {', '.join(named)}" if named else "")


def kept_in_words(tasks: Sequence[Mapping[str, Any]]) -> str:
    """How the tasks of a snapshot stand to their first and to their extended deadlines; empty when nothing is due.

    Snapshots that were taken before this was counted say nothing.
    """
    found = [task.get("kept") for task in tasks]
    counts = {kind: found.count(kind) for kind in Timeliness}
    if not any(counts.values()):
        return ""
    return ", ".join(f"{counts[kind]} {words}" for kind, words in TIMELINESS_LABELS.items())


def since_the_last(now: Figures, before: Figures) -> str:
    """What changed since the report before: "hoàn thành thêm 3; quá hạn giảm 1"; empty when nothing did."""
    phrases = []
    for name, words in (("total", "nhiệm vụ"), ("done", "hoàn thành"), ("late", "quá hạn")):
        difference = now[name] - before.get(name, 0)
        if difference:
            phrases.append(f"{words} {'tăng' if difference > 0 else 'giảm'} {abs(difference)}")
    return "; ".join(phrases)


def published_in_words(lines: Sequence[Mapping[str, Any]]) -> list[str]:
    """What was published for the plan, the total first, then each channel with its months."""
    total = sum(line["count"] for line in lines)
    by_channel: dict[str, list[Mapping[str, Any]]] = {}
    for line in lines:
        by_channel.setdefault(line["channel"], []).append(line)
    words = [f"{total} tin, bài, chương trình là minh chứng của nhiệm vụ thuộc Kế hoạch"]
    for channel, own in by_channel.items():
        months = ", ".join(f"tháng {int(line['month'][5:])}/{line['month'][:4]}: {line['count']}" for line in own)
        words.append(f"{channel}: {sum(line['count'] for line in own)} ({months})")
    return words


def result_of(task: Mapping[str, Any]) -> str:
    """One task's result for the table of the letter: what became of it, when, and what proves it."""
    words = STANDINGS[task["standing"]]
    if task["finished_on"]:
        words = f"{words}, ngày {short_date(date.fromisoformat(task['finished_on']))}"
    if task["late_days"]:
        words = f"{words} (chậm {task['late_days']} ngày)"
    if task.get("first_deadline"):
        words += f"; được gia hạn, hạn gốc {short_date(date.fromisoformat(task['first_deadline']))}"
        words += f" (lý do: {task['extension_reason']})" if task.get("extension_reason") else ""
    proofs = ", ".join(task["evidence"])
    words = f"{words}; minh chứng {proofs}" if proofs else words
    return words[:1].upper() + words[1:]


def own_words(tasks: Sequence[Mapping[str, Any]]) -> str:
    """A department's results in words, built from its tasks: what its part begins with."""
    lines = [f"Được giao {in_words(count(tasks))}."]
    for wanted, title in ((DONE, "Đã hoàn thành"), (("late",), "Quá hạn")):
        chosen = [task for task in tasks if task["standing"] in wanted]
        lines += [f"{title}: {task['title']} ({result_of(task)})." for task in chosen]
    return "\n".join(lines)


def answers(person: Any, part: Any) -> bool:
    """Whoever works in a department writes its part, until the report is merged."""
    return part.report.state == ReportState.ASKED and part.department_id in departments_of(person)


def sees_part(person: Any, part: Any) -> bool:
    return manages_plans(person) or sees_all_departments(person) or part.department_id in departments_of(person)


def sees_report(person: Any, report: Any) -> bool:
    """Who sees all departments, and each department that has a part in it."""
    return sees_all_departments(person) or any(part.department_id in departments_of(person) for part in report.parts)


_MAKERS = "Lãnh đạo, văn thư và Văn phòng lập báo cáo."

PERMISSIONS = {
    "report.figures": Permission(
        lambda person, _: sees_all_departments(person),
        "Trang số liệu dành cho lãnh đạo, Văn phòng, văn thư và trưởng các đơn vị.",
    ),
    "report.list": Permission(lambda person, _: True),
    "report.make": Permission(lambda person, _: manages_plans(person), _MAKERS),
    "report.merge": Permission(lambda person, _: manages_plans(person), _MAKERS),
    "report.view": Permission(sees_report, "Báo cáo này không có phần của đơn vị bạn."),
    "report_part.view": Permission(sees_part, "Phần báo cáo này của đơn vị khác."),
    "report_part.answer": Permission(answers, "Chỉ đơn vị ấy điền phần của mình, khi báo cáo chưa tổng hợp."),
}
