"""Names of units that the office's list does not know: said to mean a known unit, remembered, or added."""

from intranet.accounts import queries as accounts
from intranet.accounts.models import Department, Person
from intranet.accounts.rules import DepartmentKind
from intranet.accounts.service import DepartmentFacts, learn_spelling, make_department
from intranet.core import history, permissions
from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.errors import Invalid
from intranet.docservice.vietnamese import fold
from intranet.plans.receivers import DEPARTMENT, receiver_ids
from intranet.readings.models import Reading
from intranet.readings.service.proposals import hold

_KINDS = (
    ("trung tam", DepartmentKind.TRUNG_TAM),
    ("quy ", DepartmentKind.QUY),
    ("van phong", DepartmentKind.VAN_PHONG),
)


def name_unit(reading: Reading, words: str, receiver: str, actor: Person, *, remember: bool = False) -> int:
    """Say which unit of the office the letter means by a name; gives the number of tasks that now have their unit.

    With `remember` the name becomes one more spelling of the unit, for every letter to come.
    Raises Invalid when no unit is chosen or the name already means another one.
    """
    hold(reading, actor)
    if not receiver:
        raise Invalid("Hãy chọn đơn vị.", field="receiver")
    ids = receiver_ids(receiver)
    unit: Department | None = accounts.get_department(ids["department_id"]) if "department_id" in ids else None
    if remember:
        learn_spelling(unit or accounts.get_group(ids["group_id"]), actor, words)
    count = 0
    for proposal in reading.proposals:
        if proposal.unit_words == words:
            proposal.department_id, proposal.group_id = ids.get("department_id"), ids.get("group_id")
            proposal.unit_words = ""
            count += 1
        if unit is not None and words in proposal.support_words:
            proposal.support_words = [other for other in proposal.support_words if other != words]
            if unit.id != proposal.department_id and unit not in proposal.supports:
                proposal.supports = [*proposal.supports, unit]
            count += 1
    meant = unit.name if unit else accounts.get_group(ids["group_id"]).name
    history.record(reading, actor, "name_unit", f"ghi «{words}» là {meant}")
    return count


def add_unit(reading: Reading, words: str, name: str, short_name: str, actor: Person) -> Department:
    """Put a unit that the letter names on the office's list, and give it its tasks. For those who keep that list.

    Raises NotPermitted, or Invalid when the name already means another unit.
    """
    permissions.require(actor, "office.edit")
    if not name.strip() or not short_name.strip():
        raise Invalid("Hãy ghi tên và tên viết tắt của đơn vị.", field="name")
    kind = next((kind for begin, kind in _KINDS if fold(name).startswith(begin)), DepartmentKind.PHONG)
    position = max((unit.position for unit in accounts.open_departments()), default=0) + 1
    facts = DepartmentFacts(issuer_id=accounts.main_issuer().id, kind=kind, position=position)
    unit = make_department(actor, facts, name=name.strip(), short_name=short_name.strip(), holds_from=today())
    session.flush()
    name_unit(reading, words, f"{DEPARTMENT}:{unit.id}", actor, remember=fold(words) != fold(name))
    return unit
