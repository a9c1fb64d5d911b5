"""Appendices in files of their own: their PDFs are made when the letter is numbered and signed with its seal."""

from collections.abc import Sequence

from pyhanko.sign.signers import Signer

from intranet.core.clock import now, office_time
from intranet.core.db import session, transaction
from intranet.core.errors import Refused
from intranet.core.files import keep_bytes, read
from intranet.core.jobs import enqueue
from intranet.docservice.copies import signing_moment
from intranet.docservice.errors import DocError
from intranet.docservice.guard import KINDS
from intranet.docservice.images import page_count, photos_to_pdf
from intranet.docservice.signing.corner import has_signatures, seal_in_corner
from intranet.docservice.signing.long_term import keep_for_long
from intranet.docservice.signing.timestamps import TimestampServer
from intranet.documents.models import Document
from intranet.printing.jobs import PASSING
from intranet.printing.pdf_maker import make_pdf
from intranet.signatures.models.appendices import AppendixCopy
from intranet.signatures.office_trust import office_trust
from intranet.signatures.queries import appendices as queries
from intranet.signatures.rules import AppendixState

PDF = KINDS["pdf"].media_type
PREPARE_JOB = "signatures.prepare_appendix"
SIGNED_BY_OTHERS = "Tệp đã có chữ ký số nên giữ nguyên."
NO_PAGES = "Tệp này không in thành trang nên không ký số được."


def ask_for_appendices(document: Document) -> None:
    """Have a PDF made of each appendix of a letter that was signed with a key, once for each version."""
    known = {copy.attachment_id for copy in queries.appendices_of(document)}
    for attachment in document.attachments:
        if attachment.id not in known:
            session.add(copy := AppendixCopy(attachment_id=attachment.id, n=document.current_n))
            session.flush()
            enqueue(PREPARE_JOB, appendix_id=copy.id)


def prepare_appendix(appendix_id: int) -> None:
    """Make the PDF of an appendix; a second run finds it made. DocError for what passes by itself."""
    copy = session.get(AppendixCopy, appendix_id)
    if copy is None or copy.state != AppendixState.WAITING:
        return
    attachment = copy.attachment
    media_type, content = attachment.file.media_type, read(attachment.file_sha256)
    session.rollback()  # LibreOffice takes seconds: nothing stays open meanwhile
    try:
        pdf, reason = _pdf(media_type, content)
    except DocError as error:
        if error.code in PASSING:
            raise
        pdf, reason = None, error.sentence
    with transaction():
        settle_appendix(appendix_id, pdf, reason)


def settle_appendix(appendix_id: int, pdf: bytes | None, reason: str) -> None:
    """Ready with its PDF, or to go as it is with the reason; within the caller's transaction."""
    copy = session.get(AppendixCopy, appendix_id, with_for_update=True)
    if copy is None or copy.state != AppendixState.WAITING:
        return
    with session.no_autoflush:  # state and PDF are one fact: a constraint ties them
        copy.pdf_sha256 = keep_bytes(pdf, PDF) if pdf else None
        copy.state, copy.reason = (AppendixState.READY if pdf else AppendixState.AS_IT_IS), reason


def _pdf(media_type: str, content: bytes) -> tuple[bytes | None, str]:
    if media_type == KINDS["docx"].media_type:
        return make_pdf(content, pdfa=True), ""
    if media_type in (KINDS["jpeg"].media_type, KINDS["png"].media_type):
        return photos_to_pdf([content]), ""
    if media_type != PDF:
        return None, NO_PAGES
    page_count(content)  # a locked or broken one is told by its own sentence
    return (None, SIGNED_BY_OTHERS) if has_signatures(content) else (content, "")


def sealed_appendices(document: Document, signer: Signer, server: TimestampServer | None) -> dict[int, bytes]:
    """Appendix → its file signed by the office, in the same breath as the letter (Văn thư ký số từng tệp, III.1d).

    Raises Refused while a PDF is being made, DocError what signing refuses.
    """
    copies = queries.appendices_of(document)
    if any(copy.state == AppendixState.WAITING for copy in copies):
        raise Refused("Phụ lục đang được chuyển sang PDF để ký số.", "Hãy đợi một lát rồi thử lại.")
    ready = [copy for copy in copies if copy.state == AppendixState.READY]
    return {copy.id: _sealed(document, copy, signer, server) for copy in ready}


def _sealed(document: Document, copy: AppendixCopy, signer: Signer, server: TimestampServer | None) -> bytes:
    words = f"{document.mark}; {signing_moment(office_time(now()))}"
    assert copy.pdf_sha256 is not None
    content = seal_in_corner(
        read(copy.pdf_sha256), signer, words, name=document.issuer.sealed_by.name, timestamper=server
    )
    return keep_for_long(content, server, office_trust()) if server else content


def keep_appendices(copies: Sequence[AppendixCopy], sealed: dict[int, bytes]) -> list[dict[str, str]]:
    """Keep the signed files; gives what the log says of each appendix: its title, how it goes, its SHA-256."""
    for copy in copies:
        if copy.id in sealed:
            copy.sealed_sha256 = keep_bytes(sealed[copy.id], PDF)
    return [
        {"title": copy.attachment.title, "signed": "yes" if copy.sealed_sha256 else "no", "sha256": copy.sha256}
        for copy in copies
    ]
