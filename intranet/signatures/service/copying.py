"""Paper becomes an electronic copy: the scan is checked, signed by the office in its corner, numbered (Điều 25, 27)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from intranet.accounts.models import SigningAuthority
from intranet.accounts.rules import holds_on
from intranet.core import history, permissions
from intranet.core.clock import now, office_time, today
from intranet.core.db import session
from intranet.core.errors import Invalid
from intranet.core.files import keep_bytes
from intranet.docservice.copies import signing_moment
from intranet.docservice.digitised import check_scan
from intranet.docservice.errors import DocError
from intranet.docservice.guard import KINDS
from intranet.docservice.signing.corner import seal_in_corner
from intranet.docservice.signing.long_term import keep_for_long
from intranet.incoming.models import IncomingLetter
from intranet.registers.rules import COPY_CODES, Entry
from intranet.registers.service import take_number
from intranet.signatures.models.copies import DigitisedCopy
from intranet.signatures.office_trust import office_timestamps, office_trust
from intranet.signatures.service.sealing import opened_key, usable_key
from intranet.signatures.service.stamping import note_of, refusal, require_trusted_stamp

PDF = KINDS["pdf"].media_type
AS_ASKED = "Bản sao điện tử phải quét màu, từ 200 dpi, tỷ lệ 100%, PDF 1.4 trở lên (PL I, phần II Nghị định 30/2020)."


@dataclass(frozen=True)
class Digitising:
    """What is copied: form ("SY", "SL", "TrS"), of what, for whom, by whose decision; `letter` if it came here."""

    form: str
    original: str
    authority: SigningAuthority
    recipients: tuple[str, ...]
    letter: IncomingLetter | None = None


@dataclass(frozen=True)
class SealedScan:
    """A signed scan that is not kept yet."""

    scan: bytes
    content: bytes
    page_count: int
    dpi: int
    note: str


def sealed_scan(
    scan: bytes, digitising: Digitising, passphrase: str, actor: Any, *, stamped: bool = True
) -> SealedScan:
    """The scan with the office's signature in the corner of page 1: the slow part, which writes nothing.

    "SAO Y; tên cơ quan; thời gian ký" (PL I, phần II, I.3). The passphrase is used here and kept nowhere. Raises
    Refused without a key, Invalid for a scan that is not as the decree asks (field "file"), a wrong passphrase, no
    time stamp.
    """
    permissions.require(actor, "signature.copy")
    issuer = digitising.authority.issuer
    key = usable_key(issuer)
    try:
        pages = check_scan(scan)
    except DocError as error:
        raise Invalid(error.sentence, field="file", advice=AS_ASKED) from error
    form = COPY_CODES[digitising.form].name.upper()
    words = f"{form}; {issuer.name}; {signing_moment(office_time(now()))}"
    server = office_timestamps()
    asked = server if stamped else None
    try:
        with opened_key(key, passphrase) as signer:
            content = seal_in_corner(scan, signer, words, name=issuer.sealed_by.name, timestamper=asked)
        if asked is not None:
            require_trusted_stamp(content)
            content = keep_for_long(content, asked, office_trust())
    except DocError as error:
        raise refusal(error, "passphrase") from error
    return SealedScan(scan, content, len(pages), min(page.dpi for page in pages), note_of(server, asked))


def keep_digitised(sealed: SealedScan, digitising: Digitising, actor: Any) -> DigitisedCopy:
    """Give the copy the next number of the year's copies (PL I, phần II, II.1c) and keep both files.

    Raises Invalid when whoever decided had no authority today.
    """
    permissions.require(actor, "signature.copy")
    if not holds_on(digitising.authority, today()):
        raise Invalid("Quyền ký của người này không còn hiệu lực hôm nay.", field="authority_id")
    issuer = digitising.authority.issuer
    number = take_number(issuer, digitising.form, today(), actor=actor, entry=_entry(digitising, today()))
    copy = DigitisedCopy(
        issuer_id=issuer.id,
        number_id=number.id,
        letter_id=digitising.letter.id if digitising.letter else None,
        form=digitising.form,
        original=digitising.original,
        page_count=sealed.page_count,
        dpi=sealed.dpi,
        authority_id=digitising.authority.id,
        by_id=actor.id,
        scan_sha256=keep_bytes(sealed.scan, PDF),
        sealed_sha256=keep_bytes(sealed.content, PDF),
    )
    session.add(copy)
    words = f"sao sang bản điện tử, số {number.full}"
    history.record(copy, actor, "digitise", words, note=sealed.note, sealed=copy.sealed_sha256)
    if digitising.letter is not None:
        history.record(digitising.letter, actor, "digitise", words)
    return copy


def _entry(digitising: Digitising, day: date) -> Entry:
    return Entry(
        subject=f"{digitising.original} (bản sao điện tử)",
        signer=digitising.authority.person.name,
        recipients="; ".join(digitising.recipients),
        copies=1,
        sent_on=day,
    )
