"""Passwords: argon2 hashes, first passwords that can be read aloud, and what a good one must have."""

import secrets
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher()
# First passwords are long, random and changed at once; a whole office's are made in one go.
FIRST_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
SHORTEST = 10
LONGEST = 200
# No letters that look alike when a first password is read from paper.
LETTERS = "abcdefghkmnpqrstuvwxyz"
DIGITS = "23456789"
EASY = ("123456", "234567", "654321", "abcdef", "qwerty", "password", "matkhau", "mat-khau-moi", "mậtkhẩu")

# Each check takes 64 MiB: a crowd at the door must not eat the machine.
_TURNS = threading.BoundedSemaphore(2)


def _composed(password: str) -> str:
    """Typed with combining accents or with whole letters, it is the same password."""
    return unicodedata.normalize("NFC", password)


def hash_password(password: str) -> str:
    """The argon2id hash that is kept."""
    with _TURNS:
        return HASHER.hash(_composed(password))


def hash_first_password(password: str) -> str:
    """A lighter hash for a password that `first_password` made."""
    return FIRST_HASHER.hash(_composed(password))


def is_right(password_hash: str, password: str) -> bool:
    """Whether the password is the one behind the hash."""
    try:
        with _TURNS:
            return HASHER.verify(password_hash, _composed(password))
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return HASHER.check_needs_rehash(password_hash)


# What an unknown name is checked against, so that it takes as long as a known one.
NOBODY = HASHER.hash(secrets.token_urlsafe(32))


def first_password() -> str:
    """A password for the first sign-in, easy to type: three groups such as "kmta-8342-bnxe"."""
    groups = (LETTERS, DIGITS, LETTERS)
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for letters in groups)


def weakness(password: str, username: str) -> str | None:
    """Why a new password is too weak, as a sentence; None when it is good."""
    lowered = _composed(password).lower()
    if len(lowered) < SHORTEST:
        return f"Mật khẩu cần ít nhất {SHORTEST} ký tự."
    if username and username.lower() in lowered:
        return "Mật khẩu không được chứa tên đăng nhập."
    if len(set(lowered)) < 5 or any(easy in lowered.replace(" ", "") for easy in EASY):
        return "Mật khẩu quá dễ đoán. Hãy ghép vài từ không liên quan với nhau, thêm chữ số."
    return None
