"""What people type or paste, made clean without losing a word of it."""

import unicodedata

from intranet.docservice.vietnamese import nfc

_LINE_ENDS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def clean(text: str) -> str:
    """Composed letters, line ends as "\\n", no control, invisible or impossible characters, no trailing spaces."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):  # Nearly every text, and far quicker.
        return text.strip(" ")
    lined = nfc(text).replace("\r\n", "\n").translate(_LINE_ENDS).replace("\t", " ")
    kept = "".join(
        letter
        for before, letter, after in zip("\n" + lined, lined, lined[1:] + "\n", strict=False)
        if letter == "\n" or _is_seen(letter) or _joins_emoji(before, letter, after)
    )
    return "\n".join(line.rstrip(" ") for line in kept.split("\n")).strip("\n ")


def _is_seen(letter: str) -> bool:
    is_no_character = ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF
    return unicodedata.category(letter) not in ("Cc", "Cs", "Cf") and not is_no_character


def _joins_emoji(before: str, letter: str, after: str) -> bool:
    """One sign made of several: without its joiners a family falls apart into people."""
    is_sign = before == "\ufe0f" or unicodedata.category(before) in ("So", "Sk")
    return letter == "\u200d" and is_sign and unicodedata.category(after) == "So"
