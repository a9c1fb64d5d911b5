"""Signatures: only the letter's signer signs with his key, only a clerk seals, only the admin keeps certificates."""

from tests.matrix.expected.documents import SEES
from tests.matrix.expected.line import (
    ADMIN,
    CLERK,
    EVERYBODY,
    LEADERS,
    MANAGERS,
    OF_ONE,
    STAFF_ALL,
    Line,
    Upload,
    get,
    post,
)

SIGNER = frozenset({"leader"})
CERTIFICATE = Upload("certificate", "chung-thu.pem")
KEY = Upload("key", "khoa.p12")
SIGNED = Upload("signed", "da-ky.pdf")
STAMP = Upload("stamp", "dau.png")
ANSWER = Upload("answer", "tra-loi.json")
PASSPHRASE = "mật khẩu thử"

DIGITISED = {
    "form": "SY", "original": "Quyết định 12/QĐ-UBND", "file": Upload("digitised", "quet.pdf"),
    "authority_id": "@authority.leader", "recipients": "Sở Nội vụ", "passphrase": PASSPHRASE,
}  # fmt: skip

CASES = (
    get("signatures.sign", SIGNER, document="to_sign"),
    get("signatures.sign", (), document="signed"),
    get("signatures.progress", SIGNER, document="to_sign"),
    get("signatures.blank_copy", SIGNER, document="to_sign"),
    get("signatures.page", SIGNER, document="to_sign", page=1),
    post("signatures.ask_for_copy", SIGNER, document="presented"),
    post("signatures.ask_for_copy", (), document="draft"),
    post("signatures.take_signed", SIGNER, {"file": SIGNED}, document="to_sign"),
    post("signatures.ask_for_signature", SIGNER, {"certificate": "@certificate.leader"}, document="to_sign"),
    post("signatures.take_signature", SIGNER, {"answer": ANSWER}, document="asked"),
    get("signatures.seal", CLERK, document="to_seal"),
    get("signatures.seal", (), document="numbered"),
    post("signatures.seal_now", CLERK, {"passphrase": PASSPHRASE}, document="to_seal"),
    post("signatures.seal_now", (), {"passphrase": PASSPHRASE}, document="numbered"),
    get("signatures.printed_copy", OF_ONE | CLERK | LEADERS | {"office_head"}, document="sealed"),
    get("signatures.printed_copy", (), document="issued", otherwise=404),
    get("signatures.check_code", EVERYBODY),
    Line("signatures.check_letter", "GET", EVERYBODY, {"code": "@letter_code.sealed"}, changes=False),
    get("signatures.sealed_appendix", SEES, document="sealed", appendix="sealed"),
    get("signatures.copies", MANAGERS),
    get("signatures.digitise", CLERK),
    post("signatures.digitise_now", CLERK, DIGITISED),
    get("signatures.digitised_pdf", MANAGERS, copy="digitised"),
    get("signatures.verify_file", STAFF_ALL),
    post("signatures.verify_now", STAFF_ALL, {"file": SIGNED}, changes=False),
    post("signatures.check_arrival", CLERK, letter="received"),
    get("signatures.index", ADMIN),
    post("signatures.bind_certificate", ADMIN, {"owner": ["p:", "@person.leader2"], "file": CERTIFICATE}),
    post("signatures.keep_picture", ADMIN, {"owner": ["p:", "@person.leader2"], "picture": STAMP}),
    post(
        "signatures.keep_seal_key",
        ADMIN,
        {"owner": ["i:", "@issuer.own"], "file": KEY, "passphrase": PASSPHRASE},
    ),
    post("signatures.end_certificate", ADMIN, certificate="leader"),
    post("signatures.try_timestamps", (), late=ADMIN),  # this office has named no time stamping authority
)

FOREIGN = (get("signatures.sealed_appendix", CLERK, document="to_seal", appendix="sealed"),)
