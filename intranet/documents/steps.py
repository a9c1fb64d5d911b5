"""A letter's way as a short line of steps: what is done, by whom and when, what is now, and who is waited for."""

from collections.abc import Sequence
from typing import Any

from intranet.core.clock import office_time
from intranet.core.history import HistoryEntry
from intranet.documents.models import Document
from intranet.documents.rules import CHECK_LABELS, CheckKind, State, bears_number, outdated_check, standing_check

# After the checks: the step, the acts that finish it, the state in which it is the next thing to do.
LATER = (
    ("Trình ký", ("present",), None, "người soạn"),
    ("Duyệt và ký", ("sign", "record_signed"), State.PRESENTED, ""),
    ("Cấp số, ngày", ("number",), State.SIGNED, "văn thư"),
    ("Đóng dấu", ("add_scan", "seal"), State.NUMBERED, "văn thư"),
    ("Phát hành", ("issue",), State.SCANNED, "văn thư"),
)
# A letter that bears no number goes out as signed.
LATER_UNNUMBERED = (*LATER[:2], ("Phát hành", ("issue_unnumbered",), State.SIGNED, "văn thư"))
ORDER = (
    State.DRAFT,
    State.CHECKING,
    State.PRESENTED,
    State.SIGNED,
    State.NUMBERED,
    State.SCANNED,
    State.ISSUED,
    State.SENT,
    State.RECALLED,
    State.REPLACED,
)

# Where a way ends: how it is called and the act that ended it.
STOPPED = {
    State.CANCELLED: ("Đã hủy", "cancel"),
    State.RECALLED: ("Đã thu hồi", "recall"),
    State.REPLACED: ("Đã thay thế", "replace"),
}


def steps_of(document: Document, entries: Sequence[HistoryEntry]) -> list[dict[str, Any]]:
    """The steps in order, each {label, state, who, when, note}; entries are the letter's history, the newest first."""
    steps = [_drafting(document), *(_check_step(document, kind) for kind in CheckKind)]
    for label, acts, waits_in, whom in LATER if bears_number(document) else LATER_UNNUMBERED:
        steps.append(_later(document, entries, label, acts, waits_in, whom))
    if document.state in STOPPED:
        for step in steps:
            step["state"] = "done" if step["state"] == "done" else "next"
        label, act = STOPPED[State(document.state)]
        last = next((entry for entry in entries if entry.act == act), None)
        steps.append({"label": label, "state": "stopped", **_by(last), "note": last.note if last else ""})
    return steps


def _drafting(document: Document) -> dict[str, Any]:
    is_now = document.state == State.DRAFT
    version = f"bản {document.current_n}" if document.current_n else "chưa lưu bản nào"
    note = f"Bị trả lại: {document.returned_note}" if is_now and document.returned_note else ""
    who = f"{document.drafter.name}, {version}"
    return {"label": "Soạn dự thảo", "state": "now" if is_now else "done", "who": who, "when": "", "note": note}


def _check_step(document: Document, kind: CheckKind) -> dict[str, Any]:
    check = standing_check(document, kind)
    step: dict[str, Any] = {"label": CHECK_LABELS[kind], "state": "next", "who": "", "when": "", "note": ""}
    if check:
        return {**step, "state": "done", "who": check.by.name, "when": _moment(check.at), "note": check.note}
    old = outdated_check(document, kind)
    if old and old.n != document.current_n:
        step["note"] = f"Đã kiểm tra bản cũ (bản {old.n})"
    if document.state == State.CHECKING:
        whom = {
            CheckKind.CONTENT: f"lãnh đạo {document.department.name}",
            CheckKind.FORMAT: "người được giao kiểm tra thể thức",
        }
        return {**step, "state": "now", "who": f"chờ {whom[kind]}"}
    return step


def _later(
    document: Document,
    entries: Sequence[HistoryEntry],
    label: str,
    acts: tuple[str, ...],
    waits_in: State | None,
    whom: str,
) -> dict[str, Any]:
    step: dict[str, Any] = {"label": label, "state": "next", "who": "", "when": "", "note": ""}
    if label == "Duyệt và ký" and document.signer:
        whom = document.signer.name
        step["who"] = whom
    if _is_done(document, waits_in):
        last = next((entry for entry in entries if entry.act in acts), None)
        return {**step, "state": "done", **_by(last), "note": last.note if last else ""}
    if document.state == waits_in or (waits_in is None and _is_ready_to_present(document)):
        return {**step, "state": "now", "who": f"chờ {whom}"}
    return step


def _is_done(document: Document, waits_in: State | None) -> bool:
    if document.state not in ORDER:
        return False
    return ORDER.index(State(document.state)) > ORDER.index(waits_in or State.CHECKING)


def _is_ready_to_present(document: Document) -> bool:
    return document.state == State.CHECKING and all(standing_check(document, kind) for kind in CheckKind)


def _by(entry: HistoryEntry | None) -> dict[str, str]:
    return {"who": entry.who, "when": _moment(entry.at)} if entry else {"who": "", "when": ""}


def _moment(at: Any) -> str:
    return office_time(at).strftime("%H:%M %d/%m/%Y")
