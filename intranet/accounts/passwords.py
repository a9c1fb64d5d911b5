"""Passwords: argon2 hashes, first passwords that can be read aloud, and what a good one must have."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher()
SHORTEST = 10
# No letters that look alike when a first password is read from paper.
LETTERS = "abcdefghkmnpqrstuvwxyz"
DIGITS = "23456789"


def hash_password(password: str) -> str:
    """The argon2id hash that is kept."""
    return HASHER.hash(password)


def is_right(password_hash: str, password: str) -> bool:
    """Whether the password is the one behind the hash."""
    try:
        return HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def first_password() -> str:
    """A password for the first sign-in, easy to type: three groups such as "kmta-8342-bnxe"."""
    groups = (LETTERS, DIGITS, LETTERS)
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for letters in groups)


def weakness(password: str, username: str) -> str | None:
    """Why a new password is too weak, as a sentence; None when it is good."""
    if len(password) < SHORTEST:
        return f"Mật khẩu cần ít nhất {SHORTEST} ký tự."
    if username and username.lower() in password.lower():
        return "Mật khẩu không được chứa tên đăng nhập."
    if len(set(password)) < 5:
        return "Mật khẩu quá dễ đoán. Hãy dùng nhiều ký tự khác nhau."
    return None
