"""The mark on a printed copy: number, date, short hash and code, signed with Ed25519 so that no line is needed.

What a QR holds (docs/signing.md): `<address>/check/<code>?so=…&ngay=…&tep=…&khoa=…&dau=…`.
"""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Self
from unicodedata import normalize
from urllib.parse import parse_qs, quote, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from intranet.docservice.errors import DocError

PAGE = "check"
PREFIX = "in-tu-ban-dien-tu/1"
SHORT = 16  # letters of the file's SHA-256
LONGEST = 2000


@dataclass(frozen=True)
class Mark:
    """What a printed copy says of itself; `file` begins the SHA-256 of the sealed file, `code` opens its page."""

    number: str
    day: date
    file: str
    code: str

    def signed_bytes(self) -> bytes:
        """What is signed: five lines in UTF-8, NFC."""
        lines = (PREFIX, self.number, self.day.isoformat(), self.file, self.code)
        return normalize("NFC", "\n".join(lines)).encode()

    def as_json(self) -> dict[str, str]:
        """For programs."""
        return {"number": self.number, "date": self.day.isoformat(), "file": self.file, "code": self.code}


@dataclass(frozen=True)
class SignedMark:
    """A mark as a QR holds it: with its signature and the name of the key that made it."""

    mark: Mark
    key: str
    signature: bytes

    @classmethod
    def make(cls, mark: Mark, key: Ed25519PrivateKey) -> Self:
        """Sign a mark."""
        return cls(mark, name_of(key.public_key()), key.sign(mark.signed_bytes()))

    @classmethod
    def read(cls, text: str) -> Self:
        """The mark in a QR's text, not verified yet; DocError mark_unreadable."""
        parts = urlsplit(text.strip()[:LONGEST])
        try:
            found = {name: values[0] for name, values in parse_qs(parts.query, strict_parsing=True).items()}
            mark = Mark(
                number=found["so"],
                day=date.fromisoformat(found["ngay"]),
                file=found["tep"],
                code=parts.path.rpartition("/")[2],
            )
            signature = base64.urlsafe_b64decode(found["dau"] + "==")
        except (KeyError, ValueError, binascii.Error) as error:
            raise DocError("mark_unreadable") from error
        return cls(mark, found.get("khoa", ""), signature)

    def text(self, address: str) -> str:
        """What the QR holds; `address` is where the office's pages are, without a slash at the end."""
        facts = {
            "so": self.mark.number,
            "ngay": self.mark.day.isoformat(),
            "tep": self.mark.file,
            "khoa": self.key,
            "dau": base64.urlsafe_b64encode(self.signature).decode().rstrip("="),
        }
        query = "&".join(f"{name}={quote(value)}" for name, value in facts.items())
        return f"{address}/{PAGE}/{self.mark.code}?{query}"

    def verify(self, keys: Iterable[Ed25519PublicKey]) -> Mark:
        """The mark, once one of the office's keys has proven it; DocError mark_other_key, mark_false."""
        named = [key for key in keys if name_of(key) == self.key]
        if not named:
            raise DocError("mark_other_key", key=self.key[:20])
        try:
            named[0].verify(self.signature, self.mark.signed_bytes())
        except InvalidSignature as error:
            raise DocError("mark_false") from error
        return self.mark


def short_hash(sha256_hex: str) -> str:
    """The part of a file's SHA-256 that a mark carries."""
    return sha256_hex[:SHORT]


def name_of(key: Ed25519PublicKey) -> str:
    """The short name of a key: the first 8 hex letters of its SHA-256."""
    return sha256(key.public_bytes_raw()).hexdigest()[:8]


def public_text(key: Ed25519PublicKey) -> str:
    """A public key as people copy it: base64 of its 32 bytes."""
    return base64.b64encode(key.public_bytes_raw()).decode()


def read_public(content: bytes) -> Ed25519PublicKey:
    """A public key from a file: the copied text, or PEM; DocError mark_key_unreadable."""
    try:
        if b"-----BEGIN" in content:
            key = load_pem_public_key(content)
            if isinstance(key, Ed25519PublicKey):
                return key
            raise ValueError("another kind of key")
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(content.strip(), validate=True))
    except (ValueError, binascii.Error) as error:
        raise DocError("mark_key_unreadable") from error
