"""What people type or paste, made clean without losing a word of it."""

import unicodedata

from intranet.docservice.vietnamese import nfc

_LINE_ENDS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def clean(text: str) -> str:
    """Composed letters, line ends as "\\n", no control, invisible or impossible characters, no trailing spaces."""
    lined = nfc(text).replace("\r\n", "\n").translate(_LINE_ENDS).replace("\t", " ")
    kept = "".join(
        letter
        for letter in lined
        if letter == "\n" or (unicodedata.category(letter) not in ("Cc", "Cs", "Cf") and not _is_nothing(letter))
    )
    return "\n".join(line.rstrip(" ") for line in kept.split("\n")).strip("\n ")


def _is_nothing(letter: str) -> bool:
    return ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF
