"""A SoftHSM token of a test's own, with a key and its certificate."""

import os
import subprocess
from pathlib import Path

import pkcs11
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute, CertificateType, ObjectClass
from pkcs11.util.rsa import decode_rsa_private_key

from intranet.docservice.signing.demonstration import Holder
from tests.support.components import missing_component

PIN, TOKEN, KEY = "123456", "Thiet bi thu", "khoa"
PLACES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")


def softhsm() -> str:
    """The library; a missing one fails under CI."""
    for place in PLACES:
        if Path(place).exists():
            return place
    missing_component("SoftHSM2", "softhsm2")


def make_token(folder: Path, holder: Holder) -> str:
    """A fresh token under a folder that holds the key; gives its library. Sets SOFTHSM2_CONF for this process."""
    module = softhsm()
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    command = ["softhsm2-util", "--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", "87654321"]
    subprocess.run(command, check=True, capture_output=True)
    library = pkcs11.lib(module)
    library.reinitialize()
    with library.get_token(token_label=TOKEN).open(user_pin=PIN, rw=True) as session:
        der = holder.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        names = {Attribute.LABEL: KEY, Attribute.ID: b"\1", Attribute.TOKEN: True}
        session.create_object({**decode_rsa_private_key(der), **names, Attribute.SIGN: True})
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.SUBJECT: holder.certificate.subject.public_bytes(),
                Attribute.VALUE: holder.certificate.public_bytes(Encoding.DER),
                **names,
            }
        )
    return module
