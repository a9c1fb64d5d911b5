"""Letters written in Word: after the upload the file is the text; it must have its places for number and date."""

from typing import Any, BinaryIO

from intranet.accounts.models import Department, SigningAuthority
from intranet.core import history
from intranet.core.clock import today
from intranet.core.db import lock, session
from intranet.core.errors import Invalid, Refused
from intranet.docservice.catalogue import Template
from intranet.docservice.check.addressees import addressees_of
from intranet.docservice.errors import DocError
from intranet.docservice.word import docx_facts, require_controls
from intranet.documents.facts import issuer_of, named_recipients, office_facts, signer_facts
from intranet.documents.models import Document, DocumentVersion
from intranet.documents.rules import PLACES, WRITABLE, Mode, type_code_of
from intranet.documents.service.files import add_version, inspected
from intranet.documents.service.writing import authority_for, new_document, rendered, set_signer


def begin_from_word(
    template: Template,
    department: Department,
    actor: Any,
    *,
    subject: str,
    signer_authority_id: int | None,
    recipients: str,
    file: BinaryIO,
    file_name: str,
    field: str = "",
) -> Document:
    """Begin a letter from a .docx; raises Invalid for a file that cannot be taken or has lost number and date."""
    docx, notes = read_letter(file, file_name, type_code_of(template.letter_type))
    named = _named(recipients, docx)
    document = new_document(template, department, actor, mode=Mode.FILE, subject=subject, field=field, recipients=named)
    history.record(document, actor, "begin", "bắt đầu từ tệp Word")
    authority = authority_for(document, signer_authority_id, field)
    set_signer(document, authority)
    document.issuer = issuer_of(document, authority)
    _add(document, actor, docx, notes, subject)
    return document


def continue_in_word(
    document: Document, actor: Any, *, subject: str, recipients: str, file: BinaryIO, file_name: str
) -> DocumentVersion:
    """Make a .docx the letter's next version; its form is closed from now on (the words typed there are kept)."""
    docx, notes = read_letter(file, file_name, document.type_code)
    session.flush()
    lock(document)
    if document.state not in WRITABLE:
        raise Refused(
            f"Văn bản đang ở trạng thái «{document.state_label}» nên không nhận bản mới.",
            "Muốn sửa, người soạn hãy rút lại văn bản trước.",
        )
    document.mode, document.recipients = Mode.FILE, _named(recipients, docx)
    return _add(document, actor, docx, notes, subject)


def read_letter(file: BinaryIO, name: str, type_code: str) -> tuple[bytes, list[str]]:
    """The bytes of a letter written in Word, and what a person should settle before it goes on."""
    facts = inspected(file, name, {"docx"})
    docx = file.read()
    try:
        require_controls(docx, PLACES[type_code])
        found = docx_facts(docx)
    except DocError as error:
        raise Invalid(error.sentence, field="file") from error
    notes = list(facts.notes)
    if found.tracked_changes:
        notes.append(f"Tệp còn {found.tracked_changes} chỗ sửa đổi chưa chấp nhận hoặc từ chối.")
    if found.comments:
        notes.append(f"Tệp còn {found.comments} nhận xét bên lề.")
    return docx, notes


def _named(recipients: str, docx: bytes) -> str:
    """Nơi nhận as typed, "Như trên" said by the names that stand in the file after "Kính gửi"."""
    return "; ".join(named_recipients(recipients.split("; "), addressees_of(docx)))


def prepared_docx(template: Template, department: Department, authority: SigningAuthority | None = None) -> bytes:
    """The template's example under this office's own head, to be written over in Word: its controls are in place."""
    facts = dict(template.example)
    for field in template.fields:
        if field.kind == "office":
            facts[field.key] = office_facts(department.issuer, today())
        elif field.kind in ("letter_number", "letter_date"):
            facts[field.key] = ""
        elif field.kind == "signer" and authority:
            facts[field.key] = signer_facts(authority)
        elif field.known == "unit_code":
            facts[field.key] = department.short_name
    return rendered(template, facts)


def _add(document: Document, actor: Any, docx: bytes, notes: list[str], subject: str) -> DocumentVersion:
    return add_version(document, actor, docx, "gửi bản viết trong Word", source=Mode.FILE, subject=subject, notes=notes)
