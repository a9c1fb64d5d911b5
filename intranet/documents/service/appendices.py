"""Appendices (phụ lục): files that travel with the letter; changing them changes the letter, so checks fall."""

from typing import Any, BinaryIO

from sqlalchemy import func, select

from intranet.core import history
from intranet.core.clock import now
from intranet.core.db import lock, session
from intranet.core.errors import Refused
from intranet.core.files import keep, keep_bytes, read
from intranet.docservice.attached_to import with_letter_named
from intranet.docservice.guard import ANY_KIND, shown_name
from intranet.documents.models import Attachment, Document
from intranet.documents.rules import WRITABLE, is_signed_with_a_key
from intranet.documents.service.files import DOCX, drop_checks, inspected


def add_attachment(document: Document, actor: Any, *, title: str, file: BinaryIO, file_name: str) -> Attachment:
    """Add a file at the end; raises Invalid when it cannot be taken, Refused once the letter is presented."""
    facts = inspected(file, file_name, ANY_KIND)
    _open(document)
    last = select(func.max(Attachment.position)).where(Attachment.document_id == document.id)
    name = shown_name(file_name)
    attachment = Attachment(
        document_id=document.id,
        position=(session.scalar(last) or 0) + 1,
        title=title or name.rsplit(".", 1)[0],
        file_name=name,
        file_sha256=keep(file, facts.media_type).sha256,
        added_by_id=actor.id,
    )
    session.add(attachment)
    _changed(document, actor, "add_attachment", f"thêm phụ lục «{attachment.title}»")
    return attachment


def remove_attachment(document: Document, attachment: Attachment, actor: Any) -> None:
    """Take an appendix away; its file stays in the store and its line in the history."""
    _open(document)
    attachment.removed_at = now()
    _changed(document, actor, "remove_attachment", f"bỏ phụ lục «{attachment.title}»")


def move_attachment(document: Document, attachment: Attachment, up: bool, actor: Any) -> None:
    """Change places with the one before (`up`) or after; at the end nothing happens."""
    _open(document)
    others = list(document.attachments)
    here = next(i for i, other in enumerate(others) if other.id == attachment.id)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(others):
        return
    attachment.position, others[there].position = others[there].position, attachment.position
    _changed(document, actor, "move_attachment", "xếp lại phụ lục")


def name_letter_in_appendices(document: Document, actor: Any) -> None:
    """Number and date go into the line by which each appendix in Word names its letter; on paper it has to be whole,
    on an electronic letter it stays as it is (NĐ 30/2020, PL I, III.1)."""
    number = document.number
    if number is None or is_signed_with_a_key(document):
        return
    for attachment in document.attachments:
        if attachment.file.media_type != DOCX:
            continue
        docx = with_letter_named(read(attachment.file_sha256), number.number_text, number.symbol, number.issued_on)
        if docx is not None:
            attachment.file_sha256 = keep_bytes(docx, DOCX)
            history.record(document, actor, "fill_appendix", f"ghi số, ngày vào phụ lục «{attachment.title}»")


def _open(document: Document) -> None:
    session.flush()
    lock(document)
    if document.state not in WRITABLE:
        raise Refused(
            f"Văn bản đang ở trạng thái «{document.state_label}» nên không đổi được phụ lục.",
            "Muốn đổi, người soạn hãy rút lại văn bản trước.",
        )


def _changed(document: Document, actor: Any, act: str, words: str) -> None:
    drop_checks(document)
    session.flush()
    session.expire(document, ["attachments"])
    history.record(document, actor, act, words)
