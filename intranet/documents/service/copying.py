"""Sao văn bản: a copy of an issued letter takes the next number of the copies' own series (Điều 25–27 NĐ 30/2020)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from intranet.accounts.models import SigningAuthority
from intranet.accounts.rules import holds_on
from intranet.core import history
from intranet.core.db import session
from intranet.core.errors import Invalid, Refused
from intranet.core.files import keep_bytes, read
from intranet.docservice.copies import copy_docx, paper_copy
from intranet.docservice.guard import KINDS
from intranet.documents.facts import office_facts, signer_facts
from intranet.documents.models import Document
from intranet.documents.models.copies import CertifiedCopy
from intranet.documents.rules import State
from intranet.lettertemplates.office_templates import layouts
from intranet.printing.service import ask_for_files
from intranet.registers.rules import COPY_CODES, Entry
from intranet.registers.service import take_number

EXTRACT = "TrS"


@dataclass(frozen=True)
class Copying:
    """What copy is made: its form ("SY", "SL", "TrS"), date, who signs, for whom, and of which pages an extract is."""

    form: str
    day: date
    authority: SigningAuthority
    recipients: Sequence[str]
    copies: int = 1
    pages: str = ""


def copy_letter(document: Document, actor: Any, copying: Copying) -> CertifiedCopy:
    """Make a copy of the signed sheet; raises Refused for a letter that is not out, Invalid for wrong facts."""
    if document.state != State.ISSUED or document.scan is None or document.number is None:
        raise Refused("Chỉ sao văn bản đã phát hành, còn hiệu lực và có bản quét.")
    if not holds_on(copying.authority, copying.day):
        raise Invalid("Quyền ký của người này không còn hiệu lực vào ngày sao.", field="authority_id")
    pages = _pages(copying, document.scan.page_count)
    number = take_number(
        document.issuer,
        copying.form,
        copying.day,
        actor=actor,
        entry=Entry(
            subject=f"{document.number.full}: {document.subject}",
            signer=copying.authority.person.name,
            recipients="; ".join(copying.recipients),
            copies=copying.copies,
        ),
    )
    facts = {
        "co_quan": office_facts(document.issuer, copying.day),
        "so": number.number_text,
        "ngay": copying.day.isoformat(),
        "nguoi_ky": signer_facts(copying.authority),
        "noi_nhan": [*copying.recipients, "Lưu: VT"],
    }
    docx = copy_docx(layouts(), COPY_CODES[copying.form].id, facts)
    made = CertifiedCopy(
        document_id=document.id,
        scan_id=document.scan.id,
        number_id=number.id,
        form=copying.form,
        pages=" ".join(map(str, pages)),
        authority_id=copying.authority.id,
        by_id=actor.id,
        docx_sha256=keep_bytes(docx, KINDS["docx"].media_type),
    )
    session.add(made)
    ask_for_files(made)
    history.record(document, actor, "copy_letter", f"sao văn bản, số {number.full}", pages=made.pages)
    return made


def copied_pdf(copy: CertifiedCopy) -> bytes:
    """The signed sheet with the copy's own part below its end; raises Refused while that part is being made."""
    if copy.pdf_sha256 is None:
        raise Refused(copy.files_reason or "Bản sao đang được tạo.", "Hãy thử lại sau ít phút.")
    pages = [int(page) for page in copy.pages.split()]
    return paper_copy(read(copy.scan.file_sha256), read(copy.pdf_sha256), pages or None)


def _pages(copying: Copying, count: int) -> list[int]:
    if copying.form != EXTRACT:
        return []
    found = [int(word) for word in re.findall(r"\d{1,4}", copying.pages)]
    if not found or any(not 1 <= page <= count for page in found):
        raise Invalid(f"Hãy ghi các trang được trích, từ 1 đến {count}, ví dụ 1, 3.", field="pages")
    return sorted(set(found))
