"""Working on a checklist: adding, wording, ordering, assigning, ticking; who and when is kept."""

from collections.abc import Sequence
from datetime import date

from intranet.accounts.models import Person
from intranet.accounts.rules import departments_of
from intranet.core import history, permissions
from intranet.core.clock import now
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, NotFound, Refused
from intranet.plans.models import ChecklistItem, Task
from intranet.plans.rules import ACTIVE, WORKABLE, TaskState
from intranet.plans.service.moves import start
from intranet.plans.service.telling import tell_item_assigned

MOST_ITEMS = 200


def begin_work(task: Task, actor: Person) -> None:
    """Hold the task while its work changes; the first piece of work on an accepted task begins it.

    Raises Refused before the department has accepted it and after it has been reported.
    """
    lock(task)
    if task.state == TaskState.NEW:
        raise Refused("Đơn vị chưa nhận nhiệm vụ này.", "Trưởng đơn vị bấm «Nhận nhiệm vụ» trước.")
    if task.state not in WORKABLE or not task.plan.is_open:
        raise Refused(
            f"Nhiệm vụ đang ở trạng thái «{task.state_label}» nên không sửa được.",
            "Cần làm tiếp thì người xác nhận chọn «Yêu cầu làm lại».",
        )
    if task.state in (TaskState.ACCEPTED, TaskState.REDO):
        start(task, actor)


def add_items(task: Task, lines: Sequence[str], actor: Person) -> list[ChecklistItem]:
    """Add an item for each line that says something, at the end of the checklist."""
    permissions.require(actor, "task.edit_checklist", task)
    words = [" ".join(line.split()) for line in lines if line.strip()]
    if not words:
        raise Invalid("Hãy ghi nội dung đầu việc.", field="words")
    if any(len(line) > 500 for line in words):
        raise Invalid("Mỗi đầu việc tối đa 500 ký tự. Hãy chia thành nhiều dòng.", field="words")
    _hold(task)
    if len(task.items) + len(words) > MOST_ITEMS:
        raise Invalid(f"Mỗi nhiệm vụ tối đa {MOST_ITEMS} đầu việc.", field="words")
    last = max((item.position for item in task.items), default=0)
    items = [ChecklistItem(task=task, words=line, position=last + n) for n, line in enumerate(words, 1)]
    session.add_all(items)
    history.record(task, actor, "add_items", f"thêm {len(items)} đầu việc", note="\n".join(words))
    return items


def edit_item(item: ChecklistItem, words: str, due_on: date | None, actor: Person) -> None:
    """Reword an item or give it a day of its own."""
    permissions.require(actor, "task.edit_checklist", item.task)
    words = " ".join(words.split())
    if not words:
        raise Invalid("Hãy ghi nội dung đầu việc.", field="words")
    if (words, due_on) == (item.words, item.due_on):
        return
    _hold(item.task, item)
    history.record(item.task, actor, "edit_item", f"sửa đầu việc «{item.words}»", note=words)
    item.words, item.due_on = words, due_on


def assign_item(item: ChecklistItem, assignee: Person | None, actor: Person) -> None:
    """Give an item to a member of the lead or a supporting department, or to nobody."""
    permissions.require(actor, "task.edit_checklist", item.task)
    if assignee is not None and not departments_of(assignee) & {item.task.lead_id, *item.task.support_ids}:
        raise Invalid(f"{assignee.name} không thuộc đơn vị chủ trì hay phối hợp.", field="assignee")
    if (assignee.id if assignee else None) == item.assignee_id:
        return
    _hold(item.task, item)
    item.assignee = assignee
    words = f"giao đầu việc «{item.words}» cho {assignee.name}" if assignee else f"bỏ người làm đầu việc «{item.words}»"
    history.record(item.task, actor, "assign_item", words)
    if assignee is not None:
        tell_item_assigned(item.task, assignee, item.words, actor)


def move_item(item: ChecklistItem, down: bool, actor: Person) -> None:
    """Change places with the next item below, or above; at the end nothing happens."""
    permissions.require(actor, "task.edit_checklist", item.task)
    _hold(item.task, item)
    items = list(item.task.items)
    here = items.index(item)
    there = here + (1 if down else -1)
    if 0 <= there < len(items):
        items[here], items[there] = items[there], items[here]
        for position, moved in enumerate(items, 1):
            moved.position = position


def remove_item(item: ChecklistItem, actor: Person) -> None:
    """Take an item off the checklist; history keeps its words, its evidence stays with the task."""
    permissions.require(actor, "task.edit_checklist", item.task)
    task = item.task
    _hold(task, item)
    history.record(task, actor, "remove_item", f"bỏ đầu việc «{item.words}»")
    task.items.remove(item)


def tick(item: ChecklistItem, done: bool, actor: Person) -> None:
    """Mark an item done, or open again; doing it twice is doing it once.

    Raises NotPermitted for a supporting person whom the item is not assigned to.
    """
    acting_for = permissions.require(actor, "item.tick", item)
    begin_work(item.task, actor)
    _require_still_there(item)
    if (item.done_at is not None) == done:
        return
    item.done_at, item.done_by = (now(), actor) if done else (None, None)
    history.record(
        item.task, actor, "tick" if done else "untick", f"{'xong' if done else 'mở lại'} đầu việc «{item.words}»",
        acting_for=acting_for, item_id=item.id,
    )  # fmt: skip


def _hold(task: Task, item: ChecklistItem | None = None) -> None:
    """The list itself may be changed until the task is reported; that does not begin the work."""
    lock(task)
    if task.state not in ACTIVE or not task.plan.is_open:
        raise Refused(f"Nhiệm vụ đang ở trạng thái «{task.state_label}» nên không sửa danh sách đầu việc được.")
    if item is not None:
        _require_still_there(item)


def _require_still_there(item: ChecklistItem) -> None:
    """Read the item anew under the task's lock; somebody may just have taken it off the list."""
    if session.get(ChecklistItem, item.id, populate_existing=True) is None:
        raise NotFound("Đầu việc này vừa được bỏ khỏi danh sách.", "Hãy tải lại trang nhiệm vụ.")
