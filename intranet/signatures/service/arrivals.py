"""Letters that came signed: what their signatures are worth, told to the clerk; the files stay as they came."""

from typing import Any

from intranet.accounts.queries import holders_of
from intranet.accounts.rules import Role
from intranet.core import history, permissions
from intranet.core.clock import now
from intranet.core.db import session, transaction
from intranet.core.files import read
from intranet.docservice.errors import DocError
from intranet.docservice.signing.verify import Report, SignatureReport, verify
from intranet.incoming.models import IncomingFile, IncomingLetter
from intranet.notices.service import tell
from intranet.signatures.models.incoming import ArrivalCheck
from intranet.signatures.office_trust import office_trust
from intranet.signatures.rules import FORGED, VERDICT_WORDS, Verdict

TELL = "Chữ ký số của văn bản đến không đúng. Hãy hỏi nơi gửi trước khi làm tiếp."
Found = dict[int, tuple[Verdict, str, list[dict[str, Any]]]]


def check_again(letter: IncomingLetter, actor: Any) -> None:
    """The clerk asks anew, with what the office trusts by now; transactions of its own."""
    permissions.require(actor, "signature.check_arrival", letter)
    check_arrival(letter.id, actor)


def check_arrival(letter_id: int, actor: Any = None) -> None:
    """Judge the signatures of every PDF of a letter (Điều 21.2a NĐ 30/2020) and tell the clerks of a forged one.

    Reads outside any transaction and writes in one of its own; what became secret meanwhile is left alone.
    """
    letter = session.get(IncomingLetter, letter_id)
    wanted = [(file.id, file.file_sha256) for file in letter.files if file.kind == "pdf"] if letter else []
    session.rollback()  # a large file takes seconds: nothing stays open meanwhile
    found: Found = {file_id: _judged(sha256) for file_id, sha256 in wanted}
    with transaction():
        letter = session.get(IncomingLetter, letter_id, with_for_update=True)
        if letter is None:
            return
        files = [file for file in letter.files if file.id in found]
        known = [session.get(ArrivalCheck, file.id) for file in files]
        was_forged = any(check is not None and check.is_forged for check in known)
        for file in files:
            _keep(file, found)
        _tell(letter, files, found, actor, was_forged)


def _judged(sha256: str) -> tuple[Verdict, str, list[dict[str, Any]]]:
    try:
        report = verify(read(sha256), office_trust())
    except DocError as error:
        return Verdict.UNREADABLE, error.sentence, []
    return _verdict(report), "", [_plain(signature) for signature in report.signatures]


def _plain(signature: SignatureReport) -> dict[str, Any]:
    """What the letter's page shows of a signature."""
    certificate, signed_at = signature.certificate, signature.signed_at
    return {
        **signature.as_json(),
        "organisation": certificate.organisation if certificate else "",
        "given_by": certificate.issuer if certificate else "",
        "signed_at": signed_at.isoformat() if signed_at else None,
        "is_stamped": bool(signature.stamped_at or signature.proven_at),
        "reason": signature.reason,
        "changed": list(signature.changed),
    }


def _verdict(report: Report) -> Verdict:
    if not report.signatures:
        return Verdict.NONE
    if any(signature.is_forged for signature in report.signatures):
        return Verdict.BROKEN
    return Verdict.VALID if report.valid else Verdict.UNPROVEN


def _keep(file: IncomingFile, found: Found) -> None:
    check = session.get(ArrivalCheck, file.id) or ArrivalCheck(file_id=file.id)
    check.verdict, check.problem, check.signatures = found[file.id]
    check.checked_at = now()
    session.add(check)


def _tell(letter: IncomingLetter, files: list[IncomingFile], found: Found, actor: Any, was_forged: bool) -> None:
    """The history names no signer: the letter may turn out to be secret, and history stays."""
    said = [(file.position, found[file.id][0]) for file in files if found[file.id][0] != Verdict.NONE]
    session.flush()
    session.expire_all()
    if not said:
        return
    words = "; ".join(f"tệp {position}: {VERDICT_WORDS[verdict][0].lower()}" for position, verdict in said)
    history.record(letter, actor, "check_signatures", f"kiểm tra chữ ký số, {words}")
    if not was_forged and any(verdict in FORGED for _, verdict in said):
        tell(holders_of({Role.CLERK}), "arrival_forged", TELL, subject=letter, actor=actor)
