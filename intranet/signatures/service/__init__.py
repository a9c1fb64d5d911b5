"""What people do with signatures."""

from intranet.signatures.service.certificates import (
    bind_certificate,
    end_certificate,
    keep_picture,
    keep_seal_key,
    keep_seal_token,
)
from intranet.signatures.service.checkpage import give_code, minutes_to_wait, note_wrong_code
from intranet.signatures.service.sealing import seal
from intranet.signatures.service.signing import ask_for_copy, ask_for_signature, take_signature, take_signed

__all__ = [
    "ask_for_copy",
    "ask_for_signature",
    "bind_certificate",
    "end_certificate",
    "give_code",
    "keep_picture",
    "keep_seal_key",
    "keep_seal_token",
    "minutes_to_wait",
    "note_wrong_code",
    "seal",
    "take_signature",
    "take_signed",
]
