"""Taking a file from outside: looked at by what it is, then kept once by its content."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import BinaryIO

from intranet.core import files
from intranet.core.errors import Invalid
from intranet.docservice import guard
from intranet.docservice.errors import DocError

LETTER_KINDS = frozenset({"pdf", "docx"})


@dataclass(frozen=True)
class TakenFile:
    """A file that was found sound and is kept."""

    sha256: str
    name: str
    kind: str


def take(source: BinaryIO, filename: str, allowed: Collection[str] = guard.ANY_KIND, field: str = "file") -> TakenFile:
    """Look at an upload and keep it; raises Invalid, naming the field, with the guard's own sentence."""
    try:
        facts = guard.inspect_upload(source, filename, allowed)
    except DocError as error:
        raise Invalid(error.sentence, field=field) from error
    kept = files.keep(source, facts.media_type)
    name = guard.shown_name(filename) or f"tệp{facts.extension}"
    return TakenFile(kept.sha256, name, facts.kind)
