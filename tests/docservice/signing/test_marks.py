"""The mark on a printed copy: made with the office's key, proven anywhere by its public half."""

from dataclasses import replace
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from intranet.docservice.errors import DocError
from intranet.docservice.signing.marks import Mark, SignedMark, name_of, public_text, read_public

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
MARK = Mark("43/QĐ-LMHTX", date(2026, 11, 26), "a1b2c3d4e5f60718", "7GQKAB2CD9E0FGH1JKMN")
ADDRESS = "https://noibo.lmhtx.vn"


def text() -> str:
    return SignedMark.make(MARK, KEY).text(ADDRESS)


def test_what_a_telephone_shows_is_the_address_with_number_and_date() -> None:
    assert text().startswith(f"{ADDRESS}/check/{MARK.code}?so=43/Q%C4%90-LMHTX&ngay=2026-11-26&tep={MARK.file}&khoa=")


def test_the_public_key_alone_proves_it() -> None:
    assert SignedMark.read(text()).verify([KEY.public_key()]) == MARK


@pytest.mark.parametrize(
    ("part", "other"),
    [("43/Q", "44/Q"), ("2026-11-26", "2026-11-27"), (MARK.file, "b" * 16), (MARK.code, "8" + MARK.code[1:])],
)
def test_nothing_of_it_can_be_changed(part: str, other: str) -> None:
    with pytest.raises(DocError) as refused:
        SignedMark.read(text().replace(part, other)).verify([KEY.public_key()])
    assert refused.value.code == "mark_false"


def test_another_key_proves_nothing() -> None:
    with pytest.raises(DocError) as refused:
        SignedMark.read(text()).verify([Ed25519PrivateKey.generate().public_key()])
    assert refused.value.code == "mark_other_key"


def test_a_key_that_took_the_name_of_the_offices_is_found_out() -> None:
    forged = replace(SignedMark.make(MARK, Ed25519PrivateKey.generate()), key=name_of(KEY.public_key()))
    with pytest.raises(DocError) as refused:
        SignedMark.read(forged.text(ADDRESS)).verify([KEY.public_key()])
    assert refused.value.code == "mark_false"


@pytest.mark.parametrize(
    "words", ["", "xin chào", ADDRESS, f"{ADDRESS}/check/A?so=1&ngay=hôm qua&tep=a&dau=a", "?" * 3000]
)
def test_what_is_no_mark_is_said_so(words: str) -> None:
    with pytest.raises(DocError) as refused:
        SignedMark.read(words)
    assert refused.value.code == "mark_unreadable"


def test_a_public_key_is_read_as_people_copy_it() -> None:
    public = KEY.public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for content in (f" {public_text(public)}\n".encode(), pem):
        assert name_of(read_public(content)) == name_of(public)
    with pytest.raises(DocError):
        read_public(b"khoa")
