"""Since when signatures are known to have stood in a file: the document's own time stamps."""

from dataclasses import dataclass
from datetime import datetime

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_timestamp
from pyhanko.sign.validation.status import SignatureCoverageLevel

from intranet.docservice.signing.apart import apart
from intranet.docservice.signing.trust import Trust


@dataclass(frozen=True)
class TimeProof:
    """A trusted time stamp over the first `end` bytes of a file."""

    moment: datetime
    end: int


def time_proofs(reader: PdfFileReader, trust: Trust, now: datetime) -> list[TimeProof]:
    """The trusted time stamps of a document, each of the whole revision it closes."""
    stamps = (_proof(stamp, trust, now) for stamp in reader.embedded_timestamp_signatures)
    return [proof for proof in stamps if proof is not None]


def proven_since(signature: EmbeddedPdfSignature, proofs: list[TimeProof]) -> datetime | None:
    """The earliest moment at which a time stamp of the document saw a signature."""
    return min((proof.moment for proof in proofs if proof.end > end_of(signature)), default=None)


def end_of(signature: EmbeddedPdfSignature) -> int:
    """How many bytes of the file a signature speaks of."""
    return int(signature.byte_range[2] + signature.byte_range[3])


def _proof(stamp: EmbeddedPdfSignature, trust: Trust, now: datetime) -> TimeProof | None:
    status = apart(lambda: validate_pdf_timestamp(stamp, trust.context(moment=now), skip_diff=True))
    whole = status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    if not (whole and status.valid and status.intact and status.trusted):
        return None
    return TimeProof(status.timestamp, end_of(stamp))
