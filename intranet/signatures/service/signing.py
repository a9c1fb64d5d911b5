"""The signer's part: the copy he signs, and his signature, made with his own program or by one next to his token."""

import base64
from dataclasses import dataclass
from typing import Any

from asn1crypto import x509

from intranet.core import permissions
from intranet.core.clock import now
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.core.files import keep_bytes, read
from intranet.core.history import HistoryEntry
from intranet.core.jobs import enqueue
from intranet.docservice.errors import DocError
from intranet.docservice.signing import deferred
from intranet.docservice.signing.accept import accept
from intranet.documents import service as documents
from intranet.documents.models import Document
from intranet.signatures import queries
from intranet.signatures.models import Certificate, ElectronicCopy
from intranet.signatures.office_trust import office_timestamps, office_trust
from intranet.signatures.rules import CopyState, unfit
from intranet.signatures.service.stamping import note_of, refusal, require_trusted_stamp

PDF = "application/pdf"


def ask_for_copy(document: Document, actor: Any) -> ElectronicCopy:
    """Ask the worker for the PDF to be signed, made once for each version; a failed one is tried anew."""
    permissions.require(actor, "signature.sign", document)
    copy = queries.copy_of(document)
    if copy is not None and copy.state != CopyState.FAILED:
        return copy
    copy = copy or ElectronicCopy(document_id=document.id, n=document.current_n)
    copy.state, copy.reason = CopyState.WAITING, ""
    session.add(copy)
    session.flush()
    enqueue("signatures.prepare_copy", copy_id=copy.id)
    return copy


def take_signed(document: Document, content: bytes, actor: Any) -> HistoryEntry:
    """The letter as it came back from the token's own program: the file given out with one signature more.

    The letter is signed by it (move `sign`). Raises Invalid with what is wrong with the file.
    """
    permissions.require(actor, "signature.sign", document)
    copy = _ready_copy(document)
    assert copy.blank_sha256 is not None
    given_out, refused = read(copy.blank_sha256), ""
    for certificate in queries.certificates_of(actor):
        try:
            accept(given_out, content, office_trust(), certificate.fingerprint)
        except DocError as error:
            if error.code != "returned_wrong_person":
                raise Invalid(error.sentence, field="file") from error
            refused = error.sentence
            continue
        problem = unfit(certificate, document, now())
        if problem:
            raise Invalid(problem, field="file")
        return _signed(document, copy, content, certificate, actor)
    raise Invalid(refused, field="file")


def ask_for_signature(document: Document, certificate: Certificate, actor: Any) -> dict[str, Any]:
    """Prepare the letter for a key that is elsewhere; gives what the program next to the token needs.

    The answer is a JSON object: see docs/signing.md. Asked again, it is prepared anew.
    """
    permissions.require(actor, "signature.sign", document)
    copy = _ready_copy(document)
    if certificate.person_id != actor.id:
        raise Refused("Chứng thư số này không phải của bạn.", "Hãy chọn chứng thư số của bạn.")
    problem = unfit(certificate, document, now())
    if problem:
        raise Refused(problem, "Hãy chọn chứng thư số khác, hoặc báo người quản trị.")
    assert copy.blank_sha256 is not None
    found = x509.Certificate.load(base64.b64decode(certificate.der))
    prepared = deferred.prepare(read(copy.blank_sha256), found, name=actor.name, image=queries.picture_of(actor))
    copy.pending, copy.pending_sha256 = prepared.as_json(), keep_bytes(prepared.document, PDF)
    copy.certificate_id = certificate.id
    return {
        "document": document.title,
        "copy": copy.blank_sha256,
        "mechanism": prepared.mechanism,
        "certificate": certificate.der,
        "to_sign": copy.pending["to_sign"],
    }


@dataclass(frozen=True)
class Embedded:
    """A letter signed next to the token that is not kept yet: of which pending file, and with what to note."""

    content: bytes
    pending_sha256: str
    note: str = ""


def take_signature(document: Document, signature: bytes, actor: Any, *, stamped: bool = True) -> HistoryEntry:
    """Take the raw signature made next to the token, both steps in the caller's transaction."""
    return keep_signature(document, embedded_signature(document, signature, actor, stamped=stamped), actor)


def embedded_signature(document: Document, signature: bytes, actor: Any, *, stamped: bool = True) -> Embedded:
    """The letter that waits, with the raw signature in it and a time stamp on that (B-T): writes nothing.

    Without a time stamping authority, or with `stamped` false, B-B. Raises Refused when nothing waits, Invalid for a
    signature of another key or another letter, Invalid with field "without_stamp" when no good time stamp came.
    """
    permissions.require(actor, "signature.sign", document)
    copy = _ready_copy(document)
    if copy.pending is None or copy.pending_sha256 is None or copy.certificate_id is None:
        raise Refused("Chưa có yêu cầu ký nào đang chờ.", "Hãy tải yêu cầu ký trước.")
    certificate = queries.get_certificate(copy.certificate_id)
    server = office_timestamps()
    asked = server if stamped else None
    try:
        prepared = deferred.Prepared.from_json(copy.pending, read(copy.pending_sha256))
        signed = deferred.finish(prepared, signature, asked)
        if asked is not None:
            require_trusted_stamp(signed)
        assert copy.blank_sha256 is not None
        accept(read(copy.blank_sha256), signed, office_trust(), certificate.fingerprint)
    except DocError as error:
        raise refusal(error, "answer") from error
    return Embedded(signed, copy.pending_sha256, note_of(server, asked))


def keep_signature(document: Document, embedded: Embedded, actor: Any) -> HistoryEntry:
    """The letter is signed by it (move `sign`); Refused when another request was prepared meanwhile."""
    permissions.require(actor, "signature.sign", document)
    copy = _ready_copy(document)
    if copy.pending_sha256 != embedded.pending_sha256 or copy.certificate_id is None:
        raise Refused("Yêu cầu ký này đã được thay bằng yêu cầu khác.", "Hãy tải lại yêu cầu ký.")
    certificate = queries.get_certificate(copy.certificate_id)
    return _signed(document, copy, embedded.content, certificate, actor, embedded.note)


def _ready_copy(document: Document) -> ElectronicCopy:
    copy = queries.copy_of(document)
    if copy is None or copy.state != CopyState.READY:
        raise Refused("Bản để ký chưa sẵn sàng.", "Hãy đợi một lát rồi tải lại trang.")
    lock(copy)
    if copy.signed_sha256 is not None:
        raise Refused("Văn bản này đã được ký số.")
    return copy


def _signed(
    document: Document, copy: ElectronicCopy, content: bytes, certificate: Certificate, actor: Any, note: str = ""
) -> HistoryEntry:
    copy.signed_sha256 = keep_bytes(content, PDF)
    copy.certificate_id, copy.pending, copy.pending_sha256 = certificate.id, None, None
    session.flush()
    session.expire(document, ["electronic"])
    return documents.sign(document, actor, with_key=copy.blank_sha256, note=note)
