"""Who may see a letter that is out: narrowing holds at once, widening once somebody authorised confirms it; restricted
letters note who opened them."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from intranet.core import history
from intranet.core.clock import now
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.core.history import HistoryEntry
from intranet.documents.models import Document
from intranet.documents.models.access import AccessChange, Reader
from intranet.documents.queries.access import waiting_change
from intranet.documents.rules.access import widens
from intranet.documents.service.telling import tell_access_judges

NOTED_AGAIN_AFTER = timedelta(hours=1)


def set_access(document: Document, actor: Any, *, is_restricted: bool, readers: Collection[str], reason: str) -> bool:
    """Say who may see the letter once it is out; `readers` are keys "d:3", "p:5". Gives whether it holds already.

    A widening waits for a confirmation. Raises Invalid without a reason or, when restricted, without readers.
    """
    session.flush()
    lock(document)
    if not reason.strip():
        raise Invalid("Hãy ghi rõ lý do đổi quyền xem.", field="reason")
    if is_restricted and not readers:
        raise Invalid("Hãy chọn ít nhất một đơn vị hoặc một người được xem.", field="departments")
    had = [reader.key for reader in document.readers]
    wanted = sorted(set(readers)) if is_restricted else []
    if waiting_change(document) is not None:
        raise Refused("Đang có đề nghị đổi quyền xem chờ xác nhận.", "Hãy chờ xác nhận hoặc từ chối đề nghị ấy trước.")
    detail: dict[str, Any] = {"restricted": is_restricted, "readers": wanted, "stood": had}
    if widens(document.is_restricted, had, is_restricted, wanted):
        change = AccessChange(
            document_id=document.id, document=document, is_restricted=is_restricted, readers=wanted,
            reason=reason.strip(), asked_by_id=actor.id,
        )  # fmt: skip
        session.add(change)
        history.record(document, actor, "ask_access", "đề nghị mở rộng quyền xem", note=reason.strip(), **detail)
        tell_access_judges(document, actor)
        return False
    _apply(document, is_restricted, wanted)
    words = "hạn chế người xem" if is_restricted else "để mọi người xem"
    history.record(document, actor, "set_access", words, note=reason.strip(), **detail)
    return True


def confirm_access(change: AccessChange, actor: Any) -> None:
    """The widening holds from now on; raises Refused when it was judged already."""
    _judge(change, "confirmed", actor)
    _apply(change.document, change.is_restricted, change.readers)
    history.record(change.document, actor, "confirm_access", "xác nhận mở rộng quyền xem", readers=change.readers)


def refuse_access(change: AccessChange, actor: Any) -> None:
    """The letter stays as restricted as it was; raises Refused when it was judged already."""
    _judge(change, "refused", actor)
    history.record(change.document, actor, "refuse_access", "từ chối mở rộng quyền xem")


def note_reading(document: Document, person: Any) -> None:
    """Note that somebody opened a restricted letter; once an hour for each person is enough."""
    earlier = select(HistoryEntry.id).where(
        HistoryEntry.subject_type == document.__tablename__,
        HistoryEntry.subject_id == document.id,
        HistoryEntry.act == "read",
        HistoryEntry.actor_id == person.id,
        HistoryEntry.at > now() - NOTED_AGAIN_AFTER,
    )
    if session.scalar(earlier.limit(1)) is None:
        history.record(document, person, "read", "mở xem văn bản hạn chế")


def _judge(change: AccessChange, state: str, actor: Any) -> None:
    session.flush()
    lock(change)
    if change.state != "waiting":
        raise Refused("Đề nghị này đã được trả lời.")
    judge = actor.id  # read first: reading could flush a row that is half judged
    change.state, change.judged_by_id, change.judged_at = state, judge, now()


def _apply(document: Document, is_restricted: bool, readers: Collection[str]) -> None:
    session.execute(delete(Reader).where(Reader.document_id == document.id))
    for key in readers:
        kind, _, number = key.partition(":")
        column = "person_id" if kind == "p" else "department_id"
        session.add(Reader(document_id=document.id, **{column: int(number)}))
    document.is_restricted = is_restricted
    session.flush()
    session.expire(document, ["readers"])
