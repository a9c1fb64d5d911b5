"""A letter signed elsewhere, with the token's own program: taken only as the file given out with one signature more."""

from intranet.docservice.errors import DocError
from intranet.docservice.signing.blank_form import SEAL_FIELD
from intranet.docservice.signing.fill import filled_fields
from intranet.docservice.signing.trust import Trust
from intranet.docservice.signing.verify import LONG_TERM, Changes, SignatureReport, verify


def accept(given_out: bytes, returned: bytes, trust: Trust, fingerprint: str) -> SignatureReport:
    """The signature that was added to a file which came back signed.

    `fingerprint` is the SHA-256 of the certificate bound to the signer. The file must begin with exactly the bytes
    given out, add one signature of that certificate, valid now, and nothing else: number, date and seal still empty.
    DocError returned_other_file, returned_unsigned, returned_too_many, returned_wrong_person, returned_not_valid (with
    why), returned_changed (with what).
    """
    if not returned.startswith(given_out):
        raise DocError("returned_other_file")
    if len(returned) == len(given_out):
        raise DocError("returned_unsigned")
    earlier = {signature.field for signature in verify(given_out, trust).signatures}
    added = [signature for signature in verify(returned, trust).signatures if signature.field not in earlier]
    if not added:
        raise DocError("returned_unsigned")
    if len(added) > 1:
        raise DocError("returned_too_many")
    signature = added[0]
    if signature.certificate is None or signature.certificate.fingerprint != fingerprint:
        raise DocError("returned_wrong_person", signer=signature.signer)
    if signature.field == SEAL_FIELD or filled_fields(returned) != filled_fields(given_out):
        raise DocError("returned_changed", what="ô số, ngày hoặc ô dấu của cơ quan")
    if not signature.valid:
        raise DocError("returned_not_valid", reason=signature.reason)
    # Some programs store what verifies their signature later on (B-LT): no change to the letter.
    if signature.changes_after is not Changes.NONE and signature.changed != (LONG_TERM,):
        raise DocError("returned_changed", what="; ".join(signature.changed))
    return signature
