"""Signing with a key that is elsewhere: the server prepares, a program next to the token signs, the server embeds.

What crosses the line is the DER of the signed attributes one way and a raw RSA or ECDSA signature the other.
"""

import asyncio
import base64
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any, Self

from asn1crypto import algos, cms, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_signer import PdfTBSDocument
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from intranet.docservice.errors import DocError
from intranet.docservice.signing.apart import apart
from intranet.docservice.signing.blank_form import SIGNER_FIELD
from intranet.docservice.signing.sign import DIGEST, picture_style

ROOM = 16_384  # bytes kept for the signature: chain and time stamp included


@dataclass(frozen=True)
class Prepared:
    """A letter waiting for a signature made elsewhere: `document` has the room for it, `to_sign` is what is signed."""

    document: bytes
    to_sign: bytes
    digest: bytes
    room: tuple[int, int]
    certificate: bytes
    mechanism: str

    def as_json(self) -> dict[str, Any]:
        """Everything but the document, for a row; `document` is kept as a file."""
        facts = asdict(self) | {"document": None, "room": list(self.room)}
        return {key: _text(value) if isinstance(value, bytes) else value for key, value in facts.items()}

    @classmethod
    def from_json(cls, facts: dict[str, Any], document: bytes) -> Self:
        """The same again from its row and its file."""
        read = {key: base64.b64decode(facts[key]) for key in ("to_sign", "digest", "certificate")}
        return cls(document=document, room=(facts["room"][0], facts["room"][1]), mechanism=facts["mechanism"], **read)


def prepare(pdf: bytes, certificate: x509.Certificate, *, name: str, image: bytes | None = None) -> Prepared:
    """Make room for the signer's certification and say what his key has to sign. DocError sign_not_possible."""
    return apart(lambda: asyncio.run(_prepare(pdf, certificate, name, image)))


def finish(prepared: Prepared, signature: bytes, timestamper: TimeStamper | None = None) -> bytes:
    """Put the raw signature into its room, with a time stamp on it when there is a server (PAdES B-T).

    DocError sign_wrong_key when it is not this certificate's; what the server's client refuses.
    """
    certificate = x509.Certificate.load(prepared.certificate)
    _require_right_key(certificate, signature, prepared.to_sign)
    return apart(lambda: asyncio.run(_finish(prepared, certificate, signature, timestamper)))


async def _prepare(pdf: bytes, certificate: x509.Certificate, name: str, image: bytes | None) -> Prepared:
    signer = _external(certificate, None)
    metadata = PdfSignatureMetadata(
        field_name=SIGNER_FIELD,
        name=name,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    pdf_signer = PdfSigner(metadata, signer, stamp_style=picture_style(image))
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    try:
        digest, _, output = await pdf_signer.async_digest_doc_for_signing(
            writer, existing_fields_only=True, bytes_reserved=ROOM
        )
    except (SigningError, PdfError, ValueError) as error:
        raise DocError("sign_not_possible", detail=str(error)) from error
    attributes = await signer.signed_attrs(digest.document_digest, DIGEST, use_pades=True)
    return Prepared(
        document=output.getvalue(),  # type: ignore[attr-defined]
        to_sign=attributes.dump(),
        digest=digest.document_digest,
        room=(digest.reserved_region_start, digest.reserved_region_end),
        certificate=certificate.dump(),
        mechanism=signer.get_signature_mechanism_for_digest(DIGEST)["algorithm"].native,
    )


async def _finish(
    prepared: Prepared, certificate: x509.Certificate, signature: bytes, timestamper: TimeStamper | None
) -> bytes:
    signer = _external(certificate, signature)
    attributes = cms.CMSAttributes.load(prepared.to_sign)
    signed = await signer.async_sign_prescribed_attributes(DIGEST, signed_attrs=attributes, timestamper=timestamper)
    output = BytesIO(prepared.document)
    room = PreparedByteRangeDigest(prepared.digest, *prepared.room)
    await PdfTBSDocument.async_finish_signing(output, room, signed)
    return output.getvalue()


def _external(certificate: x509.Certificate, signature: bytes | None) -> ExternalSigner:
    kind = {"rsa": "sha256_rsa", "ec": "sha256_ecdsa"}.get(certificate.public_key.algorithm)
    if kind is None:
        raise DocError("sign_not_possible", detail=f"khóa {certificate.public_key.algorithm}")
    mechanism = algos.SignedDigestAlgorithm({"algorithm": kind})
    return ExternalSigner(certificate, SimpleCertificateStore(), signature or 512, signature_mechanism=mechanism)


def _require_right_key(certificate: x509.Certificate, signature: bytes, signed: bytes) -> None:
    key = serialization.load_der_public_key(certificate.public_key.dump())
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, signed, ec.ECDSA(hashes.SHA256()))
        else:
            raise DocError("sign_wrong_key")
    except InvalidSignature as error:
        raise DocError("sign_wrong_key") from error


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
