"""What people do with signatures."""

from intranet.signatures.service.arrivals import check_again, check_arrival
from intranet.signatures.service.certificates import (
    bind_certificate,
    end_certificate,
    keep_picture,
    keep_seal_key,
    keep_seal_token,
)
from intranet.signatures.service.checkpage import give_code, minutes_to_wait, note_wrong_code
from intranet.signatures.service.copying import Digitising, SealedScan, keep_digitised, sealed_scan
from intranet.signatures.service.sealing import Sealed, keep_sealed, seal, sealed_copy
from intranet.signatures.service.signing import (
    Embedded,
    ask_for_copy,
    ask_for_signature,
    embedded_signature,
    keep_signature,
    take_signature,
    take_signed,
)
from intranet.signatures.service.stamping import try_timestamps

__all__ = [
    "Digitising",
    "Embedded",
    "Sealed",
    "SealedScan",
    "ask_for_copy",
    "ask_for_signature",
    "bind_certificate",
    "check_again",
    "check_arrival",
    "embedded_signature",
    "end_certificate",
    "give_code",
    "keep_digitised",
    "keep_picture",
    "keep_seal_key",
    "keep_seal_token",
    "keep_sealed",
    "keep_signature",
    "minutes_to_wait",
    "note_wrong_code",
    "seal",
    "sealed_copy",
    "sealed_scan",
    "take_signature",
    "take_signed",
    "try_timestamps",
]
