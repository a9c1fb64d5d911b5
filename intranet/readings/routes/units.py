"""Names of units that the office does not know: which unit is meant, or a new one."""

from typing import Any

from flask import request

from intranet.core.errors import Invalid
from intranet.plans.forms import receiver_choices
from intranet.plans.routes.blueprint import me, typed
from intranet.readings import queries, service
from intranet.readings.models import Reading
from intranet.readings.routes.blueprint import bp, to_tasks
from intranet.web.access import needs


@bp.post("/readings/<int:reading_id>/units")
@needs("reading.edit", reading=queries.get_reading)
def name_unit(reading: Reading) -> Any:
    """Say which unit the letter means by a name, and whether to remember it."""
    receiver = request.form.get("receiver", "")
    if receiver not in {key for key, _ in receiver_choices()}:
        raise Invalid("Hãy chọn đơn vị trong danh sách.", field="receiver")
    words = typed("words", 500)
    count = service.name_unit(reading, words, receiver, me(), remember=bool(request.form.get("remember")))
    return to_tasks(reading, said=f"Đã ghi đơn vị «{words}» cho {count} chỗ.")


@bp.post("/readings/<int:reading_id>/units/new")
@needs("reading.edit", reading=queries.get_reading)
def add_unit(reading: Reading) -> Any:
    """Put a unit that the letter names on the office's list."""
    unit = service.add_unit(reading, typed("words", 500), typed("name", 200), typed("short_name", 40), me())
    return to_tasks(reading, said=f"Đã thêm {unit.name} vào danh sách đơn vị.")
