"""Extensions of deadlines: asked, granted, declined, withdrawn; each is an act on record."""

from datetime import date

from intranet.accounts.models import Person
from intranet.core import history, permissions
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.core.flow import advance
from intranet.plans.models import Extension, Task
from intranet.plans.rules import ACTIVE, EXTENSION_FLOW, ExtensionState
from intranet.plans.service.telling import tell_extension_asked, tell_extension_decided, tell_moved


def ask_extension(task: Task, until: date, reason: str, actor: Person, letter_mark: str = "") -> Extension:
    """Ask for more time, with a reason; `letter_mark` names the công văn that asks for it, if there is one.

    Raises NotPermitted, Refused for a task without deadline, one that is over or one that waits for a decision
    already, Invalid for a missing reason or a day that is not later.
    """
    acting_for = permissions.require(actor, "task.ask_extension", task)
    lock(task)
    if task.state not in ACTIVE or not task.plan.is_open:
        raise Refused(f"Nhiệm vụ đang ở trạng thái «{task.state_label}» nên không đề nghị gia hạn được.")
    if task.deadline is None:
        raise Refused("Nhiệm vụ này không có thời hạn nên không cần gia hạn.")
    if any(one.state == ExtensionState.ASKED for one in task.extensions):
        raise Refused("Đề nghị trước còn chờ quyết định.", "Hãy rút đề nghị trước nếu muốn sửa.")
    if not reason.strip():
        raise Invalid("Hãy ghi rõ lý do.", field="reason")
    if until <= task.deadline:
        raise Invalid(f"Ngày gia hạn phải sau hạn hiện nay ({task.deadline:%d/%m/%Y}).", field="until")
    asked = Extension(
        task=task, due_on=task.deadline, asked_until=until, reason=reason.strip(), letter_mark=letter_mark.strip(),
        asked_by=actor,
    )  # fmt: skip
    session.add(asked)
    words = f"đề nghị gia hạn đến {until:%d/%m/%Y}"
    history.record(task, actor, "ask_extension", words, note=reason.strip(), acting_for=acting_for)
    tell_extension_asked(task, words, actor)
    return asked


def grant_extension(extension: Extension, actor: Person, until: date | None = None, note: str = "") -> None:
    """Give more time, until the day that was asked or another later one; the first deadline stays on record."""
    until = until or extension.asked_until
    task = extension.task
    lock(task)
    if task.deadline is None or until <= task.deadline:
        raise Invalid("Ngày gia hạn phải sau hạn hiện nay.", field="until")
    earlier = task.deadline
    acting_for = _decide(extension, "grant", actor, note)
    extension.granted_until = until
    task.deadline = until
    words = f"gia hạn đến {until:%d/%m/%Y} (hạn gốc {task.first_due_on:%d/%m/%Y})"
    history.record(task, actor, "extend", words, note=note.strip(), acting_for=acting_for, earlier=earlier.isoformat())
    tell_moved(task, earlier, actor)


def decline_extension(extension: Extension, actor: Person, note: str) -> None:
    """Leave the deadline as it is, saying why."""
    acting_for = _decide(extension, "decline", actor, note)
    words = "không đồng ý gia hạn"
    history.record(extension.task, actor, "decline_extension", words, note=note.strip(), acting_for=acting_for)
    tell_extension_decided(extension.task, f"không đồng ý gia hạn: {note.strip()}", actor)


def withdraw_extension(extension: Extension, actor: Person) -> None:
    """Take back what was asked, before it is decided."""
    advance(extension, EXTENSION_FLOW, "withdraw", actor)
    history.record(extension.task, actor, "withdraw_extension", "rút đề nghị gia hạn")


def _decide(extension: Extension, move: str, actor: Person, note: str) -> Person | None:
    """Decide; gives the absent person for whom it was decided."""
    acting_for: Person | None = permissions.acting_for(actor, f"extension.{move}", extension)
    advance(extension, EXTENSION_FLOW, move, actor, note)
    extension.decided_by, extension.decision = actor, note.strip()
    return acting_for
