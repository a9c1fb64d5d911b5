"""When a department is merged or closed, its open tasks go where the admin says."""

from sqlalchemy import or_, select

from intranet.accounts.models import Department, Person
from intranet.accounts.service import ON_DEPARTMENT_CLOSED
from intranet.core import history
from intranet.core.errors import Refused
from intranet.plans.models import Task, task_support
from intranet.plans.queries.tasks import open_tasks_of, supported_by
from intranet.plans.service.many import hold_tasks


def move_open_tasks(closed: Department, heir: Department | None, actor: Person) -> None:
    """Move a closing department's unfinished tasks to its heir, in the state they are in.

    The department's people go to the heir as well, so whoever is in charge stays. Raises Refused when there are
    tasks and no heir.
    """
    supported = select(task_support.c.task_id).where(task_support.c.department_id == closed.id)
    hold_tasks(select(Task.id).where(or_(Task.lead_id == closed.id, Task.id.in_(supported))))
    tasks = open_tasks_of(closed.id)
    if tasks and heir is None:
        raise Refused(
            f"{closed.name} còn {len(tasks)} nhiệm vụ chưa xong.", "Hãy chọn đơn vị nhận các nhiệm vụ ấy rồi làm lại."
        )
    for task in supported_by(closed.id):
        others = [unit for unit in task.supports if unit.id not in (closed.id, heir.id if heir else 0)]
        task.supports = [*others, *([heir] if heir and heir.id != task.lead_id else [])]
    if heir is not None:
        for task in tasks:
            _move(task, closed, heir, actor)


def _move(task: Task, closed: Department, heir: Department, actor: Person) -> None:
    task.lead = heir
    task.supports = [unit for unit in task.supports if unit.id != heir.id]
    history.record(task, actor, "inherit", f"chuyển từ {closed.name} sang {heir.name}", earlier=closed.id)


ON_DEPARTMENT_CLOSED.append(move_open_tasks)
