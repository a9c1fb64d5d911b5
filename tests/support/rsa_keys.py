"""RSA keys of test certificates, made once for all processes of a run.

Making a key takes 90 ms, and proving its primes anew at each opening of a key file and at each signature 60 more.
Each holder of each authority has a key of his own, the same in every test; a key file is really opened once.
"""

from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from pyhanko.sign.signers import pdf_cms

from intranet.docservice.signing import demonstration
from tests.support.postgres import locked

load_key = partial(serialization.load_der_private_key, unsafe_skip_rsa_key_validation=True)


@pytest.fixture(scope="session", autouse=True)
def shared_keys(run_folder: Path) -> None:
    """Whoever asks the demonstration for a new key gets his own of the run."""
    folder, make = run_folder / "rsa-keys", demonstration.new_key
    folder.mkdir(exist_ok=True)

    @cache
    def key_of(of: str) -> RSAPrivateKey:
        path = folder / sha256(of.encode()).hexdigest()
        with locked(folder / "lock"):
            if not path.exists():
                path.write_bytes(make(of).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
        key = load_key(path.read_bytes(), None)
        assert isinstance(key, RSAPrivateKey)
        return key

    demonstration.new_key = key_of


# pyHanko keeps an opened key as bytes and reads them at every signature: they were proven when the file was opened.
pdf_cms.serialization = SimpleNamespace(load_der_private_key=load_key)
pdf_cms.pkcs12 = SimpleNamespace(load_key_and_certificates=cache(pkcs12.load_key_and_certificates))
demonstration.Holder.pkcs12 = cache(demonstration.Holder.pkcs12)
