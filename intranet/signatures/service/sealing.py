"""The clerk's part: number and date go into the signed copy, then the office's own signature locks it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pyhanko.sign.signers import Signer

from intranet.accounts.models import Issuer
from intranet.core import permissions
from intranet.core.clock import now
from intranet.core.db import lock, session
from intranet.core.errors import Refused
from intranet.core.files import keep_bytes, read
from intranet.core.history import HistoryEntry
from intranet.docservice.errors import DocError
from intranet.docservice.signing.fill import fill_fields
from intranet.docservice.signing.keys import open_key_file, open_token
from intranet.docservice.signing.long_term import keep_for_long
from intranet.docservice.signing.sign import seal as set_seal
from intranet.docservice.vietnamese import letter_date
from intranet.documents import service as documents
from intranet.documents.models import Document
from intranet.documents.rules import PLACES
from intranet.signatures import queries
from intranet.signatures.models import SealKey
from intranet.signatures.office_trust import office_timestamps, office_trust
from intranet.signatures.queries.appendices import appendices_of
from intranet.signatures.rules import holds_on
from intranet.signatures.service.appendices import ask_for_appendices, keep_appendices, sealed_appendices
from intranet.signatures.service.checkpage import give_code
from intranet.signatures.service.stamping import note_of, refusal, require_trusted_stamp

PDF = "application/pdf"


def write_number(document: Document) -> None:
    """Number and date into the signed copy, in the transaction that gives them (Điều 15 NĐ 30/2020)."""
    copy = queries.copy_of(document)
    if copy is None or copy.signed_sha256 is None or document.number is None:
        return
    values = {"so": document.number.number_text, "ngay": letter_date(document.number.issued_on)}
    written = {place: values[place] for place in PLACES[document.type_code]}
    copy.numbered_sha256 = keep_bytes(fill_fields(read(copy.signed_sha256), written), PDF)
    ask_for_appendices(document)
    session.flush()
    session.expire(document, ["electronic"])


@dataclass(frozen=True)
class Sealed:
    """A sealed copy that is not kept yet: of which numbered file, and how its time is proven."""

    content: bytes
    numbered_sha256: str
    level: str
    note: str
    appendices: dict[int, bytes]


def seal(document: Document, passphrase: str, actor: Any, *, stamped: bool = True) -> HistoryEntry:
    """Ký số của cơ quan, both steps in the caller's transaction: see `sealed_copy` and `keep_sealed`."""
    return keep_sealed(document, sealed_copy(document, passphrase, actor, stamped=stamped), actor)


def sealed_copy(document: Document, passphrase: str, actor: Any, *, stamped: bool = True) -> Sealed:
    """The numbered copy and its appendices locked by the office's signature (PL I, II.8): slow, and writes nothing.

    The passphrase is used here and kept nowhere. With a time stamping authority it is PAdES B-LT and carries a time
    stamp of the whole document; without one, or with `stamped` false, PAdES B-B. Raises Refused without a key or while
    an appendix is being made ready, Invalid for a wrong passphrase, Invalid with field "without_stamp" when no good
    time stamp came.
    """
    permissions.require(actor, "signature.seal", document)
    copy, key = queries.copy_of(document), usable_key(document.issuer)
    assert copy is not None and copy.numbered_sha256 is not None
    server, image = office_timestamps(), queries.picture_of(document.issuer)
    asked = server if stamped else None
    try:
        with opened_key(key, passphrase) as signer:
            numbered = read(copy.numbered_sha256)
            content = set_seal(numbered, signer, name=document.issuer.sealed_by.name, image=image, timestamper=asked)
            appendices = sealed_appendices(document, signer, asked)
        if asked is not None:
            require_trusted_stamp(content)
            content = keep_for_long(content, asked, office_trust())
    except DocError as error:
        raise refusal(error, "passphrase") from error
    level = "B-LT" if asked else "B-B"
    return Sealed(content, copy.numbered_sha256, level, note_of(server, asked), appendices)


def keep_sealed(document: Document, sealed: Sealed, actor: Any) -> HistoryEntry:
    """The sealed copy is the letter's signed sheet; the log says how its time is proven.

    Raises Refused when the letter went on or back while the copy was being sealed.
    """
    permissions.require(actor, "signature.seal", document)
    copy = queries.copy_of(document)
    if copy is not None:
        lock(copy)
    if copy is None or copy.numbered_sha256 != sealed.numbered_sha256 or copy.sealed_sha256 is not None:
        raise Refused("Văn bản vừa được người khác xử lý.", "Hãy tải lại trang để xem trạng thái mới nhất.")
    copy.sealed_sha256 = keep_bytes(sealed.content, PDF)
    give_code(copy)
    appendices = keep_appendices(appendices_of(document), sealed.appendices)
    return documents.seal(
        document, actor, copy.sealed_sha256, note=sealed.note, level=sealed.level, appendices=appendices
    )


def usable_key(issuer: Issuer) -> SealKey:
    """Where an office's key is; raises Refused without one, or when its certificate does not hold now."""
    key = queries.seal_key(issuer)
    if key is None:
        raise Refused("Cơ quan chưa khai báo khóa ký số.", "Người quản trị khai báo ở mục Chữ ký số.")
    if not holds_on(key.certificate, now()):
        raise Refused(
            f"Chứng thư số của {issuer.name} chưa có hiệu lực, đã hết hạn hoặc đã ngừng dùng.",
            "Người quản trị nhận khóa mới ở mục Chữ ký số; văn bản giữ số đã cấp.",
        )
    return key


@contextmanager
def opened_key(key: SealKey, passphrase: str) -> Iterator[Signer]:
    """The signer of an office's key; DocError key_not_opened, token_wrong_pin, token_not_found."""
    if key.file_sha256 is not None:
        yield open_key_file(read(key.file_sha256), passphrase)
        return
    with open_token(key.module, key.token, passphrase, key.key_label) as signer:
        yield signer


documents.ON_NUMBERED.append(write_number)
