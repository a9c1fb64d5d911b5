"""Whether a certificate may sign now, asked of the office's own trust before anybody signs with it."""

import asyncio
from datetime import datetime

from asn1crypto import x509
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import (
    InsufficientRevinfoError,
    InvalidCertificateError,
    PathBuildingError,
    PathError,
    RevokedError,
    StaleRevinfoError,
    ValidationError,
)

from intranet.docservice.signing.apart import apart
from intranet.docservice.signing.trust import Trust
from intranet.docservice.signing.verify import REASONS

NOT_YET, EXPIRED = "Chứng thư số chưa có hiệu lực.", "Chứng thư số đã hết hạn."
UNKNOWN = "Không xác minh được chứng thư số."
# The first that fits: each is a kind of the ones below it.
SENTENCES = (
    (RevokedError, REASONS[AdESFailure.REVOKED]),
    (StaleRevinfoError, REASONS[AdESIndeterminate.REVOCATION_OUT_OF_BOUNDS_NO_POE]),
    (InsufficientRevinfoError, REASONS[AdESIndeterminate.TRY_LATER]),
    (PathBuildingError, REASONS[AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND]),
    (InvalidCertificateError, REASONS[AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE]),
)
# Waiting helps nothing here; a certificate whose authority or list is still missing may be bound beforehand.
NEVER_BOUND = frozenset({EXPIRED, REASONS[AdESFailure.REVOKED], REASONS[AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE]})
SIGNING = {"non_repudiation"}


def certificate_problem(certificate: x509.Certificate, trust: Trust, moment: datetime) -> str:
    """Why nothing signed with a certificate at a moment would be trusted, a sentence; "" when it would be.

    The sentences are those of a verified signature: expired, not yet valid, revoked, of a stranger, without a list.
    """
    if moment < certificate.not_valid_before:
        return NOT_YET
    if moment > certificate.not_valid_after:
        return EXPIRED
    validator = CertificateValidator(certificate, validation_context=trust.context(moment=moment))
    try:
        apart(lambda: asyncio.run(validator.async_validate_usage(SIGNING)))
    except (PathError, ValidationError) as error:
        return next((words for kind, words in SENTENCES if isinstance(error, kind)), UNKNOWN)
    return ""
