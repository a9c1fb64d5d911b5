"""The clerk's part: number and date go into the signed copy, then the office's own signature locks it."""

from typing import Any

from intranet.core import permissions
from intranet.core.clock import now
from intranet.core.db import session
from intranet.core.errors import Invalid, Refused
from intranet.core.files import keep_bytes, read
from intranet.core.history import HistoryEntry
from intranet.docservice.errors import DocError
from intranet.docservice.signing.fill import fill_fields
from intranet.docservice.signing.keys import open_key_file, open_token
from intranet.docservice.signing.sign import seal as set_seal
from intranet.docservice.vietnamese import letter_date
from intranet.documents import service as documents
from intranet.documents.models import Document
from intranet.documents.rules import PLACES
from intranet.signatures import queries
from intranet.signatures.models import ElectronicCopy, SealKey
from intranet.signatures.rules import holds_on
from intranet.signatures.service.checkpage import give_code

PDF = "application/pdf"


def write_number(document: Document) -> None:
    """Number and date into the signed copy, in the transaction that gives them (Điều 15 NĐ 30/2020)."""
    copy = queries.copy_of(document)
    if copy is None or copy.signed_sha256 is None or document.number is None:
        return
    values = {"so": document.number.number_text, "ngay": letter_date(document.number.issued_on)}
    written = {place: values[place] for place in PLACES[document.type_code]}
    copy.numbered_sha256 = keep_bytes(fill_fields(read(copy.signed_sha256), written), PDF)
    session.flush()
    session.expire(document, ["electronic"])


def seal(document: Document, passphrase: str, actor: Any) -> HistoryEntry:
    """Ký số của cơ quan: locks the numbered copy, which is then the letter's signed sheet (PL I, II.8).

    The passphrase is used here and kept nowhere. Raises Refused without a key, Invalid for a wrong passphrase.
    """
    permissions.require(actor, "signature.seal", document)
    copy, key = queries.copy_of(document), queries.seal_key(document.issuer)
    if key is None:
        raise Refused("Cơ quan chưa khai báo khóa ký số.", "Người quản trị khai báo ở mục Chữ ký số.")
    assert copy is not None and copy.numbered_sha256 is not None
    if not holds_on(key.certificate, now()):
        raise Refused(
            f"Chứng thư số của {document.issuer.name} chưa có hiệu lực, đã hết hạn hoặc đã ngừng dùng.",
            "Người quản trị nhận khóa mới ở mục Chữ ký số; văn bản giữ số đã cấp.",
        )
    try:
        sealed = _sealed(copy, key, document, passphrase)
    except DocError as error:
        raise Invalid(error.sentence, field="passphrase") from error
    copy.sealed_sha256 = keep_bytes(sealed, PDF)
    give_code(copy)
    return documents.seal(document, actor, copy.sealed_sha256)


def _sealed(copy: ElectronicCopy, key: SealKey, document: Document, passphrase: str) -> bytes:
    assert copy.numbered_sha256 is not None
    numbered, image = read(copy.numbered_sha256), queries.picture_of(document.issuer)
    if key.file_sha256 is not None:
        signer = open_key_file(read(key.file_sha256), passphrase)
        return set_seal(numbered, signer, name=document.issuer.name, image=image)
    with open_token(key.module, key.token, passphrase, key.key_label) as token:
        return set_seal(numbered, token, name=document.issuer.name, image=image)


documents.ON_NUMBERED.append(write_number)
