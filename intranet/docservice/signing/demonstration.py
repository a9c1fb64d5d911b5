"""A certification authority for demonstrations and tests; nobody outside trusts it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime.now(UTC)
YEAR = timedelta(days=365)
LIST_ADDRESS = "http://crl.test.invalid/list.crl"


def new_key(of: str) -> rsa.RSAPrivateKey:
    """A fresh key; `of` says whose it will be."""
    return rsa.generate_private_key(65537, 2048)


@dataclass
class Authority:
    """Gives certificates, takes them back, and writes the list of those."""

    common_name: str = "CA thử nghiệm"
    revoked: list[x509.RevokedCertificate] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.key = new_key(self.common_name)
        subject = _named(self.common_name)
        builder = _started(subject, subject, self.key.public_key(), NOW - 2 * YEAR, NOW + 5 * YEAR)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
        builder = builder.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        self.certificate = builder.sign(self.key, hashes.SHA256())

    def issue(
        self,
        common_name: str,
        *,
        since: datetime = NOW - YEAR,
        until: datetime = NOW + YEAR,
        time_stamping: bool = False,
        organisation: str = "",
        with_list: bool = True,
        key: rsa.RSAPrivateKey | None = None,
    ) -> "Holder":
        """A certificate and its key for somebody."""
        key = key or new_key(f"{self.common_name}, {common_name}")
        subject = _named(common_name, organisation)
        builder = _started(subject, self.certificate.subject, key.public_key(), since, until)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        if time_stamping:
            purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(purpose, critical=True)
        if with_list:
            place = x509.DistributionPoint([x509.UniformResourceIdentifier(LIST_ADDRESS)], None, None, None)
            builder = builder.add_extension(x509.CRLDistributionPoints([place]), critical=False)
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
        )
        return Holder(builder.sign(self.key, hashes.SHA256()), key, self.certificate)

    def revoke(self, holder: "Holder", when: datetime = NOW - timedelta(days=1)) -> None:
        """Put a certificate on the list."""
        builder = x509.RevokedCertificateBuilder().serial_number(holder.certificate.serial_number)
        self.revoked.append(builder.revocation_date(when).build())

    def revocation_list(self, made: datetime = NOW - timedelta(hours=1)) -> bytes:
        """The list as a file."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject)
        builder = builder.last_update(made).next_update(made + timedelta(days=30))
        builder = builder.add_extension(x509.CRLNumber(len(self.revoked) + 1), critical=False)
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
        )
        for revoked in self.revoked:
            builder = builder.add_revoked_certificate(revoked)
        return builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)


@dataclass(frozen=True)
class Holder:
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey
    issuer: x509.Certificate

    def pkcs12(self, passphrase: str) -> bytes:
        """The encrypted key file."""
        encryption = BestAvailableEncryption(passphrase.encode())
        return pkcs12.serialize_key_and_certificates(b"key", self.key, self.certificate, [self.issuer], encryption)


def pem(certificate: x509.Certificate) -> bytes:
    """The certificate as a file."""
    return certificate.public_bytes(Encoding.PEM)


def _named(common_name: str, organisation: str = "") -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _started(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(since).not_valid_after(until)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _usage(**named_uses: bool) -> x509.KeyUsage:
    every = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{use: named_uses.get(use, False) for use in every})
