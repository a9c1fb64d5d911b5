"""The key that marks printed copies: made at first use under instance/marks, with the older public keys beside it."""

import os
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from flask import current_app

from intranet.docservice.signing.marks import name_of, public_text, read_public

KEY = "khoa-rieng.pem"
PUBLIC = ".pub"


def marks_folder() -> Path:
    """Where the key lies; whoever moves the office to another machine takes it along (docs/operations.md)."""
    folder: Path = current_app.extensions["settings"].instance / "marks"
    return folder


def mark_key() -> Ed25519PrivateKey:
    """The office's key, made now if there is none; two processes that come at once end with the same."""
    path = marks_folder() / KEY
    if not path.exists():
        _make(path)
    key = load_pem_private_key(path.read_bytes(), None)
    assert isinstance(key, Ed25519PrivateKey)
    return key


def known_keys() -> list[Ed25519PublicKey]:
    """The keys whose marks count: the present one first, then public keys of earlier machines (`*.pub`)."""
    now = mark_key().public_key()
    earlier = (read_public(path.read_bytes()) for path in sorted(marks_folder().glob(f"*{PUBLIC}")))
    return [now, *(key for key in earlier if name_of(key) != name_of(now))]


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=".new-")  # only its owner may read it
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, path)  # whole or not at all, and never over another's
    except FileExistsError:
        return
    finally:
        os.unlink(fresh)
    public = key.public_key()
    (path.parent / f"{name_of(public)}{PUBLIC}").write_text(public_text(public) + "\n", encoding="ascii")
