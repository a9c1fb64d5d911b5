"""When a department is merged or closed, its unfinished letters go where the admin says."""

from sqlalchemy import select

from intranet.accounts.models import Department, Person
from intranet.accounts.service import ON_DEPARTMENT_CLOSED
from intranet.core import history
from intranet.core.db import session
from intranet.core.errors import Refused
from intranet.documents.models import Document
from intranet.documents.rules import OUT, State


def move_unfinished_letters(closed: Department, heir: Department | None, actor: Person) -> None:
    """Give a closing department's unfinished letters to its heir, in the state they are in.

    Issued and cancelled letters stay under the name they were made. Raises Refused when there are letters and no heir.
    """
    finished = (*OUT, State.CANCELLED)
    query = select(Document).where(Document.department_id == closed.id, Document.state.not_in(finished))
    letters = session.scalars(query.with_for_update()).all()
    if letters and heir is None:
        raise Refused(
            f"{closed.name} còn {len(letters)} văn bản chưa phát hành.",
            "Hãy chọn đơn vị nhận các văn bản ấy rồi làm lại.",
        )
    for letter in letters if heir is not None else ():
        assert heir is not None
        letter.department_id = heir.id
        history.record(letter, actor, "inherit", f"chuyển từ {closed.name} sang {heir.name}", earlier=closed.id)


ON_DEPARTMENT_CLOSED.append(move_unfinished_letters)
