"""Handling letters (Điều 24 NĐ 30/2020): seen, advised on, answered, finished."""

from typing import Any

from sqlalchemy import select

from intranet.accounts.models import Department
from intranet.accounts.rules import departments_headed, departments_of
from intranet.core import history, permissions
from intranet.core.clock import now
from intranet.core.db import session
from intranet.core.errors import Invalid, Refused
from intranet.core.flow import advance
from intranet.docservice.catalogue import Template
from intranet.docservice.incoming.citation import cited
from intranet.documents import service as documents
from intranet.documents.models import Document
from intranet.documents.queries import get_document
from intranet.incoming.models import Advice, Answer, Forwarding, IncomingLetter
from intranet.incoming.rules import CARRYING_OUT, FLOW, State

HANDLED = frozenset({State.HANDLING, State.FINISHED})


def see(letter: IncomingLetter, actor: Any) -> None:
    """Đã xem: the first person of each unit it went to, each person it went to by name, and when; once each.

    Where a unit has somebody charged with it by name, he or a head of the unit says it.
    """
    acting_for = permissions.require(actor, "incoming.see", letter)
    unseen = [one for one in letter.forwardings if one.seen_at is None and is_for(actor, one)]
    for forwarding in unseen:
        forwarding.seen_at, forwarding.seen_by = now(), actor
    if unseen:
        history.record(letter, actor, "see", "đã xem văn bản", acting_for=acting_for)


def is_for(actor: Any, forwarding: Forwarding) -> bool:
    """Whether it is his to say that he has seen it, or that of somebody absent for whom he stands in."""
    if any(_would_go_to(absent, forwarding) for absent in getattr(actor, "stands_in_for", ())):
        return True
    if forwarding.person_id == actor.id:
        return True
    mine = departments_headed(actor) if forwarding.person_id else departments_of(actor)
    return forwarding.department_id in mine


def _would_go_to(absent: Any, forwarding: Forwarding) -> bool:
    return forwarding.person_id == absent.id or forwarding.department_id in departments_headed(absent)


def advise(letter: IncomingLetter, words: str, actor: Any) -> Advice:
    """Parts 2 and 3 of the phiếu giải quyết (PL IV.VII): the head decides for his unit, the others propose."""
    acting_for = permissions.require(actor, "incoming.advise", letter)
    if not words.strip():
        raise Invalid("Hãy ghi ý kiến.", field="words")
    _require_handled(letter)
    whose = acting_for or actor
    headed = departments_headed(whose) & letter.forwarded_ids
    unit = min(headed or departments_of(whose) & letter.forwarded_ids or {whose.department_id})
    advice = Advice(letter_id=letter.id, department_id=unit, of_head=bool(headed), words=words.strip(), by=actor)
    session.add(advice)
    said = "cho ý kiến" if headed else "đề xuất giải quyết"
    history.record(letter, actor, "advise", said, note=words.strip(), acting_for=acting_for)
    session.expire(letter, ["advice"])
    return advice


def draft_answer(letter: IncomingLetter, template: Template, department: Department, actor: Any) -> Document:
    """Begin a letter that answers, or carries out (`CARRYING_OUT`): the incoming one, cited in full, is its basis.

    Raises NotPermitted for another unit's letter, Refused before the letter is being handled.
    """
    permissions.require(actor, "incoming.draft_answer", letter)
    _require_handled(letter)
    document = documents.begin(template, department, actor, first_words(letter, template))
    answer = _link(letter, actor, document=document, is_reply=template.letter_type.id not in CARRYING_OUT)
    purpose = "trả lời" if answer.is_reply else "để thực hiện"
    history.record(letter, actor, "draft_answer", f"bắt đầu soạn {document.type_name.lower()} {purpose}")
    return document


def first_words(letter: IncomingLetter, template: Template) -> dict[str, Any]:
    """What such a letter begins with, by the kinds of its template's fields."""
    basis = citation_of(letter)
    is_reply = template.letter_type.id not in CARRYING_OUT
    found: dict[str, Any] = {}
    for field in template.fields:
        if field.kind == "legal_bases":
            found[field.key] = [f"Căn cứ {basis}"]
        elif field.kind == "addressees" and is_reply:
            found[field.key] = [letter.agency]
        elif field.key == "trich_yeu" and is_reply:
            found[field.key] = f"trả lời {letter.type_name.lower()} số {letter.code} của {letter.agency}"
    if not any(field.kind == "legal_bases" for field in template.fields):
        body = next((field.key for field in template.fields if field.key in ("mo_dau", "noi_dung")), "")
        found |= {body: f"Thực hiện {basis},"} if body else {}
    return found


def citation_of(letter: IncomingLetter) -> str:
    """The letter as another one cites it for the first time (PL I, II.6b NĐ 30/2020)."""
    return cited(letter.type_name, letter.code, letter.written_on, letter.agency, letter.subject)


def link_answer(letter: IncomingLetter, actor: Any, *, document_id: int | None = None, outside: str = "") -> Answer:
    """Note which letter answers: one made here, or the số, ký hiệu of one made outside.

    One that was begun to carry it out may be named as the answer too. Raises Invalid for neither, or for an answer.
    """
    permissions.require(actor, "incoming.answer", letter)
    _require_handled(letter)
    document = get_document(document_id) if document_id else None
    if document is not None:
        permissions.require(actor, "document.view", document)
    if (document is None) == (not outside.strip()):
        raise Invalid("Hãy chọn văn bản trong danh sách, hoặc ghi số, ký hiệu của văn bản làm ngoài.", field="answer")
    answer = _link(letter, actor, document=document, outside=outside.strip())
    history.record(letter, actor, "answer", f"gắn văn bản trả lời {answer.mark or 'đang soạn'}")
    return answer


def finish(letter: IncomingLetter, actor: Any, note: str = "") -> None:
    """Kết thúc xử lý: nothing of it is open any more; raises Refused while a task or an answer is."""
    advance(letter, FLOW, "finish", actor, note)
    letter.finished_at = now()


def reopen(letter: IncomingLetter, actor: Any, note: str) -> None:
    """Work on it goes on; raises Invalid without a reason."""
    advance(letter, FLOW, "reopen", actor, note)
    letter.finished_at = None


def _require_handled(letter: IncomingLetter) -> None:
    if letter.state not in HANDLED:
        raise Refused(f"Văn bản đang ở trạng thái «{letter.state_label}», chưa giao đơn vị xử lý.")


def _link(
    letter: IncomingLetter, actor: Any, *, document: Document | None, outside: str = "", is_reply: bool = True
) -> Answer:
    linked = (
        select(Answer).where(Answer.letter_id == letter.id, Answer.document_id == document.id) if document else None
    )
    answer = session.scalar(linked) if linked is not None else None
    if answer is not None and answer.is_reply:
        raise Invalid("Văn bản này đã được gắn rồi.", field="answer")
    if answer is None:
        answer = Answer(letter=letter, document=document, outside=outside, by=actor)
        session.add(answer)
    answer.is_reply = is_reply
    session.flush()
    return answer


def forwardings_of(department_id: int) -> list[Forwarding]:
    """The open letters that lie with a department."""
    query = (
        select(Forwarding)
        .join(IncomingLetter)
        .where(
            Forwarding.department_id == department_id,
            Forwarding.revoked_at.is_(None),
            IncomingLetter.state == State.HANDLING,
        )
    )
    return list(session.scalars(query.order_by(Forwarding.id)))
