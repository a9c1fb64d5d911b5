"""Whom the office trusts: certificates and lists of revoked ones that the admin keeps as files; nothing is fetched."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from asn1crypto import crl, pem, x509
from pyhanko_certvalidator import ValidationContext

from intranet.docservice.errors import DocError

CERTIFICATES = {".crt", ".cer", ".pem", ".der"}
LISTS = {".crl"}
BETWEEN = "trung-gian"  # the folder of certificates between a root and a person


@dataclass(frozen=True)
class Trust:
    """Trust anchors, certificates between them and people, and the lists of revoked certificates."""

    roots: tuple[x509.Certificate, ...] = ()
    between: tuple[x509.Certificate, ...] = ()
    lists: tuple[crl.CertificateList, ...] = ()

    def context(self, **more: Any) -> ValidationContext:
        """What pyHanko validates against: never fetching, and a certificate that no list speaks for is not good.

        "soft-fail" and "hard-fail" overlook a list for certificates that name no place of one; "require" does not.
        """
        return ValidationContext(**(self.arguments() | more))

    def arguments(self) -> dict[str, Any]:
        """The same, for validations that make their own context for a moment in the past."""
        return {
            "trust_roots": list(self.roots),
            "other_certs": list(self.between),
            "crls": list(self.lists),
            "allow_fetching": False,
            "revocation_mode": "require",
        }

    def with_lists(self, lists: Iterable[bytes]) -> "Trust":
        """The same with these lists (DER or PEM) added."""
        return Trust(self.roots, self.between, (*self.lists, *map(read_list, lists)))

    def lists_end(self) -> datetime | None:
        """Until when the first of the lists is good: the admin brings a newer one before."""
        ends = [found["tbs_cert_list"]["next_update"].native for found in self.lists]
        return min((end for end in ends if end), default=None)


def read_trust(folder: Path) -> Trust:
    """The trust kept in a folder: anchors beside it, others under `trung-gian`, lists as .crl. Empty when missing.

    DocError trust_unreadable names a file that is neither.
    """
    roots: list[x509.Certificate] = []
    between: list[x509.Certificate] = []
    lists: list[crl.CertificateList] = []
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        suffix = path.suffix.lower()
        try:
            if suffix in CERTIFICATES:
                (between if path.parent.name == BETWEEN else roots).extend(read_certificates(path.read_bytes()))
            elif suffix in LISTS:
                lists.append(read_list(path.read_bytes()))
        except DocError as error:
            raise DocError("trust_unreadable", name=path.name) from error
    return Trust(tuple(roots), tuple(between), tuple(lists))


def read_certificates(content: bytes) -> list[x509.Certificate]:
    """The certificates of a file, PEM (one or more) or DER; DocError certificate_unreadable."""
    try:
        ders = [der for _, _, der in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
        found = [x509.Certificate.load(der, strict=True) for der in ders]
        for certificate in found:
            certificate.native  # noqa: B018 reads it through
    except (ValueError, TypeError, KeyError) as error:
        raise DocError("certificate_unreadable") from error
    return found


def read_list(content: bytes) -> crl.CertificateList:
    """A list of revoked certificates, PEM or DER; DocError list_unreadable."""
    try:
        found = crl.CertificateList.load(pem.unarmor(content)[2] if pem.detect(content) else content, strict=True)
        found["tbs_cert_list"].native  # noqa: B018 reads it through
    except (ValueError, TypeError, KeyError) as error:
        raise DocError("list_unreadable") from error
    return found
