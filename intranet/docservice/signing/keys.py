"""Keys that sign: an encrypted key file, a token; and what a certificate says of its holder."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from asn1crypto import x509
from pkcs11 import exceptions as token_errors
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers import Signer, SimpleSigner

from intranet.docservice.errors import DocError


@dataclass(frozen=True)
class CertificateFacts:
    """What a certificate says: whose it is, who gave it, from when until when; `fingerprint` is its SHA-256 in hex."""

    holder: str
    organisation: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_until: datetime
    fingerprint: str


def certificate_facts(certificate: x509.Certificate) -> CertificateFacts:
    """The facts of a certificate."""
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return CertificateFacts(
        holder=_words(subject.get("common_name")),
        organisation=_words(subject.get("organization_name")),
        issuer=_words(issuer.get("common_name") or issuer.get("organization_name")),
        serial=f"{certificate.serial_number:x}",
        valid_from=certificate.not_valid_before,
        valid_until=certificate.not_valid_after,
        fingerprint=sha256(certificate.dump()).hexdigest(),
    )


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def open_key_file(content: bytes, passphrase: str) -> Signer:
    """The signer of a PKCS#12 file (.p12, .pfx); the passphrase is used here and kept nowhere.

    DocError key_not_opened: a wrong passphrase, or no such file.
    """
    try:
        signer = SimpleSigner.load_pkcs12_data(content, other_certs=(), passphrase=passphrase.encode())
    except (ValueError, TypeError, SigningError) as error:
        raise DocError("key_not_opened") from error
    if signer is None or signer.signing_cert is None:
        raise DocError("key_not_opened")
    return signer


@contextmanager
def open_token(module: str | Path, token: str, pin: str, key_label: str) -> Iterator[Signer]:
    """The signer of a key on a PKCS#11 token (`module`: the maker's library), while the session is open.

    DocError token_wrong_pin, token_not_found (no such token, key or library).
    """
    try:
        session = open_pkcs11_session(str(module), token_criteria=TokenCriteria(label=token), user_pin=pin)
    except (token_errors.PinIncorrect, token_errors.PinLenRange, token_errors.PinLocked) as error:
        raise DocError("token_wrong_pin") from error
    except (token_errors.PKCS11Error, SigningError, RuntimeError, OSError) as error:
        raise DocError("token_not_found", token=token) from error
    with session:
        signer = PKCS11Signer(session, cert_label=key_label, key_label=key_label)
        try:
            if signer.signing_cert is None:
                raise DocError("token_not_found", token=token)
        except (token_errors.PKCS11Error, SigningError) as error:
            raise DocError("token_not_found", token=token) from error
        yield signer
