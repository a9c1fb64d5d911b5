"""Looks at files from outside before anything else reads them: what they really are, and whether they are safe."""

import io
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from intranet.docservice.errors import DocError
from intranet.docservice.images import check_photo, page_count
from intranet.docservice.package import check_package

HEAD = 4096
LONGEST_NAME_SHOWN = 80


@dataclass(frozen=True)
class Kind:
    """A kind of file the office takes: how it is called, served and named, and how large it may be."""

    word: str
    media_type: str
    extension: str
    extensions: tuple[str, ...]
    most_megabytes: int


@dataclass(frozen=True)
class FileFacts:
    """What an upload is: `kind` a key of KINDS, `extension` with its dot, `size` in bytes, `notes` in Vietnamese."""

    kind: str
    media_type: str
    extension: str
    size: int
    notes: tuple[str, ...] = ()


_OFFICE = "application/vnd.openxmlformats-officedocument."
_PICTURES = (".jpg", ".jpeg", ".jfif", ".png")
KINDS = {
    "docx": Kind("Word (.docx)", _OFFICE + "wordprocessingml.document", ".docx", (".docx",), 30),
    "xlsx": Kind("Excel (.xlsx)", _OFFICE + "spreadsheetml.sheet", ".xlsx", (".xlsx",), 30),
    "pdf": Kind("PDF", "application/pdf", ".pdf", (".pdf",), 50),
    "jpeg": Kind("ảnh JPEG", "image/jpeg", ".jpg", _PICTURES, 20),
    "png": Kind("ảnh PNG", "image/png", ".png", _PICTURES, 20),
}
ANY_KIND = frozenset(KINDS)
PICTURES = frozenset({"jpeg", "png"})

# The first bytes: (where, what stands there, what it is).
SIGNATURES = (
    (0, b"PK\3\4", "zip"),
    (0, b"%PDF-", "pdf"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (0, b"GIF8", "other_picture"),
    (8, b"WEBP", "other_picture"),
    (0, b"II*\0", "other_picture"),
    (0, b"MM\0*", "other_picture"),
    (4, b"ftypavif", "other_picture"),
    (4, b"ftyphei", "heic"),
    (4, b"ftyphev", "heic"),
    (4, b"ftypmif1", "heic"),
)
REFUSED = {
    "other_picture": "file_is_other_picture",
    "heic": "file_is_heic",
    "svg": "file_is_svg",
    "ole": "file_is_old_office",
    "text": "file_is_text",
}
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
MOST_MEGABYTES_OF_A_ZIP = 30


def inspect_upload(
    source: BinaryIO | Path, filename: str, allowed: Collection[str] = ANY_KIND, *, most_megabytes: int | None = None
) -> FileFacts:
    """Say what an upload really is, by its content; `allowed` names kinds of KINDS.

    The stream must be seekable and stands at its beginning afterwards. Each refusal is a DocError of its own:
    file_*, office_*, pdf_*, picture_* in errors.py.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return inspect_upload(stream, filename, allowed, most_megabytes=most_megabytes)
    try:
        return _inspect(source, shown_name(filename), allowed, most_megabytes)
    finally:
        source.seek(0)


def check_docx(docx: bytes, name: str = "văn bản.docx") -> None:
    """Refuse, with inspect_upload's codes, bytes that are no sound and harmless .docx."""
    inspect_upload(io.BytesIO(docx), name, {"docx"})


def shown_name(filename: str) -> str:
    """A file's name fit for a sentence: no folders, no control characters, not endless."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in unicodedata.normalize("NFC", name) if letter.isprintable()).strip()
    return name if len(name) <= LONGEST_NAME_SHOWN else f"{name[:60]}…{name[-15:]}"


def _inspect(stream: BinaryIO, name: str, allowed: Collection[str], most_megabytes: int | None) -> FileFacts:
    size = stream.seek(0, io.SEEK_END)
    if size == 0:
        raise DocError("file_empty", name=name)
    stream.seek(0)
    looks = _sniff(stream.read(HEAD))
    limit = most_megabytes or (KINDS[looks].most_megabytes if looks in KINDS else MOST_MEGABYTES_OF_A_ZIP)
    if size > limit << 20:
        raise DocError("file_too_big", name=name, limit=limit)
    notes: tuple[str, ...] = ()
    if looks == "zip":
        package = check_package(stream, name)
        looks, notes = package.kind, package.notes
    if looks not in KINDS:
        raise _refusal(looks, stream, name, allowed)
    kind = KINDS[looks]
    if looks not in allowed:
        raise DocError("file_not_allowed", name=name, kind=kind.word, allowed=words_for(allowed))
    extension = Path(name).suffix.lower()
    if extension and extension not in kind.extensions:
        raise DocError("file_name_lies", name=name, kind=kind.word)
    _check_content(stream, looks, name)
    return FileFacts(looks, kind.media_type, kind.extension, size, notes)


def _check_content(stream: BinaryIO, kind: str, name: str) -> None:
    stream.seek(0)
    if kind == "pdf" and page_count(stream, name) < 1:
        raise DocError("pdf_broken", name=name)
    if kind in PICTURES:
        check_photo(stream, name)


def _sniff(head: bytes) -> str:
    for place, sign, looks in SIGNATURES:
        if head[place : place + len(sign)] == sign:
            return looks
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "unknown"
    return "svg" if b"<svg" in head.replace(b"\0", b"").lower() else "text"


def _refusal(looks: str, stream: BinaryIO, name: str, allowed: Collection[str]) -> DocError:
    stream.seek(0)
    if looks == "ole" and ENCRYPTED_OFFICE in stream.read():
        return DocError("file_is_locked", name=name)
    if looks == "text" and Path(name).suffix.lower() not in (".docx", ".doc", ".rtf"):
        looks = "unknown"
    if looks in REFUSED:
        return DocError(REFUSED[looks], name=name)
    return DocError("file_unknown", name=name, allowed=words_for(allowed))


def words_for(allowed: Collection[str]) -> str:
    """The allowed kinds as a person reads them: "Word (.docx), PDF hoặc ảnh JPEG"."""
    words = [kind.word for key, kind in KINDS.items() if key in allowed]
    return " hoặc ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
