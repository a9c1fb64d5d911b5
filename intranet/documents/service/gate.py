"""The gate before a number: nobody passes a must; the clerk passes a should for one version, with a reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from intranet.core import history
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, NotFound, Refused
from intranet.documents.models import Document
from intranet.documents.models.gate import GatePass
from intranet.documents.queries.gate import gate_of
from intranet.documents.rules import State
from intranet.documents.rules.gate import Judged


def require_ready(document: Document, day: date) -> None:
    """Raise Refused with every line that does not hold for a letter that would bear this date."""
    _refuse([one for one in gate_of(document, day) if not one.holds])


def require_signable(document: Document) -> None:
    """Raise Refused with every must of the letter's own text that does not hold today.

    The number would be refused for it (Điều 12–15 NĐ 30/2020), and the letter then be mended, checked and signed anew.
    """
    _refuse([one for one in gate_of(document) if one.line.before_signing and not one.holds])


def _refuse(standing: Sequence[Judged]) -> None:
    if standing:
        raise Refused(
            "Văn bản chưa đủ điều kiện. " + " ".join(one.problem or "" for one in standing),
            "Xem «Điều kiện cấp số» trên trang văn bản: mỗi dòng ghi cách sửa.",
        )


def pass_line(document: Document, code: str, reason: str, actor: Any) -> GatePass:
    """Let a should pass for the present version; raises Refused for a must and for a line that holds already."""
    session.flush()
    lock(document)
    if document.state != State.SIGNED:
        raise Refused(f"Văn bản đang ở trạng thái «{document.state_label}» nên không cần cho qua.")
    line = next((one for one in gate_of(document) if one.line.code == code), None)
    if line is None:
        raise NotFound("Không có điều kiện này.")
    if line.holds:
        raise Refused("Điều kiện này đã đạt.", "Hãy tải lại trang.")
    if not line.may_pass:
        raise Refused(f"«{line.line.words}» là điều bắt buộc, không cho qua được.", line.line.mend)
    if not reason.strip():
        raise Invalid("Hãy ghi rõ lý do cho qua.", field="reason")
    row = GatePass(document_id=document.id, n=document.current_n, code=code, reason=reason.strip(), by_id=actor.id)
    session.add(row)
    words = f"cho qua điều kiện «{line.line.words}»"
    history.record(document, actor, "pass_line", words, note=reason.strip(), code=code, problem=line.problem)
    return row
