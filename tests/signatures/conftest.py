"""An office whose leader and clerk have keys, and letters on their way to be signed with them."""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from types import SimpleNamespace

import pytest
from flask import Flask

from intranet.accounts.queries import main_issuer
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.files import read
from intranet.core.jobs import run_due
from intranet.docservice.pdf_pool import to_pdf
from intranet.docservice.signing.demonstration import Authority, Holder, pem
from intranet.docservice.signing.keys import open_key_file
from intranet.docservice.signing.sign import sign
from intranet.documents import service as documents
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.signatures import jobs, queries, service
from intranet.signatures.models import ElectronicCopy
from intranet.signatures.office_trust import trust_folder
from tests.docservice.signing.conftest import PASSPHRASE, picture
from tests.documents.conftest import Letters, letters, quick_pdf
from tests.signatures.parts import ready_copy

__all__ = ["letters", "quick_pdf"]

MADE: dict[str, bytes] = {}


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="session")
def keys(authority: Authority) -> SimpleNamespace:
    """The leader's key, the office's, and a stranger's."""
    return SimpleNamespace(
        leader=authority.issue("Lãnh đạo Ký"),
        office=authority.issue("Cơ quan", organisation="Cơ quan"),
        stranger=Authority("CA lạ").issue("Người lạ"),
    )


@pytest.fixture
def real_pdf(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """LibreOffice asked once for the same letter in the whole run."""

    def convert(docx: bytes, *, pdfa: bool = False) -> bytes:
        mark = sha256(docx).hexdigest()
        if mark not in MADE:
            MADE[mark] = to_pdf(docx, pdfa=pdfa)
        return MADE[mark]

    monkeypatch.setattr(jobs, "make_pdf", convert)
    yield


class SignedLetters:
    """Letters brought up to a step of the electronic way."""

    def __init__(self, letters: Letters, keys: SimpleNamespace) -> None:
        self.letters, self.keys, self.cast = letters, keys, letters.cast

    def presented(self) -> Document:
        """A letter whose copy is ready to be signed."""
        letter = self.letters.in_state(State.PRESENTED)
        with transaction():
            service.ask_for_copy(letter, self.cast.leader)
        run_due()
        session.expire_all()
        return letter

    def quickly_presented(self) -> Document:
        """The same with one empty page, without LibreOffice."""
        letter = self.letters.in_state(State.PRESENTED)
        with transaction():
            session.add(ready_copy(letter))
        return letter

    def quickly_sealed(self) -> Document:
        """Signed, numbered and sealed, without LibreOffice."""
        letter = self.quickly_presented()
        with transaction():
            service.take_signed(letter, self.signed_file(letter), self.cast.leader)
            documents.number(letter, self.cast.clerk, today())
            service.seal(letter, PASSPHRASE, self.cast.clerk)
        return letter

    def copy(self, letter: Document) -> ElectronicCopy:
        found = queries.copy_of(letter)
        assert found is not None
        return found

    def signed_file(self, letter: Document, holder: Holder | None = None) -> bytes:
        """What the token's own program gives back."""
        signer = open_key_file((holder or self.keys.leader).pkcs12(PASSPHRASE), PASSPHRASE)
        return sign(read(self.copy(letter).blank_sha256 or ""), signer, name="Lãnh đạo", image=picture("blue"))

    def signed(self) -> Document:
        letter = self.presented()
        with transaction():
            service.take_signed(letter, self.signed_file(letter), self.cast.leader)
        return letter


@pytest.fixture
def signing(app: Flask, letters: Letters, authority: Authority, keys: SimpleNamespace, real_pdf: None) -> SignedLetters:
    """The office with its trust, the leader's certificate and the office's key."""
    return with_keys(letters, authority, keys)


@pytest.fixture
def signing_on_both(
    both_engines: Flask, letters: Letters, authority: Authority, keys: SimpleNamespace
) -> SignedLetters:
    """The same on SQLite and on PostgreSQL, for letters that need no LibreOffice."""
    return with_keys(letters, authority, keys)


def with_keys(letters: Letters, authority: Authority, keys: SimpleNamespace) -> SignedLetters:
    """Give the office its trust, the leader's certificate and its own key."""
    folder = trust_folder()
    folder.mkdir()
    (folder / "ca.pem").write_bytes(pem(authority.certificate))
    (folder / "ca.crl").write_bytes(authority.revocation_list())
    admin, issuer = letters.cast.admin, main_issuer()
    with transaction():
        service.bind_certificate(letters.cast.leader, pem(keys.leader.certificate), admin)
        service.keep_seal_key(issuer, keys.office.pkcs12(PASSPHRASE), PASSPHRASE, admin)
        service.keep_picture(issuer, BytesIO(picture("red")), admin)
    session.expire_all()
    return SignedLetters(letters, keys)
