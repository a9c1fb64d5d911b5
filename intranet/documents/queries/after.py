"""Reading what befell letters after they went out, and which letters are late on their way out."""

from collections.abc import Sequence

from sqlalchemy import func, select

from intranet.core.db import session
from intranet.core.history import HistoryEntry
from intranet.documents.models import Document
from intranet.documents.models.after import AfterIssue
from intranet.documents.rules import State
from intranet.registers.models import RegisterNumber


def after_issue_of(document: Document) -> Sequence[AfterIssue]:
    """What befell a letter after its issue, the newest first."""
    query = select(AfterIssue).where(AfterIssue.document_id == document.id).order_by(AfterIssue.id.desc())
    return session.scalars(query).all()


def last_signing(document: Document) -> int | None:
    """The line of history that says who signed the letter last; None before anybody has."""
    query = select(func.max(HistoryEntry.id)).where(
        HistoryEntry.subject_type == document.__tablename__,
        HistoryEntry.subject_id == document.id,
        HistoryEntry.act.in_(("sign", "record_signed")),
    )
    return session.scalar(query)


def issued_letter(mark: str) -> Document | None:
    """The issued letter of that số, ký hiệu ("45/TB-LMHTX"); of several years the newest."""
    number, _, symbol = mark.strip().partition("/")
    query = (
        select(Document)
        .join(RegisterNumber, Document.number_id == RegisterNumber.id)
        .where(RegisterNumber.symbol == symbol.strip(), Document.state == State.ISSUED)
        .order_by(RegisterNumber.issued_on.desc(), RegisterNumber.id.desc())
    )
    wanted = number.strip().lstrip("0")
    return next((d for d in session.scalars(query) if d.number and d.number.number_text.lstrip("0") == wanted), None)
