"""Certificates bound to people and offices, their pictures, and where an office's own key is."""

import base64
from io import BytesIO
from typing import Any, BinaryIO

from asn1crypto import x509
from PIL import Image

from intranet.accounts.models import Issuer, Person, SigningAuthority
from intranet.core import history, permissions
from intranet.core.clock import now
from intranet.core.db import session
from intranet.core.errors import Invalid, Refused
from intranet.core.files import keep_bytes
from intranet.docservice.errors import DocError
from intranet.docservice.images import colour_of
from intranet.docservice.signing.keys import CertificateFacts, certificate_facts, open_key_file, open_token
from intranet.docservice.signing.standing import NEVER_BOUND, certificate_problem
from intranet.docservice.signing.trust import read_certificates
from intranet.signatures import queries
from intranet.signatures.models import Certificate, SealKey, SignaturePicture
from intranet.signatures.office_trust import office_trust
from intranet.signatures.rules import capacity_of

LARGEST_KEY = 100_000
LARGEST_PICTURE = 2_000_000


def bind_certificate(
    owner: Person | Issuer, content: bytes, actor: Any, authority: SigningAuthority | None = None
) -> Certificate:
    """Say whose a certificate is: only its signatures count as this person's or this office's (Điều 32 NĐ 30/2020).

    `authority` is the post it was given for: it then signs only letters of that capacity. Raises Invalid for a file
    that holds none, one in use here already, one that is expired, revoked or not for signing, another's post.
    """
    permissions.require(actor, "signature.keep")
    try:
        found = read_certificates(content)[0]
    except DocError as error:
        raise Invalid(error.sentence, field="file") from error
    if authority is not None and not (isinstance(owner, Person) and authority.person_id == owner.id):
        raise Invalid(f"Tư cách ký này là của {authority.person.name}, không phải của {owner.name}.", field="owner")
    problem = certificate_problem(found, office_trust(), now())
    if problem in NEVER_BOUND:
        raise Invalid(f"{problem} Không gắn được.", field="file")
    return _bind(owner, found.dump(), certificate_facts(found), actor, authority)


def _bind(
    owner: Person | Issuer, der: bytes, facts: CertificateFacts, actor: Any, authority: SigningAuthority | None = None
) -> Certificate:
    if queries.is_bound(facts.fingerprint, owner):
        raise Invalid(f"Chứng thư số này đã gắn với {owner.name}.", field="file")
    certificate = Certificate(
        der=base64.b64encode(der).decode(),
        fingerprint=facts.fingerprint,
        holder=facts.holder[:300],
        given_by=facts.issuer[:300],
        serial=facts.serial[:80],
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
        bound_by_id=actor.id,
        authority_id=authority.id if authority else None,
        **_owned_by(owner),
    )
    session.add(certificate)
    words = f"gắn chứng thư số của «{facts.holder}» với {owner.name}"
    words += f", tư cách ký «{capacity_of(authority)}»" if authority else ""
    history.record(certificate, actor, "bind_certificate", words, fingerprint=facts.fingerprint)
    return certificate


def _owned_by(owner: Person | Issuer) -> dict[str, int]:
    return {"person_id": owner.id} if isinstance(owner, Person) else {"issuer_id": owner.id}


def end_certificate(certificate: Certificate, actor: Any) -> None:
    """From now on the certificate signs nothing here; what it signed stays signed."""
    permissions.require(actor, "signature.keep")
    if certificate.ended_at is not None:
        raise Refused("Chứng thư số này đã ngừng dùng.")
    certificate.ended_at = now()
    history.record(certificate, actor, "end_certificate", f"ngừng dùng chứng thư số của {certificate.owner}")


def keep_picture(owner: Person | Issuer, picture: BinaryIO, actor: Any) -> SignaturePicture:
    """The picture that stands in the signature's or the seal's place: a transparent PNG (PL I, II.7d, II.8)."""
    permissions.require(actor, "signature.keep")
    content = picture.read(LARGEST_PICTURE + 1)
    if len(content) > LARGEST_PICTURE:
        raise Invalid("Ảnh lớn hơn 2 MB. Hãy thu nhỏ.", field="picture")
    try:
        with Image.open(BytesIO(content), formats=("PNG",)) as opened:
            opened.load()
            has_alpha = "A" in opened.getbands() or "transparency" in opened.info
            red, _, blue = colour_of(opened)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Invalid("Không đọc được ảnh. Hãy gửi ảnh PNG.", field="picture") from error
    if not has_alpha:
        raise Invalid("Ảnh phải là PNG nền trong suốt.", field="picture")
    # A seal that stood for a signature, or the other way round, would be seen only on the first sealed letter.
    if isinstance(owner, Person) and blue <= red:
        raise Invalid("Hình chữ ký của một người phải màu xanh (Phụ lục I, II.7d).", field="picture")
    if isinstance(owner, Issuer) and red <= blue:
        raise Invalid("Hình con dấu của cơ quan phải màu đỏ (Phụ lục I, II.8).", field="picture")
    kept = SignaturePicture(file_sha256=keep_bytes(content, "image/png"), **_owned_by(owner))
    session.add(kept)
    history.record(kept, actor, "keep_picture", f"đổi hình chữ ký, con dấu của {owner.name}")
    return kept


def keep_seal_key(issuer: Issuer, content: bytes, passphrase: str, actor: Any) -> SealKey:
    """Take an office's encrypted key file; the passphrase proves that it opens and is forgotten.

    Raises Invalid for a wrong passphrase, or a file that is no PKCS#12.
    """
    permissions.require(actor, "signature.keep")
    if len(content) > LARGEST_KEY:
        raise Invalid("Tệp này quá lớn, không phải tệp khóa .p12 hoặc .pfx.", field="file")
    try:
        found = open_key_file(content, passphrase).signing_cert
    except DocError as error:
        raise Invalid(error.sentence, field="passphrase") from error
    assert found is not None
    return _kept(issuer, found, actor, file_sha256=keep_bytes(content, "application/x-pkcs12"))


def keep_seal_token(issuer: Issuer, module: str, token: str, key_label: str, pin: str, actor: Any) -> SealKey:
    """Say that an office's key is on a token at the server; the PIN proves that it opens and is forgotten.

    Raises Invalid for a wrong PIN, or a token, key or library that is not there.
    """
    permissions.require(actor, "signature.keep")
    try:
        with open_token(module, token, pin, key_label) as signer:
            found = signer.signing_cert
    except DocError as error:
        raise Invalid(error.sentence, field="pin") from error
    assert found is not None
    return _kept(issuer, found, actor, module=module, token=token, key_label=key_label)


def _kept(issuer: Issuer, found: x509.Certificate, actor: Any, **place: str) -> SealKey:
    facts = certificate_facts(found)
    certificate = _current(issuer, facts) or _bind(issuer, found.dump(), facts, actor)
    session.flush()
    key = queries.seal_key(issuer) or SealKey(issuer_id=issuer.id)
    key.certificate_id, key.file_sha256 = certificate.id, place.get("file_sha256")
    key.module, key.token, key.key_label = (place.get(name, "") for name in ("module", "token", "key_label"))
    session.add(key)
    history.record(certificate, actor, "keep_seal_key", f"đổi nơi giữ khóa của {issuer.name}")
    return key


def _current(issuer: Issuer, facts: CertificateFacts) -> Certificate | None:
    bound = (c for c in queries.certificates() if c.issuer_id == issuer.id and c.ended_at is None)
    return next((certificate for certificate in bound if certificate.fingerprint == facts.fingerprint), None)
