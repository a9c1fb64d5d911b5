"""Evidence, comments and reports of a period: sending, showing, withdrawing."""

import io
from typing import Any, BinaryIO, cast

from flask import request, send_file

from intranet.core import files
from intranet.core.errors import NotFound
from intranet.docservice.errors import DocError
from intranet.docservice.images import thumbnail
from intranet.plans import queries, service
from intranet.plans.models import Evidence, Task
from intranet.plans.routes.blueprint import bp, me, to_task, typed
from intranet.plans.rules import EvidenceKind
from intranet.web.access import needs
from intranet.web.forms import whole_number_or_none

SHOWN_HERE = ("application/pdf", "image/jpeg", "image/png")
ONE_DAY = 86_400


@bp.post("/tasks/<int:task_id>/evidence")
@needs("task.add_evidence", task=queries.get_task)
def add_evidence(task: Task) -> Any:
    """Files, a link or a note: whatever of it was given."""
    note, url = typed("note"), typed("url", most=1900)
    item_id = whole_number_or_none(request.form.get("item"))
    item = queries.get_item(task, item_id) if item_id else None
    sent = [file for file in request.files.getlist("file") if file.filename]
    for file in sent:
        service.add_file(task, service.take(cast(BinaryIO, file.stream), file.filename or ""), me(), note, item)
    if url:
        service.add_link(task, url, me(), note, item)
    if not sent and not url:
        service.add_note(task, note, me(), item)
    return to_task(task, "Đã thêm minh chứng.", place="minh-chung")


@bp.get("/tasks/<int:task_id>/evidence/<int:evidence_id>")
@needs("task.view", task=queries.get_task)
def evidence_file(task: Task, evidence_id: int) -> Any:
    """The file itself: pictures and PDF in the browser, the rest to save."""
    evidence = _file_of(task, evidence_id)
    here = evidence.file is not None and evidence.file.media_type in SHOWN_HERE
    return send_file(
        files.path_of(evidence.file_sha256 or ""),
        mimetype=evidence.file.media_type if evidence.file else None,
        download_name=evidence.name,
        as_attachment=not here,
        etag=False,
    )


@bp.get("/tasks/<int:task_id>/evidence/<int:evidence_id>/thumb")
@needs("task.view", task=queries.get_task)
def evidence_thumb(task: Task, evidence_id: int) -> Any:
    """A picture of evidence, small and without the camera's notes."""
    evidence = _file_of(task, evidence_id)
    try:
        small = thumbnail(files.path_of(evidence.file_sha256 or ""), side=224)
    except DocError as error:
        raise NotFound("Tệp này không có ảnh nhỏ.") from error
    answer = send_file(io.BytesIO(small), mimetype="image/jpeg", etag=False, max_age=ONE_DAY)
    answer.headers["Cache-Control"] = f"private, max-age={ONE_DAY}"
    return answer


@bp.post("/tasks/<int:task_id>/evidence/<int:evidence_id>/withdraw")
@needs("task.view", task=queries.get_task)
def withdraw_evidence(task: Task, evidence_id: int) -> Any:
    """It no longer counts."""
    service.withdraw(queries.get_evidence(task, evidence_id), me())
    return to_task(task, "Đã rút minh chứng.", place="minh-chung")


@bp.post("/tasks/<int:task_id>/comments")
@needs("task.comment", task=queries.get_task)
def comment(task: Task) -> Any:
    """Say something about the task."""
    service.comment(task, typed("words"), me())
    return to_task(task, place="trao-doi")


@bp.post("/tasks/<int:task_id>/periods")
@needs("task.tick", task=queries.get_task)
def report_period(task: Task) -> Any:
    """Report a period of a task without deadline."""
    service.report_period(task, typed("period", most=60), typed("words"), me())
    return to_task(task, "Đã ghi báo cáo kỳ.", place="trao-doi")


def _file_of(task: Task, evidence_id: int) -> Evidence:
    evidence = queries.get_evidence(task, evidence_id)
    if evidence.kind != EvidenceKind.FILE:
        raise NotFound("Minh chứng này không phải là tệp.")
    return evidence
