"""The program next to a token: reads what the intranet asks to have signed, signs it with the token, writes the answer.

    python token_agent.py yeu-cau-ky-12.json --module /usr/lib/softhsm/libsofthsm2.so --token "Chu ky" --key "ky"

It needs Python and python-pkcs11, and no line to the server: both files are carried by the browser. The protocol stands
in docs/signing.md.
"""

import argparse
import base64
import getpass
import hashlib
import json
import sys
from pathlib import Path

import pkcs11
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass
from pkcs11.util.ec import encode_ecdsa_signature


def main() -> int:
    """Ask for the PIN, sign, write tra-loi….json beside the request; exit status 1 with a sentence when it fails."""
    parser = argparse.ArgumentParser(description="Ký một yêu cầu của hệ thống bằng thiết bị ký số.")
    parser.add_argument("request", type=Path, help="tệp yeu-cau-ky-….json tải từ trang Ký số")
    parser.add_argument("--module", required=True, help="thư viện PKCS#11 của thiết bị")
    parser.add_argument("--token", required=True, help="tên thiết bị")
    parser.add_argument("--key", required=True, help="tên khóa trong thiết bị")
    parser.add_argument("--pin-from-input", action="store_true", help="đọc mã PIN từ đầu vào chuẩn")
    chosen = parser.parse_args()
    try:
        asked = json.loads(chosen.request.read_text(encoding="utf-8"))
        to_sign, certificate = base64.b64decode(asked["to_sign"]), base64.b64decode(asked["certificate"])
        print(f"Văn bản: {asked['document']}\nDấu vân tay (SHA-256): {asked['copy']}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"Không đọc được tệp yêu cầu: {error}", file=sys.stderr)
        return 1
    pin = sys.stdin.readline().strip() if chosen.pin_from_input else getpass.getpass("Mã PIN: ")
    try:
        signature = sign(chosen.module, chosen.token, pin, chosen.key, certificate, to_sign)
    except (pkcs11.exceptions.PKCS11Error, LookupError) as error:
        print(f"Thiết bị không ký được: {error or type(error).__name__}", file=sys.stderr)
        return 1
    answer = chosen.request.with_name(chosen.request.name.replace("yeu-cau-ky", "tra-loi"))
    answer = answer if answer != chosen.request else chosen.request.with_suffix(".tra-loi.json")
    content = {"copy": asked["copy"], "signature": base64.b64encode(signature).decode()}
    answer.write_text(json.dumps(content), encoding="utf-8")
    print(f"Đã ký. Gửi tệp {answer.name} lên trang Ký số.")
    return 0


def sign(module: str, token: str, pin: str, key: str, certificate: bytes, to_sign: bytes) -> bytes:
    """The raw signature of the token's key; LookupError when the token holds another certificate."""
    with pkcs11.lib(module).get_token(token_label=token).open(user_pin=pin) as session:
        held = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.LABEL: key})
        if certificate not in [bytes(found[Attribute.VALUE]) for found in held]:
            raise LookupError("thiết bị không có chứng thư số đã chọn")
        private = session.get_key(object_class=ObjectClass.PRIVATE_KEY, label=key)
        if private.key_type == KeyType.RSA:
            return bytes(private.sign(to_sign, mechanism=Mechanism.SHA256_RSA_PKCS))
        digest = hashlib.sha256(to_sign).digest()
        return bytes(encode_ecdsa_signature(private.sign(digest, mechanism=Mechanism.ECDSA)))


if __name__ == "__main__":
    sys.exit(main())
