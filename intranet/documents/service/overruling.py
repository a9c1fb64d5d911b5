"""Letting a finding of the checker pass, with a reason that stays (Điều 12.2: he answers for the format)."""

from typing import Any

from intranet.checking.rules import finding_key
from intranet.core import history, permissions
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.docservice.check.rules import RULES
from intranet.documents.models import Document, Overruling


def overrule_finding(document: Document, n: int, key: str, reason: str, actor: Any) -> Overruling:
    """Let one finding of weight must pass for version `n`, which must still be the last; a second time changes nothing.

    Raises NotPermitted, Invalid (no reason) and Refused (a newer version, or no such finding).
    """
    lock(document)
    acting_for = permissions.require(actor, "document.overrule_finding", document)
    if not reason.strip():
        raise Invalid("Hãy ghi rõ vì sao cho qua.", field="reason")
    if n != document.current_n:
        raise Refused(f"Văn bản đã có bản {document.current_n}.", "Hãy xem kết quả kiểm tra của bản mới.")
    findings = document.report.findings if document.report else []
    finding = next((one for one in findings if one["weight"] == "must" and finding_key(one) == key), None)
    if finding is None:
        raise Refused("Kết quả kiểm tra không còn lỗi này.", "Hãy tải lại trang.")
    if standing := document.overruled.get(key):
        return standing
    overruling = Overruling(document_id=document.id, n=n, key=key, reason=reason.strip(), by_id=actor.id)
    session.add(overruling)
    words = f"cho qua lỗi thể thức «{RULES[finding['code']].says}» (bản {n})"
    history.record(
        document, actor, "overrule_finding", words, note=reason.strip(), acting_for=acting_for, n=n, finding=key
    )
    session.expire(document, ["overrulings"])
    return overruling
