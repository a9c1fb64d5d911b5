"""When a department is merged or closed, the letters it handles go where the admin says."""

from intranet.accounts.models import Department, Person
from intranet.accounts.service import ON_DEPARTMENT_CLOSED
from intranet.core import history
from intranet.core.clock import now
from intranet.core.db import session
from intranet.core.errors import Refused
from intranet.incoming.models import Forwarding
from intranet.incoming.rules import Part
from intranet.incoming.service.handling import forwardings_of


def move_forwardings(closed: Department, heir: Department | None, actor: Person) -> None:
    """Hand a closing department's open letters to its heir; raises Refused when it leads one and has no heir."""
    forwardings = forwardings_of(closed.id)
    leads = sum(1 for forwarding in forwardings if forwarding.part == Part.LEAD)
    if leads and heir is None:
        raise Refused(
            f"{closed.name} đang xử lý chính {leads} văn bản đến.", "Hãy chọn đơn vị nhận các văn bản ấy rồi làm lại."
        )
    for forwarding in forwardings:
        forwarding.revoked_at = now()
        if heir is not None and heir.id not in forwarding.letter.forwarded_ids:
            moved = Forwarding(
                letter=forwarding.letter, direction_id=forwarding.direction_id, department=heir, part=forwarding.part,
                due_on=forwarding.due_on, sent_by=actor, person_id=forwarding.person_id,
            )  # fmt: skip
            session.add(moved)
            history.record(forwarding.letter, actor, "inherit", f"chuyển từ {closed.name} sang {heir.name}")


ON_DEPARTMENT_CLOSED.append(move_forwardings)
