"""What proves the work and what is said about it: files, links, notes, comments, reports of a period."""

import re
from urllib.parse import urlsplit

from intranet.accounts.models import Person
from intranet.core import history, permissions
from intranet.core.clock import now
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.plans.models import ChecklistItem, Comment, Evidence, Task
from intranet.plans.rules import WORKABLE, EvidenceKind
from intranet.plans.service.checklist import begin_work
from intranet.plans.service.telling import tell_commented
from intranet.plans.service.uploads import TakenFile


def add_file(task: Task, file: TakenFile, actor: Person, note: str = "", item: ChecklistItem | None = None) -> Evidence:
    """Add a kept file as evidence."""
    return _add(task, Evidence(kind=EvidenceKind.FILE, file_sha256=file.sha256, name=file.name, note=note), actor, item)


def add_link(task: Task, url: str, actor: Person, note: str = "", item: ChecklistItem | None = None) -> Evidence:
    """Add a web address as evidence; raises Invalid for anything but http and https."""
    url = url.strip() if re.match(r"\s*[a-z][a-z0-9+.-]*:", url, re.IGNORECASE) else f"https://{url.strip()}"
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme.lower() not in ("http", "https") or "." not in (parts.hostname or "") or re.search(r"\s", url):
        raise Invalid("Địa chỉ liên kết không đúng. Hãy chép cả địa chỉ, bắt đầu bằng https://", field="url")
    host = (parts.hostname or "")[:200]
    return _add(task, Evidence(kind=EvidenceKind.LINK, url=url, name=host, note=note), actor, item)


def add_note(task: Task, note: str, actor: Person, item: ChecklistItem | None = None) -> Evidence:
    """Add a written note as evidence."""
    if not note.strip():
        raise Invalid("Hãy chọn tệp, dán liên kết hoặc ghi chú.", field="note")
    return _add(task, Evidence(kind=EvidenceKind.NOTE, note=note.strip()), actor, item)


def withdraw(evidence: Evidence, actor: Person) -> None:
    """Take evidence back: it no longer counts, and stays readable in history."""
    permissions.require(actor, "evidence.withdraw", evidence)
    lock(evidence.task)
    if evidence.task.state not in WORKABLE:
        raise Refused(f"Nhiệm vụ đang ở trạng thái «{evidence.task.state_label}» nên không rút minh chứng được.")
    session.refresh(evidence)
    if evidence.withdrawn_at is None:
        evidence.withdrawn_at = now()
        history.record(evidence.task, actor, "withdraw", f"rút minh chứng {_called(evidence)}", evidence_id=evidence.id)


def comment(task: Task, words: str, actor: Person) -> Comment:
    """Say something about the task to everybody who sees it."""
    permissions.require(actor, "task.comment", task)
    if not words.strip():
        raise Invalid("Hãy ghi ý kiến trước khi gửi.", field="words")
    said = _said(Comment(task=task, words=words.strip(), by=actor))
    tell_commented(task, said.words, actor)
    return said


def report_period(task: Task, period: str, words: str, actor: Person) -> Comment:
    """Report a period of a task without deadline ("Tháng 11/2026"); the task goes on."""
    acting_for = permissions.require(actor, "task.tick", task)
    if not (period.strip() and words.strip()):
        raise Invalid("Hãy ghi kỳ báo cáo và kết quả.", field="words")
    begin_work(task, actor)
    if task.deadline is not None:
        raise Refused("Báo cáo theo kỳ chỉ dành cho nhiệm vụ không có thời hạn.", "Hãy dùng «Báo hoàn thành».")
    said = f"báo cáo {period.strip()}"
    history.record(task, actor, "report_period", said, note=words.strip(), acting_for=acting_for)
    return _said(Comment(task=task, words=words.strip(), period=period.strip(), by=actor))


def _said(said: Comment) -> Comment:
    session.add(said)
    session.flush()
    return said


def _add(task: Task, evidence: Evidence, actor: Person, item: ChecklistItem | None) -> Evidence:
    acting_for = permissions.require(actor, "task.add_evidence", task)
    begin_work(task, actor)
    evidence.task, evidence.item, evidence.by = task, item, actor
    session.add(evidence)
    session.flush()
    words = f"thêm minh chứng {_called(evidence)}"
    history.record(task, actor, "add_evidence", words, acting_for=acting_for, evidence_id=evidence.id)
    return evidence


def _called(evidence: Evidence) -> str:
    return f"«{evidence.name or evidence.note[:60]}»"
