"""Góp ý: a version goes to units with a deadline; each opinion, its answer and what was done with it are kept."""

from collections.abc import Collection
from datetime import date
from typing import Any

from intranet.accounts.models import Department
from intranet.accounts.queries import holders_of, people_of
from intranet.accounts.rules import HEADS
from intranet.core import history, permissions
from intranet.core.clock import now, today
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.docservice.vietnamese import short_date
from intranet.documents.models import Document
from intranet.documents.models.opinions import Opinion
from intranet.documents.queries.opinions import opinions_of
from intranet.documents.rules import WRITABLE
from intranet.documents.rules.opinions import OUTCOME_LABELS, Outcome
from intranet.notices.service import tell


def ask_opinions(
    document: Document, actor: Any, departments: Collection[Department], due_on: date, question: str = ""
) -> list[Opinion]:
    """Send the present version to units; those asked about it already are left. Raises Invalid and Refused."""
    _lock(document)
    if not departments:
        raise Invalid("Hãy chọn ít nhất một đơn vị.", field="departments")
    if due_on < today():
        raise Invalid("Thời hạn không được trước hôm nay.", field="due_on")
    asked = {opinion.department_id for opinion in opinions_of(document) if opinion.n == document.current_n}
    made = [
        Opinion(
            document_id=document.id,
            document=document,
            n=document.current_n,
            department_id=unit.id,
            due_on=due_on,
            question=question,
            asked_by_id=actor.id,
        )
        for unit in departments
        if unit.id not in asked and unit.id != document.department_id
    ]
    if not made:
        raise Refused("Các đơn vị này đã được hỏi về bản hiện tại, hoặc là đơn vị soạn.")
    session.add_all(made)
    session.flush()
    session.expire(document, ["opinions"])
    names = ", ".join(unit.short_name for unit in departments)
    history.record(document, actor, "ask_opinions", f"gửi bản {document.current_n} lấy ý kiến: {names}", note=question)
    words = f"gửi bản dự thảo lấy ý kiến đến {short_date(due_on)}"
    for opinion in made:
        heads = holders_of(HEADS, {opinion.department_id}) or people_of(opinion.department_id)
        tell(heads, "opinion_asked", words, subject=document, actor=actor)
    return made


def give_opinion(opinion: Opinion, words: str, actor: Any) -> None:
    """Say what the unit thinks, or say it anew until it is answered; raises Invalid without words, Refused later."""
    _lock(opinion.document)
    lock(opinion)
    acting_for = permissions.acting_for(actor, "document.give_opinion", opinion)
    if not words.strip():
        raise Invalid("Hãy ghi ý kiến; nếu đồng ý thì ghi «Nhất trí».", field="words")
    if opinion.answered_at is not None:
        raise Refused("Góp ý này đã được trả lời nên không sửa được.")
    stood = opinion.words
    opinion.words, opinion.given_by_id, opinion.given_at = words.strip(), actor.id, now()
    session.flush()
    session.expire(opinion, ["given_by"])
    said = f"góp ý bản {opinion.n} ({opinion.department.short_name})"
    note = words.strip()
    history.record(opinion.document, actor, "give_opinion", said, note=note, acting_for=acting_for, stood=stood)
    tell([opinion.asked_by], "opinion_given", said, subject=opinion.document, actor=actor)


def answer_opinion(opinion: Opinion, outcome: Outcome, answer: str, actor: Any) -> None:
    """Say what was done with an opinion; raises Invalid when it was not taken and nobody says why, Refused before it
    is given."""
    session.flush()
    lock(opinion)
    if opinion.given_at is None:
        raise Refused("Đơn vị chưa góp ý.")
    if outcome != Outcome.TAKEN and not answer.strip():
        raise Invalid("Hãy giải trình vì sao không tiếp thu hết.", field="answer")
    stood = {"outcome": opinion.outcome, "answer": opinion.answer}
    answerer = actor.id  # read first: reading could flush a row that is half answered
    opinion.outcome, opinion.answer, opinion.answered_by_id = outcome, answer.strip(), answerer
    opinion.answered_at = now()
    session.flush()
    session.expire(opinion, ["answered_by"])
    words = f"trả lời góp ý của {opinion.department.short_name}: {OUTCOME_LABELS[outcome].lower()}"
    history.record(opinion.document, actor, "answer_opinion", words, note=answer.strip(), stood=stood)
    tell([opinion.given_by], "opinion_answered", words, subject=opinion.document, actor=actor)


def _lock(document: Document) -> None:
    session.flush()
    lock(document)
    if document.state not in WRITABLE:
        raise Refused(f"Văn bản đang ở trạng thái «{document.state_label}» nên không lấy ý kiến nữa.")
