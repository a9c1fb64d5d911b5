"""Which departments are charged with awards and publicity."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete

from intranet.accounts.queries import get_department
from intranet.core import history
from intranet.core.db import session
from intranet.emulation.models import EmulationDuty
from intranet.emulation.queries.members import charged_with
from intranet.emulation.rules import DUTY_LABELS, Duty


def set_duty(duty: Duty, department_ids: Collection[int], actor: Any) -> None:
    """Charge exactly these departments with a duty; each change is a line in the department's history."""
    held = {department.id for department in charged_with(duty)}
    label = DUTY_LABELS[duty].lower()
    for department_id in sorted(held - set(department_ids)):
        session.execute(
            delete(EmulationDuty).where(EmulationDuty.department_id == department_id, EmulationDuty.duty == duty)
        )
        history.record(get_department(department_id), actor, "drop_duty", f"thôi giao {label}")
    for department_id in sorted(set(department_ids) - held):
        department = get_department(department_id)
        session.add(EmulationDuty(department_id=department_id, duty=duty))
        history.record(department, actor, "give_duty", f"giao {label}")
