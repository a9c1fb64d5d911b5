"""What the signatures of a PDF are worth: who signed, when, whether he is trusted, and what changed afterwards.

Judged by pyHanko's modification analysis: "intact" alone says only that the bytes which were signed are still there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESSubIndic
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from intranet.docservice.errors import DocError
from intranet.docservice.signing.apart import apart
from intranet.docservice.signing.changes import what_changed
from intranet.docservice.signing.keys import CertificateFacts, certificate_facts
from intranet.docservice.signing.reading_errors import READING_ERRORS
from intranet.docservice.signing.time_proof import TimeProof, proven_since, time_proofs
from intranet.docservice.signing.trust import Trust

MOST_BYTES = 200_000_000
MOST_SIGNATURES = 64


class Changes(StrEnum):
    """What came after a signature."""

    NONE = "none"
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class SignatureReport:
    """One signature; `reason` says in Vietnamese why it is not valid, `changed` what came after it, a phrase each.

    `stamped_at` is the moment of its own trusted time stamp, `proven_at` that of the document's: he signed before it.
    """

    field: str
    certificate: CertificateFacts | None
    signed_at: datetime | None
    stamped_at: datetime | None
    intact: bool
    trusted: bool
    changes_after: Changes
    changed: tuple[str, ...] = ()
    reason: str = ""
    proven_at: datetime | None = None

    @property
    def signer(self) -> str:
        """The holder of the certificate."""
        return self.certificate.holder if self.certificate else ""

    @property
    def is_forged(self) -> bool:
        """Whether somebody changed what was signed, or signed with a certificate that had been taken back."""
        return not self.intact or self.changes_after is Changes.FORBIDDEN or self.reason in TAKEN_BACK

    @property
    def valid(self) -> bool:
        """Whether it can be relied on."""
        return self.intact and self.trusted and self.changes_after is not Changes.FORBIDDEN and not self.reason

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "field": self.field,
            "signer": self.signer,
            "signed_at": self.signed_at.isoformat() if self.signed_at else None,
            "intact": self.intact,
            "trusted": self.trusted,
            "changes_after": self.changes_after.value,
            "valid": self.valid,
        }


@dataclass(frozen=True)
class Report:
    """All signatures of a file; a file without any is not valid."""

    signatures: tuple[SignatureReport, ...]

    @property
    def valid(self) -> bool:
        """Whether there are signatures and all can be relied on."""
        return bool(self.signatures) and all(signature.valid for signature in self.signatures)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {"valid": self.valid, "signatures": [signature.as_json() for signature in self.signatures]}


REASONS: Mapping[AdESSubIndic, str] = {
    AdESFailure.REVOKED: "Chứng thư số đã bị thu hồi.",
    AdESIndeterminate.REVOKED_NO_POE: "Chứng thư số đã bị thu hồi.",
    AdESIndeterminate.REVOKED_CA_NO_POE: "Chứng thư của tổ chức cấp đã bị thu hồi.",
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: "Chứng thư số không do tổ chức được cơ quan tin cậy cấp.",
    AdESIndeterminate.TRY_LATER: "Chưa có danh sách thu hồi còn hạn để kiểm tra chứng thư số.",
    AdESIndeterminate.REVOCATION_OUT_OF_BOUNDS_NO_POE: "Danh sách thu hồi đã cũ, chưa kiểm tra được chứng thư số.",
    AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE: "Không kiểm tra được chứng thư số: thiếu danh sách thu hồi "
    "hoặc chuỗi chứng thư không hợp lệ.",
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: "Chứng thư số không được dùng để ký văn bản.",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "Chữ ký dùng thuật toán đã lỗi thời.",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: "Chữ ký dùng thuật toán đã lỗi thời.",
}
TAKEN_BACK = frozenset({REASONS[AdESFailure.REVOKED], REASONS[AdESIndeterminate.REVOKED_CA_NO_POE]})
LONG_TERM = "thêm dấu thời gian và dữ liệu để xác minh lâu dài"
UNREADABLE_SIGNATURE = "Không đọc được chữ ký này."


def verify(pdf: bytes, trust: Trust, moment: datetime | None = None) -> Report:
    """Every signature of a PDF at a moment (now). DocError pdf_broken for what is no PDF, file_too_big."""
    if len(pdf) > MOST_BYTES:
        raise DocError("file_too_big", name="PDF", limit=MOST_BYTES // 1_000_000)
    if not pdf.lstrip()[:5] == b"%PDF-":
        raise DocError("pdf_broken", name="PDF")
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        if reader.encrypted:
            raise DocError("file_is_locked", name="PDF")
        embedded = list(reader.embedded_regular_signatures)
    except READING_ERRORS as error:
        raise DocError("pdf_broken", name="PDF") from error
    if len(embedded) > MOST_SIGNATURES:
        raise DocError("pdf_broken", name="PDF")
    moment = moment or datetime.now(UTC)
    known = _Known(trust, _lists_in(reader), _proofs(reader, trust, moment), moment)
    return Report(tuple(_judge(pdf, signature, known) for signature in embedded))


@dataclass(frozen=True)
class _Known:
    """What signatures are judged by: trust, the lists and time stamps kept in the file, the moment."""

    trust: Trust
    stored: list[bytes]
    proofs: list[TimeProof]
    moment: datetime


def _lists_in(reader: PdfFileReader) -> list[bytes]:
    """The lists of revoked certificates that were stored with the signatures (PAdES B-LT)."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        return [reference.get_object().data for reference in store.crls]
    except READING_ERRORS:
        return []


