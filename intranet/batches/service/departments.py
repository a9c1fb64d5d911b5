"""When a department is merged or closed, its open batches go where the admin says."""

from sqlalchemy import select

from intranet.accounts.models import Department, Person
from intranet.accounts.service import ON_DEPARTMENT_CLOSED
from intranet.batches.models import Batch
from intranet.batches.rules import State
from intranet.core import history
from intranet.core.db import session
from intranet.core.errors import Refused


def move_open_batches(closed: Department, heir: Department | None, actor: Person) -> None:
    """Give a closing department's unfinished batches to its heir; raises Refused when there are some and no heir."""
    finished = (State.ISSUED, State.CANCELLED)
    query = select(Batch).where(Batch.department_id == closed.id, Batch.state.not_in(finished))
    batches = session.scalars(query.with_for_update()).all()
    if batches and heir is None:
        raise Refused(
            f"{closed.name} còn {len(batches)} đợt văn bản hàng loạt chưa xong.",
            "Hãy chọn đơn vị nhận các đợt ấy rồi làm lại.",
        )
    for batch in batches if heir is not None else ():
        assert heir is not None
        batch.department_id = heir.id
        history.record(batch, actor, "inherit", f"chuyển từ {closed.name} sang {heir.name}", earlier=closed.id)


ON_DEPARTMENT_CLOSED.append(move_open_batches)