def _proofs(reader: PdfFileReader, trust: Trust, moment: datetime) -> list[TimeProof]:
    try:
        return time_proofs(reader, trust, moment)
    except READING_ERRORS:
        return []


def _judge(pdf: bytes, embedded: EmbeddedPdfSignature, known: _Known) -> SignatureReport:
    field = str(embedded.field_name)
    try:
        status, stamped_at, proven_at = _status(embedded, known)
        is_drawn_as_signed = _is_drawn_as_signed(embedded)
    except READING_ERRORS as error:
        reason = _reason(getattr(error, "ades_subindication", None)) or UNREADABLE_SIGNATURE
        return SignatureReport(field, None, None, None, False, False, Changes.FORBIDDEN, (), reason)
    changes = _changes(status) if is_drawn_as_signed else Changes.FORBIDDEN
    return SignatureReport(
        field=field,
        certificate=certificate_facts(status.signing_cert),
        signed_at=stamped_at or status.signer_reported_dt,
        stamped_at=stamped_at,
        intact=bool(status.intact and status.valid),
        trusted=bool(status.trusted),
        changes_after=changes,
        changed=_told(pdf, embedded, status, changes),
        reason=_why_not(status, changes, stamped_at or proven_at or known.moment),
        proven_at=proven_at,
    )


def _told(pdf: bytes, embedded: EmbeddedPdfSignature, status: PdfSignatureStatus, changes: Changes) -> tuple[str, ...]:
    if changes is Changes.NONE:
        return ()
    if changes is Changes.ALLOWED and status.modification_level == ModificationLevel.LTA_UPDATES:
        return (LONG_TERM,)
    return what_changed(pdf, embedded)


def _status(
    embedded: EmbeddedPdfSignature, known: _Known
) -> tuple[PdfSignatureStatus, datetime | None, datetime | None]:
    """A signature with a trusted time stamp is judged at that time, so that it outlives its certificate.

    Its own stamp counts, else the earliest one of the document that saw it. The lists stored in the file speak of that
    time only: an old list must not hide what a newer one says today.
    """
    today = known.trust.context(moment=known.moment)
    status = apart(lambda: validate_pdf_signature(embedded, today))
    stamp, stamped_at = status.timestamp_validity, None
    if stamp is not None and stamp.valid and stamp.intact and stamp.trusted:
        stamped_at = stamp.timestamp
    proven_at = proven_since(embedded, known.proofs)
    then = stamped_at or proven_at
    if then is not None and not status.trusted:
        earlier = known.trust.with_lists(known.stored).context(moment=then, retroactive_revinfo=True)
        stamps = known.trust.context(moment=known.moment)
        status = apart(lambda: validate_pdf_signature(embedded, earlier, stamps))
    return status, stamped_at, proven_at


def _is_drawn_as_signed(embedded: EmbeddedPdfSignature) -> bool:
    """Whether nobody told viewers afterwards to draw the form anew or in another way; pyHanko lets that pass."""
    signed = embedded.reader.get_historical_resolver(embedded.signed_revision).root
    return _drawing(signed) == _drawing(embedded.reader.root)


def _drawing(root: DictionaryObject) -> tuple[bool, bool]:
    if "/AcroForm" not in root:
        return False, False
    form = root["/AcroForm"]
    return "/NeedAppearances" in form and bool(form["/NeedAppearances"]), "/XFA" in form


def _changes(status: PdfSignatureStatus) -> Changes:
    if status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return Changes.FORBIDDEN
    level = status.modification_level
    if level is None or level == ModificationLevel.NONE:
        return Changes.NONE
    return Changes.ALLOWED if status.docmdp_ok and level != ModificationLevel.OTHER else Changes.FORBIDDEN


def _why_not(status: PdfSignatureStatus, changes: Changes, judged_at: datetime) -> str:
    if not (status.intact and status.valid):
        return "Nội dung đã ký bị sửa, chữ ký không còn đúng."
    if changes is Changes.FORBIDDEN:
        return "Văn bản bị sửa sau khi ký, ngoài những gì chữ ký cho phép."
    if not status.trusted:
        return _why_not_trusted(status, judged_at)
    stamp = status.timestamp_validity
    if stamp is not None and not (stamp.valid and stamp.intact and stamp.trusted):
        return "Dấu thời gian không đáng tin cậy."
    return "" if status.bottom_line else "Chữ ký không đúng điều kiện của ô ký."


def _why_not_trusted(status: PdfSignatureStatus, judged_at: datetime) -> str:
    certificate = status.signing_cert
    if judged_at < certificate.not_valid_before:
        return "Chứng thư số chưa có hiệu lực."
    if judged_at > certificate.not_valid_after:
        return "Chứng thư số đã hết hạn."
    return _reason(status.trust_problem_indic) or "Không xác minh được chứng thư số."


def _reason(indication: AdESSubIndic | None) -> str:
    return REASONS.get(indication, "") if indication is not None else ""
